import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { fieldsOf } from "@/fakes/woocommerce/product-row";
import { aPull, type Pull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";

/** Ten variable products, wholly synced; the first of them, and what it is made of. */
type Ground = Pull & { parent: number; variations: number[] };
const shopTest = (fact: string, act: (ground: Ground, db: DbClient) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aPull(db, { products: makeProducts(10, { variableShare: 1, variationsEach: 4 }) });
    try {
      const [parent = 0] = pull.shop.catalogue.ids();
      const { variations = [] } = pull.shop.catalogue.get(parent) ?? {};
      await act({ ...pull, parent, variations }, db);
    } finally {
      await pull.stop();
    }
  });

const MODES = ["reconcile", "full"] as const;
const variantsOf = async (db: DbClient, parent: number): Promise<number[]> =>
  (
    await db.variant.findMany({
      where: { product: { externalId: `woo_${parent}` } },
      select: { externalId: true },
      orderBy: { externalId: "asc" },
    })
  ).map(({ externalId }) => Number(externalId.slice("woo_".length)));
const drift = (db: DbClient) =>
  db.digestRun.findFirst({ orderBy: { startedAt: "desc" }, select: { missing: true, different: true, extra: true } });
/** As a plugin does it: no date moves, nobody is told. */
function setStatus({ shop }: Pull, id: number, status: "private" | "publish"): void {
  const row = shop.catalogue.get(id);
  if (row) row.status = status;
}
const clean = { missing: 0, different: 0, extra: 0 };
const questions = ({ shop }: Pull): string[] => shop.requests.list.map(({ path }) => path).filter((path) => path.includes("variations"));
/** Of a shop in which nothing changed: a full look asks for no variations, a comparison with its page and for those whose turn it is (take-turns.ts). */
const askedIn = (mode: (typeof MODES)[number]): string[] =>
  mode === "full" ? [] : ["/wp-json/wc-analytics/variations", "/wp-json/wc-analytics/variations"];

shopTest("a variant that is missing here, one or all, is found by either look, and a second look finds nothing", async (ground, db) => {
  const { parent, variations } = ground;
  await ground.sync("full");
  for (const mode of MODES) {
    for (const lost of [variations.slice(0, 1), variations]) {
      await db.variant.deleteMany({ where: { externalId: { in: lost.map((id) => `woo_${id}`) } } });
      expect(await ground.sync(mode), mode).toMatchObject({ updated: 1, unchanged: 9 });
      expect(await drift(db)).toEqual({ ...clean, different: 1 });
      expect(await variantsOf(db, parent)).toEqual(variations);
      ground.shop.requests.clear();
      expect(await ground.sync(mode)).toMatchObject({ updated: 0, unchanged: 10 });
      expect([await drift(db), questions(ground)]).toEqual([clean, askedIn(mode)]);
    }
  }
});

shopTest("a variant too many is found by either look, of a product without any too", async (ground, db) => {
  const { parent, variations, shop } = ground;
  const simple = shop.actions.publish({ name: "Mug", type: "simple", regular_price: "5" });
  await ground.sync("full");
  for (const mode of MODES) {
    for (const [id, expected] of [
      [parent, variations],
      [simple, []],
    ] as const) {
      const product = await db.product.findFirstOrThrow({ where: { externalId: `woo_${id}` }, select: { id: true } });
      const { id: _, ...known } = await db.variant.findFirstOrThrow({ where: { externalId: `woo_${variations[0]}` } });
      await db.variant.create({
        data: { ...known, attributes: {}, productId: product.id, externalId: "woo_999999", position: 9 },
        select: { id: true },
      });
      expect(await ground.sync(mode), `${mode} of ${id}`).toMatchObject({ updated: 1, unchanged: 10 });
      expect(await variantsOf(db, id)).toEqual(expected);
      expect(await ground.sync(mode)).toMatchObject({ updated: 0, unchanged: 11 });
    }
  }
});

shopTest("variations that were answered as none, once, are asked for again", async (ground, db) => {
  const { parent, variations, shop } = ground;
  for (const path of ["/wc-analytics/variations", `products/${parent}/variations`]) shop.faults.next({ kind: "empty-list", path });
  await ground.sync("full");
  expect(await variantsOf(db, parent)).toEqual([]);
  expect(await ground.sync("reconcile")).toMatchObject({ updated: 1, unchanged: 9 });
  expect(await variantsOf(db, parent)).toEqual(variations);
  expect(await ground.sync("reconcile")).toMatchObject({ updated: 0 });
});

shopTest("what the shop keeps hidden is no difference, and no reason to ask", async (ground, db) => {
  const { parent, variations, shop } = ground;
  const [shown = 0, ...hidden] = variations;
  for (const id of hidden) setStatus(ground, id, "private");
  await ground.sync("full");
  expect(await variantsOf(db, parent)).toEqual([shown]);
  setStatus(ground, shown, "private");
  for (const mode of MODES) await ground.sync(mode, { isForced: true });
  expect(await variantsOf(db, parent)).toEqual([]);
  for (const mode of MODES) {
    shop.requests.clear();
    expect(await ground.sync(mode)).toMatchObject({ updated: 0, unchanged: 10 });
    expect([await drift(db), questions(ground)]).toEqual([clean, askedIn(mode)]);
  }
});

shopTest("a variation that was hidden and is deleted, and one that is new and hidden, cost no second write", async (ground, db) => {
  const { parent, variations, shop } = ground;
  const [hidden = 0] = variations;
  setStatus(ground, hidden, "private");
  await ground.sync("full");
  shop.actions.deleteForever(hidden);
  const added = shop.catalogue.add({ parentId: parent, type: "variation", status: "private", createdAt: shop.clock.second() });
  for (const counts of [
    { updated: 0, unchanged: 10 },
    { updated: 0, unchanged: 10 },
  ])
    expect(await ground.sync("reconcile")).toMatchObject(counts);
  shop.requests.clear();
  await ground.sync("full");
  expect(questions(ground)).toEqual([]);
  setStatus(ground, added.id, "publish");
  shop.actions.update(parent, {});
  await ground.sync("reconcile");
  expect(await variantsOf(db, parent)).toEqual([...variations.slice(1), added.id]);
});

shopTest("a variation's price and a category's name that moved no date are found by a comparison, once", async (ground, db) => {
  const { variations, shop } = ground;
  const [silent = 0] = variations;
  const simple = shop.actions.publish({ name: "Mug", regular_price: "5", categories: [{ id: 31 }] });
  await ground.sync("full");
  shop.actions.writeMeta(silent, { price: "4321", regular_price: "4321" });
  shop.actions.renameCategory(31, "Cups");
  const named = [...shop.catalogue.products()].filter((row) => fieldsOf(row).categories.includes(31)).map(({ id }) => id);
  const { updated } = await ground.sync("reconcile");
  expect(updated).toBe(new Set([ground.parent, ...named]).size);
  expect(await drift(db)).toEqual({ ...clean, different: updated });
  const stored = await db.variant.findFirst({ where: { externalId: `woo_${silent}` }, select: { price: true } });
  expect(stored?.price?.toFixed()).toBe("4321");
  expect(await db.product.findFirst({ where: { externalId: `woo_${simple}` }, select: { categories: true } })).toEqual({
    categories: ["Cups"],
  });
  expect(await ground.sync("reconcile")).toMatchObject({ updated: 0, unchanged: 11 });
  expect(await drift(db)).toEqual(clean);
});
