import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import type { DbClient } from "@/lib/core/db";
import { hideProducts, MAX_HIDDEN_AT_ONCE, previewHide, takeHidingBack } from "./hide-many";
import { hideProduct } from "./hide-product";
import type { ProductFilters } from "./product-filter";

const none: ProductFilters = {
  ...{ externalSource: undefined, storeId: undefined, userId: undefined, isActive: undefined, inStock: undefined },
  ...{ category: undefined, tag: undefined, priceMin: undefined, priceMax: undefined, q: undefined },
};
const hiddenIn = async (db: DbClient, storeId: string) =>
  (await db.product.findMany({ where: { storeId, isHidden: true }, select: { title: true }, orderBy: { title: "asc" } })).map(
    ({ title }) => title,
  );

dbTest("ticked products are hidden after a preview that says how many and whose; taking it back touches just those", async ({ db }) => {
  const owner = await aUser(db);
  const [one, two] = [await aStore(db, owner), await aStore(db, owner)];
  const first = await saveProducts(db, one.id, [aDraft({ title: "a" }), aDraft({ title: "b" }), aDraft({ title: "c" })]);
  const second = await saveProducts(db, two.id, [aDraft({ title: "d" })]);
  const ids = [...first, ...second];
  await hideProducts({ db }, owner, { ...none, ids: first.slice(0, 1) }, true);

  const filters = { ...none, ids };
  const stores = await db.store.findMany({ where: { id: { in: [one.id, two.id] } }, select: { id: true, name: true } });
  const nameOf = (id: string) => stores.find((store) => store.id === id)?.name;
  const preview = await previewHide({ db }, owner, filters, true);
  expect(preview).toMatchObject({ count: 3, isCut: false, already: 1 });
  expect(preview.stores).toEqual([
    { name: nameOf(one.id), count: 2 },
    { name: nameOf(two.id), count: 1 },
  ]);
  expect(await previewHide({ db }, owner, filters, false)).toMatchObject({ count: 1, already: 3 });

  const turned = await hideProducts({ db }, owner, filters, true);
  expect([...turned.ids].sort()).toEqual(ids.slice(1).sort());
  expect(await hideProducts({ db }, owner, filters, true), "may run twice").toEqual({ ids: [], entries: [] });
  expect((await takeHidingBack({ db }, owner, turned, true)).ids).toHaveLength(3);
  expect((await takeHidingBack({ db }, owner, turned, true)).ids, "once").toEqual([]);
  expect(await hiddenIn(db, one.id), "what was hidden before stays so").toEqual(["a"]);

  const entries = await db.auditEntry.findMany({
    where: { storeId: { in: [one.id, two.id] } },
    select: { action: true, storeId: true, details: true },
  });
  expect(entries.filter(({ action }) => action === "store.hide_products")).toEqual([
    { action: "store.hide_products", storeId: one.id, details: { products: 2, titles: ["b", "c"] } },
  ]);
  expect(entries.map(({ action }) => action).sort()).toEqual([
    ...["store.hide_product", "store.hide_product", "store.hide_products", "store.show_product", "store.show_products"],
  ]);
});

dbTest("of all that the filters find only what the preview saw is hidden", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const [first, second] = await saveProducts(db, store.id, [aDraft({ title: "red cup" }), aDraft({ title: "blue cup" })]);
  const filters = { ...none, q: "cup" };
  const { count, ids: seen } = await previewHide({ db }, owner, filters, true);
  expect([count, [...seen].sort()]).toEqual([2, [first, second].sort()]);
  await saveProducts(db, store.id, [aDraft({ title: "late cup" })]);
  await db.product.update({ where: { id: first ?? "" }, data: { title: "red bowl" }, select: { id: true } });
  expect((await hideProducts({ db }, owner, { ...filters, seen }, true)).ids, "what fits no more is left").toEqual([second]);
  expect(await hiddenIn(db, store.id)).toEqual(["blue cup"]);
  expect((await hideProducts({ db }, owner, { ...filters, seen: ["no id"] }, true)).ids).toEqual([]);
});

dbTest("what the filters find is of the caller's stores; what is no id is nobody's", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const [own, foreign] = [await aStore(db, owner), await aStore(db, other)];
  await saveProducts(db, own.id, [aDraft({ title: "own shoe" }), aDraft({ title: "own hat" })]);
  const [foreignId = ""] = await saveProducts(db, foreign.id, [aDraft({ title: "foreign shoe" })]);
  expect(await previewHide({ db }, owner, { ...none, q: "shoe" }, true)).toMatchObject({ count: 1 });
  expect(await hideProducts({ db }, owner, { ...none, q: "shoe" }, true)).toMatchObject({ ids: [expect.any(String)] });
  for (const ids of [[foreignId], ["x"]]) {
    expect(await previewHide({ db }, owner, { ...none, ids }, true)).toMatchObject({ count: 0, stores: [] });
    expect(await hideProducts({ db }, owner, { ...none, ids }, true)).toMatchObject({ ids: [] });
  }
  expect(await hiddenIn(db, foreign.id)).toEqual([]);
  expect(await hideProducts({ db }, admin, { ...none, q: "shoe" }, true)).toMatchObject({ ids: [foreignId] });
});

dbTest("one act is bounded and says that there is more", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await saveProducts(
    db,
    store.id,
    Array.from({ length: MAX_HIDDEN_AT_ONCE + 2 }, () => aDraft()),
  );
  const filters = { ...none, storeId: store.id };
  expect(await previewHide({ db }, owner, filters, true)).toMatchObject({ count: MAX_HIDDEN_AT_ONCE, isCut: true, already: 0 });
  expect((await hideProducts({ db }, owner, filters, true)).ids).toHaveLength(MAX_HIDDEN_AT_ONCE);
  expect(await previewHide({ db }, owner, filters, true)).toMatchObject({ count: 2, isCut: false, already: MAX_HIDDEN_AT_ONCE });
});

dbTest("the stores that a bounded preview names are those whose products are turned, with just as many", async ({ db }) => {
  const owner = await aUser(db);
  const make = async (id: string, name: string) =>
    (await db.store.create({ data: { id, name, ownerId: owner.userId }, select: { id: true } })).id;
  // What comes last in the order of the act was written first.
  const second = await make("ffffffff-ffff-4fff-8fff-ffffffffffff", "second");
  const first = await make("00000000-0000-4000-8000-000000000001", "first");
  for (const [storeId, count] of [
    [second, 3],
    [first, MAX_HIDDEN_AT_ONCE - 1],
  ] as const)
    await saveProducts(
      db,
      storeId,
      Array.from({ length: count }, () => aDraft()),
    );
  expect(await previewHide({ db }, owner, none, true)).toMatchObject({
    count: MAX_HIDDEN_AT_ONCE,
    isCut: true,
    already: 0,
    stores: [
      { name: "first", count: MAX_HIDDEN_AT_ONCE - 1 },
      { name: "second", count: 1 },
    ],
  });
  await hideProducts({ db }, owner, none, true);
  expect(await hiddenIn(db, first)).toHaveLength(MAX_HIDDEN_AT_ONCE - 1);
  expect(await hiddenIn(db, second)).toHaveLength(1);
});

dbTest("taking it back leaves what anybody did to a product meanwhile, and is nobody else's to do", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const store = await aStore(db, owner);
  const ids = await saveProducts(
    db,
    store.id,
    ["untouched", "shown", "hidden again", "hidden by many"].map((title) => aDraft({ title })),
  );
  const [, shown = "", again = "", byMany = ""] = ids;
  const turned = await hideProducts({ db }, owner, { ...none, ids }, true);
  for (const hidden of [false, true]) {
    await hideProduct({ db }, admin, again, hidden);
    await hideProducts({ db }, admin, { ...none, ids: [byMany] }, hidden);
  }
  await hideProduct({ db }, admin, shown, false);
  expect((await takeHidingBack({ db }, other, turned, true)).ids, "of another's store").toEqual([]);
  expect((await takeHidingBack({ db }, owner, { ids, entries: ["x", "9".repeat(30)] }, true)).ids).toEqual([]);
  expect((await takeHidingBack({ db }, owner, turned, true)).ids).toEqual(ids.slice(0, 1));
  expect(await hiddenIn(db, store.id)).toEqual(["hidden again", "hidden by many"]);
});

dbTest("an owner takes back only what was the own act, an administrator anybody's", async ({ db }) => {
  const [owner, admin, other] = [await aUser(db), await anAdmin(db), await anAdmin(db)];
  const store = await aStore(db, owner);
  const ids = await saveProducts(db, store.id, [aDraft({ title: "a" }), aDraft({ title: "b" })]);
  const filters = { ...none, ids };
  const byAdmin = await hideProducts({ db }, admin, filters, true);
  expect(byAdmin.ids).toHaveLength(2);
  expect((await takeHidingBack({ db }, owner, byAdmin, true)).ids, "the administrator's act").toEqual([]);
  expect(await hiddenIn(db, store.id)).toEqual(["a", "b"]);
  expect((await takeHidingBack({ db }, other, byAdmin, true)).ids).toHaveLength(2);
  const byOwner = await hideProducts({ db }, owner, filters, true);
  expect((await takeHidingBack({ db }, admin, byOwner, true)).ids).toHaveLength(2);
  const again = await hideProducts({ db }, owner, filters, true);
  expect((await takeHidingBack({ db }, owner, again, true)).ids).toHaveLength(2);
});
