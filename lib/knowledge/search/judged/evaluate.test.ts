import { expect, test } from "vitest";
import { z } from "zod";
import { evaluate, evaluateOn, evaluateSilence, evaluateSilenceOn, type JudgedQuery } from "./evaluate";
import productsFile from "./products.json";
import queriesFile from "./queries.json";

const judged: JudgedQuery[] = [
  { query: "first", kind: "exact", relevant: [1] },
  { query: "fourth", kind: "exact", relevant: [9, 4] },
  { query: "sixth", kind: "typo", relevant: [6] },
  { query: "never", kind: "typo", relevant: [99] },
  { query: "nothing fits", kind: "vague", relevant: [] },
];
const oneToSix = async () => [1, 2, 3, 4, 5, 6];

test("ranks become MRR and hit rates, overall and by kind, without the queries nothing fits", async () => {
  const result = await evaluateOn(judged, oneToSix);
  expect(result.mrr).toBeCloseTo((1 + 1 / 4 + 1 / 6) / 4);
  expect(result.hitAt1).toBe(0.25);
  expect(result.hitAt5).toBe(0.5);
  expect(Object.keys(result.byKind)).toEqual(["exact", "typo"]);
  expect(result.byKind.exact).toEqual({ count: 2, mrr: 0.625, hitAt5: 1 });
  expect(result.byKind.typo?.mrr).toBeCloseTo(1 / 12);
  expect(result.byKind.typo?.hitAt5).toBe(0);
});

test("nothing judged, or nothing found, is zero and not NaN", async () => {
  expect(await evaluateOn([], oneToSix)).toEqual({ mrr: 0, hitAt1: 0, hitAt5: 0, byKind: {} });
  expect(await evaluateOn(judged.slice(0, 1), async () => [])).toMatchObject({ mrr: 0, hitAt1: 0, hitAt5: 0 });
});

test("silence is counted only where nothing fits", async () => {
  expect(await evaluateSilenceOn(judged, oneToSix)).toEqual({ count: 1, silent: 0 });
  expect(await evaluateSilenceOn(judged, async () => [])).toEqual({ count: 1, silent: 1 });
});

const text = z.string().trim().min(1);
const products = z
  .array(
    z.strictObject({
      id: z.int(),
      name: text,
      short_description: text,
      description: z.string().regex(/^<p>.+<\/p>$/),
      categories: z.array(text).min(1),
      tags: z.array(text),
      attributes: z.array(z.strictObject({ name: text, options: z.array(text).min(1) })),
      sku: text,
    }),
  )
  .parse(productsFile);
const kinds = ["exact", "typo", "letters", "spacing", "synonym", "cross_language", "attribute", "description", "vague", "sku"] as const;
const queries = z.array(z.strictObject({ query: text, kind: z.enum(kinds), relevant: z.array(z.int()) })).parse(queriesFile);

test("the catalogue holds 120 different products, about 60 % of them Persian", () => {
  expect(products).toHaveLength(120);
  expect(new Set(products.map(({ id }) => id)).size).toBe(120);
  expect(new Set(products.map(({ sku }) => sku)).size).toBe(120);
  const persian = products.filter(({ name }) => /\p{Script=Arabic}/u.test(name)).length / 120;
  expect(persian).toBeGreaterThan(0.55);
  expect(persian).toBeLessThan(0.65);
});

test("every judgement names products that exist, once, and no query is asked twice", () => {
  const ids = new Set(products.map(({ id }) => id));
  for (const { query, relevant } of queries) {
    expect(
      relevant.filter((id) => !ids.has(id)),
      query,
    ).toEqual([]);
    expect(new Set(relevant).size, query).toBe(relevant.length);
  }
  expect(new Set(queries.map(({ query }) => query)).size).toBe(queries.length);
});

test("every kind of query is asked often enough to be measured", async () => {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, queries.filter((one) => one.kind === kind && one.relevant.length).length]));
  expect(counts).toEqual({
    exact: 6,
    typo: 20,
    letters: 20,
    spacing: 20,
    synonym: 25,
    cross_language: 25,
    attribute: 9,
    description: 15,
    vague: 10,
    sku: 10,
  });
  const perfect = await evaluate(async (asked) => queries.find(({ query }) => query === asked)?.relevant ?? []);
  expect(perfect).toMatchObject({ mrr: 1, hitAt1: 1, hitAt5: 1 });
  expect(await evaluateSilence(async () => [])).toEqual({ count: 10, silent: 10 });
});
