import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Endpoint } from "@/lib/http/endpoint";
import { fromSocket } from "./test-runtime";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response> | Response;
export type RouteModule = Partial<Record<"GET" | "POST" | "PATCH" | "PUT" | "DELETE", Handler>>;

/** Where Next looks for the path of an endpoint. */
export const routeFileOf = (path: string): string =>
  join(process.cwd(), "app", path.replace(/\{(\w+)\}/g, "[$1]").replace(/\/$/, ""), "route.ts");

export async function importRoute(file: string): Promise<RouteModule> {
  return (await import(/* @vite-ignore */ file)) as RouteModule;
}

export type Call = {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  /** Sent as JSON; a text or bytes go out as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Of the socket. */
  address?: string | null;
};

const asBody = (body: unknown): string | Uint8Array<ArrayBuffer> =>
  typeof body === "string" ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);

function requestOf(endpoint: Pick<Endpoint, "method" | "path">, { params = {}, query = {}, body, headers = {} }: Call): Request {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
  return new Request(`http://hub.test${path}${search && `?${search}`}`, {
    method: endpoint.method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: asBody(body) }),
  });
}

/** Calls the route's own handler, as Next would. */
export async function call(endpoint: Pick<Endpoint, "method" | "path">, options: Call = {}): Promise<Response> {
  const file = routeFileOf(endpoint.path);
  if (!existsSync(file)) throw new Error(`${endpoint.path} has no route file`);
  const handler = (await importRoute(file))[endpoint.method];
  if (!handler) throw new Error(`${endpoint.path} has no ${endpoint.method}`);
  const request = requestOf(endpoint, options);
  return fromSocket(options.address ?? "198.51.100.1", () =>
    Promise.resolve(handler(request, { params: Promise.resolve(options.params ?? {}) })),
  );
}

export async function jsonOf<T = Record<string, unknown>>(answer: Response | Promise<Response>): Promise<T> {
  return (await (await answer).json()) as T;
}
