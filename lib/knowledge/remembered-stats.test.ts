import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Caller } from "@/lib/access/caller";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { aDraft, hashedEmbedders, searchableProducts } from "@/lib/testing/products";
import { rememberedStats } from "./remembered-stats";

// However long the database takes here: the memory's time does not pass.
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }).advanceTimersByTime(1));
afterEach(() => void vi.useRealTimers());

dbTest("a catalogue is counted once for all who watch it, each store by itself, and never for a stranger", async ({ db }) => {
  const [owner, stranger, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const [first, second] = [await aStore(db, owner), await aStore(db, owner)];
  await searchableProducts(db, first.id, [aDraft({ title: "Lamp" })]);
  let statements = 0;
  const counted = intercept(db, { before: () => void statements++ });
  const ask = (caller: Caller, storeId?: string) => rememberedStats({ db: counted, embedders: hashedEmbedders }, caller, { storeId });

  expect(await ask(owner)).toMatchObject({ products: 1 });
  statements = 0;
  await Promise.all([ask(owner), ask(owner)]);
  expect(statements, "whether the stores are the same").toBe(2);
  expect([await ask(owner, first.id), await ask(owner, second.id), await ask(admin)].map(({ products }) => products)).toEqual([1, 0, 1]);
  expect(await ask(stranger)).toMatchObject({ products: 0 });
  for (const id of [first.id, "x"]) await expect(ask(stranger, id)).rejects.toMatchObject({ code: "store_not_found" });
});

dbTest("a program is told of what came the moment before", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const ask = (kind: Caller["kind"]) => rememberedStats({ db, embedders: hashedEmbedders }, { ...owner, kind });
  expect([await ask("session"), await ask("access_key")]).toMatchObject([{ products: 0 }, { products: 0 }]);
  await searchableProducts(db, store.id, [aDraft({ title: "Lamp" })]);
  expect([await ask("session"), await ask("access_key")]).toMatchObject([{ products: 0 }, { products: 1 }]);
});
