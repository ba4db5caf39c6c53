import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEvent, parseExactly, splitBatch } from "./parse-event";

const event = (given: Record<string, unknown> = {}, product: Record<string, unknown> = {}) => ({
  event_id: "wc_1",
  event_type: "product.updated",
  product: { id: 414, ...product },
  ...given,
});
const fieldsOf = (value: unknown) => {
  const checked = checkEvent(value);
  return checked.ok ? {} : checked.fields;
};

test.each<[string, unknown, string[]]>([
  ["no object", 5, ["body"]],
  ["null", null, ["body"]],
  ["a list", [], ["body"]],
  ["nothing", {}, ["event_id", "event_type", "product"]],
  ["an unknown type", event({ event_type: "order.created" }), ["event_type"]],
  ["an unknown type and more", event({ event_type: "order.created", event_id: "" }, { id: 0 }), ["event_type", "event_id", "product.id"]],
  ["an event_id that is a number", event({ event_id: 5 }), ["event_id"]],
  ["an empty event_id", event({ event_id: "" }), ["event_id"]],
  ["an event_id of 256 characters", event({ event_id: "x".repeat(256) }), ["event_id"]],
  ["an event_id with a NUL", event({ event_id: "a\u0000b" }), ["event_id"]],
  ["an event_id with a line break", event({ event_id: "a\nb" }), ["event_id"]],
  ["an event_id that is no text", event({ event_id: "a\ud800" }), ["event_id"]],
  ["no product", event({ product: undefined }), ["product"]],
  ["a product without id", event({}, { id: undefined }), ["product.id"]],
  ["two wrong fields", event({}, { price: "free", on_sale: "maybe" }), ["product.price", "product.on_sale"]],
  ["a wrong variation", event({}, { variations: [{ id: 1 }, { id: 2, price: "-5" }] }), ["product.variations.1.price"]],
  ["a variation without id", event({}, { variations: [{ sku: "x" }] }), ["product.variations.0.id"]],
  ["wrong attributes", event({}, { attributes: "red" }), ["product.attributes"]],
  ["a wrong attribute", event({}, { attributes: [{ name: {} }] }), ["product.attributes.0.name"]],
  [
    "too many variations",
    event({}, { variations: Array.from({ length: 2_049 }, (_, index) => ({ id: index + 1 })) }),
    ["product.variations"],
  ],
  ["a wrong time", event({ occurred_at: "yesterday" }), ["occurred_at"]],
  ["a wrong id of a deletion", event({ event_type: "product.deleted" }, { id: 0 }), ["product.id"]],
])("an event with %s is refused, the place named", (_, value, fields) => {
  expect(Object.keys(fieldsOf(value)).sort()).toEqual([...fields].sort());
});

test.each<[string, unknown]>([
  [
    "with every value absent",
    event(
      {},
      {
        name: null,
        price: "",
        sale_price: false,
        stock_quantity: null,
        categories: "",
        attributes: false,
        variations: null,
        dimensions: [],
      },
    ),
  ],
  ["with fields nobody knows", event({ plugin: { version: "9" } }, { meta_data: [{ key: "x", value: {} }], __proto__: { admin: true } })],
  ["with an event_id of 255 characters", event({ event_id: "é".repeat(255) })],
  ["with lists that PHP made objects of", event({}, { attributes: { 1: { name: "a", options: ["b"] } }, variations: { 3: { id: 4 } } })],
  ["with variations that are only ids", event({}, { variations: [415, 416] })],
  ["of a deletion with nonsense beside the id", event({ event_type: "product.deleted" }, { price: "free" })],
])("an event %s is taken", (_, value) => {
  expect(fieldsOf(value)).toEqual({});
});

describe("stored payloads", () => {
  test("are read without losing a digit", () => {
    const payload =
      '{"event_id":"e","event_type":"product.updated","product":{"id":1,"price":12345678901234567.8901234567,"sale_price":1e2,"stock_quantity":3}}';
    const checked = checkEvent(parseExactly(payload));
    expect(checked).toMatchObject({
      ok: true,
      event: { product: { price: "12345678901234567.8901234567", sale_price: "100", stock_quantity: "3" } },
    });
  });
  test("a field said twice counts by its last word, as for everybody else", () => {
    expect(parseExactly('{"a":1,"a":{"b":2}}')).toEqual({ a: { b: 2 } });
  });
  test("that nest too deep for the exact reader are read all the same", () => {
    const deep = `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)},"b":1}`;
    expect((parseExactly(deep) as { b: number }).b).toBe(1);
  });
  test("do not reach an object's prototype", () => {
    parseExactly('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a batch", () => {
  test("is split into its events, each with every digit it came with", () => {
    const parts = splitBatch('{"events":[{"price":12345678901234567.8901234567},{"n":10,"t":"\\u0041"}]}');
    expect(parts?.map(({ payload }) => payload)).toEqual(['{"price":12345678901234567.8901234567}', '{"n":10,"t":"\\u0041"}']);
    expect(parts?.map(({ value }) => value)).toEqual([{ price: 12345678901234567.8901234567 }, { n: 10, t: "A" }]);
  });
  test.each<[string, string[]]>([
    ['{"events":[]}', []],
    [
      ' { "x" : [ "]", {"events":[9]} ] , "events" : [ 1 , "a,]}\\"" , {"b":"[{"} , [ 2 ] , null ] } ',
      ["1", '"a,]}\\""', '{"b":"[{"}', "[ 2 ]", "null"],
    ],
    ['{"events":[1],"events":[2,3]}', ["2", "3"]],
    ['{"\\u0065vents":[-1.5e3]}', ["-1.5e3"]],
    ['{"events":[{"a":"\\\\"},{"a":"\\\\\\""}]}', ['{"a":"\\\\"}', '{"a":"\\\\\\""}']],
    ['{"a":{"b":"}"},"events":[true]}', ["true"]],
  ])("of %s holds %j", (body, payloads) => {
    const parts = splitBatch(body);
    expect(parts?.map(({ payload }) => payload)).toEqual(payloads);
    for (const { value, payload } of parts ?? []) expect(JSON.parse(payload)).toEqual(value);
  });
  test("made of anything JSON can say is sliced as JSON.parse reads it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.jsonValue(),
        fc.constantFrom(undefined, 1, "\t"),
        (events, other, space) => {
          const parts = splitBatch(JSON.stringify({ other, events, more: other }, null, space));
          expect(parts?.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(JSON.parse(JSON.stringify(events)));
        },
      ),
    );
  });
  test.each(["{}", "null", "5", '{"events":5}', '{"events":{"0":1}}'])("that is %s holds none", (body) =>
    expect(splitBatch(body)).toBeNull(),
  );
  test("that is no JSON says so", () => expect(() => splitBatch('{"events":[')).toThrow(SyntaxError));
  test.each(['\\"', "\\\\", "x"])("with megabytes of %s in a text is sliced", (escaped) => {
    const long = `{"a":"${escaped.repeat(2_000_000)}"}`;
    expect(splitBatch(`{"events":[${long},{"b":1}]}`)?.map(({ payload }) => payload.length)).toEqual([long.length, 7]);
  });
  test("with an event that nests deep keeps the others whole", () => {
    const deep = "[".repeat(5_000) + "]".repeat(5_000);
    const parts = splitBatch(`{"events":[{"a":${deep}},{"b":1}]}`);
    expect(parts?.[0]?.payload).toBe(`{"a":${deep}}`);
    expect(parts?.[1]?.payload).toBe('{"b":1}');
  });
  test("with an event that nests deeper than any reader goes still keeps the others", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const parts = splitBatch(`{"events":[{"a":${deep}},{"b":1}]}`);
    expect(parts).toHaveLength(2);
    expect(parts?.[1]?.payload).toBe('{"b":1}');
  });
});
