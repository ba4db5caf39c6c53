import type { Db, Prisma } from "@/lib/core/db";
import { normaliseText } from "../text/normalise";
import { chunksInScope, type Candidate } from "./scope";

const MAX_QUERY_CHARS = 200;

/** Titles that look like the query: typos, half-typed words, another spacing. Above Postgres's own threshold (0.6) only. */
export async function findBySpelling(db: Db, scope: Prisma.Sql, query: string, limit: number): Promise<Candidate[]> {
  const text = normaliseText(query).slice(0, MAX_QUERY_CHARS);
  if (text === "") return [];
  const rows = await db.$queryRaw<{ id: string; product_id: string; score: number }[]>`
    SELECT c.id::text, c.product_id::text, word_similarity(${text}, c.title_words)::float8 AS score FROM ${chunksInScope}
    WHERE c.title_words IS NOT NULL AND ${text} <% c.title_words AND ${scope}
    ORDER BY score DESC, c.id LIMIT ${limit}`;
  return rows.map((row) => ({ productId: row.product_id, chunkId: row.id, score: row.score }));
}
