import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { judge, ownVerdicts, type NewJudgement } from "./judge";
import { judgedQueries } from "./judged-queries";
import { listJudgements } from "./list-judgements";
import { judgementFilters, MAX_JUDGEMENTS_PER_STORE } from "./wire";

const at = (minute: number) => () => new Date(Date.UTC(2026, 10, 21, 12, minute));

async function aShop(db: DbClient, titles: readonly string[] = ["کفش", "کیف"]) {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const ids = await saveProducts(
    db,
    store.id,
    titles.map((title) => aDraft({ title })),
  );
  return { owner, store, ids };
}
const said = (productId: string, given: Partial<NewJudgement> = {}): NewJudgement => ({
  productId,
  query: "كيف چرمي",
  filters: { in_stock: true },
  rank: 2,
  score: 0.15,
  verdict: "up",
  ...given,
});
const all = judgementFilters.parse({});

dbTest("one person has one word on an answer: the last; pressing again takes it back; others have their own", async ({ db }) => {
  const { owner, store, ids } = await aShop(db);
  const [shoe = "", bag = ""] = ids;
  const admin = await anAdmin(db);
  await judge({ db, now: at(0) }, owner, said(bag));
  await judge({ db, now: at(1) }, owner, said(bag));
  await judge({ db, now: at(2) }, owner, said(bag, { query: "کیف‌ چرمی", verdict: "down", rank: 3 }));
  await judge({ db, now: at(3) }, admin, said(bag));
  await judge({ db, now: at(4) }, owner, said(shoe, { query: "کفش" }));
  const { rows, count } = await listJudgements({ db }, owner, all);
  expect(count.count).toBe(3);
  expect(rows.map(({ userId, query, verdict, rank, product }) => [userId, query, verdict, rank, product.title])).toEqual([
    [owner.userId, "کفش", "up", 2, "کفش"],
    [admin.userId, "كيف چرمي", "up", 2, "کیف"],
    [owner.userId, "کیف‌ چرمی", "down", 3, "کیف"],
  ]);
  expect(rows[2]).toMatchObject({ filters: { in_stock: true }, score: 0.15, storeId: store.id, judgedAt: at(2)() });
  expect(await ownVerdicts({ db }, owner, "كیف چرمی", ids)).toEqual(new Map([[bag, "down"]]));
  expect(await judgedQueries({ db }, owner)).toMatchObject([
    { query: "کفش", up: 1, down: 0, judgedAt: at(4)() },
    { query: "كيف چرمي", up: 1, down: 1, judgedAt: at(3)(), storeName: "A shop" },
  ]);

  await judge({ db, now: at(5) }, owner, said(bag, { verdict: null }));
  await judge({ db, now: at(6) }, owner, said(bag, { verdict: null }));
  expect(await ownVerdicts({ db }, owner, "کیف چرمی", ids)).toEqual(new Map());
  expect((await listJudgements({ db }, owner, all)).rows).toHaveLength(2);
  const log = await db.auditEntry.findMany({
    where: { action: "store.judge_search" },
    select: { storeId: true, details: true },
    orderBy: { id: "asc" },
  });
  expect(log, "what changed nothing is no act").toHaveLength(5);
  expect(log[1]).toMatchObject({ storeId: store.id, details: { before: { verdict: "up" }, after: { verdict: "down" } } });
});

dbTest("owners judge and see their own stores only, administrators all", async ({ db }) => {
  const mine = await aShop(db);
  const other = await aShop(db);
  const admin = await anAdmin(db);
  const [product = ""] = other.ids;
  await judge({ db, now: at(0) }, other.owner, said(product));
  for (const id of [product, "x", "00000000-0000-4000-8000-000000000000"])
    await expect(judge({ db, now: at(1) }, mine.owner, said(id))).rejects.toMatchObject({ code: "product_not_found" });
  for (const storeId of [undefined, other.store.id, "x"]) {
    expect(await judgedQueries({ db }, mine.owner, { storeId })).toEqual([]);
    expect(await listJudgements({ db }, mine.owner, { ...all, storeId })).toMatchObject({ rows: [], count: { count: 0 } });
  }
  expect(await ownVerdicts({ db }, mine.owner, "كيف چرمي", other.ids)).toEqual(new Map());
  for (const storeId of [undefined, other.store.id]) {
    expect(await judgedQueries({ db }, admin, { storeId })).toHaveLength(1);
    expect((await listJudgements({ db }, other.owner, { ...all, storeId })).rows).toHaveLength(1);
  }
});

dbTest("a store keeps 5,000 at most; what is judged already can still change", async ({ db }) => {
  const { owner, store, ids } = await aShop(db);
  const [shoe = "", bag = ""] = ids;
  await judge({ db, now: at(0) }, owner, said(bag));
  await db.$executeRaw`
    INSERT INTO search_judgement (store_id, user_id, product_id, query, query_key, verdict, rank, score)
    SELECT ${store.id}::uuid, ${owner.userId}::uuid, ${shoe}::uuid, 'q' || n, md5(n::text), 'up', 1, 1 FROM generate_series(2, ${MAX_JUDGEMENTS_PER_STORE}::int) n`;
  await expect(judge({ db, now: at(1) }, owner, said(shoe))).rejects.toMatchObject({ code: "judgements_full" });
  await judge({ db, now: at(1) }, owner, said(bag, { verdict: "down" }));
  await judge({ db, now: at(2) }, owner, said(bag, { verdict: null }));
  await judge({ db, now: at(3) }, owner, said(shoe));
  expect(await db.searchJudgement.count()).toBe(MAX_JUDGEMENTS_PER_STORE);
  expect(await judgedQueries({ db }, owner)).toHaveLength(50);
});

dbTest("the list goes on where its page ended", async ({ db }) => {
  const { owner, ids } = await aShop(db, ["a", "b", "c", "d", "e"]);
  for (const [index, id] of ids.entries()) await judge({ db, now: at(index % 2) }, owner, said(id));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listJudgements({ db }, owner, { storeId: undefined, limit: 2, cursor });
    seen.push(...page.rows.map(({ product }) => product.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

dbTest("a product that is erased, as a shop may ask (lib/catalog/erase-products.ts), takes its judgements along", async ({ db }) => {
  const { owner, store, ids } = await aShop(db);
  await judge({ db, now: at(0) }, owner, said(ids[0] ?? ""));
  await db.product.deleteMany({ where: { storeId: store.id } });
  expect(await db.searchJudgement.count()).toBe(0);
});
