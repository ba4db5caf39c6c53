import type { Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Embedder } from "./embed/embedder";
import { bookLedger } from "./ledger";
import { liveModels } from "./models";
import { buildChunks, type KnowledgeChunkDraft } from "./text/chunk";
import type { KnowledgeContent } from "./text/content";
import { indexTokensOf, titleTokensOf } from "./text/index-tokens";

/** A chunk and the words search finds it by. Pure CPU: made before the transaction is opened. */
export type PreparedChunk = KnowledgeChunkDraft & { words: string[]; titleWords: string | null };

/** As much of a title as its card shows. */
const MAX_TITLE_CHARS = 500;

export function prepareChunks(content: KnowledgeContent): PreparedChunk[] {
  const title = content.title.slice(0, MAX_TITLE_CHARS);
  return buildChunks(content).map((chunk) => ({
    ...chunk,
    words: distinct(chunk.kind === "card" ? [...titleTokensOf(title), ...indexTokensOf(chunk.text)] : indexTokensOf(chunk.text)),
    titleWords: chunk.kind === "card" ? titleTokensOf(title).join(" ") : null,
  }));
}

/** A lexeme of a tsvector has at most 2,046 bytes; a longer "word" is no word. */
const MAX_WORD_CHARS = 200;
const distinct = (words: readonly string[]): string[] => [...new Set(words)].filter((word) => word.length <= MAX_WORD_CHARS);

export type KnowledgeChange = { productId: string; chunks: readonly PreparedChunk[] };

/**
 * Makes these chunks the products' knowledge, in the transaction that saves the products: replaced as a whole, or
 * removed. Texts without a vector are queued; a text that has one, in whichever store, is never paid for again.
 * @returns how many texts were queued
 */
export async function replaceKnowledge(
  { now }: Pick<Deps, "now">,
  tx: Db,
  embedder: Embedder,
  storeId: string,
  changes: readonly KnowledgeChange[],
): Promise<number> {
  if (changes.length === 0) return 0;
  await tx.$executeRaw`DELETE FROM knowledge_chunk WHERE product_id = ANY(${changes.map((change) => change.productId)}::uuid[])`;
  const rows = changes.flatMap(({ productId, chunks }) =>
    chunks.map((chunk) => ({
      product_id: productId,
      position: chunk.position,
      kind: chunk.kind,
      text: chunk.text,
      text_hash: chunk.textHash,
      words: chunk.words,
      title_words: chunk.titleWords,
      tokens: chunk.tokens,
    })),
  );
  if (rows.length === 0) return 0;
  await tx.$executeRaw`
    INSERT INTO knowledge_chunk (store_id, product_id, position, kind, text, text_hash, words, title_words, tokens)
    SELECT ${storeId}::uuid, r.product_id, r.position, r.kind, r.text, r.text_hash, array_to_tsvector(r.words), r.title_words, r.tokens FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (
      product_id uuid, position int, kind text, text text, text_hash text, words text[], title_words text, tokens int)`;

  const tokensOf = new Map(rows.map((row) => [row.text_hash, row.tokens]));
  const hashes = [...tokensOf.keys()].sort();
  let queuedForConfigured = 0;
  for (const model of await liveModels(tx)) {
    // A text that waits already is locked, not passed over: whoever is about to strike it off must see its new product.
    const waiting = await tx.$queryRaw<{ text_hash: string; is_new: boolean }[]>`
      INSERT INTO embedding_job AS j (model_id, text_hash, store_id)
      SELECT ${model.id}, h.text_hash, ${storeId}::uuid FROM unnest(${hashes}::text[]) AS h (text_hash)
      WHERE NOT EXISTS (SELECT 1 FROM embedding v WHERE v.model_id = ${model.id} AND v.text_hash = h.text_hash)
      ORDER BY h.text_hash
      ON CONFLICT (model_id, text_hash) DO UPDATE SET lease_until = j.lease_until
      RETURNING j.text_hash, (j.xmax = 0) AS is_new`;
    const queued = waiting.filter((row) => row.is_new);
    if (model.name !== embedder.model.name || model.version !== embedder.model.version || model.dimensions !== embedder.model.dimensions)
      continue;
    queuedForConfigured = queued.length;
    const isQueued = new Set(queued.map((row) => row.text_hash));
    const avoided = rows.filter((row) => !isQueued.has(row.text_hash));
    await bookLedger(
      tx,
      [
        avoidedEntry(
          storeId,
          embedder,
          avoided.length,
          avoided.reduce((sum, row) => sum + row.tokens, 0),
        ),
      ],
      now(),
    );
  }
  return queuedForConfigured;
}

const avoidedEntry = (storeId: string, embedder: Embedder, textsAvoided: number, tokensAvoided: number) => ({
  storeId,
  purpose: "embedding" as const,
  model: embedder.model.name,
  usdPerMillionTokens: embedder.usdPerMillionTokens,
  textsAvoided,
  tokensAvoided,
});

/** What a sync without hashes would have embedded again: the knowledge of products whose text did not change. */
export async function bookUnchanged(
  { now }: Pick<Deps, "now">,
  tx: Db,
  embedder: Embedder,
  storeId: string,
  productIds: readonly string[],
): Promise<void> {
  if (productIds.length === 0) return;
  const [sum] = await tx.$queryRaw<{ texts: bigint; tokens: bigint | null }[]>`
    SELECT count(*) AS texts, sum(tokens) AS tokens FROM knowledge_chunk WHERE product_id = ANY(${productIds}::uuid[])`;
  await bookLedger(tx, [avoidedEntry(storeId, embedder, Number(sum?.texts ?? 0), Number(sum?.tokens ?? 0))], now());
}
