import { expect, test } from "vitest";
import { eventFiltersOf, eventSearch } from "../events/filters";
import { productFiltersOf, productSearch } from "../products/filters";
import { isAnySet } from "./several";

const now = new Date("2026-01-01T00:00:00Z");
const nonsense = { stock: "maybe", status: "great", period: "century", min: "cheap", store: ",", utm: "1", cols: "title", sort: "title" };

test("what an address says that is no filter of the list does not filter it", () => {
  expect(isAnySet(productFiltersOf(productSearch.parse(nonsense)))).toBe(false);
  expect(isAnySet(eventFiltersOf(eventSearch.parse(nonsense), now))).toBe(false);
  for (const one of [{ stock: "no" }, { q: "x" }, { min: "۵" }]) expect(isAnySet(productFiltersOf(productSearch.parse(one)))).toBe(true);
  for (const one of [{ status: "failed" }, { q: "x" }, { period: "day" }])
    expect(isAnySet(eventFiltersOf(eventSearch.parse(one), now))).toBe(true);
});
