import { storesOf, type Caller } from "@/lib/access/caller";
import { hiddenBy, visibilitySelect } from "@/lib/access/stores/visibility";
import type { Deps } from "@/lib/core/deps";
import type { Embedders } from "../embedders";
import { searchKnowledge } from "../search-knowledge";
import { hasGoodInFirst, NDCG_AT, ndcgOf } from "./ndcg";

/** So that whoever waits sees it move. */
export const MAX_MEASURED_AT_ONCE = 10;
/** What is not measured by then is left to the next call. */
const TIME_LIMIT_MS = 15_000;

export type Measured = {
  storeId: string;
  queryKey: string;
  query: string;
  /** null: no good answer is known, or it is found no more. */
  ndcg: number | null;
  hasGoodInFirst: boolean | null;
};
type Target = Pick<Measured, "storeId" | "queryKey">;

/**
 * Asks judged queries again, each of its whole store, and says how high the answers stand that people called good: more
 * up than down. Answers nobody judged count as not good. Queries of stores that are not the caller's are left out.
 */
export async function measureQueries(
  deps: Pick<Deps, "db" | "log" | "now"> & { embedders: Embedders },
  caller: Caller,
  targets: readonly Target[],
): Promise<Measured[]> {
  const endsAt = performance.now() + TIME_LIMIT_MS;
  const measured: Measured[] = [];
  for (const target of targets.slice(0, MAX_MEASURED_AT_ONCE)) {
    if (performance.now() > endsAt) break;
    const one = await measure(deps, caller, target);
    if (one) measured.push(one);
  }
  return measured;
}

const judgedProduct = {
  isActive: true,
  isPublishable: true,
  isHidden: true,
  inStock: true,
  price: true,
  categories: true,
  tags: true,
  store: { select: visibilitySelect },
} as const;

async function measure(
  deps: Parameters<typeof measureQueries>[0],
  caller: Caller,
  { storeId, queryKey }: Target,
): Promise<Measured | null> {
  const said = await deps.db.searchJudgement.findMany({
    where: { storeId, queryKey, store: { AND: [storesOf(caller), { isActive: true }] } },
    select: { query: true, verdict: true, productId: true, product: { select: judgedProduct } },
    orderBy: [{ judgedAt: "desc" }, { id: "asc" }],
  });
  const query = said[0]?.query;
  if (query === undefined) return null;
  const votes = new Map<string, number>();
  for (const { productId, verdict, product } of said) {
    if (!product.isActive || !product.isPublishable || hiddenBy(product, product.store) !== null) continue;
    votes.set(productId, (votes.get(productId) ?? 0) + (verdict === "up" ? 1 : -1));
  }
  const good = new Set([...votes].filter(([, sum]) => sum > 0).map(([id]) => id));
  if (good.size === 0) return { storeId, queryKey, query, ndcg: null, hasGoodInFirst: null };
  const { results } = await searchKnowledge(deps, caller, { query, storeId, limit: NDCG_AT }, { isJudged: true });
  const found = results.map(({ product }) => product.id);
  return { storeId, queryKey, query, ndcg: ndcgOf(found, good), hasGoodInFirst: hasGoodInFirst(found, good) };
}
