import type { HistoryRow } from "@/lib/catalog/history/wire";

export type PricePoint = { at: Date; price: string };

/**
 * The prices a history tells of in today's currency, oldest first: amounts of two currencies are in no one line. Of the
 * time before its first entry only the last price is known.
 */
export function pricePoints(rows: readonly HistoryRow[], now: Date): PricePoint[] {
  const points: PricePoint[] = [];
  const isOther = ({ currency }: HistoryRow) => currency.before !== currency.after;
  const last = rows.findIndex(isOther);
  for (const row of (last === -1 ? rows : rows.slice(0, last + 1)).toReversed()) {
    const { at, fields } = row;
    const change = fields.find(({ field }) => field === "price");
    if (!change) continue;
    if (points.length === 0 && typeof change.before === "string" && !isOther(row)) points.push({ at, price: change.before });
    if (typeof change.after === "string") points.push({ at, price: change.after });
  }
  const newest = points.at(-1);
  return newest ? [...points, { at: now, price: newest.price }] : [];
}
