import { randomUUID } from "node:crypto";
import type { EventType, IncomingEvent } from "@/lib/events/incoming-event";
import { checkEvent } from "@/lib/integrations/woocommerce/parse-event";

/** What the plugin sends. */
export type WooBody = {
  event_id?: string;
  event_type?: EventType;
  occurred_at?: string;
  product: { id: number } & Record<string, unknown>;
};

/**
 * The body as the webhook takes it: checked by the real schema, kept as the text it came as.
 * @throws Error naming the fields the schema refuses
 */
export function aDelivery(storeId: string, body: WooBody): IncomingEvent {
  const payload = JSON.stringify({ event_id: randomUUID(), event_type: "product.updated", ...body });
  const checked = checkEvent(JSON.parse(payload));
  if (!checked.ok) throw new Error(`The webhook would refuse this event: ${JSON.stringify(checked.fields)}`);
  const { event } = checked;
  return {
    storeId,
    tokenId: null,
    eventId: event.event_id,
    eventType: event.event_type,
    source: "woocommerce",
    productId: event.product.id,
    occurredAt: event.occurred_at ?? event.product.date_modified,
    payload,
    headers: {},
    sourceIp: null,
    requestId: null,
  };
}
