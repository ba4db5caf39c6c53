import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { freshToken } from "../connections/fresh-credentials";
import { webhookSecretsOf } from "../shopify/app";
import { openShopifyClient } from "../shopify/open-client";
import { shopifySource, type BulkSizes } from "../shopify/shopify-source";
import { wooSource } from "../woocommerce/pull/woo-source";
import { createWooClient } from "../woocommerce/rest/client";
import type { PullSource } from "./source";

/** The client of a connection's shop, whatever its kind. */
export function openSource(
  deps: Pick<Deps, "db" | "encryption" | "env" | "now" | "randomBytes"> & { outgoing: GuardedFetch },
  connection: OpenConnection,
  asked: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void>; bulk?: BulkSizes },
): PullSource {
  const { kind, credentials, auth, address } = connection;
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
