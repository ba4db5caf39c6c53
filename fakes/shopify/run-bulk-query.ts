import { executeSync, parse } from "graphql";
import { rootOf } from "./root";
import { schema } from "./schema";
import type { ShopState } from "./shop-state";

type Node = Record<string, unknown> & { id?: string };
type Edges = { edges: { node: Node }[] };

const isConnection = (value: unknown): value is Edges => typeof value === "object" && value !== null && "edges" in value;

/**
 * Runs a bulk query over everything and writes its lines: a root object, and below it (grouped) or after all roots (not grouped, and
 * children of different parents mixed) its children with `__parentId`.
 */
export function runBulkQuery(state: ShopState, query: string, isGrouped: boolean): { lines: string[]; rootObjects: number } {
  const { data, errors } = executeSync({ schema, document: parse(query), rootValue: rootOf(state), contextValue: { isBulk: true } });
  if (errors || !data) throw new Error(`Bulk query failed in the fake: ${errors?.[0]?.message}`);
  const roots = Object.values(data)
    .filter(isConnection)
    .flatMap(({ edges }) => edges.map(({ node }) => node));
  const groups = roots.map((node) => linesOf(node, null));
  const lines = isGrouped ? groups.flat() : [...groups.map(([root]) => root ?? ""), ...interleave(groups.map((group) => group.slice(1)))];
  return { lines, rootObjects: roots.length };
}

function linesOf(node: Node, parentId: string | null): string[] {
  const own: Record<string, unknown> = {};
  const children: string[] = [];
  for (const [name, value] of Object.entries(node)) {
    if (isConnection(value)) children.push(...value.edges.flatMap((edge) => linesOf(edge.node, node.id ?? null)));
    else own[name] = value;
  }
  return [JSON.stringify(parentId === null ? own : { ...own, __parentId: parentId }), ...children];
}

function interleave(groups: string[][]): string[] {
  const longest = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => groups.flatMap((group) => group.slice(at, at + 1))).flat();
}
