import { z } from "zod";
import { flag, instant, money, names, stockQuantity, text, textOrNull } from "../woocommerce/wire-values";
import { readGid } from "./gid";

/** Shopify's limit since 2025-10. */
export const MAX_VARIANTS = 2_048;

/** `{ nodes }` of a page, `{ edges: [{ node }] }`, or the plain list that pull and bulk join; null is none. */
const flatten = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("nodes" in value) return value.nodes;
  return "edges" in value && Array.isArray(value.edges) ? value.edges.map((edge: { node?: unknown } | null) => edge?.node) : value;
};
const connection = <T extends z.ZodType>(item: T, max?: number) =>
  z.preprocess(flatten, max === undefined ? z.array(item, "must be a list") : z.array(item, "must be a list").max(max));

/** gid://shopify/<kind>/<digits> → digits, as text. */
const gid = (kind: string) =>
  z.unknown().transform((value, ctx): string => {
    const read = readGid(value);
    if (read?.kind === kind) return read.id;
    ctx.addIssue({ code: "custom", message: `must be an id such as gid://shopify/${kind}/1` });
    return z.NEVER;
  });

const image = z.object({ url: textOrNull }).nullish();

const variant = z.object({
  id: gid("ProductVariant"),
  sku: text,
  position: z.number().catch(0),
  price: money,
  compareAtPrice: money,
  inventoryQuantity: stockQuantity,
  inventoryPolicy: text,
  inventoryItem: z.object({ tracked: flag }).nullish(),
  selectedOptions: z.array(z.object({ name: text, value: text }), "must be a list").nullish(),
  image,
});
export type ShopifyVariant = z.output<typeof variant>;

/** What the queries of this room ask for; see queries.ts. Problems are named by path: "variants.3.price". */
export const shopifyProduct = z.object({
  id: gid("Product"),
  title: text,
  descriptionHtml: text,
  productType: text,
  vendor: textOrNull,
  tags: names,
  status: text,
  updatedAt: instant,
  onlineStoreUrl: textOrNull,
  hasOnlyDefaultVariant: flag,
  totalInventory: stockQuantity,
  tracksInventory: flag,
  category: z.object({ id: text, name: text }).nullish(),
  options: z.array(z.object({ name: text, values: names }), "must be a list").nullish(),
  // What is not a picture (video, 3D) has no image here.
  media: connection(z.object({ image }).nullable()),
  collections: connection(z.object({ id: gid("Collection"), title: text })),
  // A product without this list is not the whole product (a webhook's body): reading it would delete its variants.
  variants: connection(variant, MAX_VARIANTS),
});
export type ShopifyProduct = z.output<typeof shopifyProduct>;

/** One entry of the reconcile listing. */
export const shopifyVersion = z.object({
  id: gid("Product"),
  updatedAt: instant,
  status: text,
  onlineStoreUrl: textOrNull,
  totalInventory: stockQuantity,
  tracksInventory: flag,
  priceRangeV2: z.object({ minVariantPrice: z.object({ amount: money }) }).nullish(),
});
