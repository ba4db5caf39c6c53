import { describe, expect, test } from "vitest";
import { flag, instant, money, names, shopId, stockQuantity, text, textMap, textOrNull } from "./wire-values";

const absent = [undefined, null, "", false];
type Refusal = { message: string };
/** The value, or what is said of it. */
const read = (
  schema: { safeParse: (value: unknown) => { success: true; data: unknown } | { success: false; error: { issues: Refusal[] } } },
  value: unknown,
) => {
  const result = schema.safeParse(value);
  return result.success ? result.data : { refused: result.error.issues[0]?.message };
};
const refused = (message: RegExp) => ({ refused: expect.stringMatching(message) as string });

describe("money", () => {
  test.each<[unknown, string]>([
    [850000, "850000"],
    ["850000", "850000"],
    ["450000.25", "450000.25"],
    ["487500.50", "487500.5"],
    [0, "0"],
    ["0", "0"],
    ["0.10", "0.1"],
    [".5", "0.5"],
    ["12.", "12"],
    [" 1250000 ", "1250000"],
    ["1,250,000", "1250000"],
    ["1,250,000.75", "1250000.75"],
    ["1٬250٬000", "1250000"],
    ["۸۵۰٬۰۰۰", "850000"],
    ["۴۵۰۰۰۰٫۲۵", "450000.25"],
    ["٤٥٠", "450"],
    ["12345678901234567890.0123456789", "12345678901234567890.0123456789"],
    ["99999999999999999999", "99999999999999999999"],
    [19.989999999999998, "19.99"],
    [0.1 + 0.2, "0.3"],
    ["19.989999999999998", "19.99"],
    [1e21 / 1e3, "1000000000000000000"],
    ["1e3", "1000"],
    ["1.5E+2", "150"],
    ["1e-7", "0.0000001"],
    [5e-324, "0"],
    ["00850", "850"],
  ])("%j is %s", (value, amount) => {
    expect(read(money, value)).toBe(amount);
  });
  test.each(absent)("%j is no price", (value) => expect(read(money, value)).toBeNull());
  test.each([
    true,
    "free",
    "850000 تومان",
    "1,25",
    "1,250,00",
    "1.250.000",
    "-1",
    -1,
    "--1",
    "1e999",
    "NaN",
    "Infinity",
    {},
    [],
    [850000],
    "0x10",
    "1_000",
    "1".repeat(101),
    "100000000000000000000",
  ])("%j is refused", (value) => {
    expect(read(money, value)).toEqual(refused(value === "-1" || value === -1 ? /negative/ : /must be a number|at most 20 digits/));
  });
});

describe("a quantity", () => {
  test.each<[unknown, string]>([
    [12, "12"],
    ["12", "12"],
    [-7, "-7"],
    ["-7", "-7"],
    [1.23456, "1.2346"],
    ["۱۲", "12"],
    [0, "0"],
  ])("%j is %s", (value, quantity) => expect(read(stockQuantity, value)).toBe(quantity));
  test.each(absent)("%j is not managed", (value) => expect(read(stockQuantity, value)).toBeNull());
  test.each(["many", 1e13, "-1e13", true, "parent"])("%j is refused", (value) =>
    expect(read(stockQuantity, value)).toEqual(refused(/must be a number|too large/)),
  );
});

describe("yes and no", () => {
  test.each([true, 1, "1", "yes", "true"])("%j is yes", (value) => expect(read(flag, value)).toBe(true));
  test.each([...absent, 0, "0", "no", "false"])("%j is no", (value) => expect(read(flag, value)).toBe(false));
  test.each(["maybe", 2, {}, []])("%j is refused", (value) => expect(read(flag, value)).toEqual(refused(/true or false/)));
});

describe("a time", () => {
  test.each([
    ["2025-11-10T09:30:00Z", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10T09:30:00.123456Z", "2025-11-10T09:30:00.123Z"],
    ["2025-11-10T13:00:00+03:30", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10T13:00:00+0330", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10T09:30:00", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10 09:30:00", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10T09:30", "2025-11-10T09:30:00.000Z"],
    ["2025-11-10", "2025-11-10T00:00:00.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
  ])("%s is %s", (value, time) => expect(read(instant, value)).toEqual(new Date(time)));
  test.each([...absent, "0000-00-00 00:00:00", "0000-00-00T00:00:00"])("%j is none", (value) => expect(read(instant, value)).toBeNull());
  test.each([
    "0000-12-31T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    "0001-01-01T00:00:00+01:00",
    "2025-13-01T00:00:00Z",
    "2025-11-10T25:00:00Z",
    "yesterday",
    1762767000,
    "1762767000",
    "10/11/2025",
    "2025-11-10T09:30:00+99:99",
    {},
  ])("%j is refused", (value) => expect(read(instant, value)).toEqual(refused(/must be a time/)));
});

describe("a shop's number", () => {
  test.each<[unknown, string]>([
    [414, "414"],
    ["414", "414"],
    ["414.0", "414"],
    [414.0, "414"],
    ["1e3", "1000"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["9007199254740991", "9007199254740991"],
  ])("%j is %s", (value, id) => expect(read(shopId, value)).toBe(id));
  test.each([...absent, 0, "0", -1, "-1", 1.5, "1.5", "9007199254740993", 1e21, "٤١٤", "12 ", "x", true, {}, [414], Infinity])(
    "%j is refused",
    (value) => {
      expect(read(shopId, value)).toEqual(refused(/positive whole number/));
    },
  );
});

describe("text", () => {
  test.each<[unknown, string]>([
    ["کفش", "کفش"],
    [42, "42"],
    ["a\u0000b", "ab"],
    ["a\ud800b", "a\ufffdb"],
    ["💐", "💐"],
    [" kept ", " kept "],
  ])("%j is %j", (value, read_) => expect(read(text, value)).toBe(read_));
  test.each(absent)("%j is empty", (value) => expect([read(text, value), read(textOrNull, value)]).toEqual(["", null]));
  test.each([true, {}, ["a"]])("%j is refused", (value) => expect(read(text, value)).toEqual(refused(/must be text/)));
  test("of blanks is none, where none is a value", () => expect(read(textOrNull, " \u0000 ")).toBeNull());
});

describe("names", () => {
  test.each<[unknown, string[]]>([
    [
      ["a", " b ", "", null, false, 3],
      ["a", "b", "3"],
    ],
    ["a", ["a"]],
    [
      [{ id: 1, name: "a" }, { src: "https://x" }],
      ["a", "https://x"],
    ],
    [{ 1: "a", 2: { name: "b" } }, ["a", "b"]],
    [[{}, ["a"]], []],
    [["\u0000"], []],
    [
      ["a", "a"],
      ["a", "a"],
    ],
  ])("%j are %j", (value, list) => expect(read(names, value)).toEqual(list));
  test.each(absent)("%j are none", (value) => expect(read(names, value)).toEqual([]));
  test.each([true, [true], [{ name: {} }]])("%j are refused", (value) => expect(read(names, value)).toEqual(refused(/list of texts/)));
  test("are cut where they are too many or too long", () => {
    const found = read(
      names,
      Array.from({ length: 600 }, () => "x".repeat(1_200)),
    );
    expect(found).toEqual(Array.from({ length: 500 }, () => "x".repeat(1_000)));
  });
});

describe("names with values", () => {
  test.each<[unknown, Record<string, string>]>([
    [
      { رنگ: "قرمز", سایز: 42 },
      { رنگ: "قرمز", سایز: "42" },
    ],
    [[], {}],
    [[{ name: "رنگ", option: "قرمز" }], { رنگ: "قرمز" }],
    [{ a: "", b: null, c: "x" }, { c: "x" }],
    [
      { constructor: "x", toString: "y" },
      { constructor: "x", toString: "y" },
    ],
  ])("%j are %j", (value, map) => expect(read(textMap, value)).toEqual(map));
  test.each(absent)("%j are none", (value) => expect(read(textMap, value)).toEqual({}));
  test.each(["red", 5, true, { a: {} }, { a: ["x"] }])("%j are refused", (value) =>
    expect(read(textMap, value)).toEqual(refused(/must (be an object|map names)/)),
  );
  test("never reach an object's prototype", () => {
    read(textMap, JSON.parse('{"__proto__": "x", "a": "b"}'));
    read(textMap, [{ name: "__proto__", option: "x" }]);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).a).toBeUndefined();
  });
});
