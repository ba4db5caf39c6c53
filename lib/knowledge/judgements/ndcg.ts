/** Of the first ten answers: what people look at. */
export const NDCG_AT = 10;
const FIRST = 3;

/**
 * Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) with answers good or not: 1 when every known good
 * answer stands as high as it can, 0 when none is among the first ten.
 * @returns null when no good answer is known: then there is nothing to miss.
 */
export function ndcgOf(found: readonly string[], good: ReadonlySet<string>): number | null {
  if (good.size === 0) return null;
  const gainAt = (index: number) => 1 / Math.log2(index + 2);
  const gained = found.slice(0, NDCG_AT).reduce((sum, id, index) => sum + (good.has(id) ? gainAt(index) : 0), 0);
  const ideal = Array.from({ length: Math.min(good.size, NDCG_AT) }, (_, index) => gainAt(index)).reduce((sum, gain) => sum + gain, 0);
  return gained / ideal;
}

/** Whether a good answer is among the first three; null as above. */
export const hasGoodInFirst = (found: readonly string[], good: ReadonlySet<string>): boolean | null =>
  good.size === 0 ? null : found.slice(0, FIRST).some((id) => good.has(id));
