import { expect, test } from "vitest";
import { prettyJson } from "./pretty-json";

test.each([
  ['{"a":1,"b":[true,null],"c":{}}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ],\n  "c": {}\n}'],
  ['{"name":"\\u0645\\u0648"}', '{\n  "name": "مو"\n}'],
  ['{"price":12345678901234567890.10}', '{\n  "price": 12345678901234567890.10\n}'],
  ['{"t":"a, {b}: \\"c\\""}', '{\n  "t": "a, {b}: \\"c\\""\n}'],
  ["", ""],
])("%s", (text, shown) => {
  expect(prettyJson(text)).toBe(shown);
});

test("what JSON.parse makes of it does not change", () => {
  const value = { a: [1, { b: "x\ny" }], ک: "\u2028", empty: [] };
  expect(JSON.parse(prettyJson(JSON.stringify(value)))).toEqual(value);
});

test("five thousand nested arrays neither overflow nor explode", () => {
  expect(prettyJson("[".repeat(5_000) + "]".repeat(5_000)).length).toBeLessThan(700_000);
});
