import { describe, expect, test } from "vitest";
import { findJson } from "./find-json";

describe("digits", () => {
  test.each([
    ['{"n":0.1}', 0.1],
    ['{"n":123456789012345}', 123_456_789_012_345],
    ['{"n": 1234567890123456789}', "1234567890123456789"],
    ['{"n":\n\t1234567890123456.789}', "1234567890123456.789"],
    ['{"n":0.30000000000000004}', 0.30000000000000004],
    ['{"n":1e400}', "1e400"],
    ['{"n":"1234567890123456789"}', "1234567890123456789"],
  ])("%s", (text, n) => {
    expect(findJson(text)).toEqual({ kind: "json", json: { n } });
  });
  test("in a list, after a comma", () => {
    expect(findJson("[1, -12345678901234567890]")).toEqual({ kind: "json", json: [1, "-12345678901234567890"] });
  });
});

// With its square it would not end within the test's limit.
test("time grows with the text, not with its square", () => {
  const texts = [
    `<b>${"\n".repeat(3_000_000)}{"`,
    "\n { ".repeat(700_000),
    `[${" ".repeat(3_000_000)}`,
    ":".repeat(3_000_000),
    `{"a":${"1".repeat(1_000_000)}`,
  ];
  for (const text of texts) expect(findJson(text).kind).not.toBe("json");
});
