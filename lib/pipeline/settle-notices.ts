import type { Db } from "@/lib/core/db";
import type { ClaimedEvent } from "@/lib/events/claim-events";
import { settleEvents, type Settlement } from "@/lib/events/settle-events";
import { inventoryItemMark, shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { readDelivery as readShopifyDelivery } from "@/lib/integrations/shopify/webhooks";
import { readDelivery } from "@/lib/integrations/woocommerce/rest/read-delivery";
import { wooExternalId } from "@/lib/integrations/woocommerce/to-draft";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";

/** What a notice asks for: products to fetch, or, where it names none, a look at the whole shop. */
export function readNotice(event: Pick<ClaimedEvent, "source" | "eventType" | "payload">): { products: string[] } | "look" | "junk" {
  const { eventType, payload } = event;
  if (event.source === "shopify_notice") return readShopifyNotice(payload);
  const delivery = readDelivery(eventType, payload);
  switch (delivery.kind) {
    case "product":
    case "gone":
      return { products: [wooExternalId(delivery.id)] };
    case "variation":
      // Itself too: a product with a parent, if there is such a thing, is no variation that anybody could ask for by its parent.
      return { products: [delivery.parentId, delivery.id].flatMap((id) => (id === null ? [] : [wooExternalId(id)])) };
    case "error":
      return "look";
    default:
      return "junk";
  }
}

/** Which topic it was its body shows: only that of an inventory level has no product's id. Deleted or not, the fetch decides. */
function readShopifyNotice(payload: string): { products: string[] } | "junk" {
  for (const topic of ["inventory_levels/update", "products/update"]) {
    const delivery = readShopifyDelivery(topic, payload);
    if (delivery.kind === "inventory") return { products: [inventoryItemMark(delivery.inventoryItemId)] };
    if (delivery.kind === "product") return { products: [shopifyExternalId(delivery.id)] };
  }
  return "junk";
}

/** Notices become marks and end, in one transaction: what is to be fetched outlives every process. */
export async function settleNotices(
  db: { $transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T> },
  storeId: string,
  notices: readonly ClaimedEvent[],
  ends: readonly Settlement[],
): Promise<void> {
  const read = notices.map(readNotice);
  await db.$transaction(async (tx) => {
    await markProducts(
      tx,
      storeId,
      read.flatMap((notice) => (typeof notice === "object" ? notice.products : [])),
    );
    if (read.includes("look")) await queueJob(tx, storeId, "woocommerce", { mode: "reconcile", trigger: "webhook" });
    await settleEvents(tx, ends);
  });
}
