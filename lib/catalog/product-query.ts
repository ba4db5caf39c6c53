import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import { hiddenBySql, hiddenReasons } from "@/lib/access/stores/visibility";
import { knowledgeStatuses, type ProductRow } from "./wire";

/**
 * What a product's knowledge is at, derived from its chunks and their vectors, never from a flag: a chunk is embedded
 * when a vector of the active model has its hash.
 */
const knowledgeState = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS chunks, count(v.text_hash)::int AS embedded, max(greatest(c.created_at, v.created_at)) AS embedded_at
    FROM knowledge_chunk c
    LEFT JOIN embedding v ON v.text_hash = c.text_hash AND v.model_id = (SELECT id FROM embedding_model WHERE state = 'active')
    WHERE c.product_id = p.id
  ) k ON TRUE`;

export const productTables = Prisma.sql`product p JOIN store s ON s.id = p.store_id ${knowledgeState}`;

export const productColumns = Prisma.sql`p.id::text, p.external_id, p.external_source, s.id::text AS store_id, s.name AS store_name, p.title, p.short_description,
  trim_scale(p.price)::text AS price, trim_scale(p.regular_price)::text AS regular_price, trim_scale(p.sale_price)::text AS sale_price, p.on_sale, p.currency,
  trim_scale(p.stock_quantity)::text AS stock_quantity, p.in_stock, p.categories, p.tags, p.link, p.image, p.is_active, p.is_publishable, ${hiddenBySql} AS hidden_by, p.sku, p.variants_count,
  p.source_updated_at, p.updated_at, k.chunks,
  CASE WHEN k.chunks = 0 THEN 'none' WHEN k.embedded < k.chunks THEN 'waiting' ELSE 'ready' END AS knowledge_status,
  CASE WHEN k.chunks > 0 AND k.embedded = k.chunks THEN k.embedded_at END AS embedded_at`;

export const productColumnsRow = z.object({
  id: z.string(),
  external_id: z.string(),
  external_source: z.string(),
  store_id: z.string(),
  store_name: z.string(),
  title: z.string(),
  short_description: z.string(),
  price: z.string().nullable(),
  regular_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  on_sale: z.boolean(),
  currency: z.string().nullable(),
  stock_quantity: z.string().nullable(),
  in_stock: z.boolean(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  link: z.string().nullable(),
  image: z.string().nullable(),
  is_active: z.boolean(),
  is_publishable: z.boolean(),
  hidden_by: z.enum(hiddenReasons).nullable(),
  sku: z.string(),
  variants_count: z.number(),
  source_updated_at: z.date().nullable(),
  updated_at: z.date(),
  chunks: z.number(),
  knowledge_status: z.enum(knowledgeStatuses),
  embedded_at: z.date().nullable(),
});

export const toProductRow = (row: z.output<typeof productColumnsRow>): ProductRow => ({
  id: row.id,
  externalId: row.external_id,
  externalSource: row.external_source,
  store: { id: row.store_id, name: row.store_name },
  title: row.title,
  shortDescription: row.short_description,
  price: row.price,
  regularPrice: row.regular_price,
  salePrice: row.sale_price,
  onSale: row.on_sale,
  currency: row.currency,
  stockQuantity: row.stock_quantity,
  inStock: row.in_stock,
  categories: row.categories,
  tags: row.tags,
  link: row.link,
  image: row.image,
  isActive: row.is_active,
  isPublishable: row.is_publishable,
  hiddenBy: row.hidden_by,
  sku: row.sku,
  variantsCount: row.variants_count,
  sourceUpdatedAt: row.source_updated_at,
  updatedAt: row.updated_at,
  knowledge: { status: row.knowledge_status, chunks: row.chunks, embeddedAt: row.embedded_at },
});
