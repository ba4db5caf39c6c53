import type { Deps } from "@/lib/core/deps";
import { eraseProducts } from "@/lib/catalog/erase-products";
import { eraseEvents } from "@/lib/events/erase-events";
import { forgetConnection } from "@/lib/sync/connections/forget-connection";
import { eraseTraces } from "@/lib/sync/jobs/erase-traces";
import type { InstalledStore } from "./stores-of-shop";

/** shop/redact comes this long after the app was uninstalled (shopify.dev, privacy law compliance). */
const AFTER_UNINSTALL_MS = 48 * 3_600_000;

/**
 * Whether the shop has the app again: it answered us after the uninstall that the request is about. Such a request is
 * about an installation that is over; what is kept now belongs to the new one.
 */
export const isInstalledAgain = ({ state, checkedAt }: Pick<InstalledStore, "state" | "checkedAt">, askedAt: Date): boolean =>
  state !== "disconnected" && checkedAt !== null && checkedAt.getTime() > askedAt.getTime() - AFTER_UNINSTALL_MS;

/**
 * shop/redact: what is kept of a shop goes, not as tombstones but for good: access, products with what the AI reads of
 * them, bodies of webhooks, what jobs noted of products. Not through the event log, which would only write it all down
 * once more. The store itself stays: it is the hub's and not the shop's. So do figures, audit entries without content,
 * and vectors, which belong to texts' hashes. Access goes first, so that nothing comes back; all of it may run twice:
 * Shopify asks again until it is done.
 * @param connection null: gone already
 * @returns products removed
 */
export async function eraseShop(
  { db }: Pick<Deps, "db">,
  storeId: string,
  connection: Pick<InstalledStore, "address"> | null,
): Promise<number> {
  if (connection) await forgetConnection(db, null, { storeId, kind: "shopify", address: connection.address });
  await eraseTraces(db, storeId, "shopify");
  const products = await eraseProducts(db, storeId, "shopify");
  await eraseEvents(db, storeId, ["shopify", "shopify_notice"]);
  return products;
}
