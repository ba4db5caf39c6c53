import { isListed } from "./catalogue";
import { checkParams, listOf, type ParamRules } from "./check-params";
import { answerPage, PAGE_RULES } from "./paging";
import { fieldsOf, type ProductRow } from "./product-row";
import { renderProduct, skuOf } from "./render-product";
import { renderVariation } from "./render-variation";
import { noRoute } from "./rest-error";
import { isTrue, textOf, type Answer, type RestRequest } from "./rest-request";
import type { Shop } from "./shop";
import { gmtDate, localDate, parseDate } from "./shop-dates";

const STATUSES = ["any", "future", "trash", "draft", "pending", "private", "publish"] as const;

const LIST_RULES = {
  page: PAGE_RULES.page,
  per_page: PAGE_RULES.per_page,
  search: { type: "string" },
  after: { type: "date-time" },
  before: { type: "date-time" },
  modified_after: { type: "date-time" },
  modified_before: { type: "date-time" },
  dates_are_gmt: { type: "boolean" },
  exclude: { type: "integer-list" },
  include: { type: "integer-list" },
  offset: PAGE_RULES.offset,
  order: PAGE_RULES.order,
  orderby: {
    type: "string",
    enum: ["date", "id", "include", "title", "slug", "modified", "menu_order", "price", "popularity", "rating"],
  },
  slug: { type: "string" },
  status: { type: "string", enum: STATUSES },
  include_status: { type: "string-list", enum: STATUSES },
  exclude_status: { type: "string-list", enum: STATUSES },
  type: { type: "string", enum: ["simple", "grouped", "external", "variable"] },
  sku: { type: "string" },
  featured: { type: "boolean" },
  category: { type: "string" },
  tag: { type: "string" },
  stock_status: { type: "string", enum: ["instock", "outofstock", "onbackorder"] },
} as const satisfies ParamRules;
/** A list of variations knows fewer orders. */
const VARIATION_RULES = {
  ...LIST_RULES,
  orderby: { type: "string", enum: ["date", "id", "include", "title", "slug", "modified", "menu_order"] },
} as const satisfies ParamRules;
const UNKNOWN_TO_OLD_SHOPS = ["modified_after", "modified_before", "dates_are_gmt"];

type Keep = (row: ProductRow) => boolean;

/** GET /products. Every status but the trash unless asked; variations only by their SKU. */
export function listProducts(shop: Shop, request: RestRequest): Answer {
  const known = withoutUnknown(shop, request);
  checkParams(LIST_RULES, (name) => known.query.get(name));
  const sku = textOf(known, "sku");
  const rows = sku === undefined ? [...shop.catalogue.products()] : bySku(shop, listOf(sku));
  const keeps = [byStatus(known), ...byColumns(known), ...byDates(shop, known), ...byFields(known)];
  const found = rows.filter((row) => keeps.every((keep) => keep(row)));
  return answerPage(shop.settings.siteUrl, request, sortRows(known, found), (row) => renderProduct(shop, row));
}

/** GET /products/{id}/variations. A product that has none, or is none, has an empty list. */
export function listVariations(shop: Shop, request: RestRequest): Answer {
  const parent = shop.catalogue.get(request.ids[0] ?? 0);
  return answerVariations(shop, request, parent ? shop.catalogue.variationsOf(parent) : [], (row) => renderVariation(shop, row));
}

/** GET /wc-analytics/variations, which the shop's own pages use: those of all products, named after them; its links know no product (seen on 9.9.5). */
export function listAllVariations(shop: Shop, request: RestRequest): Answer {
  const { settings, catalogue } = shop;
  if (!settings.hasVariationList) throw noRoute();
  const rows = [...catalogue.all()].filter(({ type }) => type === "variation");
  const product = `${settings.siteUrl}/wp-json/wc-analytics/products/0`;
  return answerVariations(shop, request, rows, (row) => {
    const { name, ...body } = renderVariation(shop, row);
    const parent = catalogue.parentOf(row);
    const links = { self: `${product}/variations/${row.id}`, collection: `${product}/variations`, up: product };
    const _links = Object.fromEntries(Object.entries(links).map(([rel, href]) => [rel, [{ href }]]));
    return { ...body, name: `${parent ? fieldsOf(parent).name : ""} - ${name}`, _links };
  });
}

function answerVariations(shop: Shop, request: RestRequest, rows: ProductRow[], render: (row: ProductRow) => object): Answer {
  const known = withoutUnknown(shop, request);
  checkParams(VARIATION_RULES, (name) => known.query.get(name));
  const keeps = [byStatus(known), ...byColumns(known), ...byDates(shop, known)];
  const found = rows.filter((row) => keeps.every((keep) => keep(row)));
  return answerPage(shop.settings.siteUrl, request, sortRows(known, found), render);
}

function withoutUnknown({ settings }: Shop, request: RestRequest): RestRequest {
  if (!settings.modifiedAfterIgnored) return request;
  return { ...request, query: new Map([...request.query].filter(([name]) => !UNKNOWN_TO_OLD_SHOPS.includes(name))) };
}

const bySku = ({ catalogue }: Shop, skus: string[]): ProductRow[] =>
  [...catalogue.all()].filter((row) => {
    const sku = skuOf(row, catalogue.parentOf(row));
    return sku !== "" && skus.includes(sku);
  });

function byStatus(request: RestRequest): Keep {
  const matches = (statuses: string[], row: ProductRow) => statuses.includes(row.status) || (statuses.includes("any") && isListed(row));
  const included = request.query.get("include_status");
  const excluded = request.query.get("exclude_status");
  const wanted = included === undefined ? [textOf(request, "status") ?? "any"] : listOf(included);
  return (row) => matches(wanted, row) && !(excluded !== undefined && matches(listOf(excluded), row));
}

function byColumns(request: RestRequest): Keep[] {
  const ids = (name: string): Set<number> => new Set(listOf(request.query.get(name) ?? "").map(Number));
  const [include, exclude, type] = [ids("include"), ids("exclude"), textOf(request, "type")];
  return [
    ...(include.size > 0 ? [({ id }: ProductRow) => include.has(id)] : []),
    ...(exclude.size > 0 ? [({ id }: ProductRow) => !exclude.has(id)] : []),
    ...(type === undefined ? [] : [(row: ProductRow) => row.type === type]),
  ];
}

/**
 * Bounds are exclusive. WordPress turns every value into the site's local time before it compares, and `dates_are_gmt` only chooses the
 * column: a value with a Z is therefore wrong by the offset once `dates_are_gmt` is set (read in WP_Date_Query).
 */
function byDates({ settings: { offsetMinutes } }: Shop, request: RestRequest): Keep[] {
  const isGmt = isTrue(textOf(request, "dates_are_gmt"));
  const bound = (name: string, column: "createdAt" | "modifiedAt", isAfter: boolean): Keep[] => {
    const at = parseDate(textOf(request, name) ?? "", offsetMinutes);
    if (at === null) return [];
    const limit = localDate(at, offsetMinutes);
    return [
      (row) => {
        const date = isGmt ? gmtDate(row[column]) : localDate(row[column], offsetMinutes);
        return isAfter ? date > limit : date < limit;
      },
    ];
  };
  return [
    ...bound("after", "createdAt", true),
    ...bound("before", "createdAt", false),
    ...bound("modified_after", "modifiedAt", true),
    ...bound("modified_before", "modifiedAt", false),
  ];
}

/** These read whole fields; a plain list never does. */
function byFields(request: RestRequest): Keep[] {
  const [search, slug, featured] = [textOf(request, "search"), textOf(request, "slug"), textOf(request, "featured")];
  const [stockStatus, category, tag] = [textOf(request, "stock_status"), textOf(request, "category"), textOf(request, "tag")];
  return [
    ...(search ? [(row: ProductRow) => matchesText(row, search)] : []),
    ...(slug ? [(row: ProductRow) => fieldsOf(row).slug === slug] : []),
    ...(featured === undefined ? [] : [(row: ProductRow) => fieldsOf(row).featured === isTrue(featured)]),
    ...(stockStatus ? [(row: ProductRow) => fieldsOf(row).stock_status === stockStatus] : []),
    ...(category ? [(row: ProductRow) => fieldsOf(row).categories.some((id) => listOf(category).includes(String(id)))] : []),
    ...(tag ? [(row: ProductRow) => fieldsOf(row).tags.some((id) => listOf(tag).includes(String(id)))] : []),
  ];
}

function matchesText(row: ProductRow, search: string): boolean {
  const { name, description, short_description } = fieldsOf(row);
  return [name, description, short_description, row.sku].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

function sortRows(request: RestRequest, rows: ProductRow[]): ProductRow[] {
  const orderby = textOf(request, "orderby") ?? "date";
  const direction = (textOf(request, "order") ?? "desc") === "asc" ? 1 : -1;
  if (orderby === "id") return direction === 1 ? rows.sort((a, b) => a.id - b.id) : rows.sort((a, b) => b.id - a.id);
  if (orderby === "include") {
    const place = new Map(listOf(request.query.get("include") ?? "").map((id, index) => [Number(id), index]));
    return rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
  }
  const keyed = rows.map((row) => ({ row, key: sortKey(row, orderby) }));
  // Equal keys have no promised order in the shop either; here the id decides.
  keyed.sort((a, b) => direction * (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.id - b.row.id));
  return keyed.map(({ row }) => row);
}

function sortKey(row: ProductRow, orderby: string): number | string {
  if (orderby === "modified") return row.modifiedAt;
  if (orderby === "date") return row.createdAt;
  const fields = fieldsOf(row);
  const keys: Record<string, number | string> = {
    title: fields.name,
    slug: fields.slug,
    menu_order: fields.menu_order,
    price: Number(fields.price),
    popularity: fields.total_sales,
    rating: Number(fields.average_rating),
  };
  return keys[orderby] ?? row.id;
}
