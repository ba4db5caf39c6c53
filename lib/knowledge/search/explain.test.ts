import fc from "fast-check";
import { expect } from "vitest";
import { createLog } from "@/lib/core/log";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, hashedEmbedders, searchableProducts } from "@/lib/testing/products";
import { searchKnowledge } from "../search-knowledge";
import { searchAnswer, searchBody } from "../wire";

const deps = { log: createLog("silent"), now: () => new Date(), embedders: hashedEmbedders };
const words = "کفش چرم آبی مردانه پیراهن نخی تابستانی linen shirt shoe A-12".split(" ");
const some = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((chosen) => chosen.join(" "));
const catalogue = fc.array(
  fc.record({
    title: some,
    description: fc.option(some, { nil: "" }),
    sku: fc.constantFrom("", "", "A-12", "B-7"),
    inStock: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

dbTest("the parts of every explanation add up to the score that ranks, for any catalogue and query", async ({ db }) => {
  const owner = await aUser(db);
  let explained = 0;
  await fc.assert(
    fc.asyncProperty(catalogue, some, fc.boolean(), async (products, query, inStock) => {
      const store = await aStore(db, owner);
      await searchableProducts(db, store.id, products.map(aDraft));
      const body = { query, store_id: store.id, limit: 50, ...(inStock && { filters: { in_stock: true } }) };
      const plain = await searchKnowledge({ ...deps, db }, owner, searchBody.parse(body));
      const { results } = await searchKnowledge({ ...deps, db }, owner, searchBody.parse({ ...body, explain: true }));
      expect(results.map(({ product, score, matched, chunk }) => ({ product, score, matched, chunk }))).toEqual(plain.results);
      for (const { score, explanation, chunk, matched, product } of results) {
        if (!explanation) throw new Error("asked for");
        explained += 1;
        expect(explanation.parts.reduce((sum, { gain }) => sum + gain, 0)).toBe(score);
        for (const part of explanation.parts) {
          expect(part.gain).toBeCloseTo((part.confidence * part.weight) / (part.k + part.rank), 12);
          expect(part.confidence).toBeLessThanOrEqual(1);
        }
        expect(explanation.parts.some(({ reason }) => reason === "meaning")).toBe(matched.semantic);
        expect(explanation.parts.some(({ reason }) => reason !== "meaning")).toBe(matched.lexical);
        const byWords = explanation.parts.find(({ reason }) => reason === "words");
        expect(byWords !== undefined).toBe(explanation.words !== null);
        if (byWords && explanation.words) {
          const { held, together, found, missing } = explanation.words;
          expect(held.reduce((sum, { weight }) => sum + weight, 0) + together).toBeCloseTo(byWords.score, 12);
          expect(missing.length === 0).toBe(byWords.confidence === 1);
          expect(found.length).toBeGreaterThan(0);
        }
        expect(explanation.storeId).toBe(store.id);
        const texts = explanation.passages.map(({ segments }) => segments.map(({ text }) => text).join(""));
        if (texts.length > 0) expect(texts[0]).toBe(chunk.text);
        else expect(explanation.parts.map(({ reason }) => reason)).toEqual(["sku"]);
        expect(new Set(texts.map((text) => `${product.id} ${text}`)).size).toBe(texts.length);
      }
    }),
    { numRuns: 25, examples: [[[{ title: "shirt", description: "shirt", sku: "", inStock: false }], "shirt", false]] },
  );
  expect(explained, "the test looked at something").toBeGreaterThan(25);
});

dbTest("the words that matched are marked in the passage, those that are missing are named", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(db, store.id, [aDraft({ title: "پیراهن نخی" }), aDraft({ title: "کفش چرم" })]);
  const { results } = await searchKnowledge(
    { ...deps, db },
    owner,
    searchBody.parse({ query: "پيراهن ابريشمي", explain: true, store_id: store.id }),
  );
  const [first] = results;
  expect(first?.explanation?.words).toMatchObject({ found: ["پیراهن"], missing: ["ابریشمی"], isInCard: true });
  expect(first?.explanation?.passages[0]?.segments.filter(({ isMarked }) => isMarked)).toEqual([{ text: "پیراهن", isMarked: true }]);
});

dbTest("an explanation is for people: a key's answer is what it was without, byte for byte", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(db, store.id, [aDraft({ title: "کفش ورزشی", sku: "RUN-1" })]);
  const ask = async (kind: "session" | "access_key", body: object) => {
    const caller = { ...owner, kind };
    const answer = await searchKnowledge({ ...deps, db }, caller, searchBody.parse({ query: "کفش RUN-1", ...body }));
    return JSON.stringify(searchAnswer.parse({ ...answer, tookMs: 0 }));
  };
  const plain = await ask("access_key", {});
  expect(plain).not.toMatch(/explanation|without_meaning|facts_at|store_id/);
  expect(await ask("access_key", { explain: true })).toBe(plain);
  expect(await ask("session", {})).toBe(plain);
  expect(await ask("session", { explain: false })).toBe(plain);
  expect(await ask("session", { explain: true })).toMatch(/"explanation":\{"facts_at".*"without_meaning":false/);
});
