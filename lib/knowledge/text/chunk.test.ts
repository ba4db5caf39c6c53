import fc from "fast-check";
import { expect, test } from "vitest";
import { buildChunks } from "./chunk";
import type { KnowledgeContent } from "./content";
import shop from "./fixtures/woocommerce-products.json";
import { countTokens } from "./tokens";

const empty: KnowledgeContent = {
  title: "",
  shortDescription: "",
  description: "",
  categories: [],
  tags: [],
  brand: null,
  attributes: [],
  variants: [],
};
const textsOf = (content: Partial<KnowledgeContent>) => buildChunks({ ...empty, ...content }).map((chunk) => chunk.text);
const passagesOf = (description: string) => textsOf({ description });

test("the card tells what a captured variable product is, in its own language", () => {
  const { name, description, ...product } = shop.products[3] ?? { name: "", description: "" };
  const variants = [{ attributes: { رنگ: "قرمز", سایز: "M" } }, { attributes: { رنگ: "سبز", سایز: "XL" } }];
  const chunks = buildChunks({ ...empty, ...product, title: name, description, brand: "نقش", variants });
  expect(chunks.map(({ position, kind, text }) => ({ position, kind, text }))).toEqual([
    {
      position: 0,
      kind: "card",
      text: [
        "مانتو کتان جلوباز",
        "برند: نقش",
        "دسته‌بندی: پوشاک، پوشاک زنانه",
        "برچسب‌ها: حراج پاییزه، پرفروش",
        "رنگ: آبی نفتی، سبز، قرمز",
        "سایز: L، M، S، XL",
      ].join("\n"),
    },
    { position: 1, kind: "passage", text: "مانتو کتان با آستین سه‌ربع" },
  ]);
});

test("English titles get English labels; entities in names are decoded, comparison signs are no tags", () => {
  const [card] = textsOf({
    title: "Cable a<b",
    categories: ["Audio &amp; Video"],
    attributes: [{ name: "pa_color", options: ["Red"] }],
  });
  expect(card).toBe("Cable a<b\nCategories: Audio & Video\ncolor: Red");
});

test("the order in which a shop lists a set does not matter, nor do repeats in other letters", () => {
  const one = textsOf({ title: "x", tags: ["كيف", "b", "a"], attributes: [{ name: "Size", options: ["S", "L"] }] });
  const other = textsOf({
    title: "x",
    tags: ["a", "کیف", "b", "كيف"],
    attributes: [{ name: "Size", options: ["L", "S"] }],
  });
  expect(other.map((text) => text.replace("کیف", "كيف"))).toEqual(one);
});

test("nothing to say is no chunk; a title alone is a card", () => {
  expect(buildChunks(empty)).toEqual([]);
  expect(buildChunks({ ...empty, description: "<p> &nbsp;</p>[gallery]", shortDescription: "•••" }).length).toBeLessThan(2);
  expect(textsOf({ title: "گز آردی" })).toEqual(["گز آردی"]);
});

test("no chunk holds a price, wherever it was typed", () => {
  const price = "۸۵۰٬۰۰۰ تومان";
  const texts = textsOf({
    title: `کفش ${price}`,
    shortDescription: `<b>فقط ${price}</b> راحت`,
    description: `<p>قیمت: <b>۸۵۰٬۰۰۰</b>&nbsp;تومان</p><p>چرم</p>`,
    tags: [price],
    attributes: [{ name: "مدل", options: [`ساده ${price}`] }],
  });
  expect(texts).toEqual(["کفش\nمدل: ساده\nراحت", "چرم"]);
});

const word = fc.constantFrom(..."کفش چرم طبیعی نرم سبک برای پیاده‌روی cotton soft shoes with a sole 42 100%".split(" "));
const sentence = fc.array(word, { minLength: 4, maxLength: 25 }).map((words) => `${words.join(" ")}.`);
const paragraph = fc.array(sentence, { minLength: 4, maxLength: 12 }).map((found) => found.join(" "));
const html = (paragraphs: string[]) => paragraphs.map((text) => `<p>${text}</p>`).join("\n");

test("an edited paragraph changes its own passages only", () => {
  const edit = fc.record({
    paragraphs: fc.uniqueArray(paragraph, { minLength: 1, maxLength: 12 }),
    at: fc.nat(11),
    text: paragraph,
  });
  fc.assert(
    fc.property(edit, ({ paragraphs, at, text }) => {
      const index = at % paragraphs.length;
      const after = paragraphs.with(index, text);
      const untouched = new Set(paragraphs.toSpliced(index, 1).flatMap((each) => passagesOf(html([each]))));
      const before = new Set(passagesOf(html(paragraphs)));
      for (const kept of untouched) expect(before.has(kept)).toBe(true);
      const now = new Set(passagesOf(html(after)));
      for (const kept of untouched) expect(now.has(kept)).toBe(true);
    }),
  );
});

test("in one endless paragraph, or in a hundred short lines, the cuts fall back into step after an edit", () => {
  const sentences = Array.from({ length: 150 }, (_, n) => `Sentence number ${n} says something about part ${n * 7919} of the machine.`);
  const lines = Array.from({ length: 120 }, (_, n) => `<p>Line ${n}: value ${n * 7919}</p>`);
  for (const [pieces, glue] of [[sentences, " "] as const, [lines, "\n"] as const]) {
    const before = passagesOf(pieces.join(glue));
    expect(before.length).toBeGreaterThan(5);
    for (const at of [0, 10, 57, 90]) {
      const now = new Set(passagesOf(pieces.with(at, "<p>Rewritten, and a good deal longer than it was.</p>").join(glue)));
      const changed = before.filter((text) => !now.has(text));
      expect(changed.length).toBeLessThanOrEqual(3);
    }
  }
});

test("a renamed product pays for its card only", () => {
  const description = html(["Soft and light, made of full-grain leather by hand in Tabriz, for long walks in the city.", "Short."]);
  const [, ...before] = textsOf({ title: "Old name", description });
  const [, ...after] = textsOf({ title: "New name", description });
  expect(after).toEqual(before);
  expect(after.length).toBeGreaterThan(0);
});

test("a heading stays with its paragraph", () => {
  const body = "Made of full-grain leather that ages well and can be waxed, stretched and repaired by any cobbler.";
  expect(passagesOf(`<h3>Material</h3><p>${body}</p>`)).toEqual([`Material\n${body}`]);
});

test("a short description that does not fit the card is kept whole in passages", () => {
  const long = Array.from({ length: 80 }, (_, n) => `This is sentence ${n} of a short description.`).join(" ");
  const chunks = buildChunks({ ...empty, title: "Shoe", shortDescription: long });
  expect(chunks[0]?.text).toContain("sentence 0 of");
  expect(
    chunks
      .slice(1)
      .map((chunk) => chunk.text)
      .join(" "),
  ).toBe(long);
});

const anyDescription = fc.oneof(
  fc.array(fc.oneof(sentence, paragraph, fc.string({ unit: "binary" })), { maxLength: 30 }).map((parts) => parts.join("\n\n")),
  fc
    .tuple(fc.constantFrom("ش", "a", "a ", "😀", "漢字", "12 500 ", "خط کوتاه\n\n", ". "), fc.nat(20_000))
    .map(([unit, n]) => unit.repeat(n)),
);

test("every chunk is within 400 tokens and the bound, numbered, hashed and repeatable", () => {
  fc.assert(
    fc.property(anyDescription, fc.string(), (description, title) => {
      const content = { ...empty, title, description, tags: [title, description.slice(0, 2_000)] };
      const chunks = buildChunks(content);
      expect(chunks.length).toBeLessThanOrEqual(200);
      for (const [index, chunk] of chunks.entries()) {
        expect(chunk.position).toBe(index);
        expect(chunk.tokens).toBe(countTokens(chunk.text));
        expect(chunk.tokens).toBeLessThanOrEqual(400);
        expect(chunk.textHash).toMatch(/^[0-9a-f]{64}$/);
        expect(chunk.text.isWellFormed()).toBe(true);
        expect(chunk.text.trim()).not.toBe("");
      }
      expect(buildChunks(content)).toEqual(chunks);
    }),
    { numRuns: 60 },
  );
});

test("a product with thousands of values has four cards at most, each under its title", () => {
  const attributes = Array.from({ length: 300 }, (_, n) => ({
    name: `Attribute ${n}`,
    options: Array.from({ length: 300 }, (_, m) => `value ${m}`),
  }));
  const chunks = buildChunks({ ...empty, title: "Bolt", attributes });
  expect(chunks.map((chunk) => chunk.text.split("\n")[0])).toEqual(["Bolt", "Bolt", "Bolt", "Bolt"]);
});

test("a text over the bound ends at the 200th chunk", () => {
  const description = html(Array.from({ length: 300 }, (_, n) => `Paragraph ${n}. `.repeat(10)));
  expect(passagesOf(description)).toHaveLength(200);
});
