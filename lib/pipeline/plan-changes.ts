import type { ClaimedEvent } from "@/lib/events/claim-events";

/**
 * Which of a product's waiting events to apply, and in what order. Per product only the newest counts; the others end
 * `superseded` and cost nothing. Times are the store's clock; "newest" is the catalogue's own order (refuse-stale.ts).
 *
 * An event without a time is a barrier: it beats all that arrived before it, whatever their dates say, and what
 * arrived after it is measured against it. So a product's events are cut behind each barrier; only the last barrier
 * and the newest event after it can matter.
 */
export type PlannableEvent = Pick<ClaimedEvent, "id" | "eventType" | "productId" | "occurredAt">;

/** One product's events: those to try, in this order, and those that are beaten before they start. */
export type ProductPlan<E extends PlannableEvent = ClaimedEvent> = {
  /** Each is applied in turn: the barrier, then the newest after it. */
  rounds: E[];
  superseded: E[];
};

const isDeletion = (event: PlannableEvent): boolean => event.eventType === "product.deleted";

/** Of two events with times: at the same moment a deletion wins, then the later arrival. */
function isNewer(a: PlannableEvent, b: PlannableEvent): boolean {
  const [atA, atB] = [a.occurredAt?.getTime() ?? 0, b.occurredAt?.getTime() ?? 0];
  if (atA !== atB) return atA > atB;
  if (isDeletion(a) !== isDeletion(b)) return isDeletion(a);
  return a.id > b.id;
}

/** @param events of one product, in order of arrival. */
function planProduct<E extends PlannableEvent>(events: readonly E[]): ProductPlan<E> {
  const lastBarrier = events.findLastIndex((event) => event.occurredAt === null);
  const barrier = events[lastBarrier];
  const after = events.slice(lastBarrier + 1);
  const newest = after.reduce<E | undefined>((best, event) => (best === undefined || isNewer(event, best) ? event : best), undefined);
  const chosen = [barrier, newest].filter((event) => event !== undefined);
  return { rounds: chosen, superseded: events.filter((event) => !chosen.includes(event)) };
}

/** @param events of one store, in order of arrival. */
export function planChanges<E extends PlannableEvent>(events: readonly E[]): Map<string, ProductPlan<E>> {
  const byProduct = new Map<string, E[]>();
  for (const event of events) {
    const own = byProduct.get(event.productId);
    if (own) own.push(event);
    else byProduct.set(event.productId, [event]);
  }
  return new Map([...byProduct].map(([productId, own]) => [productId, planProduct(own)]));
}
