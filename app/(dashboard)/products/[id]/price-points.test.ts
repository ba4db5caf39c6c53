import { expect, test } from "vitest";
import type { HistoryRow } from "@/lib/catalog/history/wire";
import { pricePoints } from "./price-points";

const at = (day: number) => new Date(Date.UTC(2026, 0, day));
const row = (day: number, before: string | null, after: string | null, field: "price" | "title" = "price"): HistoryRow => ({
  number: day,
  at: at(day),
  kind: "changed",
  cause: null,
  currency: { before: "IRT", after: "IRT" },
  fields: [{ field, before, after }],
  variants: null,
});

test("prices run from the oldest entry to now, and begin with what was before it", () => {
  expect(pricePoints([row(3, "2", "3"), row(2, "a", "b", "title"), row(1, "1", "2")], at(9))).toEqual([
    { at: at(1), price: "1" },
    { at: at(1), price: "2" },
    { at: at(3), price: "3" },
    { at: at(9), price: "3" },
  ]);
  expect(pricePoints([row(1, null, "2")], at(9)).map(({ price }) => price)).toEqual(["2", "2"]);
  expect(pricePoints([row(1, "2", null), row(2, "x", "y", "title")], at(9)).map(({ price }) => price)).toEqual(["2", "2"]);
  expect(pricePoints([], at(9))).toEqual([]);
});

test("the line begins where the currency became today's", () => {
  const changed = { ...row(2, "120000", "1200000"), currency: { before: "IRT", after: "IRR" } };
  const later = { ...row(3, "1200000", "1300000"), currency: { before: "IRR", after: "IRR" } };
  expect(pricePoints([later, changed, row(1, "110000", "120000")], at(9)).map(({ price }) => price)).toEqual([
    "1200000",
    "1300000",
    "1300000",
  ]);
});
