import { isOnSale } from "./derive";
import { allowsBackorders } from "./render-parts";
import { UNCATEGORIZED } from "./catalogue";
import { fieldsOf, PRODUCT_STATUSES, type ProductFields, type ProductRow, type ProductStatus, type ProductType } from "./product-row";
import { readBody, readDate } from "./read-body";
import { RestError } from "./rest-error";
import type { Shop } from "./shop";
import { makeSlug } from "./slug";

type Body = Record<string, unknown>;

const TYPES: readonly ProductType[] = ["simple", "variable", "grouped", "external"];
const PRICELESS: readonly ProductType[] = ["variable", "grouped"];

/**
 * Writes a body into a row as the shop saves: rules of price, stock, address and date, but no webhook.
 * `date_modified` moves even if nothing changed. @throws RestError product_invalid_sku and what readBody throws; the row is then as it was
 */
export function saveProduct(shop: Shop, row: ProductRow, body: Body): void {
  const { catalogue, clock, settings } = shop;
  const clerk = { catalogue, now: clock.second(), offsetMinutes: settings.offsetMinutes };
  const given = readBody(clerk, row, body);
  const sku = body.sku === undefined || body.sku === null ? row.sku : String(body.sku);
  refuseTakenSku(shop, row, sku);

  const createdAt = readDate(clerk, body, "date_created");
  row.sku = sku;
  row.type = readType(row, body);
  row.createdAt = createdAt ?? row.createdAt;
  row.status = readStatus(row, body, clerk.now);
  row.fields = { ...row.fields, ...given };
  settle(shop, row);
}

/** What every save works out anew, whoever saves. */
export function settle(shop: Shop, row: ProductRow): void {
  const now = shop.clock.second();
  const fields = fieldsOf(row);
  row.fields = {
    ...row.fields,
    ...settlePrice(row, fields, shop.clock.now()),
    ...settleStock(fields),
    ...settlePlace(shop, row, fields),
  };
  // A scheduled product is dated in the future, by all its dates.
  row.modifiedAt = row.status === "future" ? row.createdAt : now;
}

function settlePrice({ type }: ProductRow, fields: ProductFields, now: number): Partial<ProductFields> {
  if (PRICELESS.includes(type)) return { regular_price: "", sale_price: "" };
  const { regular_price, sale_price } = fields;
  // A sale above the price is dropped without a word.
  const sale = sale_price !== "" && Number(sale_price) >= Number(regular_price) ? "" : sale_price;
  return { sale_price: sale, price: isOnSale({ ...fields, sale_price: sale }, now) ? sale : regular_price };
}

function settleStock({ manage_stock, stock_quantity, backorders, stock_status }: ProductFields): Partial<ProductFields> {
  if (!manage_stock) return { stock_quantity: null, stock_status };
  const left = stock_quantity ?? 0;
  return { stock_quantity: left, stock_status: left > 0 ? "instock" : allowsBackorders(backorders) ? "onbackorder" : "outofstock" };
}

/** Drafts have no address yet; what is shown needs one, and a category. */
function settlePlace(shop: Shop, row: ProductRow, { slug, name, categories }: ProductFields): Partial<ProductFields> {
  if (row.type === "variation") return {};
  const hasAddress = ["publish", "private", "future"].includes(row.status);
  return {
    ...(hasAddress && slug === "" && { slug: freeSlug(shop, row, makeSlug(name) || String(row.id)) }),
    ...(categories.length === 0 && { categories: [UNCATEGORIZED.id] }),
  };
}

function freeSlug({ catalogue }: Shop, row: ProductRow, slug: string): string {
  const taken = new Set([...catalogue.products()].filter((other) => other !== row).map(({ fields }) => fields.slug));
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}

const readType = (row: ProductRow, { type }: Body): ProductType =>
  row.type === "variation" ? row.type : (TYPES.find((one) => one === type) ?? row.type);

function readStatus(row: ProductRow, { status }: Body, now: number): ProductStatus {
  if (status === undefined || status === null) return row.status;
  const wanted = PRODUCT_STATUSES.find((one) => one === status) ?? "draft";
  return wanted === "publish" && row.createdAt > now ? "future" : wanted;
}

function refuseTakenSku({ catalogue }: Shop, row: ProductRow, sku: string): void {
  if (sku === "" || sku === row.sku) return;
  const holder = catalogue.findBySku(sku);
  if (!holder || holder.status === "trash") return;
  let number = 1;
  while (catalogue.findBySku(`${sku}-${number}`)) number++;
  throw new RestError(400, "product_invalid_sku", "Invalid or duplicated SKU.", {
    resource_id: holder.id,
    unique_sku: `${sku}-${number}`,
  });
}
