import { AppError } from "@/lib/core/errors";
import { fieldsOf } from "@/lib/core/fields";
import type { Language } from "@/lib/i18n/language";
import { wireMessage } from "@/lib/i18n/wire-messages";
import { checkEvent, splitBatch } from "@/lib/integrations/woocommerce/parse-event";
import { batchAnswer, batchBody, eventReceipt } from "@/lib/integrations/woocommerce/wire";
import type { Runtime } from "@/lib/runtime";
import type { DeliveryRequest } from "./delivery-request";
import { parseJson } from "./read-body";
import { receiveDelivery, toIncoming, type Answer, type Delivery } from "./receive-webhook";

/** The plugin's lane, the same however the request came in. */
const MAX_EVENT_BYTES = 1 << 20;
const MAX_BATCH_BYTES = 8 << 20;

/** One event. 202 means committed: it will be processed even if every process dies now. */
export function receiveOne(deps: Runtime, request: DeliveryRequest, language: Language): Promise<Answer> {
  const startedAt = performance.now();
  return receiveDelivery(deps, request, MAX_EVENT_BYTES, async (delivery) => {
    const checked = checkEvent(parseJson(delivery.body));
    if (!checked.ok) throw new AppError("body_invalid", { fields: checked.fields });
    const status = await deps.receiver.receive(toIncoming(delivery, checked.event, delivery.body));
    deps.metrics.events.inc({ event_type: checked.event.event_type, status });
    const body = eventReceipt.parse({
      status,
      message: wireMessage(status === "accepted" ? "event_accepted" : "event_skipped", language),
      eventId: checked.event.event_id,
      processingTimeMs: Math.round(performance.now() - startedAt),
    });
    return { status: status === "accepted" ? 202 : 200, body };
  });
}

/** Up to a hundred: one answer per event, in order; one bad event does not sink the others. */
export function receiveMany(deps: Runtime, request: DeliveryRequest): Promise<Answer> {
  return receiveDelivery(deps, request, MAX_BATCH_BYTES, async (delivery) => {
    const results = await Promise.all(readParts(delivery.body).map((part) => receivePart(deps, delivery, part)));
    return { status: 207, body: batchAnswer.parse({ results }) };
  });
}

type Part = { value: unknown; payload: string };

async function receivePart(deps: Runtime, delivery: Delivery, { value, payload }: Part) {
  const checked = checkEvent(value);
  if (!checked.ok) {
    return { event_id: toldId(value), status: "rejected" as const, error: "Invalid request body", fields: checked.fields };
  }
  const status = await deps.receiver.receive(toIncoming(delivery, checked.event, payload));
  deps.metrics.events.inc({ event_type: checked.event.event_type, status });
  return { event_id: checked.event.event_id, status };
}

/** What a rejected event calls itself, if that can be said back: it may be anything, of any depth. */
function toldId(value: unknown): string | number | null {
  const id: unknown = typeof value === "object" && value !== null && "event_id" in value ? value.event_id : null;
  return typeof id === "string" ? id.slice(0, MAX_TOLD_ID) : typeof id === "number" ? id : null;
}
const MAX_TOLD_ID = 255;

/** @throws AppError body_not_json, body_invalid */
function readParts(body: string): Part[] {
  let parts: Part[] | null;
  try {
    parts = splitBatch(body);
  } catch (cause) {
    throw new AppError("body_not_json", { cause });
  }
  const whole = batchBody.safeParse({ events: parts?.map(({ value }) => value) });
  if (!whole.success || parts === null) throw new AppError("body_invalid", { fields: whole.success ? {} : fieldsOf(whole.error) });
  return parts;
}
