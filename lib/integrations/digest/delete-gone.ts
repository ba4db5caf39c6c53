import type { Deps } from "@/lib/core/deps";
import type { IncomingEvent } from "@/lib/events/incoming-event";
import type { EventReceiver } from "@/lib/events/receive-event";
import type { ConnectionKind } from "@/lib/sync/connections/connection";
import { findGone } from "./find-gone";

export type DigestDeps = Pick<Deps, "db"> & { receiver: EventReceiver };
/** Whose doing it is, for the event log. */
export type Sender = { tokenId: string | null; sourceIp: string | null; requestId: string | null };

/** The receiver is shared with the shops: never more than one of its commits at once. */
const EVENTS_AT_ONCE = 250;

/** "woo_12" → "12", "shopify_8123" → "8123" */
export const shopIdOf = (externalId: string): string => externalId.slice(externalId.indexOf("_") + 1);

/** A deletion as an event; ids beyond what a number holds keep their digits as text. */
export function deletionOf(source: ConnectionKind, eventId: string, externalId: string): Omit<IncomingEvent, "storeId" | keyof Sender> {
  const productId = shopIdOf(externalId);
  const id = source === "shopify" ? productId : Number(productId);
  return {
    eventId,
    eventType: "product.deleted",
    source,
    productId,
    occurredAt: null,
    payload: JSON.stringify({ event_id: eventId, event_type: "product.deleted", product: { id } }),
    headers: {},
  };
}

/**
 * Deletes what is still gone the way a shop would: as events, seen in the log and guarded like all others. Their ids
 * are made of the run and the product, so that doing it again does nothing twice. Not in a transaction: the receiver
 * has its own.
 * @returns the shop's ids of products that said something while this was done: a deletion without a time beats what
 *   arrived before it, so the shop is to send these again.
 */
export async function deleteGone(
  { db, receiver }: DigestDeps,
  run: { id: string; storeId: string; startedAt: Date },
  gone: readonly string[],
  sender: Sender,
): Promise<string[]> {
  const found = await findGone(db, run.id, gone);
  const ids = found.map(shopIdOf);
  for (let at = 0; at < found.length; at += EVENTS_AT_ONCE) {
    await Promise.all(
      found.slice(at, at + EVENTS_AT_ONCE).map((externalId) => {
        const source = externalId.startsWith("shopify_") ? "shopify" : "woocommerce";
        const event = deletionOf(source, `digest_${run.id}_${shopIdOf(externalId)}`, externalId);
        return receiver.receive({ ...sender, storeId: run.storeId, ...event });
      }),
    );
  }
  if (ids.length === 0) return [];
  const spoke = await db.$queryRaw<{ product_id: string }[]>`
    SELECT DISTINCT product_id FROM event WHERE store_id = ${run.storeId}::uuid AND product_id = ANY(${ids}::text[])
      AND created_at >= ${run.startedAt} AND event_id NOT LIKE 'digest\\_%'`;
  return spoke.map((row) => row.product_id);
}
