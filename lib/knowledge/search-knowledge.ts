import { z } from "zod";
import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOf, type Caller } from "@/lib/access/caller";
import { minSimilarityOf, type Embedders } from "./embedders";
import { liveModels } from "./models";
import { findByMeaning } from "./search/by-meaning";
import { findBySku } from "./search/by-sku";
import { findBySpelling } from "./search/by-spelling";
import { findByWords } from "./search/by-words";
import { embedQuery } from "./search/embed-query";
import { explain } from "./search/explain";
import { fuse, type Fused } from "./search/fuse";
import { productsInScope, searchScope, type Candidate } from "./search/scope";
import type { SearchAnswer, SearchInput } from "./wire";

type SearchDeps = Pick<Deps, "db" | "log" | "now"> & { embedders: Embedders };
type Scope = Prisma.Sql;
type Asked = {
  /** A query of the judged set: its vector is kept (search/embed-query.ts). */
  isJudged?: boolean;
};

/** Candidates of each list before they are fused. */
const CANDIDATES = 60;
const DEFAULT_LIMIT = 8;

/**
 * With `input.explain` each hit says why it was found, to people and operators; a program's key is answered
 * without it.
 * @throws AppError store_not_found: no such store, or not one of the caller's.
 */
export async function searchKnowledge(deps: SearchDeps, caller: Caller, input: SearchInput, asked: Asked = {}): Promise<SearchAnswer> {
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
    findMeaning(deps, caller, scope, input, asked),
  ]);
  const lists = { bySku, byWords, bySpelling, byMeaning: byMeaning ?? [] };
  const best = fuse(lists).slice(0, input.limit ?? DEFAULT_LIMIT);
  const isExplained = input.explain === true && caller.kind !== "access_key";
  const [found, why] = await Promise.all([joinFacts(deps, scope, best), isExplained ? explain(db, scope, lists, best) : null]);
  const results = found.map(({ factsAt, storeId, ...hit }) => {
    const explained = why?.get(hit.product.id);
    return explained ? { ...hit, explanation: { ...explained, factsAt, storeId } } : hit;
  });
  const tookMs = Math.round(performance.now() - startedAt);
  return { query: input.query, tookMs, results, ...(isExplained && { withoutMeaning: byMeaning === null }) };
}

async function findMeaning(deps: SearchDeps, caller: Caller, scope: Scope, input: SearchInput, asked: Asked): Promise<Candidate[] | null> {
  const model = (await liveModels(deps.db)).find(({ state }) => state === "active");
  const embedder = model && deps.embedders.forModel(model);
  if (!model || !embedder) return null;
  const vector = await embedQuery(deps, caller, model, embedder, input, asked.isJudged);
  return vector && findByMeaning(deps.db, scope, model, vector, CANDIDATES, minSimilarityOf(model));
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
  store_id: z.string(),
  updated_at: z.date(),
});

/** Today's facts, under the same scope once more: what changed since the candidates were found is what counts. */
async function joinFacts({ db }: SearchDeps, scope: Scope, fused: readonly Fused[]) {
  if (fused.length === 0) return [];
  const rows = z.array(factsRow).parse(
    await db.$queryRaw<unknown[]>`
      SELECT p.id::text, p.external_id, p.title, trim_scale(p.price)::text AS price, p.currency, p.in_stock, p.link, p.image, k.id::text AS chunk_id, k.text AS chunk_text,
        p.store_id::text, p.updated_at
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
        storeId: row.store_id,
        factsAt: row.updated_at,
      },
    ];
  });
}
