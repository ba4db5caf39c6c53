import { expect, test } from "vitest";
import type { SourceItem } from "@/lib/integrations/pull/source";
import { beginTurns, nextTurn, takeTurns } from "./take-turns";

const item = (id: number, variantIds: string[] | null): SourceItem => ({
  externalId: `woo_${id}`,
  title: "",
  seq: 0n,
  facts: { status: "publish", catalogVisibility: "visible", price: "1", stockQuantity: null, sourceUpdatedAt: null, variantIds },
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

test("comparisons go through the variable products three hundred at a time, and begin anew behind the last", () => {
  const shop = range(1, 700).map((id) => item(id, ["woo_9"]));
  const [first, second] = [look(shop, null), look(shop, "woo_300")];
  expect(first).toEqual({ read: range(1, 300), next: "woo_300" });
  expect(second).toEqual({ read: range(301, 600), next: "woo_600" });
  expect(look(shop, second.next)).toEqual({ read: range(601, 700), next: null });
});

test("plain products cost a hundredth, products of many variations a question for each hundred", () => {
  expect(
    look(
      range(1, 2_000).map((id) => item(id, [])),
      null,
    ),
  ).toEqual({ read: range(1, 2_000), next: null });
  const large = range(1, 400).map((id) => item(id, range(1, 250).map(String)));
  expect(look(large, null)).toEqual({ read: range(1, 100), next: "woo_100" });
  expect(
    look(
      range(1, 1_000).map((id) => item(id, null)),
      null,
    ).read.length,
  ).toBe(900);
});

test("what is read already costs no turn, and a shop whose last product went begins anew", () => {
  const shop = range(1, 700).map((id) => item(id, ["woo_9"]));
  expect(look(shop, null, ({ externalId }) => externalId === "woo_5").read).toEqual(range(1, 301).filter((id) => id !== 5));
  expect(look(shop, "woo_9007199254740993111")).toEqual({ read: [], next: null });
});
