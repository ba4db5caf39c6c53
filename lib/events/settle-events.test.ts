import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { silentLog } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { aDelivery } from "@/lib/testing/a-delivery";
import { claimEvents } from "./claim-events";
import { createEventReceiver } from "./receive-event";
import { settleEvents, type Settlement } from "./settle-events";

const STARTED = new Date("2026-01-01T00:00:00.000Z");
const LATER = new Date("2100-01-01T00:00:00.000Z");

async function aClaimedEvent(db: DbClient) {
  const { id: storeId } = await anOwnedStore(db);
  await createEventReceiver({ db, log: silentLog, onAccepted: () => {} }).receive(aDelivery(storeId, { product: { id: 1, name: "Shoe" } }));
  return { storeId, ...(await claimAgain(db, storeId)) };
}

async function claimAgain(db: DbClient, storeId: string) {
  const [event] = await claimEvents(db, storeId, 10);
  if (!event) throw new Error("nothing was waiting");
  const settlement: Settlement = {
    id: event.id,
    attempt: event.attempts,
    status: "succeeded",
    startedAt: STARTED,
    tookMs: 12,
    error: null,
    nextAttemptAt: null,
  };
  return { settlement };
}

const theEvent = (db: DbClient) => db.event.findFirstOrThrow();

dbTest("an ended event says how it ended, when, and how long it took", async ({ db }) => {
  const { settlement } = await aClaimedEvent(db);
  await settleEvents(db, [settlement]);
  const event = await theEvent(db);
  expect(event).toMatchObject({ status: "succeeded", processingTimeMs: 12, errorMessage: null, leaseUntil: null });
  expect(event.processedAt).toBeInstanceOf(Date);
  expect(event.timeline).toEqual([{ attempt: 1, started_at: STARTED.toISOString(), took_ms: 12, outcome: "succeeded" }]);
});

dbTest("an event to be tried again has not been processed, and its timeline keeps every try", async ({ db }) => {
  const { storeId, settlement } = await aClaimedEvent(db);
  await settleEvents(db, [{ ...settlement, status: "retrying", error: "The database was busy.", nextAttemptAt: LATER }]);
  expect(await theEvent(db)).toMatchObject({
    status: "retrying",
    processedAt: null,
    errorMessage: "The database was busy.",
    nextAttemptAt: LATER,
  });
  await db.event.updateMany({ data: { nextAttemptAt: STARTED } });
  await settleEvents(db, [(await claimAgain(db, storeId)).settlement]);
  const event = await theEvent(db);
  expect(event).toMatchObject({ status: "succeeded", errorMessage: null, nextAttemptAt: null });
  expect(event.timeline).toMatchObject([
    { attempt: 1, outcome: "retrying", error: "The database was busy." },
    { attempt: 2, outcome: "succeeded" },
  ]);
});

dbTest("a worker that lost its lease changes nothing any more", async ({ db }) => {
  const { storeId, settlement: late } = await aClaimedEvent(db);
  await db.event.updateMany({ data: { leaseUntil: STARTED } });
  const { settlement } = await claimAgain(db, storeId);
  await settleEvents(db, [{ ...late, status: "failed", error: "too late" }]);
  expect(await theEvent(db)).toMatchObject({ status: "processing", attempts: 2, errorMessage: null, timeline: [] });
  await settleEvents(db, [settlement]);
  await settleEvents(db, [{ ...late, status: "failed", error: "too late" }]);
  expect(await theEvent(db)).toMatchObject({ status: "succeeded", errorMessage: null });
});

dbTest("a timeline keeps its last 50 entries, and an error its first 1,000 characters", async ({ db }) => {
  const { settlement } = await aClaimedEvent(db);
  for (let attempt = 1; attempt <= 53; attempt++) {
    await db.event.updateMany({ data: { status: "processing", attempts: attempt } });
    await settleEvents(db, [{ ...settlement, attempt, status: "failed", error: "x".repeat(2_000) }]);
  }
  const { timeline, errorMessage } = await theEvent(db);
  expect((timeline as { attempt: number }[]).map(({ attempt }) => attempt)).toEqual(Array.from({ length: 50 }, (_, index) => index + 4));
  expect(errorMessage).toHaveLength(1_000);
});

dbTest("each event of a batch has its own end", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const receiver = createEventReceiver({ db, log: silentLog, onAccepted: () => {} });
  const ends = ["succeeded", "superseded", "stale", "failed"] as const;
  await Promise.all(ends.map((end) => receiver.receive(aDelivery(storeId, { event_id: end, product: { id: 1, name: "Shoe" } }))));
  const claimed = await claimEvents(db, storeId, 10);
  await settleEvents(
    db,
    claimed.map((event, index) => ({
      id: event.id,
      attempt: 1,
      status: ends[index] ?? "failed",
      startedAt: STARTED,
      tookMs: index,
      error: null,
      nextAttemptAt: null,
    })),
  );
  const rows = await db.event.findMany({ orderBy: { id: "asc" }, select: { eventId: true, status: true, processingTimeMs: true } });
  expect(rows).toEqual(ends.map((end, index) => ({ eventId: end, status: end, processingTimeMs: index })));
});
