import type { ProductDraft, VariantDraft } from "@/lib/catalog/draft";
import type { WooProduct } from "./event-schema";

export const wooExternalId = (shopId: string): string => `woo_${shopId}`;

/** onbackorder can be bought; an unknown word of a plugin counts by its quantity. */
function isInStock(status: string, quantity: string | null): boolean {
  if (status === "outofstock") return false;
  return status !== "" || quantity === null || Number(quantity) > 0;
}

const stockStatusOf = (status: string, quantity: string | null): string =>
  status || (isInStock(status, quantity) ? "instock" : "outofstock");

const nullIfEmpty = (list: readonly string[]): string | null => list[0] ?? null;

/** WooCommerce's words for a product → ours. Pure; live events, first syncs and captures all come through here. */
export function toDraft(product: WooProduct): ProductDraft {
  const extra: ProductDraft["extra"] = {
    ...(product.weight && { weight: product.weight }),
    ...(Object.keys(product.dimensions).length > 0 && { dimensions: product.dimensions }),
    ...(product.external_url && { external_url: product.external_url }),
    ...(product.grouped_products.length > 0 && { grouped_products: product.grouped_products }),
    ...(product.parent_id && product.parent_id !== "0" && { parent_id: product.parent_id }),
  };
  return {
    externalId: wooExternalId(product.id),
    externalSource: "woocommerce",
    title: product.name.trim(),
    shortDescription: product.short_description,
    description: product.description,
    productType: product.type || "simple",
    status: product.status || "publish",
    catalogVisibility: product.catalog_visibility || "visible",
    hasPassword: product.has_password,
    sku: product.sku.trim(),
    price: product.price,
    regularPrice: product.regular_price,
    salePrice: product.sale_price,
    onSale: product.on_sale,
    currency: product.currency,
    stockQuantity: product.stock_quantity,
    stockStatus: stockStatusOf(product.stock_status, product.stock_quantity),
    inStock: isInStock(product.stock_status, product.stock_quantity),
    categories: product.categories,
    tags: product.tags,
    brand: product.brand.length > 0 ? product.brand.join("، ") : null,
    link: product.permalink,
    image: nullIfEmpty(product.image),
    gallery: product.gallery,
    attributes: product.attributes.filter((attribute) => attribute.name !== "" && attribute.options.length > 0),
    variants: uniqueById(product.variations.map(toVariant)),
    extra,
    sourceUpdatedAt: product.date_modified,
  };
}

function toVariant(variation: WooProduct["variations"][number]): VariantDraft {
  return {
    externalId: wooExternalId(variation.id),
    sku: variation.sku.trim(),
    price: variation.price,
    regularPrice: variation.regular_price,
    salePrice: variation.sale_price,
    stockQuantity: variation.stock_quantity,
    stockStatus: stockStatusOf(variation.stock_status, variation.stock_quantity),
    inStock: isInStock(variation.stock_status, variation.stock_quantity),
    attributes: variation.attributes,
    image: nullIfEmpty(variation.image),
  };
}

/** The same variation twice in one payload: the last word counts, and a row is not written twice in a statement. */
const uniqueById = (variants: VariantDraft[]): VariantDraft[] => [
  ...new Map(variants.map((variant) => [variant.externalId, variant])).values(),
];
