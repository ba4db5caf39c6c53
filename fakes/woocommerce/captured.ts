import { readFileSync } from "node:fs";
import type { NewRow, Term } from "./catalogue";
import type { Choice, Image, ProductFields, ProductStatus, ProductType } from "./product-row";

export type Json = Record<string, unknown>;
export type Exchange = {
  request: { method: string; url: string; json?: Json; body_raw?: string; content_type?: string } & Record<string, unknown>;
  response: { status: number; headers: Record<string, string>; json: unknown; body_raw?: string };
};
export type CapturedDelivery = { webhook: { id: number; topic: string; secret: string } | null; headers: Json; body_raw: string };

/** Real exchanges of WooCommerce 9.9.5; fixtures/captures.json says what was left out. */
export const captures = JSON.parse(readFileSync(new URL("./fixtures/captures.json", import.meta.url), "utf8")) as {
  rest: Record<string, Exchange>;
  webhooks: Record<string, CapturedDelivery>;
};
/** The address of the captured shop. */
export const CAPTURED_SITE = "http://127.0.0.1:8090";

export function exchange(name: string): Exchange {
  const found = captures.rest[name];
  if (!found) throw new Error(`no capture ${name}`);
  return found;
}
export const answered = (name: string): Json => exchange(name).response.json as Json;
export const answeredList = (name: string): Json[] => exchange(name).response.json as Json[];

const utc = (date: unknown): number => Date.parse(`${String(date)}Z`);
const utcOrNull = (date: unknown): number | null => (date === null || date === undefined ? null : utc(date));

/** Categories, tags and brands named by these answers. */
export const termsOf = (...products: Json[]): Term[] =>
  products.flatMap(({ categories = [], tags = [], brands = [] }) => [categories, tags, brands].flat() as Term[]);

/** The row behind a captured product or variation, so that the fake can be asked the same question. */
export function rowOf(captured: Json): NewRow & { id: number } {
  const is = (value: unknown) => value !== undefined && value !== null;
  const same = Object.fromEntries(
    SAME.filter((name) => is(captured[name])).map((name) => [name, captured[name]]),
  ) as Partial<ProductFields>;
  const ids = (name: string) => ((captured[name] ?? []) as Term[]).map(({ id }) => id);
  const images = ((captured.images ?? (captured.image ? [captured.image] : [])) as Json[]).map(imageOf);
  const isVariation = captured.type === "variation";
  return {
    id: Number(captured.id),
    parentId: Number(captured.parent_id),
    type: captured.type as ProductType,
    status: captured.status as ProductStatus,
    sku: String(captured.sku),
    createdAt: utc(captured.date_created_gmt),
    modifiedAt: utc(captured.date_modified_gmt),
    fields: {
      ...same,
      description: String(captured.description).trimEnd(),
      short_description: String(captured.short_description ?? "").trimEnd(),
      purchase_note: String(captured.purchase_note ?? "").trimEnd(),
      slug: String(captured.slug ?? "").replace(/__trashed$/, ""),
      average_rating: Number(captured.average_rating ?? 0) === 0 ? "0" : String(captured.average_rating),
      total_sales: Number(captured.total_sales ?? 0),
      date_on_sale_from: utcOrNull(captured.date_on_sale_from_gmt),
      date_on_sale_to: utcOrNull(captured.date_on_sale_to_gmt),
      categories: ids("categories"),
      tags: ids("tags"),
      brands: ids("brands"),
      images,
      ...(isVariation && { choices: captured.attributes as Choice[], attributes: [], name: "" }),
    },
  };
}

const imageOf = ({ id, date_created_gmt, date_modified_gmt, src, name, alt }: Json): Image => ({
  id: Number(id),
  at: utc(date_created_gmt),
  modifiedAt: utc(date_modified_gmt),
  src: String(src),
  name: String(name),
  alt: String(alt),
});

const SAME = [
  "name",
  "price",
  "regular_price",
  "sale_price",
  "featured",
  "catalog_visibility",
  "virtual",
  "downloadable",
  "external_url",
  "button_text",
  "tax_status",
  "tax_class",
  "manage_stock",
  "stock_quantity",
  "stock_status",
  "backorders",
  "low_stock_amount",
  "sold_individually",
  "weight",
  "dimensions",
  "shipping_class",
  "shipping_class_id",
  "reviews_allowed",
  "rating_count",
  "upsell_ids",
  "cross_sell_ids",
  "attributes",
  "default_attributes",
  "grouped_products",
  "menu_order",
  "meta_data",
  "post_password",
  "global_unique_id",
] as const satisfies (keyof ProductFields)[];
