import type { Catalogue } from "./catalogue";
import { listOf } from "./check-params";
import { RestError } from "./rest-error";
import { isTrue } from "./rest-request";
import { fieldsOf, type Attribute, type Choice, type Image, type Meta, type ProductFields, type ProductRow } from "./product-row";
import { parseDate } from "./shop-dates";
import { makeSlug } from "./slug";

type Body = Record<string, unknown>;
type Clerk = { catalogue: Catalogue; now: number; offsetMinutes: number };

const TEXTS = [
  "name",
  "description",
  "short_description",
  "catalog_visibility",
  "external_url",
  "button_text",
  "tax_status",
  "tax_class",
  "backorders",
  "stock_status",
  "weight",
  "purchase_note",
  "post_password",
  "global_unique_id",
] as const;
const FLAGS = ["featured", "virtual", "downloadable", "manage_stock", "sold_individually", "reviews_allowed"] as const;
const NUMBERS = ["low_stock_amount", "menu_order", "stock_quantity"] as const;
const ID_LISTS = ["upsell_ids", "cross_sell_ids", "grouped_products"] as const;
const TERM_LISTS = ["categories", "tags", "brands"] as const;

const objectsOf = (value: unknown): Body[] =>
  Array.isArray(value) ? value.filter((item): item is Body => typeof item === "object" && item !== null) : [];

/** "1,250,000" is understood; what is no number in Latin digits is silently an empty price. */
export function readPrice(value: unknown): string {
  const text = String(value).replaceAll(/[^0-9.-]/g, "");
  return /^-?\d*\.?\d+$/.test(text) ? text : "";
}

/** What a body asks for, as fields. Names it does not know are passed over in silence, like those of the wrong type in a batch. */
export function readBody(clerk: Clerk, row: ProductRow, body: Body): Partial<ProductFields> {
  const given = <Name extends string>(names: readonly Name[]) => names.filter((name) => body[name] !== undefined && body[name] !== null);
  const fields: Partial<ProductFields> = {};
  for (const name of given(TEXTS)) fields[name] = String(body[name]);
  for (const name of given(FLAGS)) fields[name] = isTrue(body[name]);
  for (const name of given(NUMBERS)) fields[name] = Math.trunc(Number(body[name])) || 0;
  for (const name of given(ID_LISTS)) fields[name] = listOf(body[name]).map(Number);
  for (const name of given(["regular_price", "sale_price"] as const)) fields[name] = readPrice(body[name]);
  for (const name of given(TERM_LISTS)) {
    fields[name] = objectsOf(body[name])
      .map(({ id }) => Number(id))
      .filter((id) => clerk.catalogue.terms.has(id));
  }
  for (const name of ["date_on_sale_from", "date_on_sale_to"] as const) {
    const at = readDate(clerk, body, name);
    if (at !== undefined) fields[name] = at;
  }
  if (body.slug !== undefined && body.slug !== null) fields.slug = makeSlug(String(body.slug));
  if (typeof body.dimensions === "object" && body.dimensions !== null) {
    const { length, width, height } = { ...fieldsOf(row).dimensions, ...body.dimensions };
    fields.dimensions = { length: String(length), width: String(width), height: String(height) };
  }
  if (Array.isArray(body.meta_data)) fields.meta_data = readMeta(clerk, fieldsOf(row).meta_data, objectsOf(body.meta_data));
  if (Array.isArray(body.default_attributes)) fields.default_attributes = objectsOf(body.default_attributes).map(readDefault);
  return { ...fields, ...(row.type === "variation" ? readVariationParts(clerk, row, body) : readProductParts(clerk, body)) };
}

/** A date, or its _gmt twin, which is sent without a Z and is UTC all the same. "" takes the date away. */
export function readDate({ offsetMinutes }: Clerk, body: Body, name: string): number | null | undefined {
  const [local, gmt] = [body[name], body[`${name}_gmt`]];
  if (gmt !== undefined && gmt !== null) return parseDate(String(gmt), 0);
  return local === undefined || local === null ? undefined : parseDate(String(local), offsetMinutes);
}

function readProductParts(clerk: Clerk, body: Body): Partial<ProductFields> {
  return {
    ...(Array.isArray(body.images) && { images: objectsOf(body.images).map((image) => readImage(clerk, image)) }),
    ...(Array.isArray(body.attributes) && { attributes: objectsOf(body.attributes).map(readAttribute) }),
  };
}

function readVariationParts(clerk: Clerk, row: ProductRow, body: Body): Partial<ProductFields> {
  const parent = clerk.catalogue.parentOf(row);
  const known = parent ? fieldsOf(parent).attributes : [];
  const image = body.image;
  return {
    ...(typeof image === "object" && image !== null && { images: [readImage(clerk, image as Body)] }),
    ...(Array.isArray(body.attributes) && { choices: objectsOf(body.attributes).flatMap((choice) => readChoice(known, choice)) }),
  };
}

/** The shop downloads `src` within the request; here only hosts ending in .invalid cannot be reached. */
function readImage({ catalogue, now }: Clerk, { id, src, name, alt }: Body): Image {
  if (src === undefined) {
    for (const row of catalogue.all()) {
      const known = row.fields.images?.find((image) => image.id === Number(id));
      if (known) return { ...known, ...(name !== undefined && { name: String(name) }), ...(alt !== undefined && { alt: String(alt) }) };
    }
    throw new RestError(400, "woocommerce_product_invalid_image_id", `#${Number(id)} is an invalid image ID.`);
  }
  const address = String(src);
  if (!URL.canParse(address) || new URL(address).hostname.endsWith(".invalid")) {
    const message = `Error getting remote image ${address}. Error: A valid URL was not provided.`;
    throw new RestError(400, "woocommerce_product_image_upload_error", message);
  }
  const file = decodeURIComponent(new URL(address).pathname.split("/").at(-1) ?? "").replace(/\.\w+$/, "");
  return { id: catalogue.nextId(), at: now, src: address, name: String(name ?? file), alt: String(alt ?? "") };
}

const readAttribute = ({ id = 0, name = "", slug, position = 0, visible = false, variation = false, options }: Body): Attribute => ({
  id: Number(id),
  name: String(name),
  slug: String(slug ?? (Number(id) > 0 ? `pa_${String(name).toLowerCase()}` : name)),
  position: Number(position),
  visible: isTrue(visible),
  variation: isTrue(variation),
  options: Array.isArray(options) ? options.map(String) : [],
});

/** Slugs of local attributes are plain on a product and encoded on a variation. */
function readChoice(known: Attribute[], { id, name, option }: Body): Choice[] {
  const attribute = known.find((one) => (Number(id) > 0 ? one.id === Number(id) : one.name === name));
  if (!attribute || option === undefined || option === "") return [];
  const slug = attribute.id > 0 ? attribute.slug : makeSlug(attribute.name);
  return [{ id: attribute.id, name: attribute.name, slug, option: String(option) }];
}

const readDefault = ({ id = 0, name = "", option = "" }: Body) => ({
  id: Number(id),
  name: String(name),
  option: makeSlug(String(option)),
});

function readMeta({ catalogue }: Clerk, known: Meta[], given: Body[]): Meta[] {
  const meta = [...known];
  for (const { id, key = "", value } of given) {
    const place = meta.findIndex((one) => (id === undefined ? one.key === key : one.id === Number(id)));
    const old = meta[place];
    if (old && (value === null || value === undefined)) meta.splice(place, 1);
    else if (old) meta[place] = { ...old, value };
    else meta.push({ id: catalogue.nextMetaId(), key: String(key), value });
  }
  return meta;
}
