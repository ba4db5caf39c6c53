/**
 * Where a listing stands: "aboveId:seen:endCursor". Shopify pages at most 25,000 objects of one listing deep
 * (shopify.dev/docs/api/usage/limits): after 20,000 the listing begins anew above the last id, so it has no end but the shop's.
 */
export type ProductCursor = { aboveId: string; seen: number; after: string | null };

const MAX_WINDOW = 20_000;

const START: ProductCursor = { aboveId: "", seen: 0, after: null };

/** @throws TypeError for what was not made here */
export function readCursor(text: string | null): ProductCursor {
  if (text === null) return START;
  const match = /^(\d{0,20}):(\d{1,6}):(.*)$/s.exec(text);
  if (!match) throw new TypeError("Not a cursor of a Shopify listing");
  return { aboveId: match[1] ?? "", seen: Number(match[2]), after: match[3] || null };
}

/** @param page what the last page held: its last id, its size and Shopify's own cursor */
export function nextCursor(
  cursor: ProductCursor,
  page: { lastId: string; size: number; endCursor: string | null },
  maxWindow = MAX_WINDOW,
): string {
  const seen = cursor.seen + page.size;
  return seen >= maxWindow || page.endCursor === null ? cursorAbove(page.lastId) : `${cursor.aboveId}:${seen}:${page.endCursor}`;
}

/** A new listing behind this product; `id` in digits. */
export const cursorAbove = (id: string): string => `${id}:0:`;

/** Shopify's documentation gives "active" as the filter's default in one place: all four are named wherever something is filtered. */
const ALL_STATUSES = "status:active,draft,archived,unlisted";

/** Search syntax, terms joined by AND; null: no filter at all. `updatedAfter` is inclusive. */
export function productFilter({ aboveId = "", updatedAfter = null }: { aboveId?: string; updatedAfter?: Date | null }): string | null {
  const terms = [
    ...(aboveId === "" ? [] : [`id:>=${BigInt(aboveId) + 1n}`]),
    ...(updatedAfter === null ? [] : [`updated_at:>='${wholeSeconds(updatedAfter)}'`]),
  ];
  return terms.length === 0 ? null : [ALL_STATUSES, ...terms].join(" AND ");
}

/** As the documentation's examples are written; earlier by less than a second, so nothing is left out. */
const wholeSeconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, "Z");
