import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { findNames, MAX_FOUND_NAMES, newestCategories } from "./find-names";

dbTest(
  "a category or tag is found by a part of its name, however long ago its products changed, in one's own store only",
  async ({ db }) => {
    const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
    const [store, foreign] = [await aStore(db, owner), await aStore(db, other)];
    await saveProducts(db, store.id, [
      aDraft({ externalId: "woo_1", categories: ["عمدهٔ کتان", "كيف زنانه", "50% off_sale"], tags: ["Old"] }),
    ]);
    await db.product.updateMany({ data: { updatedAt: new Date("2020-01-01T00:00:00Z") } });
    // As many as the settings page reads for its first offer.
    await saveProducts(
      db,
      store.id,
      Array.from({ length: 501 }, (_, n) => aDraft({ externalId: `woo_${n + 2}`, categories: [`Shelf ${n}`] })),
    );
    await saveProducts(db, foreign.id, [aDraft({ externalId: "woo_1", categories: ["Secret shelf"] })]);
    const find = (caller: typeof owner, kind: "category" | "tag", text: string) => findNames({ db }, caller, store.id, kind, text);

    for (const text of ["كتان", "عمده", " کتان "]) expect(await find(owner, "category", text), text).toEqual(["عمدهٔ کتان"]);
    for (const text of ["کیف", "كيف", "كیف", "\0کیف\0"]) expect(await find(owner, "category", text), text).toEqual(["كيف زنانه"]);
    for (const text of ["%", "_", "50% OFF"]) expect(await find(owner, "category", text), text).toEqual(["50% off_sale"]);
    expect(await find(owner, "category", "shelf")).toHaveLength(MAX_FOUND_NAMES);
    expect(await find(owner, "category", "Shelf 500")).toEqual(["Shelf 500"]);
    expect(await find(owner, "tag", "old")).toEqual(["Old"]);
    expect(await find(admin, "category", "shelf 77")).toEqual(["Shelf 77"]);
    for (const [caller, text] of [
      [owner, " "],
      [owner, "\0"],
      [owner, "\\"],
      [owner, "secret"],
      [other, "shelf"],
    ] as const)
      expect(await find(caller, "category", text)).toEqual([]);
    expect(await findNames({ db }, owner, "no id", "category", "shelf")).toEqual([]);
  },
);

dbTest("categories to choose from are those of the newest products, of one's own stores only", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const [first, second, foreign] = [await aStore(db, owner), await aStore(db, owner), await aStore(db, other)];
  await saveProducts(db, first.id, [aDraft({ externalId: "woo_1", categories: ["Oldest", "Both"] })]);
  await saveProducts(db, second.id, [aDraft({ externalId: "woo_1", categories: ["Both", "Newer"] })]);
  await saveProducts(db, foreign.id, [aDraft({ externalId: "woo_1", categories: ["Secret"] })]);
  for (const [store, day] of [
    [first, 1],
    [second, 2],
    [foreign, 3],
  ] as const)
    await db.product.updateMany({ where: { storeId: store.id }, data: { updatedAt: new Date(Date.UTC(2026, 0, day)) } });
  expect(await newestCategories({ db }, owner)).toEqual(["Both", "Newer", "Oldest"]);
  expect(await newestCategories({ db }, admin)).toEqual(["Secret", "Both", "Newer", "Oldest"]);

  await saveProducts(
    db,
    first.id,
    Array.from({ length: 300 }, (_, n) => aDraft({ externalId: `woo_${n + 2}`, categories: ["Many"] })),
  );
  expect(await newestCategories({ db }, owner)).toEqual(["Many"]);
  await db.product.updateMany({ where: { categories: { has: "Many" } }, data: { isActive: false } });
  expect(await newestCategories({ db }, owner)).toEqual(["Both", "Newer", "Oldest"]);
});
