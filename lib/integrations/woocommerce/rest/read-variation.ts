import { decodeEntities } from "./decode-entities";
import { inByteOrder, isJson, objectsOf, saleOf, stockQuantityOf, type Json } from "./rest-values";

/**
 * What a guest can choose from, in the plugin's words and order, by id. Disabled variations (private) are not for sale.
 * @param parent the product as REST tells it: what a variation has not of its own it reports from there
 */
export const variationsOnSale = (variations: readonly unknown[], parent: Json): Json[] =>
  variations
    .filter(isJson)
    .filter(({ status }) => status === undefined || status === "publish")
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((variation) => toWireVariation(variation, parent));

function toWireVariation(variation: Json, parent: Json): Json {
  const { isOnSale, salePrice } = saleOf(variation);
  return {
    id: variation.id,
    sku: variation.sku === parent.sku ? "" : variation.sku,
    price: variation.price,
    regular_price: variation.regular_price,
    sale_price: salePrice,
    on_sale: isOnSale,
    attributes: choicesOf(variation),
    stock_quantity: stockQuantityOf(variation),
    stock_status: variation.stock_status,
    image: ownImage(variation, parent),
  };
}

/** {"Colour": "Red"} by name, as PHP's ksort() has it; REST leaves "any" out, as the plugin does. Only values of global attributes are terms with entities. */
function choicesOf({ attributes }: Json): Record<string, unknown> {
  const choices = objectsOf(attributes).flatMap(({ id, name, option }) => {
    if (typeof name !== "string" || option === "" || option === null || option === undefined) return [];
    return [[decodeEntities(name), typeof option === "string" && Number(id) > 0 ? decodeEntities(option) : option] as const];
  });
  const sorted = new Map(choices);
  return Object.fromEntries(inByteOrder([...sorted.keys()]).map((name) => [name, sorted.get(name)]));
}

/** REST shows the parent's picture on a variation without one (seen in the captures); the plugin sends none. The same picture given twice looks alike. */
function ownImage({ image, images }: Json, parent: Json): unknown {
  const own = isJson(image) ? image : objectsOf(images)[0];
  const parents = objectsOf(parent.images)[0];
  const isInherited = own !== undefined && parents !== undefined && Number(own.id) > 0 && own.id === parents.id;
  return own === undefined || isInherited || own.id === 0 ? "" : own.src;
}
