import { expect } from "vitest";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { readNames } from "./read-names";

const nothing = { categories: [], tags: [] };

dbTest(
  "a store whose newest products have no category or tag may have others to look for; one without products has none",
  async ({ db }) => {
    const owner = await aUser(db);
    const [store, empty] = [await aStore(db, owner), await aStore(db, owner)];
    await saveProducts(db, store.id, [aDraft({ categories: ["Old shelf"], tags: ["Old"] })]);
    await db.product.updateMany({ data: { updatedAt: new Date("2020-01-01T00:00:00Z") } });
    expect(await readNames({ db }, owner, store.id, nothing, "en")).toEqual({
      categories: ["Old shelf"],
      tags: ["Old"],
      hasProducts: true,
    });
    await saveProducts(
      db,
      store.id,
      Array.from({ length: 500 }, () => aDraft({ categories: [], tags: [] })),
    );
    expect(await readNames({ db }, owner, store.id, nothing, "en")).toEqual({ ...nothing, hasProducts: true });
    expect(await readNames({ db }, owner, empty.id, nothing, "en")).toEqual({ ...nothing, hasProducts: false });
    expect(await readNames({ db }, await aUser(db), store.id, nothing, "en"), "another's").toEqual({ ...nothing, hasProducts: false });
  },
);
