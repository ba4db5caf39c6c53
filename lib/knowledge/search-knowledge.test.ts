import { describe, expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { createLog } from "@/lib/core/log";
import type { Caller } from "@/lib/access/caller";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant, hashedEmbedders, saveProducts, searchableProducts } from "@/lib/testing/products";
import { EmbedderError } from "./embed/embedder";
import type { Embedders } from "./embedders";
import { searchKnowledge } from "./search-knowledge";
import { searchAnswer, searchBody } from "./wire";

const log = createLog("silent");
async function search(db: DbClient, caller: Caller, body: Record<string, unknown>, embedders: Embedders = hashedEmbedders) {
  const { results } = searchAnswer.parse(
    await searchKnowledge({ db, log, now: () => new Date(), embedders }, caller, searchBody.parse(body)),
  );
  return results;
}
const titlesOf = async (...given: Parameters<typeof search>) => (await search(...given)).map(({ product }) => product.title);

async function aShop(db: DbClient, drafts: NonNullable<Parameters<typeof aDraft>[0]>[]) {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  return { owner, store, ids: await searchableProducts(db, store.id, drafts.map(aDraft)) };
}

dbTest("filters are always obeyed, whatever the query finds", async ({ db }) => {
  const { owner, store } = await aShop(db, [
    { title: "کفش ورزشی آبی", price: "850000", categories: ["کفش"], tags: ["نو"] },
    { title: "کفش ورزشی قرمز", price: "950000.50", categories: ["کفش"], inStock: false, tags: ["حراج"], sku: "RED-1" },
    { title: "کفش ورزشی سبز", price: null, categories: ["بچه"], externalSource: "shopify", externalId: "shopify_1" },
  ]);
  const expected: [Record<string, unknown>, string[]][] = [
    [{}, ["آبی", "سبز", "قرمز"]],
    [{ in_stock: true }, ["آبی", "سبز"]],
    [{ in_stock: false }, ["قرمز"]],
    [{ price_min: 900000 }, ["قرمز"]],
    [{ price_min: "950000.51" }, []],
    [{ price_max: "950000.50" }, ["آبی", "قرمز"]],
    [{ price_max: 0 }, []],
    [{ category: "بچه" }, ["سبز"]],
    [{ tags: ["نو", "حراج"] }, ["آبی", "قرمز"]],
    [{ tags: [] }, ["آبی", "سبز", "قرمز"]],
    [{ external_source: "shopify" }, ["سبز"]],
    [{ in_stock: true, category: "کفش", price_max: 850000, tags: ["نو"], external_source: "woocommerce" }, ["آبی"]],
    [{ in_stock: null, category: null }, ["آبی", "سبز", "قرمز"]],
  ];
  for (const [filters, colours] of expected)
    expect(
      (await titlesOf(db, owner, { query: "کفش ورزشی", filters })).map((title) => title.split(" ").at(-1)).sort(),
      JSON.stringify(filters),
    ).toEqual(colours);
  expect(await titlesOf(db, owner, { query: "RED-1", filters: { in_stock: true } })).not.toContain("کفش ورزشی قرمز");
  expect(await titlesOf(db, owner, { query: "کفش ورزشی", limit: 2 })).toHaveLength(2);
  expect(await titlesOf(db, owner, { query: "کفش ورزشی", store_id: store.id })).toHaveLength(3);
});

describe("what is written otherwise is found", () => {
  const found: [query: string, title: string][] = [
    ["كيف چرمي", "کیف چرمی"],
    ["کيف چرمى", "کیف چرمی"],
    ["لپتاپ", "لپ‌تاپ گیمینگ"],
    ["لپ تاپ", "لپ‌تاپ گیمینگ"],
    ["لپ‌تاپ", "لپ‌تاپ گیمینگ"],
    ["کتــــاب", "کتاب‌های کودک"],
    ["کتابهای کودک", "کتاب‌های کودک"],
    ["کتاب های کودک", "کتاب‌های کودک"],
    ["عَطرِ گُل", "عطر گل"],
    ["مدل ۱۲۳", "مدل 123"],
    ["مدل ١٢٣", "مدل 123"],
    ["مدل 123", "مدل 123"],
    ["آبمیوه گیري", "آب‌میوه‌گیری"],
    ["مؤسسه", "موسسه خیریه"],
    ["MEN'S T-SHIRT", "Mens t shirt"],
    ["café", "Cafe beans"],
  ];
  dbTest("with Arabic or Persian letters and digits, half-spaces, kashida, diacritics", async ({ db }) => {
    const titles = [...new Set(found.map(([, title]) => title))];
    const { owner } = await aShop(
      db,
      [...titles, "میز ناهارخوری", "Garden hose"].map((title) => ({ title })),
    );
    for (const [query, title] of found) expect((await titlesOf(db, owner, { query }))[0], query).toBe(title);
  });
});

dbTest("name, descriptions, categories, tags, attributes and brand are found; a price is in no chunk", async ({ db }) => {
  const { owner } = await aShop(db, [
    { title: "الف", description: "<p>مناسب برای <b>کوهنوردی</b> زمستانی</p>", price: "777111" },
    { title: "ب", shortDescription: "ضدآب و سبک" },
    { title: "پ", categories: ["لوازم آشپزخانه"] },
    { title: "ت", tags: ["ارگانیک"] },
    { title: "ث", attributes: [{ name: "جنس", options: ["ابریشم"] }] },
    { title: "ج", variants: [aVariant({ attributes: { رنگ: "فیروزه‌ای" } })] },
    { title: "چ", brand: "Zephyrion" },
  ]);
  for (const [query, title] of [
    ["کوهنوردی", "الف"],
    ["ضدآب", "ب"],
    ["آشپزخانه", "پ"],
    ["ارگانیک", "ت"],
    ["ابریشم", "ث"],
    ["فیروزه‌ای", "ج"],
    ["zephyrion", "چ"],
  ] as const) {
    const [first] = await search(db, owner, { query });
    expect([first?.product.title, first?.matched.lexical], query).toEqual([title, true]);
    expect(first?.chunk.text).not.toMatch(/777111|<|>/);
  }
});

dbTest("an exact SKU comes first, its own or a variant's, however it is written", async ({ db }) => {
  const { owner } = await aShop(db, [
    ...Array.from({ length: 12 }, (_, index) => ({ title: `قاب گوشی AB-${index + 200}`, description: "AB 100 قاب گوشی AB-100X" })),
    { title: "چیز دیگر", sku: "AB-100" },
    { title: "چیز با تنوع", variants: [aVariant({ sku: "VAR/7 & 8" }), aVariant({ sku: "۱۲۳۴۵۶" })] },
  ]);
  for (const query of ["AB-100", "ab-100", " AB-100 ", "قاب گوشی AB-100"])
    expect((await titlesOf(db, owner, { query }))[0], query).toBe("چیز دیگر");
  for (const query of ["VAR/7 & 8", "123456", "١٢٣٤٥٦"]) expect((await titlesOf(db, owner, { query }))[0], query).toBe("چیز با تنوع");
});

dbTest("what is inactive, unpublished or another tenant's is never found, though its chunks are still there", async ({ db }) => {
  const query = "قناری طلایی";
  const { owner, ids } = await aShop(
    db,
    ["visible", "inactive", "unpublished"].map((kind) => ({ title: `${query} ${kind}`, sku: `CANARY-${kind}` })),
  );
  const closed = await aStore(db, owner);
  const foreign = await aStore(db, await aUser(db));
  await searchableProducts(db, closed.id, [aDraft({ title: `${query} closed`, sku: "CANARY-closed" })]);
  await searchableProducts(db, foreign.id, [aDraft({ title: `${query} foreign`, sku: "CANARY-foreign" })]);
  // By hand, past everything that would have taken the chunks away.
  await db.$executeRaw`UPDATE product SET is_active = FALSE WHERE id = ${ids[1]}::uuid`;
  await db.$executeRaw`UPDATE product SET is_publishable = FALSE WHERE id = ${ids[2]}::uuid`;
  await db.$executeRaw`UPDATE store SET is_active = FALSE WHERE id = ${closed.id}::uuid`;
  expect(await db.knowledgeChunk.count()).toBeGreaterThanOrEqual(5);

  for (const asked of [query, "قناری", "CANARY-inactive", "CANARY-unpublished", "CANARY-closed", "CANARY-foreign", "inactive", "foreign"]) {
    const titles = await titlesOf(db, owner, { query: asked, limit: 50 });
    expect(
      titles.filter((title) => title !== `${query} visible`),
      asked,
    ).toEqual([]);
  }
  expect(await titlesOf(db, owner, { query })).toEqual([`${query} visible`]);
  expect((await titlesOf(db, await anAdmin(db), { query })).sort()).toEqual([`${query} foreign`, `${query} visible`]);
  for (const id of [foreign.id, "x", "00000000-0000-4000-8000-000000000000"])
    await expect(search(db, owner, { query, store_id: id })).rejects.toMatchObject({ code: "store_not_found" });
});

dbTest("price and stock are today's, though nothing was embedded again", async ({ db }) => {
  const { owner, store, ids } = await aShop(db, [{ externalId: "woo_1", title: "ساعت مچی", price: "100" }]);
  const [before] = await search(db, owner, { query: "ساعت" });
  await saveProducts(db, store.id, [
    aDraft({
      externalId: "woo_1",
      title: "ساعت مچی",
      price: "250.50",
      inStock: false,
      currency: "IRR",
      link: "https://shop.test/1",
      image: "https://shop.test/1.jpg",
    }),
  ]);
  const [after] = await search(db, owner, { query: "ساعت" });
  expect(before?.product).toMatchObject({ id: ids[0], external_id: "woo_1", price: "100", in_stock: true });
  expect(after?.product).toEqual({
    id: ids[0],
    external_id: "woo_1",
    title: "ساعت مچی",
    price: "250.5",
    currency: "IRR",
    in_stock: false,
    link: "https://shop.test/1",
    image: "https://shop.test/1.jpg",
  });
  expect(after?.chunk).toEqual(before?.chunk);
  expect(await db.embeddingJob.count()).toBe(0);
});

dbTest("when the query cannot be embedded, words still answer; a fault of ours is not hidden", async ({ db }) => {
  const { owner } = await aShop(db, [{ title: "چراغ مطالعه رومیزی" }]);
  const failing = (error: Error): Embedders => ({
    ...hashedEmbedders,
    forModel: () => ({ ...hashedEmbedders.configured, embed: () => Promise.reject(error) }),
  });
  const [found] = await search(db, owner, { query: "چراغ مطالعه" }, failing(new EmbedderError("503", { canPass: true })));
  expect(found).toMatchObject({ product: { title: "چراغ مطالعه رومیزی" }, matched: { semantic: false, lexical: true } });
  const [without] = await search(db, owner, { query: "مطالعه چراغ" }, { ...hashedEmbedders, forModel: () => null });
  expect(without?.matched).toEqual({ semantic: false, lexical: true });
  await expect(search(db, owner, { query: "چراغ رومیزی" }, failing(new Error("a bug")))).rejects.toThrow("a bug");
  const [both] = await search(db, owner, { query: "چراغ مطالعه رومیزی" });
  expect(both?.matched).toEqual({ semantic: true, lexical: true });
});

dbTest("a query of signs, of SQL or of a thousand words breaks nothing", async ({ db }) => {
  const { owner } = await aShop(db, [{ title: "صندلی", sku: "'" }]);
  const queries = [
    "'",
    '"',
    "\\",
    "%",
    "_",
    "' OR TRUE --",
    "a & b | !c <-> d:*",
    "؟!،؛",
    "💐",
    "\u200c",
    "(((((",
    "x".repeat(1_000),
    "واژه ".repeat(200),
    "صندلی\u0000".replace("\u0000", ""),
    "1e5 -- /*",
    "*".repeat(500),
  ];
  for (const query of queries)
    expect(
      Array.isArray(await search(db, owner, { query, filters: { category: query.slice(0, 200), tags: [query.slice(0, 200)] } })),
      query,
    ).toBe(true);
  expect(await titlesOf(db, owner, { query: "'" })).toEqual(["صندلی"]);
  for (const body of [
    { query: " " },
    { query: "" },
    {},
    { query: "x".repeat(1_001) },
    { query: "x", limit: 51 },
    { query: "x", limit: 0 },
    { query: "x", filters: { price_min: "1; DROP" } },
    { query: "x", filters: { price_min: -1 } },
  ])
    expect(searchBody.safeParse(body).success, JSON.stringify(body)).toBe(false);
});
