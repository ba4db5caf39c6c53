import { afterEach, beforeEach, expect, vi } from "vitest";
import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import { updateStore } from "@/lib/access/stores/stores";
import { updateStoreBody } from "@/lib/access/stores/wire";
import type { DbClient } from "@/lib/core/db";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { rememberedOverview } from "./remembered-overview";

const now = () => new Date();
// However long the database takes here: the memory's time passes when a test says so.
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }).advanceTimersByTime(1));
afterEach(() => void vi.useRealTimers());

/** The hub with somebody who counts what it asks its database. */
function aCountedHub(db: DbClient) {
  let statements = 0;
  const counted = intercept(db, { before: () => void statements++ });
  const ask = (caller: Caller) => rememberedOverview({ db: counted, now }, caller, "en");
  const asksFor = async (...callers: Caller[]) => {
    statements = 0;
    await Promise.all(callers.map(ask));
    return statements;
  };
  return { ask, asksFor };
}

dbTest("many tabs cost one look, and then only whether the stores are the same", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const { ask, asksFor } = aCountedHub(db);
  const alone = await asksFor(owner);
  expect(alone).toBeGreaterThan(4);
  await someEvents(db, [anIncomingEvent(store.id)]);
  expect(await asksFor(owner, owner, owner), "one question each").toBe(3);
  expect((await ask(owner)).queue.waiting, "as it was three seconds ago at most").toBe(0);

  const second = await aStore(db, owner);
  expect(await asksFor(owner, owner, owner), "a store came: one of them looks again, now at the pace of what waits too").toBe(
    alone + 1 + 2,
  );
  expect((await ask(owner)).queue.waiting).toBe(1);
  await someEvents(db, [anIncomingEvent(store.id)]);
  await recordAudit(db, owner, { action: "event.replay", targetType: "event", targetId: "1", storeId: store.id });
  expect((await ask(owner)).queue.waiting, "what somebody did is seen at once").toBe(2);
  vi.advanceTimersByTime(3_001);
  expect(await asksFor(owner), "three seconds later").toBe(alone + 1);
  await updateStore({ db }, owner, second.id, updateStoreBody.parse({ is_active: false }));
  expect((await ask(owner)).stores.worst.find(({ id }) => id === second.id)?.isActive, "one's own change is seen at once").toBe(false);
});

dbTest("what is remembered is never another's, also when a store changes hands or a person's role", async ({ db }) => {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const store = await aStore(db, owner, { name: "Lamps" });
  const { ask } = aCountedHub(db);
  const seenBy = async (caller: Caller) => (await ask(caller)).stores.worst.map(({ name }) => name);
  expect(await seenBy(owner)).toEqual(["Lamps"]);
  expect(await seenBy(other)).toEqual([]);
  expect(await seenBy(admin)).toEqual(["Lamps"]);
  await db.store.update({ where: { id: store.id }, data: { ownerId: other.userId }, select: { id: true } });
  expect([await seenBy(owner), await seenBy(other)]).toEqual([[], ["Lamps"]]);
  expect(await seenBy({ ...admin, role: "OWNER" }), "an administrator no more").toEqual([]);
});

dbTest("a look that failed is not remembered", async ({ db }) => {
  const owner = await aUser(db);
  await aStore(db, owner);
  let statements = 0;
  const failing = intercept(db, {
    before: () => {
      if (++statements === 2) throw new Error("the database is away");
    },
  });
  const ask = () => rememberedOverview({ db: failing, now }, owner, "en");
  await expect(ask()).rejects.toThrow("the database is away");
  expect((await ask()).stores.count).toBe(1);
});
