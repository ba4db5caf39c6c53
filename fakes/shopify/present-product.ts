import type { FakeProduct, FakeVariant } from "./catalogue";
import { byNumber, paginate, type PageArgs } from "./paginate";
import type { ShopState } from "./shop-state";

export type Asking = { isBulk: boolean };

const gid = (kind: string, id: string): string => `gid://shopify/${kind}/${id}`;
export const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
const numbered = (id: string): string => id.replace(/^.*\//, "");

/** A page of children that have gids. */
const page = <T extends { id: string }>(items: readonly T[], args: PageArgs, { isBulk }: Asking) =>
  paginate(items, args, { isBulk, keyOf: (item) => numbered(item.id), compare: byNumber });

/** Variants and media come in their own order, not by id: a cursor is a place. */
function pageByPlace<T>(items: readonly T[], args: PageArgs, { isBulk }: Asking) {
  const places = new Map(items.map((item, place) => [item, String(place)]));
  return paginate(items, args, { isBulk, keyOf: (item) => places.get(item) ?? "0", compare: byNumber });
}

/** graphql-js calls what is a function with (args, context). */
export function presentProduct(state: ShopState, product: FakeProduct) {
  const prices = product.variants.map(({ price }) => Number(price));
  const money = (amount: number) => ({ amount: amount.toFixed(1), currencyCode: state.currency });
  return {
    __typename: "Product",
    id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    descriptionHtml: product.descriptionHtml,
    productType: product.productType,
    vendor: product.vendor,
    tags: product.tags,
    status: product.status,
    createdAt: iso(product.createdAt),
    updatedAt: iso(product.updatedAt),
    publishedAt: product.isPublished ? iso(product.createdAt) : null,
    onlineStoreUrl: isInOnlineStore(product) ? `https://${state.shopDomain}/products/${product.handle}` : null,
    hasOnlyDefaultVariant: product.options.length === 0,
    totalInventory: totalOf(product),
    tracksInventory: product.variants.some(({ tracked }) => tracked),
    category: product.category,
    options: optionsOf(product),
    priceRangeV2: { minVariantPrice: money(Math.min(...prices)), maxVariantPrice: money(Math.max(...prices)) },
    variantsCount: { count: product.variants.length, precision: "EXACT" },
    media: (args: PageArgs, asking: Asking) => pageByPlace(product.media.map(presentMedia(state, product.id)), args, asking),
    collections: (args: PageArgs, asking: Asking) =>
      page(
        product.collections.map((one) => ({ ...one, id: gid("Collection", one.id) })),
        args,
        asking,
      ),
    variants: (args: PageArgs, asking: Asking) =>
      pageByPlace(
        product.variants.map((variant, at) => presentVariant(state, product, variant, at)),
        args,
        asking,
      ),
  };
}

const isInOnlineStore = ({ status, isPublished }: FakeProduct): boolean => isPublished && (status === "ACTIVE" || status === "UNLISTED");

const totalOf = (product: FakeProduct): number =>
  product.variants.reduce((sum, variant) => sum + (variant.tracked ? variant.inventoryQuantity : 0), 0);

const optionsOf = (product: FakeProduct) =>
  (product.options.length > 0 ? product.options : [{ name: "Title", values: ["Default Title"] }]).map((option, at) => ({
    ...option,
    id: gid("ProductOption", `${product.id}${at}`),
    position: at + 1,
  }));

/** What the shop draws itself is kept as a path. */
const presentMedia = (state: ShopState, productId: string) => (address: string, at: number) => {
  const id = `${productId}${at + 1}`;
  if (address === "video") return { __typename: "Video", id: gid("Video", id), alt: null };
  return {
    __typename: "MediaImage",
    id: gid("MediaImage", id),
    alt: null,
    image: { id: gid("ImageSource", id), url: address.startsWith("/") ? state.origin() + address : address, altText: null },
  };
};

export function presentVariant(
  state: ShopState,
  product: FakeProduct,
  variant: FakeVariant,
  at: number,
): Record<string, unknown> & { id: string } {
  return {
    __typename: "ProductVariant",
    id: gid("ProductVariant", variant.id),
    title: variant.values.join(" / "),
    sku: variant.sku,
    position: at + 1,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    inventoryQuantity: variant.inventoryQuantity,
    inventoryPolicy: variant.inventoryPolicy,
    inventoryItem: () => presentInventoryItem(state, product, variant, at),
    selectedOptions: optionsOf(product).map(({ name }, option) => ({ name, value: variant.values[option] ?? "" })),
    updatedAt: iso(product.updatedAt),
    image: variant.image === null ? null : { id: null, url: variant.image, altText: null },
    product: () => presentProduct(state, product),
  };
}

export const presentInventoryItem = (state: ShopState, product: FakeProduct, variant: FakeVariant, at: number) => ({
  __typename: "InventoryItem",
  id: gid("InventoryItem", variant.inventoryItemId),
  tracked: variant.tracked,
  variants: (args: PageArgs, asking: Asking) => page([presentVariant(state, product, variant, at)], args, asking),
});
