import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { drawProduct } from "../pictures/draw-product";
import { answerGraphql } from "./answer-graphql";
import { fileOf } from "./bulk";
import { answerFault, type FaultQueue } from "./faults";
import type { LeakyBucket } from "./leaky-bucket";
import type { OAuthDesk } from "./oauth";
import type { ShopState } from "./shop-state";

export type LoggedRequest = {
  method: string;
  path: string;
  /** The query's name, its variables and its price in points. */
  operation: string | null;
  variables: Record<string, unknown>;
  cost: number | null;
  isThrottled: boolean;
};

/** For what happens between two requests. `nth` counts from 1, all addresses together. */
export type Hooks = { beforeAnswer?: (request: Readonly<LoggedRequest>, nth: number) => void };

type Parts = {
  state: ShopState;
  bucket: LeakyBucket;
  faults: FaultQueue;
  oauth: OAuthDesk;
  apiVersion: string;
  latencyMs: number;
  requests: LoggedRequest[];
  hooks: Hooks;
};

/** All addresses of the fake: GraphQL, OAuth, bulk files, pictures. Everything else is not found. */
export const createListener =
  (parts: Parts): RequestListener =>
  (request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
      response.end(error instanceof Error ? error.stack : "unknown");
    });
  };

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state, faults, oauth, latencyMs, requests } = parts;
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const text = await readText(request);
  const logged: LoggedRequest = { method, path: url.pathname, operation: null, variables: {}, cost: null, isThrottled: false };
  requests.push(logged);
  parts.hooks.beforeAnswer?.(logged, requests.length);
  if (latencyMs > 0) await sleep(latencyMs);
  response.setHeader("Date", new Date(state.clock()).toUTCString());

  const fault = faults.next();
  if (fault) return answerFault(response, fault);
  if (method === "GET" && url.pathname === "/admin/oauth/authorize") return write(response, oauth.authorize(url.searchParams));
  if (method === "POST" && url.pathname === "/admin/oauth/access_token")
    return write(response, oauth.answerAccess(request.headers["content-type"] ?? "", text, request.headers.accept ?? ""));
  const picture = drawProduct(/^\/pictures\/([\w-]+)\.svg$/.exec(url.pathname)?.[1] ?? "");
  if (picture) return write(response, { status: 200, headers: { "Content-Type": "image/svg+xml" }, body: picture });
  const bulkId = /^\/bulk\/(\d+)\.jsonl$/.exec(url.pathname)?.[1];
  if (method === "GET" && bulkId !== undefined) return writeFile(response, state, bulkId);
  if (method === "POST" && url.pathname === `/admin/api/${parts.apiVersion}/graphql.json`)
    return answerQuery(parts, request, response, text, logged);
  writeJson(response, 404, { errors: "Not Found" });
}

async function answerQuery(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
  logged: LoggedRequest,
): Promise<void> {
  const token = request.headers["x-shopify-access-token"];
  if (!parts.oauth.isValid(typeof token === "string" ? token : undefined))
    return writeJson(response, 401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
  const { body, ...facts } = await answerGraphql(parts.state, parts.bucket, text);
  Object.assign(logged, facts);
  writeJson(response, 200, body);
}

const PIECE_BYTES = 7_001;

/** In pieces that end anywhere, in the middle of a line or of a letter. */
function writeFile(response: ServerResponse, state: ShopState, id: string): void {
  const bulk = state.bulks.get(`gid://shopify/BulkOperation/${id}`);
  if (!bulk || bulk.status === "EXPIRED") return void response.writeHead(403, { "Content-Type": "application/xml" }).end("<Error/>");
  const bytes = Buffer.from(fileOf(bulk));
  response.writeHead(200, { "Content-Type": "application/jsonl" });
  for (let from = 0; from < bytes.length; from += PIECE_BYTES) response.write(bytes.subarray(from, from + PIECE_BYTES));
  response.end();
}

const writeJson = (response: ServerResponse, status: number, value: unknown): void =>
  write(response, { status, headers: { "Content-Type": "application/json; charset=utf-8" }, body: JSON.stringify(value) });

function write(
  response: ServerResponse,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
): void {
  response.writeHead(status, headers).end(body);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
