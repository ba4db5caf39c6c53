import type { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** What only the socket knows about a request; scripts/server.mjs fills it. */
export type RequestContext = { requestId: string; socketAddress: string | null };

const shared = globalThis as typeof globalThis & { [key: symbol]: AsyncLocalStorage<RequestContext> | undefined };

export function requestContext(): RequestContext {
  return shared[Symbol.for("fiko.requests")]?.getStore() ?? { requestId: randomUUID(), socketAddress: null };
}
