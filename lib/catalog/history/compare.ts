import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { Prisma } from "@/lib/core/db";
import type { ProductDraft, VariantDraft } from "../draft";
import type { ChangedValue, Changes, FieldChange, VariantChange } from "./change";
import type { StoredProduct, StoredVariant } from "./read-stored";

/** Bounds of what one change may keep: a shop can send a title of a megabyte and 2,048 variants. */
const MAX_TEXT = 300;
const MAX_NAMES = 20;
const MAX_NAME = 100;
const MAX_VARIANTS = 20;

const PRICE_DECIMALS = 10;
const STOCK_DECIMALS = 4;

/** Half a letter pair is no text to the database. */
const cut = (text: string, length = MAX_TEXT): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;

/** As the database would write it: "1000.00" and "1000" are one price. */
function decimal(text: string | null, decimals: number): string | null {
  if (text === null) return null;
  try {
    return new Prisma.Decimal(text).toDecimalPlaces(decimals).toFixed();
  } catch {
    return text;
  }
}

const same = (one: unknown, other: unknown): boolean => canonicalize(one) === canonicalize(other);
const sameSet = (one: readonly string[], other: readonly string[]): boolean => same([...one].sort(), [...other].sort());
/** Equal digests, equal texts: a long one need not leave the database to be compared. */
const textDigest = (text: string): string => createHash("sha256").update(text).digest("hex");
const lengthOf = (text: string): number => {
  let length = 0;
  for (const _letter of text) length++;
  return length;
};

type Sold = {
  price: string | null;
  regularPrice: string | null;
  salePrice: string | null;
  stockQuantity: string | null;
  stockStatus: string;
};
/** What a product and a variant have in common: money and stock. */
const soldFields = (before: Sold | null, after: Sold): FieldChange[] => [
  ...told("price", before && decimal(before.price, PRICE_DECIMALS), decimal(after.price, PRICE_DECIMALS)),
  ...told("regular_price", before && decimal(before.regularPrice, PRICE_DECIMALS), decimal(after.regularPrice, PRICE_DECIMALS)),
  ...told("sale_price", before && decimal(before.salePrice, PRICE_DECIMALS), decimal(after.salePrice, PRICE_DECIMALS)),
  ...told("stock_quantity", before && decimal(before.stockQuantity, STOCK_DECIMALS), decimal(after.stockQuantity, STOCK_DECIMALS)),
  ...told("stock_status", before && before.stockStatus, after.stockStatus),
];

function told(field: FieldChange["field"], before: ChangedValue, after: ChangedValue): FieldChange[] {
  if (before === after) return [];
  const bounded = (value: ChangedValue) => (typeof value === "string" ? cut(value) : value);
  return [{ field, before: bounded(before), after: bounded(after) }];
}

const names = (all: readonly string[]): string[] => all.slice(0, MAX_NAMES).map((name) => cut(name, MAX_NAME));
const listed = (field: "categories" | "tags", before: readonly string[], after: readonly string[]): FieldChange[] =>
  sameSet(before, after) ? [] : [{ field, before: names(before), after: names(after) }];
const unsaid = (field: "attributes" | "details", isSame: boolean): FieldChange[] => (isSame ? [] : [{ field, before: null, after: null }]);

/** A new product's first facts, so that its prices have a beginning. */
export function firstFacts(draft: ProductDraft): Changes {
  return { fields: [...soldFields(null, draft), ...told("currency", null, draft.currency)], variants: null };
}

/** What of a product is other than what was stored; nothing, where only the order of its variants or our own recipe is. */
export function compareProduct(before: StoredProduct, draft: ProductDraft): Changes {
  const sold = soldFields(before, draft);
  const says = (...fields: FieldChange["field"][]): boolean => sold.some(({ field }) => fields.includes(field));
  const pictures = (image: string | null, gallery: readonly string[]) => new Set([...(image ? [image] : []), ...gallery]);
  const [shown, shows] = [pictures(before.image, before.gallery), pictures(draft.image, draft.gallery)];
  const isSameText = (digest: string, text: string) => digest === textDigest(text);
  const variants = compareVariants(before.variants, draft.variants);
  return {
    fields: [
      ...told("title", before.title, draft.title),
      ...sold,
      // Said by the prices and the stock's state, unless those stayed.
      ...(says("price", "sale_price") ? [] : told("on_sale", before.onSale, draft.onSale)),
      ...told("currency", before.currency, draft.currency),
      ...(says("stock_status", "stock_quantity") ? [] : told("in_stock", before.inStock, draft.inStock)),
      ...told("status", before.status, draft.status),
      ...told("catalog_visibility", before.catalogVisibility, draft.catalogVisibility),
      ...told("has_password", before.hasPassword, draft.hasPassword),
      ...told("sku", before.sku, draft.sku),
      ...told("product_type", before.productType, draft.productType),
      ...told("brand", before.brand, draft.brand),
      ...listed("categories", before.categories, draft.categories),
      ...listed("tags", before.tags, draft.tags),
      ...(isSameText(before.shortDigest, draft.shortDescription)
        ? []
        : [{ field: "short_description" as const, before: before.shortLength, after: lengthOf(draft.shortDescription) }]),
      ...(isSameText(before.descriptionDigest, draft.description)
        ? []
        : [{ field: "description" as const, before: before.descriptionLength, after: lengthOf(draft.description) }]),
      ...unsaid("attributes", same(before.attributes, draft.attributes)),
      ...(same([...shown], [...shows]) ? [] : [{ field: "pictures" as const, before: shown.size, after: shows.size }]),
      ...told("link", before.link, draft.link),
      ...unsaid("details", same(before.extra, draft.extra)),
    ],
    variants,
  };
}

const nameOf = (variant: { attributes: Record<string, string>; sku: string; externalId: string }): string =>
  cut(Object.values(variant.attributes).filter(Boolean).join(" · ") || variant.sku || variant.externalId, MAX_NAME);

function compareVariants(before: readonly StoredVariant[], after: readonly VariantDraft[]): Changes["variants"] {
  const stored = new Map(before.map((variant) => [variant.externalId, variant]));
  const kept = new Set(after.map(({ externalId }) => externalId));
  const all: VariantChange[] = [];
  for (const variant of after) {
    const was = stored.get(variant.externalId);
    const fields = was
      ? [
          ...soldFields(was, variant),
          ...told("sku", was.sku, variant.sku),
          ...unsaid("attributes", same(was.attributes, variant.attributes)),
          ...unsaid("details", was.image === variant.image && was.inStock === variant.inStock),
        ]
      : soldFields(null, variant);
    if (was === undefined || fields.length > 0)
      all.push({ external_id: variant.externalId, name: nameOf(variant), kind: was ? "changed" : "added", fields });
  }
  for (const variant of before)
    if (!kept.has(variant.externalId)) all.push({ external_id: variant.externalId, name: nameOf(variant), kind: "removed", fields: [] });
  if (all.length === 0) return null;
  const count = (kind: VariantChange["kind"]) => all.filter((change) => change.kind === kind).length;
  return {
    before: before.length,
    after: after.length,
    added: count("added"),
    removed: count("removed"),
    changed: count("changed"),
    some: all.slice(0, MAX_VARIANTS),
  };
}
