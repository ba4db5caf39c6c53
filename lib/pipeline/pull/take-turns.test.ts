import { expect, test } from "vitest";
import type { SourceItem } from "@/lib/integrations/pull/source";
import { beginTurns, nextTurn, takeTurns } from "./take-turns";

const item = (id: number, variantIds: string[] | null, isListed = false): SourceItem => ({
  externalId: `woo_${id}`,
  title: "",
  seq: 0n,
  facts: {
    status: "publish",
    catalogVisibility: "visible",
    price: "1",
    stockQuantity: null,
    sourceUpdatedAt: null,
    variantIds,
    ...(isListed && { variants: [] }),
  },
  read: () => Promise.resolve({ ok: false, fields: {} }),
});
const idsOf = (items: readonly SourceItem[]) => items.map(({ externalId }) => Number(externalId.slice(4)));
const never = () => false;

/** One comparison of a shop, in pages of a hundred. */
function look(shop: readonly SourceItem[], after: string | null, isToBeRead: (one: SourceItem) => boolean = never) {
  let turns = beginTurns(after);
  const read: number[] = [];
  for (let at = 0; at < shop.length; at += 100) {
    const page = takeTurns(shop.slice(at, at + 100), turns, isToBeRead);
    ({ turns } = page);
    read.push(...idsOf(page.taken));
  }
  return { read, next: nextTurn(turns) };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("comparisons go through the variable products a hundred and fifty at a time, and begin anew behind the last", () => {
  const shop = range(1, 350).map((id) => item(id, ["woo_9"]));
  const [first, second] = [look(shop, null), look(shop, "woo_150")];
  expect(first).toEqual({ read: range(1, 150), next: "woo_150" });
  expect(second).toEqual({ read: range(151, 300), next: "woo_300" });
  expect(look(shop, second.next)).toEqual({ read: range(301, 350), next: null });
});

const readOf = (products: number, variantIds: string[] | null, isListed = false): number =>
  look(
    range(1, products).map((id) => item(id, variantIds, isListed)),
    null,
  ).read.length;

test("plain products come a page at a time, so do variations that are listed; by product they are a question for each hundred", () => {
  expect(readOf(2_900, [])).toBe(2_900);
  expect(readOf(10_000, [])).toBeLessThan(3_100);
  const four = range(1, 4).map(String);
  expect(readOf(590, four, true)).toBe(590);
  expect(readOf(10_000, four, true)).toBeLessThan(610);
  expect(readOf(400, range(1, 250).map(String))).toBe(50);
  expect([450, 451]).toContain(readOf(1_000, null));
});

test("what is read already costs no turn, and a shop whose last product went begins anew", () => {
  const shop = range(1, 700).map((id) => item(id, ["woo_9"]));
  expect(look(shop, null, ({ externalId }) => externalId === "woo_5").read).toEqual(range(1, 151).filter((id) => id !== 5));
  expect(look(shop, "woo_9007199254740993111")).toEqual({ read: [], next: null });
});
