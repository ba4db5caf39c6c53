import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import { hiddenBySql, hiddenReasons } from "@/lib/access/stores/visibility";
import { listedColumns, listedColumnsRow, toListed } from "./product-row";
import { knowledgeStatuses, type ProductRow } from "./wire";

/**
 * What a product's knowledge is at, derived from its chunks and their vectors, never from a flag: a chunk is embedded
 * when a vector of the active model has its hash. OFFSET 0: each is looked up by its key; a planner that has not counted the
 * tables yet would go through all vectors for each product.
 */
const knowledgeState = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS chunks, count(v.created_at)::int AS embedded, max(greatest(c.created_at, v.created_at)) AS embedded_at
    FROM knowledge_chunk c
    LEFT JOIN LATERAL (
      SELECT created_at FROM embedding WHERE text_hash = c.text_hash AND model_id = (SELECT id FROM embedding_model WHERE state = 'active') OFFSET 0
    ) v ON TRUE
    WHERE c.product_id = p.id
  ) k ON TRUE`;

export const productTables = Prisma.sql`product p JOIN store s ON s.id = p.store_id ${knowledgeState}`;

export const productColumns = Prisma.sql`${listedColumns}, p.external_id, p.external_source, s.id::text AS store_id, s.name AS store_name, p.short_description,
  p.is_active, p.is_publishable, ${hiddenBySql} AS hidden_by, p.source_updated_at, p.updated_at, k.chunks,
  CASE WHEN k.chunks = 0 THEN 'none' WHEN k.embedded < k.chunks THEN 'waiting' ELSE 'ready' END AS knowledge_status,
  CASE WHEN k.chunks > 0 AND k.embedded = k.chunks THEN k.embedded_at END AS embedded_at`;

export const productColumnsRow = listedColumnsRow.extend({
  external_id: z.string(),
  external_source: z.string(),
  store_id: z.string(),
  store_name: z.string(),
  short_description: z.string(),
  is_active: z.boolean(),
  is_publishable: z.boolean(),
  hidden_by: z.enum(hiddenReasons).nullable(),
  source_updated_at: z.date().nullable(),
  updated_at: z.date(),
  chunks: z.number(),
  knowledge_status: z.enum(knowledgeStatuses),
  embedded_at: z.date().nullable(),
});

export const toProductRow = (row: z.output<typeof productColumnsRow>): ProductRow => ({
  ...toListed(row),
  externalId: row.external_id,
  externalSource: row.external_source,
  store: { id: row.store_id, name: row.store_name },
  shortDescription: row.short_description,
  isActive: row.is_active,
  isPublishable: row.is_publishable,
  hiddenBy: row.hidden_by,
  sourceUpdatedAt: row.source_updated_at,
  updatedAt: row.updated_at,
  knowledge: { status: row.knowledge_status, chunks: row.chunks, embeddedAt: row.embedded_at },
});
