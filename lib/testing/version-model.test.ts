import { expect, test } from "vitest";
import { foldArrivals, type Arrival } from "./version-model";

const NOW = 1_000;
const u = (at: number | null): Arrival => ({ at, isDeletion: false, arrivedAt: NOW });
const d = (at: number | null): Arrival => ({ at, isDeletion: true, arrivedAt: NOW });

/** The model is judged by hand, sentence by sentence of its promise. */
test.each<[string, Arrival[], newest: number]>([
  ["the newest wins on the store's clock", [u(3), u(5), u(4)], 1],
  ["by arrival where times are equal", [u(3), u(3)], 1],
  ["by arrival where times are absent", [u(null), u(null)], 1],
  ["by arrival where one is absent", [u(9), u(null), u(2)], 2],
  ["a deletion without a time beats a date in the future", [u(9_000), d(null)], 1],
  ["the same date does not revive", [u(9_000), d(null), u(9_000)], 1],
  ["a later date revives", [u(9_000), d(null), u(9_001)], 2],
  ["a date before the deletion arrived does not revive", [u(1), d(null), u(999)], 1],
  ["no time, later, revives", [d(null), u(null)], 1],
  ["at equal times a deletion stands", [d(5), u(5)], 0],
  ["at equal times a deletion wins", [u(5), d(5)], 1],
  ["a deletion older than the product is nothing", [u(6), d(5)], 0],
  ["a date heard before an event without one still counts for a deletion", [u(9_000), u(null), d(null), u(8_000)], 2],
])("%s", (_, arrivals, newest) => {
  expect(arrivals.indexOf(foldArrivals(arrivals).newest ?? u(0))).toBe(newest);
});

test("of nothing nothing is the newest", () => {
  expect(foldArrivals([])).toEqual({ newest: null, won: [] });
});
