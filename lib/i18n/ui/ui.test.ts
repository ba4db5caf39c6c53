import { describe, expect, test } from "vitest";
import { formatOf, toAsciiNumber } from "../format";
import { fill } from "./translated";
import { uiOf } from "./ui";

type Tree = { [key: string]: string | Tree };
const flatten = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : flatten(value, `${path}${key}.`),
  );
const placeholders = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

describe("sentences", () => {
  const en = new Map(flatten(uiOf("en").t as unknown as Tree));
  const fa = new Map(flatten(uiOf("fa").t as unknown as Tree));

  test.each([...en])("%s names the same values in both languages", (key, sentence) => {
    expect(placeholders(fa.get(key) ?? "")).toEqual(placeholders(sentence));
  });

  test("no sentence shouts or carries an emoji", () => {
    const loud = [...en.values(), ...fa.values()].filter((sentence) => /!|\p{Extended_Pictographic}/u.test(sentence));
    expect(loud).toEqual([]);
  });

  test("one is told in the singular, in English", () => {
    const sentence = "{count} {count:product is|products are} here.";
    expect(fill(sentence, { count: "1" })).toBe("1 product is here.");
    expect(["0", "2", "21", "1,001"].map((count) => fill(sentence, { count }))).toEqual([
      "0 products are here.",
      "2 products are here.",
      "21 products are here.",
      "1,001 products are here.",
    ]);
    const unnamed = [...en.values(), ...fa.values()].flatMap((told) =>
      [...told.matchAll(/\{(\w+):/g)].filter(([, name]) => !placeholders(told).includes(`{${name}}`)),
    );
    expect(unnamed, "a form goes with a number that the sentence names").toEqual([]);
  });

  test("an order is said in one way: names by their end of the alphabet, all else by what comes first", () => {
    const isOrder = /\.(?:sort|order_by)\.(?!label$)([-\w]+)$/;
    for (const [sentences, one] of [
      [en, /^by [^,]+, from [AZ]$|^(?!by ).* first$/],
      [fa, /^بر پایهٔ [^،]+، از (الف|ی)$|^(?!بر پایه|به ترتیب).* نخست$/],
    ] as const) {
      const orders = [...sentences].flatMap(([path, sentence]) => {
        const key = isOrder.exec(path)?.[1];
        return key === undefined ? [] : [{ key, sentence }];
      });
      expect(orders.length).toBeGreaterThan(40);
      expect(orders.filter(({ sentence }) => !one.test(sentence))).toEqual([]);
      const first = new Map(orders.toReversed().map(({ key, sentence }) => [key, sentence]));
      expect(orders.filter(({ key, sentence }) => first.get(key) !== sentence)).toEqual([]);
    }
  });

  test("a name keeps its own direction, a number needs no marks", () => {
    expect(fill("«{name}»: {count}", { name: "Linen", count: "۱۲" })).toBe("«\u2068Linen\u2069»: ۱۲");
  });
});

describe("formats", () => {
  const now = new Date("2025-11-10T09:30:00Z");

  test.each([
    ["850000", "IRT", "۸۵۰٬۰۰۰\u00a0تومان", "850,000\u00a0Toman"],
    ["450000.25", "IRR", "۴۵۰٬۰۰۰٫۲۵\u00a0ریال", "450,000.25\u00a0Rial"],
    ["142.5", "USD", "۱۴۲٫۵۰ دلار آمریکا", "US$142.50"],
    ["142.5", "CAD", "۱۴۲٫۵۰ دلار کانادا", "CA$142.50"],
    ["12345678901234567890.1234", "EUR", "۱۲٬۳۴۵٬۶۷۸٬۹۰۱٬۲۳۴٬۵۶۷٬۸۹۰٫۱۲۳۴ یورو", "€12,345,678,901,234,567,890.1234"],
    ["5", "ZZZ", "۵\u00a0ZZZ", "5\u00a0ZZZ"],
    ["5", "no currency", "۵\u00a0no currency", "5\u00a0no currency"],
    ["0", null, "۰", "0"],
    [null, "IRT", "بدون قیمت", "No price"],
  ])("money %s %s", (amount, currency, inPersian, inEnglish) => {
    expect(formatOf("fa").money(amount, currency)).toBe(inPersian);
    expect(formatOf("en").money(amount, currency)).toBe(inEnglish);
  });

  test("times are relative, and dates in Persian are Jalali", () => {
    expect(formatOf("fa").relative(new Date(now.getTime() - 120_000), now)).toBe("۲ دقیقه پیش");
    expect(formatOf("en").relative(new Date(now.getTime() - 120_000), now)).toBe("2 minutes ago");
    expect(formatOf("fa").date(now)).toContain("آبان");
    expect(formatOf("en").dateTime(now)).toContain("UTC");
  });

  test("numbers may be typed on any keyboard", () => {
    expect(toAsciiNumber("۸۵۰٬۰۰۰٫۵")).toBe("850000.5");
    expect(toAsciiNumber("٤١٤")).toBe("414");
  });
});
