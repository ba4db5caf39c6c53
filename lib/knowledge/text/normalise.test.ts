import fc from "fast-check";
import { expect, test } from "vitest";
import { indexTokensOf, queryTokensOf, titleTokensOf } from "./index-tokens";
import { normaliseText } from "./normalise";

test.each([
  ["letters of another keyboard", ["كيف چرمي", "کیف چرمی", "کیف چرمى"], "کیف چرمی"],
  ["plural: ZWNJ, space, joined", ["کتاب‌ها", "کتاب ها", "کتابها", "کتاب¬ها"], "کتابها"],
  ["plural with ezafe", ["گوشی‌های", "گوشی های", "گوشیهای"], "گوشیهای"],
  ["superlative", ["سبک‌ترین", "سبک ترین", "سبکترین"], "سبکترین"],
  ["comparative of a known adjective", ["بزرگ‌تر", "بزرگ تر", "بزرگتر"], "بزرگتر"],
  ["comparative after ZWNJ only", ["گویا‌تر", "گویاتر"], "گویاتر"],
  ["verbs", ["می‌شود", "می شود", "میشود"], "میشود"],
  ["negative verbs", ["نمی‌شود", "نمی شود", "نمیشود"], "نمیشود"],
  ["ezafe after ه", ["زیره", "زیرهٔ", "زیرۀ", "زیره‌ی", "زیره ی", "زیرهء", "زيرة"], "زیره"],
  ["indefinite after ه", ["قهوه‌ای", "قهوه ای", "قهوهای"], "قهوهای"],
  ["possessive", ["خانه‌اش", "خانهاش"], "خانهاش"],
  ["hamza carriers", ["مسئول أصلی مؤثر", "مسيول اصلي موثر"], "مسیول اصلی موثر"],
  ["madda", ["آبی", "ابی"], "ابی"],
  ["kashida and diacritics", ["کـــتابِ خُوب", "کتاب خوب"], "کتاب خوب"],
  ["digits", ["سایز ۴۲", "سایز ٤٢", "سایز 42", "سایز۴۲"], "سایز 42"],
  ["Latin accents and case", ["CAFÉ Crème", "cafe creme"], "cafe creme"],
  ["full width and ligatures", ["ﬁne Ｔ２", "fine T2"], "fine t2"],
  ["apostrophes", ["Men’s", "men's", "mens"], "mens"],
  ["punctuation", ["a-b_c/d", " A, b… (c) d! "], "a b c d"],
  ["invisible characters", ["\u202bکفش\u200f \u200bچرم\u00ad\ufeff", "کفش چرم"], "کفش چرم"],
  ["Persian affix on a Latin word", ["DVDها", "DVD‌ها", "dvd ها"], "dvd ها"],
  ["emoji are no letters", ["❤️ کفش 1️⃣", "کفش 1"], "کفش 1"],
])("%s: one form", (_fact, spellings, canonical) => {
  expect(spellings.map(normaliseText)).toEqual(spellings.map(() => canonical));
});

test.each([
  ["wet wipes are not a comparative", "دستمال تر", "دستمال تر"],
  ["ام of MDF and BMW is no possessive", "ام دی اف بی ام و", "ام دی اف بی ام و"],
  ["soup is no possessive", "کتاب آش", "کتاب اش"],
  ["hot chocolate is no plural", "شکلات هات", "شکلات هات"],
  ["a model number stays whole", "Galaxy-A51 SM/A515F", "galaxy a51 sm a515f"],
  ["other ZWNJ compounds are words", "دست‌دوز لپ‌تاپ", "دست دوز لپ تاپ"],
  ["an affix with nothing before it", "ها", "ها"],
  ["nothing", " \u200c\u200c \t", ""],
  ["lone surrogates", "a\ud800b\udc00", "a b"],
  ["vowel signs of other scripts stay", "हिन्दी", "हिन्दी"],
])("%s", (_fact, text, expected) => {
  expect(normaliseText(text)).toBe(expected);
});

test("a compound is found however it is written", () => {
  const spellings = ["لپ تاپ", "لپ‌تاپ", "لپتاپ"];
  for (const title of spellings) {
    for (const query of spellings) {
      const found = new Set(titleTokensOf(title));
      expect(queryTokensOf(query).some((token) => found.has(token))).toBe(true);
    }
  }
  expect(indexTokensOf("لپ‌تاپ نو")).toEqual(["لپ", "تاپ", "نو", "لپتاپ"]);
  expect(indexTokensOf("شست‌و‌شو")).toEqual(["شست", "و", "شو", "شستو", "وشو", "شستوشو"]);
  expect(indexTokensOf("لپ تاپ")).toEqual(["لپ", "تاپ"]);
  expect(titleTokensOf("T-Shirt")).toContain("tshirt");
});

test("a query is bounded", () => {
  expect(queryTokensOf("کفش ".repeat(100_000))).toEqual(["کفش", "کفشکفش"]);
  expect(queryTokensOf(Array.from({ length: 500 }, (_, n) => `w${n}`).join(" ")).length).toBeLessThan(64);
});

const letters = [..."ابپتجچحخدرزسشصطعفقکگلمنوهیآئؤۀكيىة", "\u064e", "\u0640", "\u200c", "\u200f", "\u0654"];
const pieces = [..."aZé09۴٤ \n.,-'’¬½²İẞ", ..."ها های ترین تر ام اش ای ی می نمی".split(" "), "\ud800", "ﷺ", "한", "が", "ﬃ"];
const messyText = fc.array(fc.constantFrom(...letters, ...pieces), { maxLength: 40 }).map((found) => found.join(""));

test("normalising twice is normalising once", () => {
  fc.assert(
    fc.property(fc.oneof(messyText, fc.string({ unit: "binary", maxLength: 60 })), (text) => {
      const once = normaliseText(text);
      expect(normaliseText(once)).toBe(once);
    }),
    { numRuns: 3_000 },
  );
});

test("what comes out is words and single spaces", () => {
  fc.assert(
    fc.property(messyText, (text) => {
      expect(normaliseText(text)).toMatch(/^$|^[\p{L}\p{N}\p{M}]+( [\p{L}\p{N}\p{M}]+)*$/u);
    }),
  );
});

const nouns = fc.constantFrom("کتاب", "گوشی", "کیف", "پیراهن", "ساعت", "کفش", "صندلی");
const suffixes = fc.constantFrom("", "ها", "های", "هایی", "هایش", "هایتان", "ترین");
const swaps: [RegExp, string[]][] = [
  [/ی/g, ["ی", "ي", "ى"]],
  [/ک/g, ["ک", "ك", "ڪ"]],
  [/ا/g, ["ا", "أ", "إ", "آ"]],
  [/4/g, ["4", "۴", "٤"]],
  [/(?<=[بتسشصفقلم])/g, ["", "\u0640", "\u064e", "\u0651\u064b"]],
  [/\|/g, ["", " ", "\u200c"]],
];

test("the way of typing does not matter", () => {
  const phrases = fc.array(fc.tuple(nouns, suffixes), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(phrases, fc.infiniteStream(fc.nat(11)), (words, choices) => {
      const plain = words.map(([noun, suffix]) => `${noun}${suffix && "|"}${suffix}`).join(" 44 ");
      const typed = swaps.reduce(
        (text, [place, options]) => text.replace(place, () => options[Number(choices.next().value) % options.length] ?? ""),
        plain,
      );
      expect(normaliseText(typed)).toBe(plain.replaceAll("|", ""));
    }),
  );
});
