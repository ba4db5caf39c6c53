import { z } from "zod";

/** What happened to a product in the hub's eyes. */
export const changeKinds = ["created", "changed", "deleted", "returned"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A message, the same message run again, a job that read the shop, a comparison that found it out, a fetch after a hint. */
export const causeKinds = ["event", "replay", "job", "comparison", "fetch"] as const;
/** As it is told: a message that had failed and was sent again is one, and its event says that it came again. */
export const toldCauses = [...causeKinds, "redelivery"] as const;
export type ChangeCause = { kind: (typeof causeKinds)[number]; eventId?: bigint; jobId?: string };

/** Kept of one product. As many slots as the ring has (product_change.slot). */
export const KEPT_CHANGES = 100;

/** Of `short_description` and `description` the lengths are kept, of `pictures` their number, of `attributes` and `details` only that they changed. */
const changedFields = [
  "title",
  "price",
  "regular_price",
  "sale_price",
  "on_sale",
  "currency",
  "stock_quantity",
  "stock_status",
  "in_stock",
  "status",
  "catalog_visibility",
  "has_password",
  "sku",
  "product_type",
  "brand",
  "categories",
  "tags",
  "short_description",
  "description",
  "attributes",
  "pictures",
  "link",
  "details",
] as const;

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type ChangedValue = z.output<typeof value>;
export const fieldChange = z.object({ field: z.enum(changedFields), before: value, after: value });
export type FieldChange = z.output<typeof fieldChange>;

const variantChange = z.object({
  external_id: z.string(),
  name: z.string(),
  kind: z.enum(["added", "removed", "changed"]),
  fields: z.array(fieldChange),
});
export type VariantChange = z.output<typeof variantChange>;

/** Sums over all variants, and the first of them in words. */
export const variantChanges = z.object({
  before: z.number(),
  after: z.number(),
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  some: z.array(variantChange),
});

/** As it is stored. */
export const changes = z.object({ fields: z.array(fieldChange), variants: variantChanges.nullable() });
export type Changes = z.output<typeof changes>;

export const noChanges: Changes = { fields: [], variants: null };
export const isNothing = ({ fields, variants }: Changes): boolean => fields.length === 0 && variants === null;
