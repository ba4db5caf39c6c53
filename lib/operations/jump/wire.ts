import { z } from "zod";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import { toAsciiDigits } from "@/lib/i18n/format";

/** Longer is no name, SKU or id. */
const MAX_TYPED_CHARS = 100;

/** `q` as it was typed, and with the digits a database knows. */
export const jumpQuery = z.object({ q: z.string().max(MAX_TYPED_CHARS).default("") }).transform(({ q }) => {
  const typed = q.trim().replace(/\s+/g, " ");
  return { typed, ascii: toAsciiDigits(typed) };
});
export type JumpQuery = z.output<typeof jumpQuery>;

const store = z.object({ id: z.string(), name: z.string() });
const product = z
  .object({ id: z.string(), title: z.string(), externalId: z.string(), sku: z.string(), store })
  .transform(({ externalId, ...rest }) => ({ ...rest, external_id: externalId }));
const event = z
  .object({
    id: z.string(),
    eventId: z.string(),
    eventType: z.enum(eventTypes),
    productId: z.string(),
    status: z.enum(eventStatuses),
    store,
  })
  .transform(({ eventId, eventType, productId, ...rest }) => ({
    ...rest,
    event_id: eventId,
    event_type: eventType,
    product_id: productId,
  }));

export const jumpAnswer = z.object({ stores: z.array(store), products: z.array(product), events: z.array(event) });
/** What the palette reads. */
export type JumpAnswer = z.output<typeof jumpAnswer>;
export type Jumps = z.input<typeof jumpAnswer>;
