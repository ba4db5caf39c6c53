import fc from "fast-check";
import { expect, test } from "vitest";
import { hashedEmbedder } from "./hashed-embedder";
import lexicon from "./lexicon.json";
import { conceptsOf } from "./lexicon";
import { stemOf } from "./stem";
import { normaliseText } from "../text/normalise";

const embedder = hashedEmbedder();

async function vectorOf(text: string): Promise<Float32Array> {
  const { vectors } = await embedder.embed([text], { purpose: "query" });
  return vectors[0] ?? new Float32Array();
}
async function likeness(one: string, other: string): Promise<number> {
  const [first, second] = [await vectorOf(one), await vectorOf(other)];
  return first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0);
}

test("every text has a unit vector of 512 dimensions, the same each time", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 80 }), async (text) => {
      const vector = await vectorOf(text);
      expect(vector).toHaveLength(512);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(await vectorOf(text)).toEqual(vector);
    }),
  );
});

test("vectors are the same on every machine: a change raises the version", async () => {
  const vector = await vectorOf("کفش چرم دست‌دوز leather shoes 42");
  const telling = [...vector]
    .map((value, index) => ({ index, value: value.toFixed(4) }))
    .filter(({ value }) => Math.abs(Number(value)) > 0.12);
  expect({ version: embedder.model.version, telling }).toMatchSnapshot();
});

test.each([
  ["Arabic letters", "كفش ورزشي", "کفش ورزشی"],
  ["ZWNJ or space", "کتاب‌های کودک", "کتاب های کودک"],
  ["digits", "سایز ۴۲", "سایز 42"],
  ["plural", "laptops", "laptop"],
  ["Persian plural", "کتابها", "کتاب"],
])("%s make no difference", async (_fact, one, other) => {
  expect(await likeness(one, other)).toBeCloseTo(1, 5);
});

test("another spelling is nearer than another thing", async () => {
  for (const [asked, same, other] of [
    ["زعفرون", "زعفران سرگل", "گز آردی"],
    ["لپتاپ", "لپ تاپ", "لپ گلی"],
    ["keybord", "keyboard", "keychain holder"],
    ["پیرهن", "پیراهن", "پرده"],
  ] as const) {
    expect(await likeness(asked, same)).toBeGreaterThan(await likeness(asked, other));
  }
});

test("nothing is billed, and an aborted call embeds nothing", async () => {
  expect((await embedder.embed(["a", "b"], { purpose: "index" })).tokens).toBe(0);
  const aborted = embedder.embed(["a"], { purpose: "index", signal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ name: "EmbedderError", canPass: true });
});

test("lexicon: ids are unique, broader concepts exist, no word is empty", () => {
  const entries: { id: string; broader?: string[]; words: string[] }[] = lexicon;
  const ids = new Set(entries.map(({ id }) => id));
  expect(ids.size).toBe(entries.length);
  for (const { id, broader = [], words } of entries) {
    expect(broader.filter((concept) => !ids.has(concept) || concept === id)).toEqual([]);
    expect(words.filter((word) => normaliseText(word) === "")).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  }
});

test("lexicon: every entry is found by each of its words", () => {
  for (const { id, words } of lexicon) {
    for (const word of words) {
      const found = conceptsOf(normaliseText(word).split(" ").map(stemOf));
      expect(
        found.map((concept) => concept.id),
        word,
      ).toContain(id);
    }
  }
});

test("the longest match wins, and a space or its absence is no obstacle", () => {
  const idsOf = (text: string) => conceptsOf(normaliseText(text).split(" ").map(stemOf)).map(({ id }) => id);
  expect(idsOf("ضد آب")).toEqual(["waterproof"]);
  expect(idsOf("ضدآب")).toEqual(["waterproof"]);
  expect(idsOf("T Shirts")).toEqual(idsOf("تی‌شرت"));
});
