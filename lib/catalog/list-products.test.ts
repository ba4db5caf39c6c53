import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import type { Caller } from "@/lib/access/caller";
import { encodeCursor } from "@/lib/core/cursor";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import type { ProductDraft } from "./draft";
import { listProducts } from "./list-products";
import { productListQuery, productOrderings } from "./wire";

const list = (db: DbClient, caller: Caller, query: Record<string, string> = {}) =>
  listProducts({ db }, caller, productListQuery.parse(query));
const titlesOf = async (...given: Parameters<typeof list>) => (await list(...given)).rows.map(({ title }) => title).sort();

const catalogue: Partial<ProductDraft>[] = [
  { title: "کفش ورزشی", externalId: "woo_414", sku: "SH-1", price: "850000", categories: ["کفش", "ورزش"], tags: ["نو"] },
  { title: "کفش چرم 100%", price: "2790000.25", categories: ["کفش"], inStock: false },
  { title: "کلاه_پشمی", price: "0", tags: ["نو", "زمستان"] },
  { title: "Unpriced", price: null, sku: "۱۲۳" },
  { title: "Draft", status: "draft", price: "10" },
  { title: "Trashed", status: "trash", price: "20" },
];

dbTest("every filter keeps what it says, and nothing else", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const [store, second, foreign] = [await aStore(db, owner), await aStore(db, owner), await aStore(db, other)];
  await saveProducts(db, store.id, catalogue.map(aDraft));
  await saveProducts(db, second.id, [aDraft({ title: "Second", externalSource: "shopify", externalId: "shopify_1" })]);
  await saveProducts(db, foreign.id, [
    aDraft({ title: "Foreign کفش", categories: ["کفش"], tags: ["نو"], sku: "SH-1", externalId: "woo_414" }),
  ]);
  const all = ["Draft", "Second", "Trashed", "Unpriced", "کفش ورزشی", "کفش چرم 100%", "کلاه_پشمی"].sort();
  const expected: [Record<string, string>, string[]][] = [
    [{}, all],
    [{ user_id: owner.userId }, all],
    [{ user_id: other.userId }, []],
    [{ store_id: second.id }, ["Second"]],
    [{ store_id: foreign.id }, []],
    [{ store_id: "x" }, []],
    [{ external_source: "shopify" }, ["Second"]],
    [{ external_source: "manual" }, []],
    [{ is_active: "false" }, ["Trashed"]],
    [{ is_active: "1", in_stock: "0" }, ["کفش چرم 100%"]],
    [{ category: "کفش" }, ["کفش ورزشی", "کفش چرم 100%"]],
    [{ category: "کف" }, []],
    [{ category: "کفش,کیف" }, []],
    [{ categories: "کفش,کیف" }, ["کفش ورزشی", "کفش چرم 100%"]],
    [{ categories: "کف\\, کفش" }, []],
    [{ store_id: `${second.id},${foreign.id}` }, ["Second"]],
    [{ store_id: `${second.id},x` }, []],
    [{ tag: "نو" }, ["کفش ورزشی", "کلاه_پشمی"]],
    [{ tag: "نو", category: "کفش" }, ["کفش ورزشی"]],
    [{ price_min: "850000" }, ["کفش ورزشی", "کفش چرم 100%"]],
    [{ price_min: "850000.01" }, ["کفش چرم 100%"]],
    [{ price_max: "0" }, ["کلاه_پشمی"]],
    [{ price_min: "11", price_max: "1000" }, ["Second", "Trashed"]],
    [{ q: "کفش" }, ["کفش ورزشی", "کفش چرم 100%"]],
    [{ q: "100%" }, ["کفش چرم 100%"]],
    [{ q: "کلاه_" }, ["کلاه_پشمی"]],
    [{ q: "%" }, ["کفش چرم 100%"]],
    [{ q: "\\" }, []],
    [{ q: "UNPR" }, ["Unpriced"]],
    [{ q: "sh-1" }, ["کفش ورزشی"]],
    [{ q: "123" }, ["Unpriced"]],
    [{ q: "414" }, ["کفش ورزشی"]],
    [{ q: "woo_414" }, ["کفش ورزشی"]],
    [{ q: "' OR TRUE --" }, []],
  ];
  for (const [query, titles] of expected) expect(await titlesOf(db, owner, query), JSON.stringify(query)).toEqual([...titles].sort());
  expect(await titlesOf(db, admin)).toEqual([...all, "Foreign کفش"].sort());
  expect(await titlesOf(db, admin, { user_id: other.userId })).toEqual(["Foreign کفش"]);
  expect((await list(db, owner, { q: "کفش" })).count).toEqual({ count: 2, isEstimate: false });
});

dbTest("every ordering walks the whole list once by cursors, missing and equal values included", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const long = "آ".repeat(150);
  const drafts = [
    ...["5", "5", "5.5", null, null, "0", "1000000"].map((price, index) => aDraft({ price, title: `same ${index % 2}` })),
    aDraft({ title: `${long}1`, price: "7" }),
    aDraft({ title: `${long}2`, price: "7" }),
    aDraft({ title: "💐".repeat(120), price: "8" }),
    ...["3", "3", "0.5", "-2"].map((stockQuantity) => aDraft({ price: "9", stockQuantity })),
    aDraft({ price: "9", stockQuantity: "40", inStock: false }),
    aDraft({ price: "9", stockQuantity: "50", status: "trash" }),
  ];
  await saveProducts(db, store.id, drafts);
  for (const ordering of productOrderings) {
    const whole = (await list(db, owner, { ordering, limit: "100" })).rows;
    const seen = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list(db, owner, { ordering, limit: "1", ...(cursor && { cursor }) });
      seen.push(...page.rows);
      cursor = page.next;
    }
    expect(
      seen.map(({ id }) => id),
      ordering,
    ).toEqual(whole.map(({ id }) => id));
    expect(seen, ordering).toHaveLength(drafts.length);
  }
  const prices = async (ordering: string) => (await list(db, owner, { ordering })).rows.map(({ price }) => price);
  const nines = Array.from({ length: 6 }, () => "9");
  expect(await prices("price")).toEqual(["0", "5", "5", "5.5", "7", "7", "8", ...nines, "1000000", null, null]);
  expect(await prices("-price")).toEqual(["1000000", ...nines, "8", "7", "7", "5.5", "5", "5", "0", null, null]);
  const stocks = async (ordering: string) =>
    (await list(db, owner, { ordering })).rows.map(({ isActive, inStock, stockQuantity }) =>
      isActive && inStock ? stockQuantity : "none",
    );
  const uncounted = Array.from({ length: 10 }, () => null);
  expect(await stocks("stock"), "sold out, back-ordered, the last ones, plenty, uncounted").toEqual([
    ...["none", "none", "-2", "0.5", "3", "3"],
    ...uncounted,
  ]);
  expect(await stocks("-stock")).toEqual([...uncounted, ...["3", "3", "0.5", "-2", "none", "none"]]);
  const titles = (await list(db, owner, { ordering: "title" })).rows.map(({ title }) => [...title].slice(0, 100).join(""));
  const [{ sorted } = { sorted: [] }] = await db.$queryRaw<
    { sorted: string[] }[]
  >`SELECT array_agg(t ORDER BY t) AS sorted FROM unnest(${titles}::text[]) AS t`;
  expect(titles).toEqual(sorted);
});

const id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
dbTest.for<[string, string[]]>([
  ["price", ["price", "cheap", id]],
  ["price", ["price", "NaN", id]],
  ["price", ["title", "5", id]],
  ["price", ["price", "5", "x"]],
  ["-updated_at", ["-updated_at", "yesterday", id]],
  ["-updated_at", ["-updated_at", "0000-01-01T00:00:00Z", id]],
  ["title", ["title", "a\u0000", id]],
  ["title", ["title", id]],
])("a cursor for %s that says %j is the caller's mistake", async ([ordering, key], { db }) => {
  await expect(list(db, await aUser(db), { ordering, cursor: encodeCursor(key) })).rejects.toMatchObject({ code: "cursor_invalid" });
});

dbTest("past 10,000 rows the count is an estimate, and says so", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await db.$executeRaw`
    INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility, has_password, is_active, is_publishable, sku, sku_norm,
      on_sale, stock_status, in_stock, categories, tags, gallery, attributes, extra, variants_count, content_hash, draft_hash)
    SELECT ${store.id}::uuid, 'woocommerce', 'woo_' || n, 'p' || n, '', '', 'simple', 'publish', 'visible', FALSE, TRUE, TRUE, '', '', FALSE, 'instock', n > 10000, '{}', '{}', '{}', '[]', '{}', 0, '', ''
    FROM generate_series(1, 12000) AS n`;
  await db.$executeRaw`ANALYZE product`;
  const { count, rows, next } = await list(db, owner, { limit: "2" });
  expect(count.isEstimate).toBe(true);
  expect(count.count).toBeGreaterThan(10_000);
  expect(count.count).toBeLessThan(20_000);
  expect([rows.length, next === null]).toEqual([2, false]);
  expect((await list(db, owner, { in_stock: "false" })).count).toEqual({ count: 10_000, isEstimate: false });
  expect((await list(db, owner, { in_stock: "true" })).count).toEqual({ count: 2_000, isEstimate: false });
});
