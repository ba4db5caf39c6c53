import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { silentLog } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { aDelivery } from "@/lib/testing/a-delivery";
import { claimEvents, releaseStore, takeStore } from "./claim-events";
import { createEventReceiver } from "./receive-event";
import { hasDueEvents, nextRetryAt, queueDepth, reclaimAll, storesWithDueEvents } from "./waiting-events";

const PAST = new Date("2020-01-01T00:00:00Z");
const FUTURE = new Date("2100-01-01T00:00:00Z");

/** A store with waiting events e1, e2 …, each of the product named. */
async function aQueue(db: DbClient, ...productIds: number[]) {
  const { id: storeId } = await anOwnedStore(db);
  const receiver = createEventReceiver({ db, log: silentLog, onAccepted: () => {} });
  await Promise.all(
    productIds.map((id, index) => receiver.receive(aDelivery(storeId, { event_id: `e${index + 1}`, product: { id, name: "Shoe" } }))),
  );
  return {
    storeId,
    claim: async (limit = 100) => (await claimEvents(db, storeId, limit)).map(({ eventId }) => eventId),
    make: (eventId: string, data: Parameters<DbClient["event"]["updateMany"]>[0]["data"]) =>
      db.event.updateMany({ where: { storeId, eventId }, data }),
  };
}

dbTest("waiting events are taken in order of arrival, each once, with their try counted", async ({ db }) => {
  const { claim } = await aQueue(db, 1, 2, 3);
  expect(await claim(2)).toEqual(["e1", "e2"]);
  expect(await claim()).toEqual(["e3"]);
  expect(await claim()).toEqual([]);
  expect(await db.event.findMany({ select: { status: true, attempts: true } })).toEqual(
    Array.from({ length: 3 }, () => ({ status: "processing", attempts: 1 })),
  );
});

dbTest("workers that claim at the same time never share an event", async ({ db }) => {
  const { claim } = await aQueue(db, ...Array.from({ length: 40 }, (_, index) => index + 1));
  const taken = (await Promise.all(Array.from({ length: 8 }, () => claim(10)))).flat();
  expect(new Set(taken).size).toBe(taken.length);
  expect([...taken, ...(await claim(100))]).toHaveLength(40);
});

dbTest("another store's events stay where they are", async ({ db }) => {
  const [own, other] = [await aQueue(db, 1), await aQueue(db, 1)];
  expect(await own.claim()).toEqual(["e1"]);
  expect([await hasDueEvents(db, own.storeId), await hasDueEvents(db, other.storeId)]).toEqual([false, true]);
});

dbTest("an event under way is left alone until its lease is over", async ({ db }) => {
  const { storeId, claim, make } = await aQueue(db, 1);
  await claim();
  expect(await hasDueEvents(db, storeId)).toBe(false);
  await make("e1", { leaseUntil: PAST });
  expect(await hasDueEvents(db, storeId)).toBe(true);
  expect(await claim()).toEqual(["e1"]);
  expect(await db.event.findFirst({ select: { attempts: true } })).toEqual({ attempts: 2 });
});

dbTest("an event whose worker died is taken alone: if it kills workers, it sinks nobody else", async ({ db }) => {
  const { claim, make } = await aQueue(db, 1, 2, 3);
  await make("e1", { status: "processing", leaseUntil: PAST });
  await make("e2", { status: "processing", leaseUntil: PAST });
  expect(await claim()).toEqual(["e1"]);
  expect(await claim()).toEqual(["e2"]);
  expect(await claim()).toEqual(["e3"]);
});

dbTest("a retry waits for its time", async ({ db }) => {
  const { storeId, claim, make } = await aQueue(db, 1, 2);
  await make("e1", { status: "retrying", nextAttemptAt: FUTURE });
  await make("e2", { status: "retrying", nextAttemptAt: PAST });
  expect(await claim()).toEqual(["e2"]);
  expect(await nextRetryAt(db, storeId)).toEqual(FUTURE);
  expect(await hasDueEvents(db, storeId)).toBe(false);
});

dbTest("a retry comes along early with a sibling of its product, so that their order is kept", async ({ db }) => {
  const { claim, make } = await aQueue(db, 1, 2, 1);
  await make("e1", { status: "retrying", nextAttemptAt: FUTURE });
  await make("e2", { status: "retrying", nextAttemptAt: FUTURE });
  expect(await claim()).toEqual(["e1", "e3"]);
});

dbTest("one worker drains a store; the next may once it let go or its lease is over", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  expect([await takeStore(db, storeId, "one"), await takeStore(db, storeId, "two"), await takeStore(db, storeId, "one")]).toEqual([
    true,
    false,
    true,
  ]);
  await releaseStore(db, storeId, "two");
  expect(await takeStore(db, storeId, "two")).toBe(false);
  await releaseStore(db, storeId, "one");
  expect(await takeStore(db, storeId, "two")).toBe(true);
  await db.storeDrain.updateMany({ data: { leaseUntil: PAST } });
  expect(await takeStore(db, storeId, "one")).toBe(true);
});

dbTest("of workers that come at the same time one takes the store", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const taken = await Promise.all(Array.from({ length: 10 }, (_, index) => takeStore(db, storeId, `worker ${index}`)));
  expect(taken.filter(Boolean)).toHaveLength(1);
});

dbTest("a store is nobody's before the events taken from it are: whoever follows finds them all", async ({ db }) => {
  const { storeId, claim } = await aQueue(db, 1);
  await takeStore(db, storeId, "one");
  await claim();
  const [row] = await db.$queryRaw<
    { later: boolean }[]
  >`SELECT (SELECT lease_until FROM store_drain) >= (SELECT max(lease_until) FROM event) AS later`;
  expect(row?.later).toBe(true);
});

dbTest("the sweep finds every store where something is due, the longest waiting first", async ({ db }) => {
  const queues = [await aQueue(db, 1), await aQueue(db, 1), await aQueue(db, 1), await aQueue(db, 1)];
  const [received, busy, dropped, retrying] = queues;
  await busy?.make("e1", { status: "processing", leaseUntil: FUTURE });
  await dropped?.make("e1", { status: "processing", leaseUntil: PAST });
  await retrying?.make("e1", { status: "retrying", nextAttemptAt: PAST });
  expect(await storesWithDueEvents(db, 10)).toEqual([received?.storeId, dropped?.storeId, retrying?.storeId]);
  expect(await storesWithDueEvents(db, 1)).toEqual([received?.storeId]);
  expect((await queueDepth(db)).waiting).toBe(4);
});

dbTest("when the embedded database opens, what a dead process held is free", async ({ db }) => {
  const { storeId, claim } = await aQueue(db, 1, 2);
  await takeStore(db, storeId, "dead");
  await claim();
  expect(await reclaimAll(db)).toBe(2);
  expect(await takeStore(db, storeId, "new")).toBe(true);
  // Each alone: should one of them have killed its worker, it sinks nobody else.
  expect(await claim()).toEqual(["e1"]);
  expect(await claim()).toEqual(["e2"]);
});
