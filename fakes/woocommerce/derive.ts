import type { Catalogue } from "./catalogue";
import { fieldsOf, type Image, type ProductFields, type ProductRow } from "./product-row";
import { plainPriceHtml, rangePriceHtml, salePriceHtml } from "./price-html";

/** What the shop works out at every reading, from the row, its variations, its parent and the time. */
export type Derived = {
  price: string;
  regularPrice: string;
  salePrice: string;
  isOnSale: boolean;
  priceHtml: string;
  manageStock: boolean | "parent";
  stockQuantity: number | null;
  stockStatus: string;
  backorders: string;
  images: Image[];
};

type Reading = { catalogue: Catalogue; row: ProductRow; fields: ProductFields; now: number; currency: string };

export function derive(reading: Reading): Derived {
  const { row, fields } = reading;
  if (row.type === "variable") return { ...ownStock(fields), ...rangeOf(reading), ...stockOfVariable(reading), images: fields.images };
  if (row.type === "grouped") return { ...ownStock(fields), ...rangeOf(reading), images: fields.images };
  if (row.type === "variation") return { ...ownPrice(reading), ...inherited(reading) };
  return { ...ownPrice(reading), ...ownStock(fields), images: fields.images };
}

/** Whether a sale is on; asked at reading, whereas `price` moves only when the product is saved. */
export function isOnSale({ sale_price, regular_price, date_on_sale_from, date_on_sale_to }: ProductFields, now: number): boolean {
  if (sale_price === "" || Number(sale_price) >= Number(regular_price)) return false;
  return (date_on_sale_from === null || date_on_sale_from <= now) && (date_on_sale_to === null || date_on_sale_to >= now);
}

function ownPrice({ fields, now, currency }: Reading) {
  const { price, regular_price: regularPrice } = fields;
  const onSale = isOnSale(fields, now);
  return {
    price,
    regularPrice,
    // A sale price of 0 is read as none, though the sale is on.
    salePrice: fields.sale_price === "0" ? "" : fields.sale_price,
    isOnSale: onSale,
    priceHtml: price === "" ? "" : onSale ? salePriceHtml(regularPrice, price, currency) : plainPriceHtml(price, currency),
  };
}

const byNumber = (a: string, b: string): number => Number(a) - Number(b);

function rangeOf({ catalogue, row, fields, now, currency }: Reading) {
  const children = row.type === "grouped" ? fields.grouped_products.flatMap((id) => catalogue.get(id) ?? []) : catalogue.variationsOf(row);
  const offered = children.filter(({ status }) => status === "publish").map(fieldsOf);
  const prices = offered
    .map(({ price }) => price)
    .filter((price) => price !== "")
    .sort(byNumber);
  const regular = offered.map(({ regular_price }) => regular_price).sort(byNumber);
  const [lowest, highest] = [prices[0], prices.at(-1)];
  const onSale = offered.some((child) => isOnSale(child, now));
  const html = () => {
    if (lowest === undefined || highest === undefined) return "";
    if (Number(lowest) !== Number(highest)) return rangePriceHtml(lowest, highest, currency);
    return onSale && regular[0] === regular.at(-1) ? salePriceHtml(regular[0] ?? "", lowest, currency) : plainPriceHtml(lowest, currency);
  };
  // A product that became variable keeps the price it had until it gets variations (capture type-change-simple-to-variable).
  return { price: lowest ?? fields.price, regularPrice: "", salePrice: "", isOnSale: onSale, priceHtml: html() };
}

const ownStock = ({ manage_stock, stock_quantity, stock_status, backorders }: ProductFields) => ({
  manageStock: manage_stock,
  stockQuantity: manage_stock ? stock_quantity : null,
  stockStatus: stock_status,
  backorders,
});

function stockOfVariable({ catalogue, row, fields }: Reading) {
  if (fields.manage_stock) return {};
  const offered = catalogue.variationsOf(row).filter(({ status }) => status === "publish");
  const statuses = new Set(offered.map((variation) => fieldsOf(variation).stock_status));
  return { stockStatus: ["instock", "onbackorder"].find((status) => statuses.has(status)) ?? "outofstock" };
}

/** A variation without stock or picture of its own shows its parent's. */
function inherited({ catalogue, row, fields }: Reading) {
  const parent = catalogue.parentOf(row);
  const parentFields = parent && fieldsOf(parent);
  const images = (fields.images.length > 0 ? fields.images : (parentFields?.images ?? [])).slice(0, 1);
  if (fields.manage_stock || !parentFields?.manage_stock) return { ...ownStock(fields), images };
  return { ...ownStock(parentFields), manageStock: "parent" as const, images };
}
