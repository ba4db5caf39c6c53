import { Prisma, type Db } from "@/lib/core/db";
import { queryTokensOf } from "../text/index-tokens";
import { chunksInScope, type Candidate } from "./scope";

/** Rows weighed for one query; a word that stands in more of them than this says little. */
const MAX_WEIGHED = 3_000;
/** A bit for each word in a JavaScript-safe integer. */
const MAX_WORDS = 30;
const CARD_WEIGHT = 1.25;

const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/**
 * Full text: chunks that hold any of the query's words, those that hold more and rarer ones first. The words went
 * through the same normaliser as the index, so Postgres compares them as they are.
 */
export async function findByWords(db: Db, scope: Prisma.Sql, query: string, limit: number): Promise<Candidate[]> {
  const words = queryTokensOf(query).slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const bits = Prisma.join(words.map((word, index) => Prisma.sql`(CASE WHEN c.words @@ ${quoted(word)}::tsquery THEN ${2 ** index}::bigint ELSE 0 END)`), " + ");
  const any = words.map(quoted).join(" | ");
  const rows = await db.$queryRaw<{ id: string; product_id: string; kind: string; bits: bigint }[]>`
    SELECT c.id::text, c.product_id::text, c.kind, (${bits})::bigint AS bits FROM ${chunksInScope} WHERE c.words @@ ${any}::tsquery AND ${scope} LIMIT ${MAX_WEIGHED}`;

  const holds = (row: { bits: bigint }, index: number) => (Number(row.bits) & (2 ** index)) !== 0;
  // Rarity within what was found: a word that every hit has tells them apart no more.
  const weights = words.map((_, index) => Math.log(1 + rows.length / (1 + rows.filter((row) => holds(row, index)).length)) + 0.1);
  return rows
    .map((row) => ({ row, score: weights.reduce((sum, weight, index) => sum + (holds(row, index) ? weight : 0), 0) * (row.kind === "card" ? CARD_WEIGHT : 1) }))
    .sort((a, b) => b.score - a.score || a.row.id.localeCompare(b.row.id))
    .slice(0, limit)
    .map(({ row }) => ({ productId: row.product_id, chunkId: row.id }));
}
