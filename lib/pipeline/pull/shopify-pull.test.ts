import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import type { ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import { confirmGone } from "@/lib/integrations/digest/decide-gone";
import { inventoryItemMark, shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";
import { aShopifyPull, type ShopifyPull } from "@/lib/testing/a-shopify-pull";
import { anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runUntilKilled } from "@/lib/testing/kill-hub";
import { askShop } from "./ask-shop";
import { fetchMarked } from "./fetch-marked";
import { runSlice } from "./run-slice";

/** A hub and a shop for one test. */
const pullTest = (fact: string, options: ShopOptions, act: (pull: ShopifyPull, db: DbClient) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aShopifyPull(db, options);
    try {
      await act(pull, db);
    } finally {
      await pull.stop();
    }
  });

const none = { problem: null, created: 0, updated: 0, deactivated: 0, failed: 0 };
const idsOf = ({ shop }: ShopifyPull): string[] => [...shop.state.products.keys()];
const productOf = (db: DbClient, id: string) =>
  db.product.findFirst({
    where: { externalId: shopifyExternalId(id) },
    select: { title: true, price: true, isActive: true, stockQuantity: true, variants: { select: { price: true } } },
  });
const priced = (price: string) => makeProducts(1, { variants: () => 1 })[0]?.variants.map((variant) => ({ ...variant, price })) ?? [];
async function writes(db: DbClient): Promise<string> {
  const rows = await db.$queryRaw<{ mark: string }[]>`
    SELECT md5(string_agg(x, ',' ORDER BY x)) AS mark FROM (
      SELECT 'p' || id || xmin::text AS x FROM product UNION ALL SELECT 'v' || id || xmin::text FROM variant
      UNION ALL SELECT 'c' || id || xmin::text FROM knowledge_chunk UNION ALL SELECT 's' || external_id || xmin::text FROM product_version) AS marks`;
  return rows[0]?.mark ?? "";
}

pullTest("a first full sync brings every product with its variants", { products: makeProducts(130) }, async (pull, db) => {
  expect(await pull.sync("full")).toEqual({ ...none, status: "completed", total: 130, done: 130, created: 130, unchanged: 0 });
  const stored = await db.product.findMany({ select: { externalId: true, externalSource: true, currency: true, isActive: true } });
  expect(stored.map(({ externalId }) => externalId).sort()).toEqual(idsOf(pull).map(shopifyExternalId).sort());
  expect([...new Set(stored.map(({ currency, externalSource, isActive }) => [currency, externalSource, isActive].join()))]).toEqual([
    "USD,shopify,true",
  ]);
  const expected = [...pull.shop.state.products.values()].reduce(
    (sum, { variants }) => sum + (variants.length > 1 ? variants.length : 0),
    0,
  );
  expect(await db.variant.count()).toBe(expected);
  expect(await db.knowledgeChunk.count()).toBeGreaterThan(130);
  const { learned, seenUntil } = await db.connection.findFirstOrThrow({ select: { learned: true, seenUntil: true } });
  expect(learned).toMatchObject({ currency: "USD", products: 130, webhooks: "active" });
  expect(seenUntil).not.toBeNull();
});

pullTest("what is unchanged costs no write and no embedding", { products: makeProducts(120) }, async (pull, db) => {
  await pull.sync("full");
  const before = await writes(db);
  const paid = pull.hub.embedder.paid.size;
  for (const mode of ["full", "reconcile"] as const)
    expect(await pull.sync(mode)).toEqual({ ...none, status: "completed", total: 120, done: 120, unchanged: 120 });
  expect([await writes(db), pull.hub.embedder.paid.size]).toEqual([before, paid]);
  expect(
    await db.digestRun.findFirst({
      orderBy: { startedAt: "desc" },
      select: { verified: true, missing: true, different: true, extra: true },
    }),
  ).toEqual({ verified: 120, missing: 0, different: 0, extra: 0 });
});

pullTest("an incremental sync asks only for what changed since", { products: makeProducts(60) }, async (pull, db) => {
  await pull.sync("full");
  const [id = ""] = idsOf(pull);
  await pull.clock.wait(3_600_000);
  pull.shop.merchant.update(id, { title: "New title" });
  const sent = pull.shop.requests.length;
  expect(await pull.sync("incremental")).toMatchObject({ status: "completed", total: 1, done: 1, updated: 1 });
  expect(pull.shop.requests.length - sent).toBeLessThan(6);
  expect((await productOf(db, id))?.title).toBe("New title");
});

pullTest(
  "a reconcile finds what no event told: a price, a new product, one deleted",
  { products: makeProducts(70, { variants: () => 1 }) },
  async (pull, db) => {
    await pull.sync("full");
    const [changed = "", gone = ""] = idsOf(pull);
    const silent = pull.shop.state.products.get(changed);
    // Apps write so: the product's own date does not move.
    if (silent?.variants[0]) silent.variants[0].price = "4242.00";
    pull.shop.state.products.delete(gone);
    const [added] = makeProducts(1, { firstId: "9007199254740993111" });
    if (added) pull.shop.state.products.set(added.id, added);
    expect(await pull.sync("reconcile")).toEqual({
      ...none,
      status: "completed",
      total: 70,
      done: 70,
      created: 1,
      updated: 1,
      unchanged: 68,
      deactivated: 1,
    });
    expect((await productOf(db, changed))?.price?.toFixed()).toBe("4242");
    expect((await productOf(db, gone))?.isActive).toBe(false);
    expect((await productOf(db, "9007199254740993111"))?.isActive).toBe(true);
    expect(await db.event.findMany({ select: { source: true, productId: true, status: true } })).toEqual([
      { source: "shopify", productId: gone, status: "succeeded" },
    ]);
    const back = makeProducts(2, { variants: () => 1 })[1];
    if (back) pull.shop.state.products.set(gone, back);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", total: 71, unchanged: 70 });
    expect((await productOf(db, gone))?.isActive, "restored by an older product than the deletion: a reading is newer").toBe(true);
  },
);

pullTest("much that is gone at once waits for a click", { products: makeProducts(80, { variants: () => 1 }) }, async (pull, db) => {
  await pull.sync("full");
  for (const id of idsOf(pull).slice(0, 60)) pull.shop.state.products.delete(id);
  expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", total: 20, deactivated: 0 });
  expect(await db.digestRun.findFirst({ where: { state: "waiting" }, select: { extra: true } })).toEqual({ extra: 60 });
  expect(await db.product.count({ where: { isActive: true } })).toBe(80);
  const { id } = await db.digestRun.findFirstOrThrow({ where: { state: "waiting" }, select: { id: true } });
  await confirmGone(pull.deps, await anAdmin(db), id);
  await pull.run();
  expect(await db.product.count({ where: { isActive: true } })).toBe(20);
});

pullTest(
  "points that run out are waited for, and the job ends whole",
  { products: makeProducts(60), bucket: { maximum: 1_000, restoreRate: 50 } },
  async (pull) => {
    expect(await pull.sync("full")).toMatchObject({ status: "completed", total: 60, created: 60, failed: 0 });
    expect(pull.clock.waits.length).toBeGreaterThan(3);
    pull.shop.failNext({ kind: "status", status: 429, retryAfterSeconds: 2 }, 2);
    pull.shop.failNext({ kind: "status", status: 502 }, 2);
    expect(await pull.sync("full")).toMatchObject({ status: "completed", unchanged: 60 });
  },
);

pullTest(
  "products with hundreds of variants arrive whole, and the place moves on between them",
  { products: makeProducts(12, { variants: (index) => (index % 4 === 1 ? 300 : 1) }), bucket: { maximum: 100_000, restoreRate: 1_000 } },
  async (pull, db) => {
    expect(await pull.sync("full")).toMatchObject({ status: "completed", total: 12, created: 12 });
    expect(await db.variant.count()).toBe(900);
    expect(await pull.sync("full")).toMatchObject({ status: "completed", unchanged: 12, updated: 0 });
    const [, id = ""] = idsOf(pull);
    const { variants = [] } = pull.shop.state.products.get(id) ?? {};
    pull.shop.merchant.update(id, { variants: variants.map((variant, at) => (at === 299 ? { ...variant, price: "1.00" } : variant)) });
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", unchanged: 11, updated: 1 });
    expect((await productOf(db, id))?.variants.filter(({ price }) => price?.toFixed() === "1")).toHaveLength(1);
  },
);

pullTest(
  "marks are fetched: changed, new and gone products, and whatever an inventory item belongs to",
  { products: makeProducts(20, { variants: () => 1 }) },
  async (pull, db) => {
    await pull.sync("full");
    const [changed = "", gone = "", counted = ""] = idsOf(pull);
    pull.shop.merchant.update(changed, { variants: priced("77.00") });
    pull.shop.merchant.remove(gone);
    pull.shop.merchant.setStock(counted, 0, 512);
    const item = pull.shop.state.products.get(counted)?.variants[0]?.inventoryItemId ?? "";
    await markProducts(db, pull.storeId, [shopifyExternalId(changed), shopifyExternalId(gone), inventoryItemMark(item), "woo_5"]);
    await pull.run();
    expect((await productOf(db, changed))?.price?.toFixed()).toBe("77");
    expect((await productOf(db, gone))?.isActive).toBe(false);
    expect((await productOf(db, counted))?.stockQuantity?.toFixed()).toBe("512");
    expect(await db.syncMark.count()).toBe(0);
  },
);

pullTest(
  "many marks are fetched in portions: what is saved is struck off, whatever becomes of the rest, and a job has its turn between",
  { products: makeProducts(34, { variants: () => 1 }) },
  async (pull, db) => {
    await markProducts(db, pull.storeId, idsOf(pull).map(shopifyExternalId));
    pull.shop.hooks.beforeAnswer = () => {
      if (pull.shop.requests.length > 2) pull.shop.failNext({ kind: "status", status: 502 });
    };
    const { retryAt } = await runSlice(pull.deps, pull.storeId);
    expect([retryAt === null, await db.product.count(), await db.syncMark.count()]).toEqual([false, 10, 24]);
    pull.shop.hooks.beforeAnswer = undefined;

    const connection = await openConnection(pull.deps, pull.storeId);
    if (!connection) throw new Error("no connection");
    expect(await fetchMarked(pull.deps, pull.storeId, askShop(pull.deps, connection), performance.now() - 1)).toBe(false);
    expect([await db.product.count(), await db.syncMark.count()]).toEqual([20, 14]);
    await db.$executeRaw`UPDATE connection SET open_until = NULL`;
    await pull.run();
    expect([await db.product.count(), await db.syncMark.count()]).toEqual([34, 0]);
  },
);

pullTest("a job that every worker dies of ends, and says so", { products: makeProducts(3) }, async (pull, db) => {
  const id = await queueJob(db, pull.storeId, "shopify", { mode: "full", trigger: "manual" });
  for (let death = 0; death <= 8; death++) await runUntilKilled(pull, db, { word: 12 });
  expect(await db.syncJob.findUnique({ where: { id }, select: { status: true, problem: true } })).toEqual({
    status: "failed",
    problem: "internal",
  });
});

pullTest(
  "without the right to ask for stock its marks are struck off, and nothing else waits for them",
  { products: makeProducts(3) },
  async (pull, db) => {
    const [id = ""] = idsOf(pull);
    pull.shop.state.scopes.delete("read_inventory");
    await markProducts(db, pull.storeId, [shopifyExternalId(id), inventoryItemMark("5")]);
    await pull.run();
    expect([await db.product.count(), await db.syncMark.count()]).toEqual([1, 0]);
  },
);

pullTest("a token that was taken back disconnects the store, and says so", { products: makeProducts(3) }, async (pull, db) => {
  await markProducts(db, pull.storeId, [shopifyExternalId("5")]);
  pull.shop.revoke();
  expect(await pull.sync("full")).toMatchObject({ status: "failed", problem: "token_invalid" });
  expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({
    state: "disconnected",
    problem: "token_invalid",
  });
});
