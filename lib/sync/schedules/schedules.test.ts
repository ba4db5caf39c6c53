import { expect, test } from "vitest";
import { aConnection } from "@/lib/testing/a-connection";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { firstTime, planSchedules } from "./plan-schedules";
import { queueDueSchedules } from "./queue-due";

const NOW = new Date("2026-03-10T12:00:00Z");
const MINUTE_MS = 60_000;

test("nights are spread over four hours, and a store keeps its minute", () => {
  const nights = Array.from({ length: 300 }, (_, index) => firstTime(`store ${index}`, "reconcile", 1_440, NOW));
  const minutes = nights.map((at) => (at.getUTCHours() * 60 + at.getUTCMinutes() - (22 * 60 + 30) + 1_440) % 1_440);
  expect(Math.min(...minutes)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...minutes)).toBeLessThan(240);
  expect(new Set(minutes).size).toBeGreaterThan(100);
  const [first] = nights;
  expect(firstTime("store 0", "reconcile", 1_440, first ?? NOW).getTime() - (first?.getTime() ?? 0)).toBe(1_440 * MINUTE_MS);
});

test("the next time is after now and no further than one rhythm", () => {
  for (const everyMinutes of [15, 30, 60, 720])
    for (let index = 0; index < 50; index++) {
      const at = firstTime(`store ${index}`, "incremental", everyMinutes, NOW).getTime() - NOW.getTime();
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThanOrEqual(everyMinutes * MINUTE_MS);
    }
});

dbTest("what is due is queued once, what was missed is made up for once, and the next time is planned", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aConnection(db, storeId);
  await planSchedules(db, storeId, NOW);
  const late = new Date(NOW.getTime() + 3 * 86_400_000);
  expect(await queueDueSchedules({ db, now: () => NOW }, 10)).toBe(0);
  expect(await queueDueSchedules({ db, now: () => late }, 10)).toBe(2);
  expect(await queueDueSchedules({ db, now: () => late }, 10)).toBe(0);
  expect(await db.syncJob.findMany({ select: { mode: true, trigger: true }, orderBy: { mode: "asc" } })).toEqual([
    { mode: "incremental", trigger: "schedule" },
    { mode: "reconcile", trigger: "schedule" },
  ]);
  for (const { nextAt } of await db.syncSchedule.findMany({ select: { nextAt: true } })) expect(nextAt > late).toBe(true);
});

dbTest("a store that is switched off, disabled in its schedule or refused by its shop is left alone", async ({ db }) => {
  const late = { db, now: () => new Date(NOW.getTime() + 3 * 86_400_000) };
  const [off, refused, paused] = [await anOwnedStore(db), await anOwnedStore(db), await anOwnedStore(db)];
  for (const { id } of [off, refused, paused]) {
    await aConnection(db, id);
    await planSchedules(db, id, NOW);
  }
  await db.store.update({ where: { id: off.id }, data: { isActive: false }, select: { id: true } });
  await db.connection.update({ where: { storeId: refused.id }, data: { state: "disconnected" }, select: { storeId: true } });
  await db.syncSchedule.updateMany({ where: { storeId: paused.id }, data: { isEnabled: false } });
  expect(await queueDueSchedules(late, 10)).toBe(0);
  await planSchedules(db, paused.id, NOW);
  expect(await db.syncSchedule.count({ where: { storeId: paused.id, isEnabled: false } }), "what somebody changed stays").toBe(2);
});
