import { AppError } from "@/lib/core/errors";
import { fieldsOf } from "@/lib/core/fields";
import { answer } from "@/lib/http/route";
import { receiveDelivery, toIncoming, type Delivery } from "@/lib/http/receive-webhook";
import { checkEvent, splitBatch } from "@/lib/integrations/woocommerce/parse-event";
import { batchAnswer, batchBody } from "@/lib/integrations/woocommerce/wire";
import type { Runtime } from "@/lib/runtime";

const MAX_BATCH_BYTES = 8 << 20;

/** Contract §4: one answer per event, in order; one bad event does not sink the others. */
export function POST(request: Request): Promise<Response> {
  return answer(request, (deps) => receiveDelivery(deps, request, MAX_BATCH_BYTES, (delivery) => receiveBatch(deps, delivery)));
}

async function receiveBatch(deps: Runtime, delivery: Delivery): Promise<Response> {
  const parts = readParts(delivery.body);
  const results = await Promise.all(
    parts.map(async ({ value, payload }) => {
      const eventId = typeof value === "object" && value !== null ? (value as { event_id?: unknown }).event_id : undefined;
      const checked = checkEvent(value);
      if (!checked.ok) return { event_id: eventId ?? null, status: "rejected" as const, error: "Invalid request body", fields: checked.fields };
      const status = await deps.receiver.receive(toIncoming(delivery, checked.event, payload));
      deps.metrics.events.inc({ event_type: checked.event.event_type, status });
      return { event_id: checked.event.event_id, status };
    }),
  );
  return Response.json(batchAnswer.parse({ results }), { status: 207 });
}

/** @throws AppError body_not_json, body_invalid */
function readParts(body: string): { value: unknown; payload: string }[] {
  let parts: ReturnType<typeof splitBatch>;
  try {
    parts = splitBatch(body);
  } catch (cause) {
    throw new AppError("body_not_json", { cause });
  }
  const whole = batchBody.safeParse({ events: parts?.map(({ value }) => value) });
  if (!whole.success || parts === null) throw new AppError("body_invalid", { fields: whole.success ? {} : fieldsOf(whole.error) });
  return parts;
}
