import { Decimal } from "decimal.js";
import type { ProductDraft, VariantDraft } from "@/lib/catalog/draft";
import { fieldsOf } from "@/lib/core/fields";
import { shopifyExternalId } from "./gid";
import { shopifyProduct, type ShopifyProduct, type ShopifyVariant } from "./product-schema";
import { MAX_COLLECTIONS, MAX_MEDIA } from "./queries";
import { readStatus, readStock } from "./read-status";

export type ReadShopifyProduct = { ok: true; draft: ProductDraft } | { ok: false; fields: Record<string, string> };

/**
 * A whole product of the GraphQL API, from a page, a single query or a bulk file, → our draft. Pure: every way of reading comes through here.
 * @param shop money has no currency of its own here: prices are in the shop's
 */
export function readShopifyProduct(json: unknown, shop: { currency: string | null }): ReadShopifyProduct {
  const result = shopifyProduct.safeParse(json);
  return result.success ? { ok: true, draft: toDraft(result.data, shop.currency) } : { ok: false, fields: fieldsOf(result.error) };
}

/** Taxonomy's placeholder for "none". */
const NO_CATEGORY = "gid://shopify/TaxonomyCategory/na";

function toDraft(product: ShopifyProduct, currency: string | null): ProductDraft {
  // In a bulk file the order of children is nobody's promise.
  const shopVariants = [...product.variants].sort((a, b) => a.position - b.position);
  const isSimple = product.hasOnlyDefaultVariant;
  const [image = null, ...gallery] = picturesOf(product);
  const cheapest = cheapestOf(shopVariants);
  const stockQuantity = readStock(product);
  const variants = shopVariants.map(toVariant);
  const inStock = variants.some((variant) => variant.inStock);
  return {
    externalId: shopifyExternalId(product.id),
    externalSource: "shopify",
    title: product.title.trim(),
    shortDescription: "",
    description: product.descriptionHtml,
    productType: isSimple ? "simple" : "variable",
    ...readStatus(product),
    hasPassword: false,
    sku: isSimple ? (variants[0]?.sku ?? "") : "",
    ...pricesOf(cheapest),
    onSale: shopVariants.some(isOnSale),
    currency,
    stockQuantity,
    stockStatus: stockStatusOf(inStock, stockQuantity),
    inStock,
    categories: categoriesOf(product),
    tags: [...new Set(product.tags)],
    brand: product.vendor,
    link: product.onlineStoreUrl,
    image,
    gallery,
    // A product without options has one named "Title" all the same, with the value "Default Title".
    attributes: isSimple ? [] : (product.options ?? []).map(toAttribute).filter(({ name, options }) => name !== "" && options.length > 0),
    variants: isSimple ? [] : [...new Map(variants.map((variant) => [variant.externalId, variant])).values()],
    extra: {},
    sourceUpdatedAt: product.updatedAt,
  };
}

function toVariant(variant: ShopifyVariant): VariantDraft {
  const isTracked = variant.inventoryItem?.tracked ?? variant.inventoryQuantity !== null;
  const quantity = isTracked ? variant.inventoryQuantity : null;
  // CONTINUE sells what is not there.
  const inStock = !isTracked || variant.inventoryPolicy === "CONTINUE" || Number(quantity ?? 0) > 0;
  return {
    externalId: shopifyExternalId(variant.id),
    sku: variant.sku.trim(),
    ...pricesOf(variant),
    stockQuantity: quantity,
    stockStatus: stockStatusOf(inStock, quantity),
    inStock,
    attributes: Object.fromEntries(
      (variant.selectedOptions ?? []).filter(({ name }) => name !== "").map(({ name, value }) => [name, value]),
    ),
    image: variant.image?.url ?? null,
  };
}

const stockStatusOf = (inStock: boolean, quantity: string | null): string =>
  !inStock ? "outofstock" : quantity !== null && Number(quantity) <= 0 ? "onbackorder" : "instock";

type Prices = Pick<ShopifyVariant, "price" | "compareAtPrice">;

/** Shops leave "0.00" or the price itself in compareAtPrice: only a greater one is a reduction. */
const isOnSale = ({ price, compareAtPrice }: Prices): boolean =>
  price !== null && compareAtPrice !== null && new Decimal(compareAtPrice).gt(price);

function pricesOf(variant: Prices | null): Pick<VariantDraft, "price" | "regularPrice" | "salePrice"> {
  if (variant === null) return { price: null, regularPrice: null, salePrice: null };
  const { price, compareAtPrice } = variant;
  return isOnSale(variant) ? { price, regularPrice: compareAtPrice, salePrice: price } : { price, regularPrice: price, salePrice: null };
}

/** The first of the cheapest, in the shop's order. */
const cheapestOf = (variants: readonly ShopifyVariant[]): ShopifyVariant | null =>
  variants.reduce<ShopifyVariant | null>(
    (best, variant) =>
      variant.price !== null && (best === null || best.price === null || new Decimal(variant.price).lt(best.price)) ? variant : best,
    null,
  );

/** The first pictures by the shop's order; what else lies among the media counts towards the ten, as it does in a page. */
const picturesOf = (product: ShopifyProduct): string[] => [
  ...new Set(product.media.slice(0, MAX_MEDIA).flatMap((media) => media?.image?.url ?? [])),
];

/** Taxonomy, the shop's own type, then collections, oldest first, as a page has them. */
function categoriesOf(product: ShopifyProduct): string[] {
  const collections = [...product.collections].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)).slice(0, MAX_COLLECTIONS);
  const category = product.category && product.category.id !== NO_CATEGORY ? product.category.name : "";
  const found = [category, product.productType, ...collections.map(({ title }) => title)].map((name) => name.trim());
  return [...new Set(found.filter((name) => name !== ""))];
}

const toAttribute = ({ name, values }: { name: string; values: string[] }) => ({ name: name.trim(), options: values });
