import { expect, test } from "vitest";
import { compareRanks } from "./compare-ranks";

test("each answer of the second query says how it moved; those that are missing are gone", () => {
  const { changes, gone } = compareRanks([..."abcd"], [..."cabx"]);
  expect([...changes]).toEqual([
    ["c", { kind: "up", by: 2 }],
    ["a", { kind: "down", by: 1 }],
    ["b", { kind: "down", by: 1 }],
    ["x", { kind: "fresh" }],
  ]);
  expect([...gone]).toEqual(["d"]);
});

test("the same answers stand in the same place; nothing compares with nothing", () => {
  expect([...compareRanks(["a"], ["a"]).changes.values()]).toEqual([{ kind: "same" }]);
  expect(compareRanks([], [])).toEqual({ changes: new Map(), gone: new Set() });
});
