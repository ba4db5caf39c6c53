import { expect, test } from "vitest";
import { hasGoodInFirst, ndcgOf } from "./ndcg";

const log2 = Math.log2;

test.each([
  { found: "abc", good: "a", expected: 1 },
  { found: "abc", good: "b", expected: 1 / log2(3) },
  { found: "abc", good: "c", expected: 0.5 },
  { found: "abcd", good: "ad", expected: (1 + 1 / log2(5)) / (1 + 1 / log2(3)) },
  { found: "ba", good: "ab", expected: 1 },
  { found: "xyz", good: "a", expected: 0 },
  { found: "", good: "a", expected: 0 },
  { found: "a", good: "ab", expected: 1 / (1 + 1 / log2(3)) },
  { found: "0123456789a", good: "a", expected: 0 },
  { found: "abc", good: "", expected: null },
])("of «$found» with «$good» good, nDCG@10 is $expected", ({ found, good, expected }) => {
  const figure = ndcgOf([...found], new Set(good));
  if (expected === null) expect(figure).toBeNull();
  else expect(figure).toBeCloseTo(expected, 12);
});

test("more good answers than ten: ten of them are all there can be", () => {
  const many = Array.from({ length: 15 }, (_, index) => String(index));
  expect(ndcgOf(many, new Set(many))).toBeCloseTo(1, 12);
});

test("a good answer counts as found when it is among the first three", () => {
  expect(hasGoodInFirst([..."abcd"], new Set("c"))).toBe(true);
  expect(hasGoodInFirst([..."abcd"], new Set("d"))).toBe(false);
  expect(hasGoodInFirst([..."abcd"], new Set())).toBeNull();
});
