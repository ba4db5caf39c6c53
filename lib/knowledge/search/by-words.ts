import { Prisma, type Db } from "@/lib/core/db";
import { normaliseText } from "../text/normalise";
import { queryTokensOf } from "../text/index-tokens";
import { chunksInScope, type Candidate } from "./scope";

/** Rows weighed for one query; a word that stands in more of them than this says little. */
const MAX_WEIGHED = 3_000;
/** A bit for each word in a JavaScript-safe integer. */
const MAX_WORDS = 30;
const CARD_WEIGHT = 1.25;
/** Words together in one chunk say a little more than the same words scattered. */
const OWN_WEIGHT = 0.2;

const quoted = (word: string) => `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/**
 * Full text: products that hold any of the query's words, those that hold more and rarer ones first. A product is one
 * document, however many chunks it has: its size may stand in one and its name in another. The words went through the
 * same normaliser as the index, so Postgres compares them as they are.
 */
export async function findByWords(db: Db, scope: Prisma.Sql, query: string, limit: number): Promise<Candidate[]> {
  const words = queryTokensOf(query).slice(0, MAX_WORDS);
  if (words.length === 0) return [];
  const bits = Prisma.join(
    words.map((word, index) => Prisma.sql`(CASE WHEN c.words @@ ${quoted(word)}::tsquery THEN ${2 ** index}::bigint ELSE 0 END)`),
    " + ",
  );
  // Of too many, those that hold the most words: cut by chance, the one product that has them all could be missing.
  const held = Prisma.join(
    words.map((word) => Prisma.sql`(c.words @@ ${quoted(word)}::tsquery)::int`),
    " + ",
  );
  const any = words.map(quoted).join(" | ");
  const rows = await db.$queryRaw<{ id: string; product_id: string; kind: string; bits: bigint }[]>`
    SELECT c.id::text, c.product_id::text, c.kind, (${bits})::bigint AS bits FROM ${chunksInScope} WHERE c.words @@ ${any}::tsquery AND ${scope}
    ORDER BY ${held} DESC, c.id LIMIT ${MAX_WEIGHED}`;
  return rank(
    rows.map((row) => ({ chunkId: row.id, productId: row.product_id, isCard: row.kind === "card", bits: Number(row.bits) })),
    words,
    normaliseText(query).split(" "),
  ).slice(0, limit);
}

type Found = { chunkId: string; productId: string; isCard: boolean; bits: number };

/** @param asked the words as they were typed; the others among `words` are two of them as one. */
function rank(found: readonly Found[], words: readonly string[], asked: readonly string[]): Candidate[] {
  const products = new Map<string, { bits: number; chunks: Found[] }>();
  for (const row of found) {
    const product = products.get(row.productId) ?? { bits: 0, chunks: [] };
    product.bits |= row.bits;
    product.chunks.push(row);
    products.set(row.productId, product);
  }
  // Rarity within what was found: a word that every hit has tells them apart no more.
  const weights = words.map((_, index) => {
    const holders = [...products.values()].filter((product) => product.bits & (1 << index)).length;
    return Math.log(1 + products.size / (1 + holders)) + 0.1;
  });
  const held = (bits: number) => words.flatMap((word, index) => (bits & (1 << index) ? [{ word, weight: weights[index] ?? 0 }] : []));
  const weigh = (bits: number) => weights.reduce((sum, weight, index) => sum + (bits & (1 << index) ? weight : 0), 0);
  const { share, covered } = shareOf(words, asked, weights);
  return [...products]
    .map(([productId, { bits, chunks }]) => {
      const [best] = chunks
        .map((chunk) => ({ chunk, score: weigh(chunk.bits) * (chunk.isCard ? CARD_WEIGHT : 1) }))
        .sort((a, b) => b.score - a.score || a.chunk.chunkId.localeCompare(b.chunk.chunkId));
      const together = (best?.score ?? 0) * OWN_WEIGHT;
      return {
        productId,
        chunkId: best?.chunk.chunkId ?? null,
        score: weigh(bits) + together,
        confidence: share(bits) ** 3,
        words: () => {
          const of = (isFound: boolean) =>
            words.filter((word, index) => asked.includes(word) && ((covered(bits) & (1 << index)) !== 0) === isFound);
          return { found: of(true), missing: of(false), held: held(bits), together, isInCard: best?.chunk.isCard ?? false };
        },
      };
    })
    .sort((a, b) => b.score - a.score || a.productId.localeCompare(b.productId));
}

/**
 * How much of what was asked a product has, by the words' weights: one common word of three is chance, and must not
 * outrank a product that is near in meaning. A joined pair stands for both its words.
 */
function shareOf(words: readonly string[], asked: readonly string[], weights: readonly number[]) {
  const covers = words.map((word, index) => {
    if (asked.includes(word)) return 1 << index;
    const at = asked.findIndex((first, position) => first + (asked[position + 1] ?? "") === word);
    return at < 0 ? 0 : (1 << words.indexOf(asked[at] ?? "")) | (1 << words.indexOf(asked[at + 1] ?? ""));
  });
  const covered = (bits: number) => covers.reduce((all, mask, index) => (bits & (1 << index) ? all | mask : all), 0);
  const sum = (bits: number) =>
    words.reduce((total, word, index) => total + (asked.includes(word) && bits & (1 << index) ? (weights[index] ?? 0) : 0), 0);
  const all = sum(~0);
  return { covered, share: (bits: number): number => (all === 0 ? 1 : sum(covered(bits)) / all) };
}
