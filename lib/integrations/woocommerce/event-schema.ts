import { z } from "zod";
import { eventTypes } from "@/lib/events/incoming-event";
import { flag, instant, money, names, shopId, stockQuantity, text, textMap, textOrNull, versionHash } from "./wire-values";

/** What the plugin sends. Unknown extra fields stay in the payload and are ignored. */
const MAX_EVENT_ID = 255;
const eventId = z
  .string("must be text")
  .min(1, "must not be empty")
  .max(MAX_EVENT_ID, `at most ${MAX_EVENT_ID} characters`)

  .refine((id) => !/[\u0000-\u001f\u007f-\u009f]/.test(id) && id.isWellFormed(), "must not hold control characters");

const MAX_ATTRIBUTES = 200;
/** Shopify's limit, the largest in the field. */
const MAX_VARIATIONS = 2_048;

/** A list; PHP may send an object with number keys, or nothing. */
const list = <T extends z.ZodType>(item: T, max: number) =>
  z.preprocess(
    (value) =>
      value === undefined || value === null || value === "" || value === false
        ? []
        : typeof value === "object" && !Array.isArray(value)
          ? Object.values(value)
          : value,
    z.array(item).max(max),
  );

const attribute = z.object({ name: text, options: names });

const variation = z.object({
  id: shopId,
  sku: text,
  price: money,
  regular_price: money,
  sale_price: money,
  attributes: textMap,
  stock_quantity: stockQuantity,
  stock_status: text,
  image: names,
});

export const wooProduct = z.object({
  id: shopId,
  name: text,
  sku: text,
  short_description: text,
  description: text,
  price: money,
  regular_price: money,
  sale_price: money,
  on_sale: flag,
  currency: textOrNull,
  stock_quantity: stockQuantity,
  stock_status: text,
  categories: names,
  tags: names,
  image: names,
  gallery: names,
  permalink: textOrNull,
  type: text,
  status: text,
  catalog_visibility: text,
  has_password: flag,
  brand: names,
  parent_id: textOrNull,
  grouped_products: names,
  external_url: textOrNull,
  weight: textOrNull,
  dimensions: textMap,
  attributes: list(attribute, MAX_ATTRIBUTES),
  // Ids alone say nothing about the variants.
  variations: z.preprocess(
    (value) => (Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : value),
    list(variation, MAX_VARIATIONS),
  ),
  date_modified: instant,
  hash: versionHash,
});
export type WooProduct = z.output<typeof wooProduct>;

/** For a deletion the id is enough, and nothing else can be wrong. */
const goneProduct = z.object({ id: shopId, date_modified: instant });

const head = { event_id: eventId, occurred_at: instant };
const [created, updated, deleted, restored] = eventTypes;

/** What every event has, whatever its type. */
export const eventHead = z.object({ ...head, product: z.object({ id: shopId }) });

export const wooEvent = z.discriminatedUnion(
  "event_type",
  [
    z.object({ ...head, event_type: z.enum([created, updated, restored]), product: wooProduct }),
    z.object({ ...head, event_type: z.literal(deleted), product: goneProduct }),
  ],
  { error: (issue) => (issue.code === "invalid_union" ? `must be one of ${eventTypes.join(", ")}` : undefined) },
);
export type WooEvent = z.output<typeof wooEvent>;
