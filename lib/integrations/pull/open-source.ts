import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { wooSource } from "../woocommerce/pull/woo-source";
import { createWooClient } from "../woocommerce/rest/client";
import type { PullSource } from "./source";

/** The client of a connection's shop, whatever its kind. */
export function openSource(
  deps: Pick<Deps, "now" | "randomBytes"> & { outgoing: GuardedFetch },
  connection: OpenConnection,
  asked: { drawSeq: () => Promise<bigint>; wait: (ms: number) => Promise<void> },
): PullSource {
  const { credentials, auth, address } = connection;
  if (!("consumerKey" in credentials) || auth === "token") throw new Error(`no source for a ${connection.kind} connection`);
  const client = createWooClient({ ...deps, fetch: deps.outgoing }, { baseUrl: address, auth, ...credentials });
  return wooSource(client, connection, asked);
}
