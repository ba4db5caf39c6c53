import { AppError } from "@/lib/core/errors";
import type { PreparedChange } from "@/lib/catalog/apply-changes";
import { prepareChange } from "@/lib/catalog/apply-changes";
import { checkEvent, parseExactly } from "@/lib/integrations/woocommerce/parse-event";
import { toDraft, wooExternalId } from "@/lib/integrations/woocommerce/to-draft";
import type { PlannedEvent } from "./plan-changes";

/**
 * Stored payload → change of a product.
 * @throws AppError body_invalid: what was stored cannot be read (an earlier version's mistake; trying again cannot help)
 */
export function readChange({ event, tombstoneAt }: PlannedEvent): PreparedChange {
  if (event.source !== "woocommerce") throw new AppError("integration_type_wrong");
  const checked = checkEvent(parseExactly(event.payload));
  if (!checked.ok) throw new AppError("body_invalid", { fields: checked.fields });
  const { event_type: type, product } = checked.event;
  if (type === "product.deleted") return prepareChange({ kind: "delete", externalId: wooExternalId(product.id), at: event.occurredAt, seq: event.id, tombstoneAt });
  return prepareChange({ kind: "upsert", draft: toDraft(product), at: event.occurredAt, seq: event.id });
}
