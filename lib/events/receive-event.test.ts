import { expect } from "vitest";
import { AppError } from "@/lib/core/errors";
import type { DbClient } from "@/lib/core/db";
import { silentLog } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";
import { aDelivery } from "@/lib/testing/a-delivery";
import { createEventReceiver } from "./receive-event";

const aReceiver = (db: DbClient, woken: string[][] = []) =>
  createEventReceiver({ db, log: silentLog, onAccepted: (storeIds) => void woken.push([...storeIds]) });
const anEvent = (storeId: string, eventId: string, title = "Shoe") =>
  aDelivery(storeId, { event_id: eventId, product: { id: 414, name: title } });
const idsOf = async (db: DbClient) =>
  (await db.event.findMany({ orderBy: { id: "asc" }, select: { eventId: true } })).map(({ eventId }) => eventId);

dbTest("of deliveries of one event at one instant exactly one is accepted", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  // Two processes, each with a queue of its own.
  const receivers = [aReceiver(db), aReceiver(db)];
  const receipts = await Promise.all(Array.from({ length: 20 }, (_, index) => receivers[index % 2]?.receive(anEvent(storeId, "one"))));
  expect(receipts.filter((receipt) => receipt === "accepted")).toHaveLength(1);
  expect(receipts.filter((receipt) => receipt === "skipped")).toHaveLength(19);
  expect(await idsOf(db)).toEqual(["one"]);
});

dbTest("an event's id is unique in its store and nowhere else", async ({ db }) => {
  const [one, other] = [await anOwnedStore(db), await anOwnedStore(db)];
  const receiver = aReceiver(db);
  const receipts = await Promise.all([receiver.receive(anEvent(one.id, "same")), receiver.receive(anEvent(other.id, "same"))]);
  expect(receipts).toEqual(["accepted", "accepted"]);
});

dbTest("requests that wait share a commit, keep their order, and wake their stores once", async ({ db }) => {
  const [one, other] = [await anOwnedStore(db), await anOwnedStore(db)];
  const woken: string[][] = [];
  let statements = 0;
  const counted = intercept(db, { before: () => void (statements += 1) });
  const receiver = aReceiver(counted, woken);
  const names = Array.from({ length: 200 }, (_, index) => `event ${index}`);
  await Promise.all(names.map((name, index) => receiver.receive(anEvent(index % 2 ? one.id : other.id, name))));
  expect(await idsOf(db)).toEqual(names);
  expect(statements).toBe(1);
  expect(woken.map((storeIds) => storeIds.sort())).toEqual([[one.id, other.id].sort()]);
  expect(receiver.waiting).toBe(0);
});

dbTest("a duplicate wakes nobody", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aReceiver(db).receive(anEvent(storeId, "one"));
  const woken: string[][] = [];
  expect(await aReceiver(db, woken).receive(anEvent(storeId, "one"))).toBe("skipped");
  expect(woken).toEqual([]);
});

for (const status of ["received", "processing", "retrying", "succeeded", "superseded", "stale"] as const) {
  dbTest(`an event that is ${status} and comes again is skipped and stays as it is`, async ({ db }) => {
    const { id: storeId } = await anOwnedStore(db);
    await aReceiver(db).receive(anEvent(storeId, "one"));
    await db.event.updateMany({ data: { status, attempts: 1 } });
    const before = await db.event.findMany();
    expect(await aReceiver(db).receive(anEvent(storeId, "one", "Another title"))).toBe("skipped");
    expect(await db.event.findMany()).toEqual(before);
  });
}

dbTest("an event that failed and comes again is queued again, with what it says now and tries of its own", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aReceiver(db).receive(anEvent(storeId, "one"));
  await db.event.updateMany({ data: { status: "failed", attempts: 4, errorMessage: "broken", processedAt: new Date() } });
  const [before] = await db.event.findMany({ select: { id: true } });
  const receipts = await Promise.all([1, 2, 3].map(() => aReceiver(db).receive(anEvent(storeId, "one", "Mended"))));
  expect(receipts.sort()).toEqual(["accepted", "skipped", "skipped"]);
  const [after] = await db.event.findMany();
  expect(after).toMatchObject({
    id: before?.id,
    status: "received",
    attempts: 4,
    attemptsAtQueue: 4,
    errorMessage: null,
    processedAt: null,
  });
  expect(after?.payload).toContain("Mended");
});

dbTest("what fails and comes again for ever keeps a bounded timeline, its last entries", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aReceiver(db).receive(anEvent(storeId, "one"));
  for (const before of [0, 49, 50, 70]) {
    const timeline = Array.from({ length: before }, (_, n) => ({ attempt: n, outcome: "failed" }));
    await db.event.updateMany({ data: { status: "failed", timeline } });
    expect(await aReceiver(db).receive(anEvent(storeId, "one"))).toBe("accepted");
    const kept = (await db.event.findFirstOrThrow()).timeline as { outcome: string }[];
    expect(kept).toHaveLength(Math.min(before + 1, 50));
    expect(kept.slice(0, -1)).toEqual(timeline.slice(-49));
    expect(kept.at(-1)).toMatchObject({ outcome: "arrived_again" });
  }
});

dbTest("a row the database refuses does not sink the others of its commit", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const receiver = aReceiver(db);
  const strange = { ...anEvent(storeId, "strange"), storeId: "00000000-0000-4000-8000-000000000000" };
  const unstorable = { ...anEvent(storeId, "unstorable"), payload: "a\u0000b" };
  const receipts = await Promise.allSettled(
    [anEvent(storeId, "first"), strange, unstorable, anEvent(storeId, "last")].map((event) => receiver.receive(event)),
  );
  expect(receipts.map((receipt) => receipt.status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
  expect(await idsOf(db)).toEqual(["first", "last"]);
});

dbTest(
  "with the database away every sender hears 503 with Retry-After, nothing is stored, and it goes on once it is back",
  async ({ db }) => {
    const { id: storeId } = await anOwnedStore(db);
    let isAway = true;
    const receiver = aReceiver(
      intercept(db, {
        before: () => {
          if (isAway) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
        },
      }),
    );
    const refused = await Promise.allSettled(["a", "b", "c"].map((name) => receiver.receive(anEvent(storeId, name))));
    for (const answer of refused) {
      expect(answer.status === "rejected" && answer.reason instanceof AppError && [answer.reason.code, answer.reason.headers]).toEqual([
        "unavailable",
        { "retry-after": "5" },
      ]);
    }
    expect(await idsOf(db)).toEqual([]);
    isAway = false;
    expect(await receiver.receive(anEvent(storeId, "a"))).toBe("accepted");
    expect(await idsOf(db)).toEqual(["a"]);
  },
);

dbTest("more than can wait is refused at once, and what waited is committed", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const receiver = aReceiver(db);
  const receipts = await Promise.allSettled(
    Array.from({ length: 5_001 }, (_, index) => receiver.receive(anEvent(storeId, `event ${index}`))),
  );
  expect(receipts.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(receipts.at(-1)).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  expect(await db.event.count()).toBe(5_000);
});
