import { isNotice, type IncomingEvent, type Receipt } from "@/lib/events/incoming-event";
import { readNotice } from "@/lib/pipeline/settle-notices";
import type { Runtime } from "@/lib/runtime";
import { markProducts } from "@/lib/sync/marks/marks";

/**
 * Keeps what a shop said by itself. The same notice again is one event and yet two looks: a product that was deleted, came
 * back and was deleted again may be told of with the same bytes.
 * @throws AppError unavailable: it could not be committed
 */
export async function receiveNotice(
  deps: Pick<Runtime, "db" | "receiver" | "metrics" | "nudgeSync">,
  event: IncomingEvent,
): Promise<Receipt> {
  const receipt = await deps.receiver.receive(event);
  deps.metrics.events.inc({ event_type: event.eventType, status: receipt });
  const notice = receipt === "skipped" && isNotice(event) ? readNotice(event) : null;
  if (notice !== null && typeof notice === "object") {
    await markProducts(deps.db, event.storeId, notice.products);
    deps.nudgeSync([event.storeId]);
  }
  return receipt;
}
