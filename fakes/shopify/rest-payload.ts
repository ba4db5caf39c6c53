import type { FakeProduct } from "./catalogue";
import { iso } from "./present-product";

/** Webhooks carry at most this many variants; the ids of all are in variant_gids. */
const MAX_VARIANTS_IN_WEBHOOK = 100;

/** Numbers larger than JavaScript's are written as digits all the same, as Shopify does. */
export const writeJson = (value: unknown): string => JSON.stringify(value).replace(/"#(\d+)"/g, "$1");
const number = (digits: string): string => `#${digits}`;

/** The body of products/create and products/update: REST's product, without what REST has lost. */
export const productPayload = (product: FakeProduct) => ({
  admin_graphql_api_id: `gid://shopify/Product/${product.id}`,
  id: number(product.id),
  title: product.title,
  body_html: product.descriptionHtml,
  vendor: product.vendor,
  product_type: product.productType,
  handle: product.handle,
  created_at: iso(product.createdAt),
  updated_at: iso(product.updatedAt),
  published_at: product.isPublished ? iso(product.createdAt) : null,
  status: product.status.toLowerCase(),
  tags: product.tags.join(", "),
  options: product.options.map((option, at) => ({ ...option, position: at + 1 })),
  variants: product.variants.slice(0, MAX_VARIANTS_IN_WEBHOOK).map((variant, at) => ({
    admin_graphql_api_id: `gid://shopify/ProductVariant/${variant.id}`,
    id: number(variant.id),
    product_id: number(product.id),
    title: variant.values.join(" / "),
    sku: variant.sku,
    price: variant.price,
    compare_at_price: variant.compareAtPrice,
    inventory_policy: variant.inventoryPolicy.toLowerCase(),
    inventory_quantity: variant.inventoryQuantity,
    inventory_item_id: number(variant.inventoryItemId),
    position: at + 1,
    option1: variant.values[0] ?? null,
    updated_at: iso(product.updatedAt),
  })),
  variant_gids: product.variants.map(({ id }) => ({
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
    updated_at: iso(product.updatedAt),
  })),
});

const LOCATION = "65001";

export const inventoryPayload = (inventoryItemId: string, available: number | null, at: number) => ({
  inventory_item_id: number(inventoryItemId),
  location_id: number(LOCATION),
  available,
  updated_at: iso(at),
  admin_graphql_api_id: `gid://shopify/InventoryLevel/${LOCATION}?inventory_item_id=${inventoryItemId}`,
});

export const deletedPayload = (productId: string) => ({ id: number(productId) });
