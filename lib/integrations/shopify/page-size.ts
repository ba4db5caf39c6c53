import { ShopifyError } from "./shopify-error";

/** Shopify's limits: items a page, points a query. */
const MAX_PAGE = 250;
const MAX_QUERY_COST = 1_000;
/** Leaves room for what a query costs beside its items. */
const TARGET_COST = 0.8 * MAX_QUERY_COST;

/**
 * How many items to ask for at once. What an item costs is Shopify's secret and changes with the version: the first page is small,
 * every answer tells its price, and a query that is too dear is asked again for less.
 */
export function createPageSize(first: number, max = MAX_PAGE) {
  let size = Math.min(first, max);
  return {
    get current() {
      return size;
    },
    learn(requestedQueryCost: number | undefined): void {
      if (requestedQueryCost === undefined || requestedQueryCost <= 0) return;
      const perItem = requestedQueryCost / size;
      size = Math.max(1, Math.min(max, Math.floor(TARGET_COST / perItem)));
    },
    /** True: ask again, for less. */
    shrink(error: unknown): boolean {
      if (!(error instanceof ShopifyError) || error.code !== "MAX_COST_EXCEEDED" || size <= 1) return false;
      const fits = error.cost === null ? size / 2 : (size * TARGET_COST) / error.cost;
      size = Math.max(1, Math.min(size - 1, Math.floor(fits)));
      return true;
    },
  };
}
export type PageSize = ReturnType<typeof createPageSize>;

/** Runs `ask` with ever smaller sizes until it fits into a query's price. @throws ShopifyError */
export async function askForAPage<T extends { cost: { requestedQueryCost: number } | null }>(
  size: PageSize,
  ask: (first: number) => Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      const answer = await ask(size.current);
      size.learn(answer.cost?.requestedQueryCost);
      return answer;
    } catch (error) {
      if (!size.shrink(error)) throw error;
    }
  }
}
