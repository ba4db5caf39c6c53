import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aHub } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { intercept } from "@/lib/testing/intercept-db";

const FUTURE = "2100-01-01T00:00:00Z";
const LONG_AGO = "2001-01-01T00:00:00Z";

async function aProduct(db: DbClient) {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  return {
    hub,
    /** An event of the product, named after the title it brings. */
    deliver: (name: string, at?: string) =>
      hub.deliver(storeId, { event_id: name, ...(at && { occurred_at: at }), product: { id: 1, name } }),
    process: () => hub.process(storeId),
    save: (line: DbClient) => hub.save(storeId, { db: line }),
    again: (name: string) =>
      db.event.update({ where: { storeId_eventId: { storeId, eventId: name } }, data: { status: "received" }, select: { id: true } }),
    title: async () => (await db.product.findFirst({ select: { title: true } }))?.title,
    ends: async () =>
      Object.fromEntries(
        (await db.event.findMany({ select: { eventId: true, status: true } })).map(({ eventId, status }) => [eventId, status]),
      ),
  };
}

dbTest("an event that was beaten before, tried again, does not beat what waits beside it", async ({ db }) => {
  const { deliver, process, again, title, ends } = await aProduct(db);
  await deliver("future", FUTURE);
  await deliver("untimed");
  await process();
  await again("future");
  await deliver("newest", LONG_AGO);
  await process();
  expect(await title()).toBe("newest");
  expect(await ends()).toEqual({ future: "stale", untimed: "succeeded", newest: "succeeded" });
});

dbTest("what an event without a time beat stays beaten while what came after it is tried again", async ({ db }) => {
  const { deliver, process, save, title, ends } = await aProduct(db);
  await deliver("future", FUTURE);
  await deliver("untimed");
  await deliver("newest", LONG_AGO);
  let commits = 0;
  await save(
    intercept(db, {
      beforeCommit: () => {
        if (++commits === 2) throw Object.assign(new Error("deadlock"), { code: "40P01" });
      },
    }),
  );
  expect(await ends()).toEqual({ future: "superseded", untimed: "succeeded", newest: "retrying" });
  await db.$executeRaw`UPDATE event SET next_attempt_at = now() WHERE status = 'retrying'`;
  await process();
  expect([await title(), await ends()]).toEqual(["newest", { future: "superseded", untimed: "succeeded", newest: "succeeded" }]);
});

dbTest("where the newest cannot be saved for good, the next newest gets its turn", async ({ db }) => {
  const { deliver, process, save, title, ends } = await aProduct(db);
  await deliver("oldest", "2026-01-01T00:00:00Z");
  await deliver("newer", "2026-01-02T00:00:00Z");
  await deliver("broken", "2026-01-03T00:00:00Z");
  let commits = 0;
  await save(
    intercept(db, {
      beforeCommit: () => {
        if (++commits === 1) throw Object.assign(new Error("refused"), { code: "23514" });
      },
    }),
  );
  await process();
  expect([await title(), await ends()]).toEqual(["newer", { oldest: "superseded", newer: "succeeded", broken: "failed" }]);
});

dbTest("one event the database refuses fails alone, the others of its batch are saved", async ({ db }) => {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  for (let id = 1; id <= 8; id++) await hub.deliver(storeId, { event_id: `event ${id}`, product: { id, name: `Product ${id}` } });
  await db.$executeRaw`ALTER TABLE product ADD CONSTRAINT no_five CHECK (title <> 'Product 5')`;
  try {
    await hub.process(storeId);
  } finally {
    await db.$executeRaw`ALTER TABLE product DROP CONSTRAINT no_five`;
  }
  const failed = await db.event.findMany({ where: { status: "failed" }, select: { eventId: true, errorMessage: true } });
  expect(failed).toEqual([{ eventId: "event 5", errorMessage: "This product could not be saved. The log of the server has the cause." }]);
  expect(await db.event.count({ where: { status: "succeeded" } })).toBe(7);
  expect(await db.product.count()).toBe(7);
});
