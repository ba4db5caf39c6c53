import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOf, storesOfSql, type Caller } from "@/lib/access/caller";
import { forAiSql } from "@/lib/access/stores/visibility";
import { knowsMeaning, type Embedders } from "./embedders";
import type { KnowledgeStats } from "./wire";

const countsRow = z
  .object({ products: z.bigint(), publishable: z.bigint() })
  .transform((row) => ({ products: Number(row.products), publishable: Number(row.publishable) }));
const chunksRow = z
  .object({ chunks: z.bigint(), embedded: z.bigint() })
  .transform((row) => ({ chunks: Number(row.chunks), embedded: Number(row.embedded) }));
const modelRow = z.object({
  name: z.string(),
  version: z.string(),
  dimensions: z.number(),
  state: z.enum(["active", "building", "retired"]),
  embeddings: z.bigint().transform(Number),
});
const savingsRow = z.object({
  tokens_paid: z.bigint().transform(Number),
  tokens_avoided: z.bigint().transform(Number),
  cost_usd: z.string(),
  cost_avoided_usd: z.string(),
  texts_paid: z.bigint().transform(Number),
  texts_avoided: z.bigint().transform(Number),
});

/** Counts, models and what smart sync saved, over the caller's stores or one of them. @throws AppError store_not_found */
export async function knowledgeStats(
  { db, embedders }: Pick<Deps, "db"> & { embedders: Embedders },
  caller: Caller,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<KnowledgeStats> {
  if (
    storeId !== undefined &&
    !(isUuid(storeId) && (await db.store.findFirst({ where: { AND: [{ id: storeId }, storesOf(caller)] }, select: { id: true } })))
  )
    throw new AppError("store_not_found");
  const scope = Prisma.join([storesOfSql(caller), storeId === undefined ? Prisma.sql`TRUE` : Prisma.sql`s.id = ${storeId}::uuid`], " AND ");
  const active = Prisma.sql`(SELECT id FROM embedding_model WHERE state = 'active')`;
  const [counts, chunks, models, savings] = await Promise.all([
    db.$queryRaw<
      unknown[]
    >`SELECT count(*) FILTER (WHERE p.is_active) AS products, count(*) FILTER (WHERE ${forAiSql}) AS publishable FROM product p JOIN store s ON s.id = p.store_id WHERE ${scope}`,
    db.$queryRaw<unknown[]>`
      SELECT count(*) AS chunks, count(v.text_hash) AS embedded FROM knowledge_chunk c JOIN store s ON s.id = c.store_id
      LEFT JOIN embedding v ON v.text_hash = c.text_hash AND v.model_id = ${active} WHERE ${scope}`,
    db.$queryRaw<unknown[]>`
      SELECT m.name, m.version, m.dimensions, m.state, (
        SELECT count(*) FROM knowledge_chunk c JOIN store s ON s.id = c.store_id
        WHERE ${scope} AND EXISTS (SELECT 1 FROM embedding v WHERE v.model_id = m.id AND v.text_hash = c.text_hash)) AS embeddings
      FROM embedding_model m WHERE m.state IN ('active', 'building') ORDER BY m.id DESC`,
    db.$queryRaw<unknown[]>`
      SELECT coalesce(sum(l.tokens_paid), 0)::bigint AS tokens_paid, coalesce(sum(l.tokens_avoided), 0)::bigint AS tokens_avoided, trim_scale(coalesce(sum(l.cost_usd), 0))::text AS cost_usd,
        trim_scale(coalesce(sum(l.cost_avoided_usd), 0))::text AS cost_avoided_usd, coalesce(sum(l.texts_paid), 0)::bigint AS texts_paid, coalesce(sum(l.texts_avoided), 0)::bigint AS texts_avoided
      FROM ledger_day l LEFT JOIN store s ON s.id = l.store_id WHERE ${scope}`,
  ]);
  const [product] = z.array(countsRow).parse(counts);
  const [chunk] = z.array(chunksRow).parse(chunks);
  const [saved] = z.array(savingsRow).parse(savings);
  return {
    products: product?.products ?? 0,
    publishable: product?.publishable ?? 0,
    chunks: chunk?.chunks ?? 0,
    embedded: chunk?.embedded ?? 0,
    waiting: (chunk?.chunks ?? 0) - (chunk?.embedded ?? 0),
    models: z.array(modelRow).parse(models),
    savings: {
      tokensPaid: saved?.tokens_paid ?? 0,
      tokensAvoided: saved?.tokens_avoided ?? 0,
      costUsd: saved?.cost_usd ?? "0",
      costAvoidedUsd: saved?.cost_avoided_usd ?? "0",
      textsPaid: saved?.texts_paid ?? 0,
      textsAvoided: saved?.texts_avoided ?? 0,
    },
    isSpellingOnly: !knowsMeaning(embedders.configured.model),
  };
}
