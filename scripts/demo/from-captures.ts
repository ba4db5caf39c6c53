// Made scripts/demo/catalogue.json, once: WooCommerce's own REST and webhook bodies → what the shop's plugin sends (plugin events).
//   node --import tsx scripts/demo/from-captures.ts <folder of captures> > scripts/demo/catalogue.json
// The folder holds rest/*.json and webhooks/*.json, one exchange with a running shop each.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

type Capture = {
  kind: "rest-exchange" | "webhook-delivery" | "webhook-ping";
  captured?: { woocommerce: string; wordpress: string };
  response?: { json?: unknown };
  body_parsed?: unknown;
};
type Named = { name: string };
type WooCapture = Record<string, unknown> & {
  id: number;
  type: string;
  parent_id: number;
  date_modified_gmt: string;
  post_password?: string;
  categories?: Named[];
  tags?: Named[];
  brands?: Named[];
  images?: { src: string }[];
  image?: { src: string } | null;
  attributes?: { name: string; options?: string[]; option?: string }[];
};

/** The whole shop at one moment; what it does not list (trashed, made later) comes from its newest capture. */
const LISTING = "products-list-per-page-100.json";
/** Made during the captures only to be thrown away again, or to try a price with a comma. */
const LEFT_OUT = new Set([136, 141, 143]);
/** The captured shop listened on loopback: its addresses would lead into the reader's own machine. */
const SHOP = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?/;
const withoutLoopback = (address: unknown): unknown =>
  typeof address === "string" ? address.replace(SHOP, "https://shop.example") : address;

const isProduct = (value: unknown): value is WooCapture =>
  typeof value === "object" &&
  value !== null &&
  "date_modified_gmt" in value &&
  "stock_status" in value &&
  "price" in value &&
  "type" in value;

/** Products anywhere in a body: one, a list, or a batch's answer. */
function productsIn(body: unknown): WooCapture[] {
  if (Array.isArray(body)) return body.filter(isProduct);
  if (isProduct(body)) return [body];
  if (typeof body !== "object" || body === null) return [];
  return ["create", "update"].flatMap((key) => productsIn((body as Record<string, unknown>)[key] ?? []));
}

const namesOf = (list: Named[] = []) => list.map(({ name }) => name);
const withValues = (object: unknown): unknown =>
  Object.fromEntries(Object.entries((object ?? {}) as object).filter(([, value]) => value !== ""));

const toVariation = (variation: WooCapture) => ({
  id: variation.id,
  sku: variation.sku,
  price: variation.price,
  regular_price: variation.regular_price,
  sale_price: variation.sale_price,
  attributes: Object.fromEntries((variation.attributes ?? []).map(({ name, option }) => [name, option])),
  stock_quantity: variation.stock_quantity,
  stock_status: variation.stock_status,
  image: withoutLoopback(variation.image?.src ?? variation.images?.[0]?.src ?? ""),
});

function toPayload(product: WooCapture, variations: WooCapture[], currency: string) {
  const [image = "", ...gallery] = (product.images ?? []).map(({ src }) => withoutLoopback(src));
  return {
    id: product.id,
    type: product.type,
    status: product.status,
    catalog_visibility: product.catalog_visibility,
    has_password: Boolean(product.post_password),
    sku: product.sku,
    name: product.name,
    short_description: product.short_description,
    description: product.description,
    price: product.price,
    regular_price: product.regular_price,
    sale_price: product.sale_price,
    on_sale: product.on_sale,
    currency,
    stock_quantity: product.stock_quantity,
    stock_status: product.stock_status,
    categories: namesOf(product.categories),
    tags: namesOf(product.tags),
    brand: namesOf(product.brands),
    image,
    gallery,
    permalink: withoutLoopback(product.permalink),
    attributes: (product.attributes ?? []).map(({ name, options }) => ({ name, options })),
    variations: variations.map(toVariation),
    parent_id: product.parent_id || null,
    grouped_products: product.grouped_products,
    external_url: withoutLoopback(product.external_url),
    weight: product.weight,
    dimensions: withValues(product.dimensions),
    // Without an offset, and UTC; the other date is the shop's local time.
    date_modified: `${product.date_modified_gmt}Z`,
  };
}

const folder = process.argv[2];
if (!folder) throw new Error("Which folder holds the captures? node --import tsx scripts/demo/from-captures.ts <folder>");

const newest = new Map<number, WooCapture>();
const listed = new Map<number, WooCapture>();
let versions: Capture["captured"];
for (const file of ["rest", "webhooks"].flatMap((part) => readdirSync(join(folder, part)).map((name) => join(part, name)))) {
  if (!file.endsWith(".json") || file.endsWith("_scenarios.json")) continue;
  const capture = JSON.parse(readFileSync(join(folder, file), "utf8")) as Capture;
  versions ??= capture.captured;
  for (const product of productsIn(capture.kind === "rest-exchange" ? capture.response?.json : capture.body_parsed)) {
    if (file.endsWith(LISTING)) listed.set(product.id, product);
    const known = newest.get(product.id);
    if (!known || known.date_modified_gmt <= product.date_modified_gmt) newest.set(product.id, product);
  }
}

/** The variants' own listing names no parent; it was asked of this product (rest/variations-list.json). */
const listing = JSON.parse(readFileSync(join(folder, "rest/variations-list.json"), "utf8")) as {
  request: { url: string };
  response: { json: WooCapture[] };
};
const listedParent = Number(/products\/(\d+)\/variations/.exec(listing.request.url)?.[1]);
const variations = new Map<number, WooCapture[]>([[listedParent, listing.response.json]]);
for (const product of newest.values()) {
  if (product.type !== "variation" || product.parent_id === listedParent || product.parent_id === undefined) continue;
  variations.set(product.parent_id, [...(variations.get(product.parent_id) ?? []), product]);
}

const currency = (JSON.parse(readFileSync(join(folder, "rest/currency-current.json"), "utf8")) as { response: { json: { code: string } } })
  .response.json.code;
const products = [...newest.values()]
  .filter(({ id, type }) => type !== "variation" && !LEFT_OUT.has(id))
  .sort((a, b) => a.id - b.id)
  .map((product) => toPayload(listed.get(product.id) ?? product, variations.get(product.id) ?? [], currency));

const source = `Captured from a running shop: WooCommerce ${versions?.woocommerce} on WordPress ${versions?.wordpress}; fields renamed to those of plugin events by scripts/demo/from-captures.ts, the shop's loopback address written as https://shop.example, nothing else changed.`;
console.log(JSON.stringify({ source, products }, null, 1));
