import type { HistoryRow } from "@/lib/catalog/history/wire";

export type PricePoint = { at: Date; price: string };

/** The prices a history tells of, oldest first. Of the time before its first entry only the last price is known. */
export function pricePoints(rows: readonly HistoryRow[], now: Date): PricePoint[] {
  const points: PricePoint[] = [];
  for (const { at, fields } of rows.toReversed()) {
    const change = fields.find(({ field }) => field === "price");
    if (!change) continue;
    if (points.length === 0 && typeof change.before === "string") points.push({ at, price: change.before });
    if (typeof change.after === "string") points.push({ at, price: change.after });
  }
  const last = points.at(-1);
  return last ? [...points, { at: now, price: last.price }] : [];
}
