import { Prisma, type DbClient } from "@/lib/core/db";
import type { StoredModel } from "../models";
import { vectorText } from "../vector-text";
import { vectorType } from "../vector-index";
import { chunksInScope, type Candidate } from "./scope";

/** Up to this many chunks every vector is compared: exact, and faster than an index that must be filtered. */
const EXACT_UP_TO = 10_000;

/**
 * Chunks nearest to the query among the vectors of one model. Small scopes are compared exactly; large ones go through
 * the model's HNSW index with iterative scans, which go on until enough rows pass the filters.
 * @param minSimilarity cosine; below it nearness means nothing for this model
 * @param exactUpTo for tests, which cannot wait for ten thousand rows
 */
export async function findByMeaning(
  db: DbClient,
  scope: Prisma.Sql,
  model: StoredModel,
  vector: Float32Array,
  limit: number,
  minSimilarity: number,
  exactUpTo = EXACT_UP_TO,
): Promise<Candidate[]> {
  const asked = vectorText(vector);
  const [size] = await db.$queryRaw<
    { count: bigint }[]
  >`SELECT count(*) AS count FROM (SELECT 1 FROM ${chunksInScope} WHERE ${scope} LIMIT ${exactUpTo + 1}) AS counted`;
  const rows =
    Number(size?.count ?? 0) <= exactUpTo ? await exact(db, scope, model, asked, limit) : await approximate(db, scope, model, asked, limit);
  return rows
    .filter((row) => 1 - row.distance >= minSimilarity)
    .map((row) => ({ productId: row.product_id, chunkId: row.id, score: 1 - row.distance }));
}

type Row = { id: string; product_id: string; distance: number };

function exact(db: DbClient, scope: Prisma.Sql, model: StoredModel, asked: string, limit: number): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    WITH known AS MATERIALIZED (
      SELECT c.id, c.product_id, v.embedding FROM ${chunksInScope} JOIN embedding v ON v.text_hash = c.text_hash AND v.model_id = ${model.id} WHERE ${scope}
    )
    SELECT id::text, product_id::text, (embedding <=> ${asked}::vector)::float8 AS distance FROM known ORDER BY distance, id LIMIT ${limit}`;
}

/** Iterative scans give rows in about their order; ranks count, so they are put in order. */
const byDistance = (a: Row, b: Row): number => a.distance - b.distance || (a.id < b.id ? -1 : 1);

function approximate(db: DbClient, scope: Prisma.Sql, model: StoredModel, asked: string, limit: number): Promise<Row[]> {
  const type = Prisma.raw(vectorType(model.dimensions));
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL hnsw.iterative_scan = relaxed_order`;
    await tx.$executeRaw`SET LOCAL hnsw.ef_search = 100`;
    // model_id is written out: the planner must see that the partial index covers it.
    const rows = await tx.$queryRaw<Row[]>`
      SELECT c.id::text, c.product_id::text, (v.embedding::${type} <=> ${asked}::${type})::float8 AS distance
      FROM embedding v JOIN knowledge_chunk c ON c.text_hash = v.text_hash JOIN product p ON p.id = c.product_id JOIN store s ON s.id = p.store_id
      WHERE v.model_id = ${Prisma.raw(String(model.id))} AND ${scope}
      ORDER BY v.embedding::${type} <=> ${asked}::${type} LIMIT ${limit}`;
    return rows.sort(byDistance);
  });
}
