import fc from "fast-check";
import { expect, test } from "vitest";
import { queryTokensOf } from "../text/index-tokens";
import { markWords } from "./mark-words";

const markedIn = (text: string, query: string) =>
  markWords(text, queryTokensOf(query))
    .filter(({ isMarked }) => isMarked)
    .map((segment) => segment.text);

test.each([
  ["پیراهن نخی زنانه", "پيراهن نخى", ["پیراهن", "نخی"]],
  ["کتاب‌های کودک", "کتابهای کودک", ["کتاب‌های", "کودک"]],
  ["چند کتاب ها دارد", "کتابها", ["کتاب", "ها"]],
  ["لپ‌تاپ گیمینگ", "لپتاپ", ["لپ‌تاپ"]],
  ["لپ تاپ گیمینگ", "لپتاپ", ["لپ", "تاپ"]],
  ["Men's T-Shirt, cotton", "mens t shirt", ["Men", "s", "T", "Shirt"]],
  ["مدل ۱۲۳ و ۱۲۳۴", "مدل 123", ["مدل", "۱۲۳"]],
  ["Light scarf", "coat", []],
])("in «%s», asked for «%s», these are marked", (text, query, expected) => {
  expect(markedIn(text, query)).toEqual(expected);
});

test("the parts together are the text, whatever it is", () => {
  const word = fc.constantFrom("کتاب", "ها", "\u200c", " ", "T-shirt", "۱۲", "\n", "💐", "كيف", "A", "'");
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 30 }),
      fc.array(word),
      (parts, query) => {
        const text = parts.join("");
        const segments = markWords(text, queryTokensOf(query.join(" ")));
        expect(segments.map((segment) => segment.text).join("")).toBe(text);
        for (const segment of segments) expect(segment.text).not.toBe("");
      },
    ),
  );
});
