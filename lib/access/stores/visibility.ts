import { z } from "zod";
import { Prisma } from "@/lib/core/db";

/**
 * What of a shop the AI may know beyond the fixed rule (lib/catalog/publishable.ts: published, to be seen, no password).
 * The rules are looked at by every search, on the rows as they are, and not written into the products: a change of rules
 * holds for the whole catalogue from the next search on, stock and price come and go with the one update that told them,
 * no text is embedded for it, and there is no moment between a rule and its effect. The price: a condition more in every
 * candidate query, and texts of hidden products keep their vectors (shown again, they are found at once).
 */
export type VisibilityRules = { hideOutOfStock: boolean; hideUnpriced: boolean; hiddenCategories: string[]; hiddenTags: string[] };

export const hiddenReasons = ["hand", "stock", "price", "category", "tag"] as const;
export type HiddenReason = (typeof hiddenReasons)[number];

type Judged = { isHidden: boolean; inStock: boolean; price: unknown; categories: readonly string[]; tags: readonly string[] };

/** Why a product that the shop shows is kept from the AI; null: it is not. `ruledOutSql` says the same in the database. */
export function hiddenBy(product: Judged, rules: VisibilityRules): HiddenReason | null {
  if (product.isHidden) return "hand";
  if (rules.hideOutOfStock && !product.inStock) return "stock";
  if (rules.hideUnpriced && product.price === null) return "price";
  if (product.categories.some((category) => rules.hiddenCategories.includes(category))) return "category";
  if (product.tags.some((tag) => rules.hiddenTags.includes(tag))) return "tag";
  return null;
}

/** Over `product p JOIN store s`: the store's own rules keep it from the AI. Never NULL, though the columns of lists may be. */
export const ruledOutSql = Prisma.sql`(((s.hide_out_of_stock AND NOT p.in_stock) OR (s.hide_unpriced AND p.price IS NULL) OR p.categories && s.hidden_categories OR p.tags && s.hidden_tags) IS TRUE)`;

/** By its rules or by hand. */
export const hiddenSql = Prisma.sql`(p.is_hidden OR ${ruledOutSql})`;

/** Public in the shop. A deleted product is not publishable either; the first column is the one that counts of a store go by. */
export const publicSql = Prisma.sql`(p.is_active AND p.is_publishable)`;
/** What the AI may read, and what is public and kept from it: every figure and every list of either says it by these. */
export const forAiSql = Prisma.sql`(${publicSql} AND NOT ${hiddenSql})`;
export const keptBackSql = Prisma.sql`(${publicSql} AND ${hiddenSql})`;
export const notPublicSql = Prisma.sql`(p.is_active AND NOT p.is_publishable)`;

export const hiddenBySql = Prisma.sql`CASE WHEN p.is_hidden THEN 'hand' WHEN s.hide_out_of_stock AND NOT p.in_stock THEN 'stock' WHEN s.hide_unpriced AND p.price IS NULL THEN 'price'
  WHEN p.categories && s.hidden_categories THEN 'category' WHEN p.tags && s.hidden_tags THEN 'tag' END`;

/** Whether the store has a rule at all: without one no product need be looked at. */
export const hasRulesSql = Prisma.sql`(s.hide_out_of_stock OR s.hide_unpriced OR cardinality(s.hidden_categories) > 0 OR cardinality(s.hidden_tags) > 0)`;

export const visibilitySelect = {
  hideOutOfStock: true,
  hideUnpriced: true,
  hiddenCategories: true,
  hiddenTags: true,
} as const satisfies Prisma.StoreSelect;

export const MAX_HIDDEN_NAMES = 100;
const names = z
  .array(z.string().min(1).max(200))
  .max(MAX_HIDDEN_NAMES)
  .transform((all) => [...new Set(all)]);

/** On the wire; what is not named stays as it is. */
export const visibilityBody = z
  .object({
    hide_out_of_stock: z.boolean().optional(),
    hide_unpriced: z.boolean().optional(),
    hidden_categories: names.optional(),
    hidden_tags: names.optional(),
  })
  .transform((wire) => ({
    hideOutOfStock: wire.hide_out_of_stock,
    hideUnpriced: wire.hide_unpriced,
    hiddenCategories: wire.hidden_categories,
    hiddenTags: wire.hidden_tags,
  }));
export type VisibilityChanges = z.output<typeof visibilityBody>;

export const visibilityPreview = z
  .object({
    visible: z.number(),
    disappearing: z.number(),
    appearing: z.number(),
    disappearingTitles: z.array(z.string()),
    appearingTitles: z.array(z.string()),
    isPartial: z.boolean(),
  })
  .transform((preview) => ({
    visible: preview.visible,
    disappearing: preview.disappearing,
    appearing: preview.appearing,
    disappearing_titles: preview.disappearingTitles,
    appearing_titles: preview.appearingTitles,
    is_partial: preview.isPartial,
  }));
export type VisibilityPreview = z.input<typeof visibilityPreview>;
