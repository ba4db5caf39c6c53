import { storesOf, type Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import type { EventRow } from "@/lib/events/wire";

type About = Pick<EventRow, "productId" | "source" | "store">;
export type NamedProduct = { id: string; title: string; currency: string | null };

const keyOf = (storeId: string, externalId: string) => `${storeId} ${externalId}`;
/** A shop's own webhooks and notices are sources of their own: `woocommerce_webhook`, `shopify_notice`. */
const prefixOf = (source: string) => (source.startsWith("woocommerce") ? "woo_" : source.startsWith("shopify") ? "shopify_" : "");
const externalIdOf = (event: About) => `${prefixOf(event.source)}${event.productId}`;

/** What people call the products of these events, where they are stored. One query, whatever the number of events. */
export async function productTitles(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  events: readonly About[],
): Promise<(event: About) => NamedProduct | null> {
  const found = await db.product.findMany({
    where: {
      store: storesOf(caller),
      storeId: { in: [...new Set(events.map((event) => event.store.id))] },
      externalId: { in: [...new Set(events.map(externalIdOf))] },
    },
    select: { id: true, storeId: true, externalId: true, title: true, currency: true },
  });
  const byKey = new Map(found.map((product) => [keyOf(product.storeId, product.externalId), product]));
  return (event) => byKey.get(keyOf(event.store.id, externalIdOf(event))) ?? null;
}
