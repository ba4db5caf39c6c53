import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch, OutgoingRequest } from "@/lib/core/outgoing/guarded-fetch";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { freshToken } from "../connections/fresh-credentials";
import { webhookSecretsOf } from "../shopify/app";
import { openShopifyClient } from "../shopify/open-client";
import { shopifySource, type BulkSizes } from "../shopify/shopify-source";
import { wooSource } from "../woocommerce/pull/woo-source";
import { createWooClient } from "../woocommerce/rest/client";
import type { PullSource } from "./source";

/** For a shop that did not answer last time, until it does: enough for a small question. */
const BRIEFLY_MS = 10_000;
const SERVER_ERROR_FROM = 500;

/** Asks a shop that did not answer last time briefly; once it has answered it has all the time it needs. */
function askBriefly(outgoing: GuardedFetch): GuardedFetch {
  let hasAnswered = false;
  const brief = (request: OutgoingRequest): OutgoingRequest =>
    hasAnswered ? request : { ...request, timeoutMs: Math.min(request.timeoutMs, BRIEFLY_MS) };
  const heard = <Answer extends { status: number }>(answer: Answer): Answer => {
    hasAnswered ||= answer.status < SERVER_ERROR_FROM;
    return answer;
  };
  return Object.assign(async (url: string, request: OutgoingRequest) => heard(await outgoing(url, brief(request))), {
    stream: async (url: string, request: OutgoingRequest) => heard(await outgoing.stream(url, brief(request))),
    close: () => outgoing.close(),
  });
}

/** The client of a connection's shop, whatever its kind. */
export function openSource(
  given: Pick<Deps, "db" | "encryption" | "env" | "now" | "randomBytes"> & { outgoing: GuardedFetch },
  connection: OpenConnection,
  asked: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void>; bulk?: BulkSizes },
): PullSource {
  const { kind, credentials, auth, address } = connection;
  const deps = connection.failures > 0 ? { ...given, outgoing: askBriefly(given.outgoing) } : given;
  if (kind === "shopify" && "accessToken" in credentials) {
    const accessToken = freshToken({ ...deps, wait: asked.wait }, { ...connection, credentials });
    const client = openShopifyClient({ ...deps, wait: asked.wait }, { address, accessToken });
    const canVerify = webhookSecretsOf(deps.env, credentials).length > 0;
    return shopifySource(client, { ...connection, canVerify }, { ...asked, now: deps.now, fetchStream: deps.outgoing.stream });
  }
  if (kind !== "woocommerce" || !("consumerKey" in credentials) || auth === "token") throw new Error(`no source for a ${kind} connection`);
  const client = createWooClient({ ...deps, fetch: deps.outgoing }, { baseUrl: address, auth, ...credentials });
  return wooSource(client, connection, asked);
}
