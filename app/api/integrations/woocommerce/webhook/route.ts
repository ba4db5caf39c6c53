import { AppError } from "@/lib/core/errors";
import { answer } from "@/lib/http/route";
import { parseJson } from "@/lib/http/read-body";
import { receiveDelivery, toIncoming } from "@/lib/http/receive-webhook";
import { wireMessage } from "@/lib/i18n/wire-messages";
import { checkEvent } from "@/lib/integrations/woocommerce/parse-event";
import { eventReceipt } from "@/lib/integrations/woocommerce/wire";

const MAX_EVENT_BYTES = 1 << 20;

/** Contract §4. 202 means committed: it will be processed even if every process dies now. */
export function POST(request: Request): Promise<Response> {
  const startedAt = performance.now();
  return answer(request, (deps, language) =>
    receiveDelivery(deps, request, MAX_EVENT_BYTES, async (delivery) => {
      const checked = checkEvent(parseJson(delivery.body));
      if (!checked.ok) throw new AppError("body_invalid", { fields: checked.fields });
      const status = await deps.receiver.receive(toIncoming(delivery, checked.event, delivery.body));
      deps.metrics.events.inc({ event_type: checked.event.event_type, status });
      const receipt = eventReceipt.parse({
        status,
        message: wireMessage(status === "accepted" ? "event_accepted" : "event_skipped", language),
        eventId: checked.event.event_id,
        processingTimeMs: Math.round(performance.now() - startedAt),
      });
      return Response.json(receipt, { status: status === "accepted" ? 202 : 200 });
    }),
  );
}
