import { expect, test } from "vitest";
import { comparePayloads } from "./compare-payloads";
import { digitsOf, readPayload } from "./read-payload";

const diff = (before: string, after: string) => {
  const [one, other] = [readPayload(before), readPayload(after)];
  if (!one || !other) throw new Error("no JSON");
  return comparePayloads(one.value, other.value);
};
const short = (before: string, after: string) =>
  diff(before, after).differences.map(({ path, kind, before: was, after: is }) => [path, kind, was?.text ?? null, is?.text ?? null]);

test.each([
  ['{"event_id":"1","product":{"id":4,"price":"5"}}', '{"event_id":"2","product":{"id":4,"price":"5"}}', []],
  ['{"product":{"price":"120000"}}', '{"product":{"price":"99000"}}', [["price", "changed", "120000", "99000"]]],
  ['{"product":{"a":1}}', '{"product":{"a":1,"b":null}}', [["b", "added", null, "null"]]],
  ['{"product":{"a":{"b":[1,2]}}}', '{"product":{"a":{"b":[1]}}}', [["a.b[1]", "removed", "2", null]]],
  ['{"product":{"n":5}}', '{"product":{"n":"5"}}', [["n", "changed", "5", "5"]]],
  [
    '{"product":{"n":12345678901234567890.10}}',
    '{"product":{"n":12345678901234567890.20}}',
    [["n", "changed", "12345678901234567890.10", "12345678901234567890.20"]],
  ],
  ['{"price":"1"}', '{"price":"2"}', [["price", "changed", "1", "2"]]],
  ['{"product":{"a":{"x":1}}}', '{"product":{"a":[1]}}', [["a", "changed", '{"x":1}', "[1]"]]],
  ["[1]", '{"a":1}', [["message", "changed", "[1]", '{"a":1}']]],
])("%s then %s", (before, after, expected) => {
  expect(short(before, after)).toEqual(expected);
});

test("of long texts what is around the first other word is shown, from a word's beginning", () => {
  const long = (word: string) => JSON.stringify({ product: { description: `${"سلام دنیا ".repeat(60)}${word}${" پایان".repeat(80)}` } });
  const [only] = diff(long("آبی"), long("سبز")).differences;
  expect(only?.before?.text).toMatch(/^… \S+ .*آبی.* …$/);
  expect(only?.after?.text).toMatch(/^… \S+ .*سبز.* …$/);
  expect([only?.before?.text.length, only?.after?.isCut]).toEqual([expect.any(Number), true]);
  expect(only?.after?.text.length).toBeLessThan(180);
});

test("a letter of two units is never halved, and of a thousand differences a hundred are told", () => {
  const text = (mark: string) => JSON.stringify({ product: { t: `${"🧦".repeat(300)}${mark}${"🧦".repeat(300)}` } });
  for (const { before, after } of diff(text("a"), text("b")).differences)
    for (const told of [before, after])
      expect(told?.text).toBe(told?.text.replace(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])(?<![\uD800-\uDBFF].)/g, "?"));
  const list = (by: number) => JSON.stringify({ product: { list: Array.from({ length: 1_000 }, (_, at) => at + by) } });
  const { differences, count } = diff(list(0), list(1));
  expect([differences.length, count]).toEqual([100, 1_000]);
});

test("numbers keep every digit, a text that looks like one stays a text, and what is no JSON is none", () => {
  const read = readPayload('{"a":0.10,"b":"0.10"}')?.value as { a: string; b: string };
  expect([digitsOf(read.a), digitsOf(read.b), read.b]).toEqual(["0.10", null, "0.10"]);
  expect(readPayload("webhook_id=5")).toBeNull();
  expect(readPayload("")).toBeNull();
});
