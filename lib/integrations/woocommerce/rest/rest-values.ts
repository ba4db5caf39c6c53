import { decodeEntities } from "./decode-entities";

/** A JSON object of the shop, nothing of it believed. */
export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const objectsOf = (value: unknown): Json[] => listOf(value).filter(isJson);

/** By bytes, as PHP's sort() does: JavaScript's own order is another beyond U+FFFF. */
export const inByteOrder = (texts: readonly string[]): string[] =>
  [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

/** Names of terms as the plugin sends them: decoded, in an order that lasts. */
export const termNames = (terms: unknown): string[] =>
  inByteOrder(objectsOf(terms).flatMap(({ name }) => (typeof name === "string" ? [decodeEntities(name)] : [])));

/** As WC_Product::is_type("variable"), which holds for kinds built on it, such as variable-subscription. */
export const isVariable = ({ type }: Json): boolean => typeof type === "string" && /^variable\b/.test(type);

/** Its body names variations and does not hold them: they are to be asked for, whatever the kind is called. */
export const hasVariations = (body: Json): boolean => isVariable(body) || listOf(body.variations).length > 0;

/** A kind of its own too, such as subscription_variation. */
export const isVariation = ({ type }: Json): boolean => typeof type === "string" && /(^|_)variation$/.test(type);

const isSame = (one: unknown, other: unknown): boolean => one !== "" && other !== "" && Number(one) === Number(other);

/** What is charged now: the plugin's rule (class-product-payload.php, is_on_sale) over what REST tells. */
export type Sale = { isOnSale: boolean; salePrice: unknown };

/**
 * REST names a planned sale's price before it counts, and for a sale price of 0 none at all (`on_sale` with a `price` of 0 tells it).
 * Without `on_sale` (an answer of few fields) the price decides.
 */
export function saleOf(body: Json): Sale {
  const { on_sale: said, price, sale_price: sale } = body;
  const none = { isOnSale: false, salePrice: "" };
  const isSaid = said === undefined ? undefined : said === true || said === 1 || said === "1" || said === "yes" || said === "true";
  if (isSaid === false) return none;
  // Their prices are those of other products.
  if (body.type === "grouped" || isVariable(body)) return { ...none, isOnSale: isSaid ?? false };
  if (sale === undefined || sale === null || sale === "")
    return isSaid === true && isSame(price, "0") ? { isOnSale: true, salePrice: price } : { ...none, isOnSale: isSaid ?? false };
  return isSame(price, sale) ? { isOnSale: true, salePrice: sale } : none;
}

/** A quantity counts only where stock is managed, by the variation itself or by its parent ("parent"); a stale one may be left behind. */
export const stockQuantityOf = ({ manage_stock: isManaged, stock_quantity: quantity }: Json): unknown =>
  isManaged === false ? null : quantity;
