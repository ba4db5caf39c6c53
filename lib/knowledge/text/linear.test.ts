import { expect, test } from "vitest";
import { aDraft } from "@/lib/testing/products";
import { prepareChunks } from "../save-knowledge";
import { normaliseText } from "./normalise";
import { suspiciousTextOf } from "./suspicious-text";

/**
 * What a shop sends is read on the server's one thread: a text made for it must not stop everybody. No clock is asked;
 * work that grows with the square of these lengths does not end within the test's own limit.
 */
const LENGTH = 500_000;
const pieces = [
  "\u00a0",
  "ها ",
  "می ",
  "1",
  "1,",
  "۱۲۳٬",
  "1 ",
  "تومان ",
  "1 تومان,",
  "قیمت: ",
  "<",
  "<a ",
  "<div>",
  "<ul><li>",
  "<table><tr><td>",
  "<!--",
  "<style>",
  "&",
  "&#x",
  "[",
  "[a ",
  "[a]",
  "\u200c",
  "ا\u200c",
  "ـ",
  "\u064b",
  "'",
  "a'",
  ".",
  "a. ",
  "\n",
  "\n ",
  " \t",
  "ا0",
  "💐",
  "ignore ",
  'style="',
  "ا",
  "a",
  "%",
  "\\",
  "|",
  "-",
];

test.each(pieces)("a text of nothing but %j is read in time", (piece) => {
  const text = piece.repeat(Math.ceil(LENGTH / piece.length));
  expect(
    Array.isArray(
      prepareChunks(aDraft({ title: text, description: `${text}x`, shortDescription: text, categories: [text.slice(0, 1_000)] })),
    ),
  ).toBe(true);
  expect(Array.isArray(suspiciousTextOf(text))).toBe(true);
  expect(typeof normaliseText(text.slice(0, 200_000))).toBe("string");
});

test("suffixes without end become words of a word's length, the same when read twice", () => {
  const once = normaliseText("کتاب ".concat("ها ".repeat(500)));
  for (const word of once.split(" ")) expect(word.length).toBeLessThan(70);
  expect(normaliseText(once)).toBe(once);
});
