import type { Db } from "@/lib/core/db";
import type { ClaimedEvent } from "./claim-events";

/**
 * For each deletion without a time: the moment it stands for, at its arrival or, where the store's clock was ahead, at
 * the latest time heard of this product before it. Read from the log and not from the product, which may have been
 * changed since by an event without a time, or not yet by one that is still to be retried: how the events were cut
 * into batches must not decide what revives the product.
 */
export async function tombstoneTimes(db: Db, storeId: string, events: readonly ClaimedEvent[]): Promise<Map<bigint, Date>> {
  const deletions = events.filter((event) => event.eventType === "product.deleted" && event.occurredAt === null);
  if (deletions.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: bigint; at: Date }[]>`
    SELECT d.id, greatest(d.created_at, (SELECT max(e.occurred_at) FROM event e WHERE e.store_id = d.store_id AND e.product_id = d.product_id AND e.id < d.id)) AS at
    FROM event d WHERE d.store_id = ${storeId}::uuid AND d.id = ANY(${deletions.map(({ id }) => id)}::bigint[])`;
  return new Map(rows.map((row) => [row.id, row.at]));
}
