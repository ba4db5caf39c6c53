import { type GraphQLError, parse, validate, type DocumentNode } from "graphql";
import { iso } from "./present-product";
import { schema } from "./schema";
import type { FakeBulk, ShopState } from "./shop-state";

const isOpen = ({ status }: FakeBulk): boolean => status === "CREATED" || status === "RUNNING" || status === "CANCELING";

/** A bulk operation takes looks, not time: each time it is asked for, it comes one step nearer to its end. */
export function presentBulk(state: ShopState, bulk: FakeBulk) {
  advance(state, bulk);
  const isDone = bulk.status === "COMPLETED";
  const hasPart = bulk.status === "FAILED" && bulk.lines.length > 0;
  const address = `${state.origin()}/bulk/${bulk.id.replace(/^.*\//, "")}.jsonl`;
  return {
    __typename: "BulkOperation",
    id: bulk.id,
    type: "QUERY",
    status: bulk.status,
    errorCode: bulk.errorCode,
    query: bulk.query,
    objectCount: String(bulk.lines.length),
    rootObjectCount: String(bulk.rootObjects),
    fileSize: isDone ? String(Buffer.byteLength(fileOf(bulk))) : null,
    createdAt: iso(bulk.createdAt),
    completedAt: bulk.completedAt === null ? null : iso(bulk.completedAt),
    url: isDone && bulk.lines.length > 0 ? address : null,
    partialDataUrl: hasPart ? address : null,
  };
}

export const fileOf = (bulk: FakeBulk): string => bulk.lines.map((line) => `${line}\n`).join("");

function advance(state: ShopState, bulk: FakeBulk): void {
  if (!isOpen(bulk)) return;
  if (bulk.status === "CANCELING") {
    bulk.status = "CANCELED";
    return;
  }
  if (bulk.looksLeft > 0) {
    bulk.looksLeft -= 1;
    bulk.status = "RUNNING";
    return;
  }
  // What the shop holds now, not when it was asked.
  const { lines, rootObjects } = state.runBulk(bulk.query, bulk.isGrouped);
  const fault = state.bulkFaults.shift();
  bulk.status = fault ? "FAILED" : "COMPLETED";
  bulk.errorCode = fault?.errorCode ?? null;
  bulk.lines = fault ? lines.slice(0, fault.partialLines ?? 0) : lines;
  bulk.rootObjects = rootObjects;
  bulk.completedAt = state.clock();
}

const refuse = (code: string, message: string) => ({ bulkOperation: null, userErrors: [{ code, field: ["query"], message }] });

export function startBulk(state: ShopState, { query, groupObjects }: { query: string; groupObjects: boolean }) {
  if ([...state.bulks.values()].filter(isOpen).length >= state.bulkLimit)
    return state.bulkLimit === 1
      ? refuse("OPERATION_IN_PROGRESS", "A bulk query operation for this app and shop is already in progress.")
      : refuse("LIMIT_REACHED", "Bulk operations limit reached. Please try again later.");
  const problem = problemOf(query);
  if (problem !== null) return refuse("INVALID", problem);
  const bulk: FakeBulk = {
    id: `gid://shopify/BulkOperation/${state.nextId()}`,
    query,
    isGrouped: groupObjects,
    status: "CREATED",
    errorCode: null,
    createdAt: state.clock(),
    completedAt: null,
    lines: [],
    rootObjects: 0,
    looksLeft: state.looksPerBulk,
  };
  state.bulks.set(bulk.id, bulk);
  // Not advanced: the answer says CREATED.
  const { id, status, query: asked } = bulk;
  return {
    bulkOperation: { id, status, query: asked, type: "QUERY", objectCount: "0", rootObjectCount: "0", createdAt: iso(bulk.createdAt) },
    userErrors: [],
  };
}

export function cancelBulk(state: ShopState, id: string) {
  const bulk = state.bulks.get(id);
  if (!bulk || !isOpen(bulk))
    return { bulkOperation: null, userErrors: [{ field: ["id"], message: "A bulk operation cannot be canceled" }] };
  bulk.status = "CANCELING";
  return { bulkOperation: { ...presentBulk(state, { ...bulk, status: "CANCELED" }), status: "CANCELING" }, userErrors: [] };
}

const MAX_CONNECTIONS = 5;

/** shopify.dev, "Operation restrictions": one top-level field, no node or nodes there, at least one and at most five connections. */
function problemOf(query: string): string | null {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return `Invalid bulk query: ${(error as GraphQLError).message}`;
  }
  const [invalid] = validate(schema, document);
  if (invalid) return `Invalid bulk query: ${invalid.message}`;
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition" || operation.selectionSet.selections.length !== 1)
    return "Invalid bulk query: one top-level field";
  const connections = query.match(/\bedges\b/g)?.length ?? 0;
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  return connections > MAX_CONNECTIONS ? "Bulk queries cannot contain more than 5 connections." : null;
}
