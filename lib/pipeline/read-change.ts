import { AppError } from "@/lib/core/errors";
import type { ClaimedEvent } from "@/lib/events/claim-events";
import type { PreparedChange } from "@/lib/catalog/apply-changes";
import { prepareChange } from "@/lib/catalog/apply-changes";
import { shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { checkEvent, parseExactly } from "@/lib/integrations/woocommerce/parse-event";
import { readRestProduct } from "@/lib/integrations/woocommerce/rest/read-product";
import { readable } from "@/lib/knowledge/text/readable";
import { toDraft, wooExternalId } from "@/lib/integrations/woocommerce/to-draft";

/**
 * Stored payload → change of a product. `currency`: of the shop, for bodies in its own words, which name none. `tombstoneAt` is for a deletion without a time: later than everything it beats.
 * @throws AppError body_invalid: what was stored cannot be read (an earlier version's mistake; trying again cannot help)
 */
export function readChange(event: ClaimedEvent, tombstoneAt = event.createdAt, currency: string | null = null): PreparedChange {
  if (event.source === "woocommerce_webhook") return readWebhook(event, currency);
  if (event.source === "shopify" && event.eventType === "product.deleted")
    return prepareChange({
      kind: "delete",
      externalId: shopifyExternalId(event.productId),
      at: event.occurredAt,
      seq: event.id,
      tombstoneAt,
    });
  if (event.source !== "woocommerce") throw new AppError("integration_type_wrong");
  const checked = checkEvent(parseExactly(event.payload));
  if (!checked.ok) throw new AppError("body_invalid", { fields: checked.fields });
  const { event_type: type, product } = checked.event;
  if (type === "product.deleted")
    return prepareChange({ kind: "delete", externalId: wooExternalId(product.id), at: event.occurredAt, seq: event.id, tombstoneAt });
  return prepareChange(
    { kind: "upsert", draft: toDraft(product), at: event.occurredAt, seq: event.id, sourceHash: product.hash },
    readable,
  );
}

/** A whole product as the shop itself tells it, with no variations to tell of. */
function readWebhook(event: ClaimedEvent, currency: string | null): PreparedChange {
  const read = readRestProduct(parseExactly(event.payload), { currency, variations: [] });
  if (!read.ok) throw new AppError("body_invalid", { fields: read.fields });
  return prepareChange({ kind: "upsert", draft: read.draft, at: event.occurredAt, seq: event.id }, readable);
}
