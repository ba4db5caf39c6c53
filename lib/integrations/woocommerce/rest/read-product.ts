import type { ProductDraft, VariantDraft } from "@/lib/catalog/draft";
import { fieldsOf } from "@/lib/core/fields";
import { wooProduct } from "../event-schema";
import { toDraft, wooExternalId } from "../to-draft";
import { shopId } from "../wire-values";
import { decodeEntities } from "./decode-entities";
import { readListed, type Listed } from "./read-listed";
import { variationsOnSale } from "./read-variation";
import {
  inByteOrder,
  isJson,
  isVariable,
  isVariation,
  listOf,
  objectsOf,
  saleOf,
  stockQuantityOf,
  termNames,
  type Json,
} from "./rest-values";

export { LISTED_FIELDS, readListed, type Listed } from "./read-listed";

export type RestContext = {
  /** The shop's; products carry none. */
  currency: string | null;
  /** Bodies of the variations as REST gives them, or the variants we have already (then those the product no longer names are left out). */
  variations: readonly unknown[] | readonly VariantDraft[];
};
export type ReadProduct =
  /** `hiddenVariants`: of the bodies, those that nobody can buy; null: none were given, and so it is not known. */
  { ok: true; draft: ProductDraft; listed: Listed; hiddenVariants: string[] | null } | { ok: false; fields: Record<string, string> };

/**
 * A product of WooCommerce's REST API, of a listing or of a webhook, as the draft that the plugin's own message of it gives. What REST does
 * not tell alike: descriptions (REST has rendered paragraphs and shortcodes; the plugin sends them as typed), and the picture of a product
 * that has a gallery and no picture.
 * Not ok: no product (an error, a variation), or a field that cannot be read; `fields` names it in REST's words.
 */
export function readRestProduct(json: unknown, { currency, variations }: RestContext): ReadProduct {
  const refusal = refusalOf(json);
  if (refusal) return { ok: false, fields: refusal };
  const rest = json as Json;
  const given: readonly unknown[] = isVariable(rest) ? variations : [];
  const known = given.filter(isVariantDraft);
  const bodies = variationsOnSale(
    given.filter((one) => !isVariantDraft(one)),
    rest,
  );

  const read = wooProduct.safeParse(toWire(rest, { currency, bodies, known }));
  const listed = readListed(rest);
  if (!read.success) return { ok: false, fields: inRestWords(fieldsOf(read.error), bodies) };
  if (!listed.ok) return listed;
  const draft = toDraft(read.data);
  return {
    ok: true,
    draft: known.length > 0 ? { ...draft, variants: stillNamed(known, rest) } : draft,
    listed: listed.listed,
    hiddenVariants: known.length > 0 ? null : hiddenOf(variations, draft.variants),
  };
}

function hiddenOf(answered: readonly unknown[], onSale: readonly VariantDraft[]): string[] {
  const shown = new Set(onSale.map(({ externalId }) => externalId));
  const ids = objectsOf(answered).flatMap(({ id }) => shopId.safeParse(id).data ?? []);
  return [...new Set(ids.map(wooExternalId))].filter((externalId) => !shown.has(externalId)).sort();
}

function refusalOf(json: unknown): Record<string, string> | null {
  if (!isJson(json)) return { body: "must be an object" };
  if (json.id === undefined && typeof json.code === "string") return { body: `is an error: ${json.code.slice(0, 100)}` };
  // Saved by itself it would be a product that the shop does not sell.
  return isVariation(json) ? { type: "is a variation, not a product" } : null;
}

type Parts = { currency: string | null; bodies: Json[]; known: VariantDraft[] };

/** The words of the plugin, as class-product-payload.php finds them. */
function toWire(rest: Json, { currency, bodies, known }: Parts): Json {
  const { isOnSale, salePrice } = saleOf(rest);
  const [image = "", ...gallery] = imagesOf(rest.images);
  const isAnyOnSale = bodies.some((body) => body.on_sale === true) || known.some((variant) => variant.salePrice !== null);
  return {
    ...pick(rest, ["id", "type", "status", "catalog_visibility", "sku", "name", "short_description", "description", "price"]),
    ...pick(rest, ["regular_price", "stock_status", "permalink", "weight", "dimensions", "external_url", "grouped_products"]),
    has_password: rest.has_password === true || (typeof rest.post_password === "string" && rest.post_password !== ""),
    sale_price: salePrice,
    on_sale: isVariable(rest) ? isAnyOnSale : isOnSale,
    currency,
    stock_quantity: stockQuantityOf(rest),
    categories: termNames(rest.categories),
    tags: termNames(rest.tags),
    brand: termNames(rest.brands),
    image,
    gallery,
    attributes: objectsOf(rest.attributes).map(attributeOf),
    variations: bodies,
    // The local date has no offset; only this one is a time.
    date_modified: rest.date_modified_gmt,
  };
}

const pick = (rest: Json, names: readonly string[]): Json => Object.fromEntries(names.map((name) => [name, rest[name]]));

/** An id of 0 is WooCommerce's placeholder (before 3.0 of its API). */
const imagesOf = (images: unknown): unknown[] => objectsOf(images).flatMap(({ id, src }) => (src && id !== 0 ? [src] : []));

/** The values of a global attribute are terms: decoded, and in an order that lasts. Those of a local one are the owner's own text and order. */
function attributeOf({ id, name, options }: Json): Json {
  const texts = listOf(options).filter((option) => typeof option === "string" || typeof option === "number");
  return {
    name: typeof name === "string" ? decodeEntities(name) : name,
    options: Number(id) > 0 ? inByteOrder(texts.map((option) => decodeEntities(String(option)))) : texts,
  };
}

/** A body of REST never has our names. */
const isVariantDraft = (variation: unknown): variation is VariantDraft => isJson(variation) && typeof variation.externalId === "string";

/** Of the variants we know, those the product lists; when it lists none, the answer was asked without them. */
function stillNamed(known: VariantDraft[], { variations }: Json): VariantDraft[] {
  if (!Array.isArray(variations)) return known;
  const named = new Set(variations.map((id) => wooExternalId(String(id))));
  return known.filter(({ externalId }) => named.has(externalId));
}

/** variations.3.price → variations.57.price: people know the number of a variation, not its place. */
const inRestWords = (fields: Record<string, string>, bodies: Json[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, problem]) => [
      path
        .replace(/^variations\.(\d+)/, (_, place: string) => `variations.${String(bodies[Number(place)]?.id)}`)
        .replace(/^date_modified$/, "date_modified_gmt"),
      problem,
    ]),
  );
