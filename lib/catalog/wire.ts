import { z } from "zod";
import { hiddenReasons } from "@/lib/access/stores/visibility";
import { aiStates, type AiState } from "./ai-state";
import { cursor, exportFormat, externalSources, isoTime, limit, listOf, oneOrMore, queryFlag, type OneOrMore } from "@/lib/core/wire";

export const productOrderings = ["-updated_at", "updated_at", "title", "-title", "price", "-price", "stock", "-stock"] as const;

export const decimalText = z.string().regex(/^\d{1,20}(\.\d{1,10})?$/, "must be a number such as 850000 or 450000.25");

const filters = {
  external_source: z.enum(externalSources).optional(),
  store_id: oneOrMore(z.string().max(64)),
  user_id: z.string().max(64).optional(),
  is_active: queryFlag.optional(),
  ai_state: oneOrMore(z.enum(aiStates)).describe(
    "What the AI knows of it, any of these, separated by commas. ready and waiting: all it may read; hidden: public in the shop and kept from the AI",
  ),
  in_stock: queryFlag.optional(),
  category: z.string().max(200).optional(),
  categories: oneOrMore(z.string().max(200)).describe(
    "Any of these, separated by commas; a comma inside a name is written \\,. `category` is one name as it stands",
  ),
  tag: z.string().max(200).optional(),
  price_min: decimalText.optional(),
  price_max: decimalText.optional(),
  q: z.string().max(200).optional(),
  ordering: z.enum(productOrderings).default("-updated_at"),
};
const toFilters = (wire: z.output<z.ZodObject<typeof filters>>) => ({
  externalSource: wire.external_source,
  storeId: wire.store_id,
  userId: wire.user_id,
  isActive: wire.is_active,
  aiState: wire.ai_state,
  inStock: wire.in_stock,
  category: wire.category,
  categories: wire.categories,
  tag: wire.tag,
  priceMin: wire.price_min,
  priceMax: wire.price_max,
  q: wire.q?.trim() || undefined,
  ordering: wire.ordering,
});

export const productListQuery = z
  .object({ ...filters, limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), limit: wire.limit, cursor: wire.cursor }));
export type ProductListQuery = Omit<z.output<typeof productListQuery>, "categories" | "aiState"> & {
  categories?: OneOrMore<string> | undefined;
  aiState?: OneOrMore<AiState> | undefined;
};

export const productExportQuery = z
  .object({ ...filters, format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), format: wire.format }));

/** none: not knowledge · waiting: some text has no vector yet · ready */
export const knowledgeStatuses = ["none", "waiting", "ready"] as const;

const shared = {
  id: z.string(),
  externalId: z.string(),
  externalSource: z.string(),
  store: z.object({ id: z.string(), name: z.string() }),
  title: z.string(),
  shortDescription: z.string(),
  price: z.string().nullable(),
  regularPrice: z.string().nullable(),
  salePrice: z.string().nullable(),
  onSale: z.boolean(),
  currency: z.string().nullable(),
  stockQuantity: z.string().nullable(),
  inStock: z.boolean(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  link: z.string().nullable(),
  image: z.string().nullable(),
  isActive: z.boolean(),
  isPublishable: z.boolean(),
  /** Kept from the AI though it is public: by hand, or by which of its store's rules. */
  hiddenBy: z.enum(hiddenReasons).nullable(),
  sku: z.string(),
  knowledge: z.object({ status: z.enum(knowledgeStatuses), chunks: z.number(), embeddedAt: isoTime.nullable() }),
  variantsCount: z.number(),
  sourceUpdatedAt: isoTime.nullable(),
  updatedAt: isoTime,
};

const NO_KNOWLEDGE = { status: "none" as const, chunks: 0, embeddedAt: null };
/** What is hidden from the AI is no knowledge for whoever asks; its texts stay for when it is shown again. */
export const knowledgeTold = <K>({ hiddenBy, knowledge }: { hiddenBy: string | null; knowledge: K }): K | typeof NO_KNOWLEDGE =>
  hiddenBy === null ? knowledge : NO_KNOWLEDGE;

const toWire = (product: z.output<z.ZodObject<typeof shared>>) => ({
  id: product.id,
  external_id: product.externalId,
  external_source: product.externalSource,
  store: product.store,
  title: product.title,
  short_description: product.shortDescription,
  price: product.price,
  regular_price: product.regularPrice,
  sale_price: product.salePrice,
  on_sale: product.onSale,
  currency: product.currency,
  stock_quantity: product.stockQuantity === null ? null : Number(product.stockQuantity),
  in_stock: product.inStock,
  category: product.categories[0] ?? null,
  categories: product.categories,
  tags: product.tags,
  link: product.link,
  image: product.image,
  is_active: product.isActive,
  hidden_from_ai_by: product.hiddenBy,
  knowledge: {
    status: knowledgeTold(product).status,
    chunks: knowledgeTold(product).chunks,
    embedded_at: knowledgeTold(product).embeddedAt,
  },
  variants_count: product.variantsCount,
  source_updated_at: product.sourceUpdatedAt,
  updated_at: product.updatedAt,
});

export const productRow = z.object(shared).transform(toWire);
export type ProductRow = z.input<typeof productRow>;
export const productList = listOf(productRow);

const variantRow = z
  .object({
    externalId: z.string(),
    sku: z.string(),
    price: z.string().nullable(),
    regularPrice: z.string().nullable(),
    salePrice: z.string().nullable(),
    stockQuantity: z.string().nullable(),
    stockStatus: z.string(),
    inStock: z.boolean(),
    attributes: z.record(z.string(), z.string()),
    image: z.string().nullable(),
  })
  .transform((variant) => ({
    external_id: variant.externalId,
    sku: variant.sku,
    price: variant.price,
    regular_price: variant.regularPrice,
    sale_price: variant.salePrice,
    stock_quantity: variant.stockQuantity === null ? null : Number(variant.stockQuantity),
    stock_status: variant.stockStatus,
    in_stock: variant.inStock,
    attributes: variant.attributes,
    image: variant.image,
  }));

export const productDetail = z
  .object({
    ...shared,
    description: z.string(),
    status: z.string(),
    catalogVisibility: z.string(),
    hasPassword: z.boolean(),
    productType: z.string(),
    brand: z.string().nullable(),
    stockStatus: z.string(),
    attributes: z.array(z.object({ name: z.string(), options: z.array(z.string()) })),
    gallery: z.array(z.string()),
    extra: z.record(z.string(), z.unknown()),
    contentHash: z.string(),
    lastSyncAt: isoTime.nullable(),
    variants: z.array(variantRow),
    chunks: z.array(z.object({ id: z.string(), text: z.string() })),
    /** Why the text looks addressed to a model instead of a customer; it is data, never an instruction. */
    textWarnings: z.array(z.string()),
    tldr: z.object({ text: z.string(), source: z.enum(["extractive", "openai"]) }).nullable(),
  })
  .transform((product) => ({
    ...toWire(product),
    description: product.description,
    variants: product.variants,
    attributes: product.attributes,
    images: [...new Set([...(product.image ? [product.image] : []), ...product.gallery])],
    tldr: product.tldr,
    metadata: {
      woo_product_id: product.externalSource === "woocommerce" ? Number(product.externalId.replace(/^woo_/, "")) : null,
      sku: product.sku,
      product_type: product.productType,
      status: product.status,
      catalog_visibility: product.catalogVisibility,
      has_password: product.hasPassword,
      ...product.extra,
      hidden_from_ai_by: product.hiddenBy,
      brand: product.brand,
      stock_status: product.stockStatus,
      content_hash: product.contentHash,
      needs_embedding: knowledgeTold(product).status === "waiting",
      last_sync_at: product.lastSyncAt,
      text_warnings: product.textWarnings,
    },
    chunks: product.hiddenBy === null ? product.chunks : [],
  }));
export type ProductDetail = z.input<typeof productDetail>;
