import { expect } from "vitest";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import type { Caller } from "../caller";
import { findToken } from "../tokens/find-token";
import { createStore } from "./create-store";
import { listStores } from "./list-stores";
import { showStore, updateStore } from "./stores";
import { newStore, storeFilters, storeRow, updateStoreBody } from "./wire";

dbTest("owners see their own stores, administrators all; both may filter", async ({ db }) => {
  const [admin, owner, other] = [await anAdmin(db), await aUser(db), await aUser(db)];
  const mine = await aStore(db, owner, { name: "گل‌فروشی" });
  const theirs = await aStore(db, other, { name: "Shoes" });
  const namesFor = async (caller: Caller, filters = {}) =>
    (await listStores({ db }, caller, storeFilters.parse(filters))).rows.map(({ name }) => name);
  expect(await namesFor(owner)).toEqual([mine.name]);
  expect(await namesFor(admin)).toEqual([theirs.name, mine.name]);
  expect(await namesFor(admin, { q: "SHOE" })).toEqual([theirs.name]);
  expect(await namesFor(admin, { user_id: owner.userId })).toEqual([mine.name]);
  expect(await namesFor(owner, { user_id: other.userId })).toEqual([]);
  expect(await namesFor(owner, { q: "shoes" })).toEqual([]);
  expect(await namesFor(admin, { user_id: "x" })).toEqual([]);
  expect(storeRow.parse(await showStore({ db }, owner, mine.id))).toMatchObject({
    id: mine.id,
    is_active: true,
    user: { id: owner.userId, email: owner.email },
  });
  for (const id of [theirs.id, "x"]) await expect(showStore({ db }, owner, id)).rejects.toMatchObject({ code: "store_not_found" });
});

dbTest("whoever makes a store owns it, and nobody else sees it", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const { id } = await createStore({ db }, owner, newStore.parse({ name: "  گل‌فروشی " }));
  expect(await showStore({ db }, owner, id)).toMatchObject({ name: "گل‌فروشی", isActive: true, owner: { id: owner.userId } });
  await expect(showStore({ db }, other, id)).rejects.toMatchObject({ code: "store_not_found" });
  const { id: ofAdmin } = await createStore({ db }, admin, { name: "Own" });
  expect((await showStore({ db }, admin, ofAdmin)).owner.id).toBe(admin.userId);
  expect(await db.auditEntry.findFirst({ where: { targetId: id }, select: { action: true, actorId: true, details: true } })).toEqual({
    action: "store.create",
    actorId: owner.userId,
    details: { name: "گل‌فروشی" },
  });
  for (const name of ["", "  ", "x".repeat(101), null]) expect(newStore.safeParse({ name }).success).toBe(false);
});

dbTest("cursors walk the whole list once", async ({ db }) => {
  const owner = await aUser(db);
  const made: string[] = [];
  for (let index = 0; index < 5; index++) made.push((await aStore(db, owner)).id);
  await db.store.updateMany({ data: { createdAt: new Date("2025-11-10T09:30:00Z") } });
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listStores({ db }, owner, storeFilters.parse({ limit: "2", ...(cursor && { cursor }) }));
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  }
  expect([...seen].sort()).toEqual(made.sort());
});

dbTest("a store switched off takes no events from the next request on; switched on again it does", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const { secret, store } = await aToken(db, owner);
  await findToken(deps, secret);
  expect(await updateStore(deps, owner, store.id, updateStoreBody.parse({ is_active: false }))).toMatchObject({
    isActive: false,
    name: "A shop",
  });
  await expect(findToken(deps, secret)).rejects.toMatchObject({ code: "token_invalid" });
  await updateStore(deps, owner, store.id, updateStoreBody.parse({ is_active: true, name: " New name " }));
  expect(await findToken(deps, secret)).toMatchObject({ store: { name: "New name" } });
  expect(await db.auditEntry.findMany({ select: { action: true, actorId: true, details: true }, orderBy: { id: "asc" }, take: 1 })).toEqual(
    [
      {
        action: "store.update",
        actorId: owner.userId,
        details: { before: { name: "A shop", isActive: true }, after: { name: "A shop", isActive: false } },
      },
    ],
  );
});

dbTest("of changes at the same time each is told with what it found: the log is one chain", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner, { name: "0" });
  const names = ["1", "2", "3", "4"];
  await Promise.all(names.map((name) => updateStore({ db }, owner, store.id, updateStoreBody.parse({ name }))));
  const entries = await db.auditEntry.findMany({ where: { action: "store.update" }, select: { details: true }, orderBy: { id: "asc" } });
  const steps = entries.map(({ details }) => details as { before: { name: string }; after: { name: string } });
  expect(steps.map(({ before }) => before.name)).toEqual(["0", ...steps.slice(0, -1).map(({ after }) => after.name)]);
  expect(steps.map(({ after }) => after.name).sort()).toEqual(names);
});

dbTest("nobody changes a foreign store", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const store = await aStore(db, await aUser(db));
  await expect(updateStore(deps, await aUser(db), store.id, updateStoreBody.parse({ name: "Mine now" }))).rejects.toMatchObject({
    code: "store_not_found",
  });
  expect(await db.store.findUniqueOrThrow({ where: { id: store.id }, select: { name: true } })).toEqual({ name: "A shop" });
});
