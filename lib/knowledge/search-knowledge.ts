import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import { minSimilarityOf, type Embedders } from "./embedders";
import { isEmbedderError } from "./embed/embedder";
import { bookLedger } from "./ledger";
import { liveModels, type StoredModel } from "./models";
import { findByMeaning } from "./search/by-meaning";
import { findBySku } from "./search/by-sku";
import { findBySpelling } from "./search/by-spelling";
import { findByWords } from "./search/by-words";
import { fuse, type Fused } from "./search/fuse";
import { productsInScope, searchScope, type Candidate } from "./search/scope";
import type { SearchAnswer, SearchInput } from "./wire";

type SearchDeps = Pick<Deps, "db" | "log" | "now"> & { embedders: Embedders };

/** Candidates of each list before they are fused. */
const CANDIDATES = 60;
const DEFAULT_LIMIT = 8;
/** A shopper waits for search: without its vector in this time the query is answered by words alone. */
const QUERY_EMBEDDING_TIMEOUT_MS = 4_000;

/** Vectors of recent queries: people and assistants ask the same things. */
const queryVectors = new LRUCache<string, Float32Array>({ max: 2_000, ttl: 3_600_000 });

/** @throws AppError store_not_found: no such store, or not one of the caller's. */
export async function searchKnowledge(deps: SearchDeps, caller: Caller, input: SearchInput): Promise<SearchAnswer> {
  const startedAt = performance.now();
  const { db } = deps;
  if (input.storeId !== undefined) {
    const store = isUuid(input.storeId)
      ? await db.store.findFirst({ where: { AND: [{ id: input.storeId }, storesOf(caller)] }, select: { id: true } })
      : null;
    if (!store) throw new AppError("store_not_found");
  }
  const scope = searchScope(caller, input);
  const [bySku, byWords, bySpelling, byMeaning] = await Promise.all([
    findBySku(db, scope, input.query, CANDIDATES),
    findByWords(db, scope, input.query, CANDIDATES),
    findBySpelling(db, scope, input.query, CANDIDATES),
    findMeaning(deps, scope, input),
  ]);
  const best = fuse({ bySku, byWords, bySpelling, byMeaning }).slice(0, input.limit ?? DEFAULT_LIMIT);
  const results = await joinFacts(deps, scope, best);
  return { query: input.query, tookMs: Math.round(performance.now() - startedAt), results };
}

async function findMeaning(deps: SearchDeps, scope: Parameters<typeof findByMeaning>[1], input: SearchInput): Promise<Candidate[]> {
  const model = (await liveModels(deps.db)).find(({ state }) => state === "active");
  const embedder = model && deps.embedders.forModel(model);
  if (!model || !embedder) return [];
  const vector = await embedQuery(deps, model, embedder, input);
  return vector ? findByMeaning(deps.db, scope, model, vector, CANDIDATES, minSimilarityOf(model)) : [];
}

/** The query's vector, or null when it cannot be had in time: words and spelling still answer. */
async function embedQuery(
  { db, log, now }: SearchDeps,
  model: StoredModel,
  embedder: Embedders["configured"],
  input: SearchInput,
): Promise<Float32Array | null> {
  const key = `${model.id} ${input.query}`;
  const known = queryVectors.get(key);
  if (known) return known;
  try {
    const { vectors, tokens } = await embedder.embed([input.query], {
      purpose: "query",
      signal: AbortSignal.timeout(QUERY_EMBEDDING_TIMEOUT_MS),
    });
    const [vector] = vectors;
    if (!vector) return null;
    queryVectors.set(key, vector);
    if (input.storeId !== undefined && embedder.usdPerMillionTokens !== "0") {
      await bookLedger(
        db,
        [
          {
            storeId: input.storeId,
            purpose: "query",
            model: model.name,
            usdPerMillionTokens: embedder.usdPerMillionTokens,
            calls: 1,
            textsPaid: 1,
            tokensPaid: tokens,
          },
        ],
        now(),
      );
    }
    return vector;
  } catch (error) {
    if (!isEmbedderError(error)) throw error;
    log.warn({ model: model.name, reason: error.message }, "query not embedded, answered by words");
    return null;
  }
}

const factsRow = z.object({
  id: z.string(),
  external_id: z.string(),
  title: z.string(),
  price: z.string().nullable(),
  currency: z.string().nullable(),
  in_stock: z.boolean(),
  link: z.string().nullable(),
  image: z.string().nullable(),
  chunk_id: z.string(),
  chunk_text: z.string(),
});

/** Today's facts, under the same scope once more: what changed since the candidates were found is what counts. */
async function joinFacts(
  { db }: SearchDeps,
  scope: Parameters<typeof findByMeaning>[1],
  fused: readonly Fused[],
): Promise<SearchAnswer["results"]> {
  if (fused.length === 0) return [];
  const rows = z.array(factsRow).parse(
    await db.$queryRaw<unknown[]>`
      SELECT p.id::text, p.external_id, p.title, trim_scale(p.price)::text AS price, p.currency, p.in_stock, p.link, p.image, k.id::text AS chunk_id, k.text AS chunk_text
      FROM unnest(${fused.map((hit) => hit.productId)}::uuid[], ${fused.map((hit) => hit.chunkId)}::uuid[]) AS f (product_id, chunk_id)
      JOIN (${productsInScope}) ON p.id = f.product_id
      JOIN LATERAL (SELECT c.id, c.text FROM knowledge_chunk c WHERE c.product_id = p.id ORDER BY (c.id = f.chunk_id) DESC NULLS LAST, c.position LIMIT 1) k ON TRUE
      WHERE ${scope}`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return fused.flatMap((hit) => {
    const row = byId.get(hit.productId);
    if (!row) return [];
    return [
      {
        product: {
          id: row.id,
          externalId: row.external_id,
          title: row.title,
          price: row.price,
          currency: row.currency,
          inStock: row.in_stock,
          link: row.link,
          image: row.image,
        },
        chunk: { id: row.chunk_id, text: row.chunk_text },
        score: hit.score,
        matched: hit.matched,
      },
    ];
  });
}
