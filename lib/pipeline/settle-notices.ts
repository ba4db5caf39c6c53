import type { Db } from "@/lib/core/db";
import type { ClaimedEvent } from "@/lib/events/claim-events";
import { settleEvents, type Settlement } from "@/lib/events/settle-events";
import { readDelivery } from "@/lib/integrations/woocommerce/rest/read-delivery";
import { wooExternalId } from "@/lib/integrations/woocommerce/to-draft";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";

/** What a notice asks for: products to fetch, or, where it names none, a look at the whole shop. */
export function readNotice({ eventType, payload }: Pick<ClaimedEvent, "eventType" | "payload">): { products: string[] } | "look" | "junk" {
  const delivery = readDelivery(eventType, payload);
  switch (delivery.kind) {
    case "product":
    case "gone":
      return { products: [wooExternalId(delivery.id)] };
    case "variation":
      return { products: [wooExternalId(delivery.parentId ?? delivery.id)] };
    case "error":
      return "look";
    default:
      return "junk";
  }
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
