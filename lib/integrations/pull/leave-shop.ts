import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { OpenConnection } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { disconnectStore } from "@/lib/sync/connections/show-connection";
import { removeWebhooks } from "../woocommerce/pull/watch-webhooks";
import { createWooClient } from "../woocommerce/rest/client";
import { deliveryUrlOf } from "./delivery-url";

export type LeaveDeps = Pick<Deps, "db" | "encryption" | "env" | "log" | "now" | "randomBytes"> & { outgoing: GuardedFetch };

/** For all of it. */
const FAREWELL_MS = 10_000;

/**
 * Forgets how a store is reached; its products stay. The shop is asked to forget us too, and nobody waits for its answer:
 * webhooks that stay there are refused here and, seven refusals later, switched off by the shop.
 * @throws AppError store_not_found, connection_not_found
 */
export async function leaveShop(deps: LeaveDeps, caller: Caller, storeId: string): Promise<void> {
  // While it is still known how. A key that ENCRYPTION_KEYS lacks is no reason to stay connected.
  const connection = await openConnection(deps, storeId).catch(() => null);
  await disconnectStore(deps, caller, storeId);
  if (connection) void sayFarewell(deps, connection);
}

/** Never throws. */
async function sayFarewell(deps: LeaveDeps, { storeId, kind, address, auth, credentials }: OpenConnection): Promise<void> {
  if (kind !== "woocommerce" || auth === "token" || !("consumerKey" in credentials)) return;
  try {
    const client = createWooClient({ ...deps, fetch: deps.outgoing }, { baseUrl: address, auth, ...credentials });
    await removeWebhooks(client, deliveryUrlOf(deps.env, kind, storeId), { signal: AbortSignal.timeout(FAREWELL_MS) });
  } catch (error) {
    deps.log.warn({ err: error, storeId }, "the shop keeps webhooks of a store that was disconnected");
  }
}
