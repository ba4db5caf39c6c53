import { expect } from "vitest";
import { makeProducts as makeShopifyProducts } from "@/fakes/shopify/catalogue";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { DbClient } from "@/lib/core/db";
import { shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { markProducts } from "@/lib/sync/marks/marks";
import { aPull, type Pull } from "@/lib/testing/a-pull";
import { aShopifyPull, type ShopifyPull } from "@/lib/testing/a-shopify-pull";
import { dbTest } from "@/lib/testing/db-test";

/** A hub that has seen the whole of a shop of forty. */
const wooTest = (fact: string, act: (pull: Pull, db: DbClient, ids: number[]) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aPull(db, { products: makeProducts(40, { variableShare: 0 }) });
    try {
      await pull.sync("full");
      await act(pull, db, pull.shop.catalogue.ids());
    } finally {
      await pull.stop();
    }
  });
const shopifyTest = (fact: string, act: (pull: ShopifyPull, db: DbClient, ids: string[]) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aShopifyPull(db, { products: makeShopifyProducts(40, { variants: () => 1 }) });
    try {
      await pull.sync("full");
      await act(pull, db, [...pull.shop.state.products.keys()]);
    } finally {
      await pull.stop();
    }
  });

const wooIds = (ids: readonly number[]) => ids.map((id) => `woo_${id}`);
const countActive = (db: DbClient) => db.product.count({ where: { isActive: true } });
const comparisons = (db: DbClient) =>
  db.syncJob.findMany({ where: { mode: "reconcile" }, select: { status: true, trigger: true, deactivated: true } });
const waiting = (db: DbClient) => db.digestRun.findFirst({ where: { state: "waiting" }, select: { extra: true } });
/** The shop's own word that it deleted a product. */
const tellDeleted = (
  { deps, storeId }: Pick<Pull, "deps" | "storeId">,
  source: "woocommerce_notice" | "shopify_notice",
  productId: string,
) =>
  deps.receiver.receive({
    storeId,
    source,
    productId,
    eventId: `told_${productId}`,
    eventType: "product.deleted",
    payload: JSON.stringify({ id: Number(productId) }),
    occurredAt: null,
    headers: {},
    tokenId: null,
    sourceIp: null,
    requestId: null,
  });

wooTest("an answer that lists none of forty marked products deletes none of them: the shop is compared", async (pull, db, ids) => {
  pull.shop.faults.next({ kind: "empty-list", path: "include=", times: Infinity });
  await markProducts(db, pull.storeId, wooIds(ids));
  await pull.run();
  expect(await countActive(db)).toBe(40);
  expect(await db.syncMark.count()).toBe(0);
  expect(await comparisons(db)).toEqual([{ status: "completed", trigger: "webhook", deactivated: 0 }]);
});

wooTest("nor does one of nothing, whatever is asked", async (pull, db, ids) => {
  pull.shop.faults.next({ kind: "empty-list", path: "/products", times: Infinity });
  await markProducts(db, pull.storeId, wooIds(ids.slice(0, 2)));
  await pull.run();
  expect(await countActive(db)).toBe(40);
  expect(await waiting(db)).toEqual({ extra: 40 });
});

wooTest("a shop that has lost its products says of each that there is no such: a click is waited for", async (pull, db, ids) => {
  for (const id of ids) pull.shop.actions.deleteForever(id);
  await markProducts(db, pull.storeId, wooIds(ids.slice(0, 2)));
  await pull.run();
  expect(await countActive(db)).toBe(40);
  expect(await waiting(db)).toEqual({ extra: 40 });
});

wooTest("so it is when it lost most of them", async (pull, db, ids) => {
  for (const id of ids.slice(0, 30)) pull.shop.actions.deleteForever(id);
  await markProducts(db, pull.storeId, wooIds(ids));
  await pull.run();
  expect(await countActive(db)).toBe(40);
  expect(await waiting(db)).toEqual({ extra: 30 });
});

wooTest("most of a shop in its trash is gone at once, and nobody is asked", async (pull, db, ids) => {
  for (const id of ids.slice(0, 30)) pull.shop.actions.trash(id);
  await markProducts(db, pull.storeId, wooIds(ids));
  await pull.run();
  expect(await countActive(db)).toBe(10);
  expect(await comparisons(db)).toEqual([]);
});

wooTest("so is what it told of as deleted before its trash was emptied", async (pull, db, ids) => {
  for (const id of ids.slice(0, 30)) {
    pull.shop.actions.deleteForever(id);
    await tellDeleted(pull, "woocommerce_notice", String(id));
  }
  await pull.hub.process(pull.storeId);
  await pull.run();
  expect(await countActive(db)).toBe(10);
  expect(await comparisons(db)).toEqual([]);
});

wooTest("what was deleted without a word goes alone; many in a day, one after the other, are counted as one", async (pull, db, ids) => {
  const [one = 0, ...others] = ids;
  pull.shop.actions.deleteForever(one);
  await markProducts(db, pull.storeId, wooIds([one]));
  await pull.run();
  expect([await countActive(db), await comparisons(db)]).toEqual([39, []]);
  for (const id of others.slice(0, 29)) pull.shop.actions.deleteForever(id);
  await markProducts(db, pull.storeId, wooIds(others.slice(0, 19)));
  await pull.run();
  expect([await countActive(db), await comparisons(db)], "a half of all").toEqual([20, []]);
  await markProducts(db, pull.storeId, wooIds(others.slice(19, 20)));
  await pull.run();
  expect([await countActive(db), await comparisons(db)], "one more: the shop is counted, which finds the rest too").toEqual([
    10,
    [{ status: "completed", trigger: "webhook", deactivated: 10 }],
  ]);
});

wooTest("a product that breaks its own answer is not taken for gone, and keeps no other waiting", async (pull, db, ids) => {
  const [broken = 0, trashed = 0] = ids;
  pull.shop.actions.trash(broken);
  pull.shop.actions.trash(trashed);
  pull.shop.faults.next({ kind: "fatal", path: `/products/${broken}?`, times: Infinity });
  await markProducts(db, pull.storeId, wooIds([broken, trashed]));
  await pull.run();
  expect(await db.product.findMany({ where: { isActive: false }, select: { externalId: true }, orderBy: { externalId: "asc" } })).toEqual(
    wooIds([broken, trashed]).map((externalId) => ({ externalId })),
  );
  expect(await comparisons(db), "what a comparison does not find either is gone").toEqual([
    { status: "completed", trigger: "webhook", deactivated: 1 },
  ]);
});

shopifyTest("an answer of Shopify that is shorter than its question deletes nothing", async (pull, db, ids) => {
  await markProducts(db, pull.storeId, ids.map(shopifyExternalId));
  pull.shop.failNext({ kind: "data", data: { nodes: [] } });
  await pull.run();
  expect([await countActive(db), await db.syncMark.count()]).toEqual([40, 0]);
});

shopifyTest("a Shopify shop that has none of forty left is not believed without a click", async (pull, db, ids) => {
  pull.shop.state.products.clear();
  await markProducts(db, pull.storeId, ids.map(shopifyExternalId));
  await pull.run();
  expect(await countActive(db)).toBe(40);
  expect(await waiting(db)).toEqual({ extra: 40 });
});

shopifyTest("what Shopify told of as deleted is gone at once, however much it is", async (pull, db, ids) => {
  for (const id of ids.slice(0, 30)) {
    pull.shop.state.products.delete(id);
    await tellDeleted(pull, "shopify_notice", id);
  }
  await pull.hub.process(pull.storeId);
  await pull.run();
  expect(await countActive(db)).toBe(10);
  expect(await comparisons(db)).toEqual([]);
});
