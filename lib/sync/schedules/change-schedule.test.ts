import { expect } from "vitest";
import { aConnection } from "@/lib/testing/a-connection";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { changeSchedule } from "./change-schedule";
import { listSchedules } from "./list-schedules";
import { planSchedules } from "./plan-schedules";

const NOW = new Date("2026-03-10T12:00:00Z");

dbTest("an owner changes when the own shop is looked at; nobody else can, and it is written down", async ({ db }) => {
  const deps = { db, now: () => NOW };
  const [owner, stranger] = [await aUser(db), await aUser(db)];
  const { id: storeId } = await aStore(db, owner);
  await expect(changeSchedule(deps, owner, storeId, [])).rejects.toMatchObject({ code: "connection_not_found" });
  await aConnection(db, storeId);
  await planSchedules(db, storeId, NOW);

  await changeSchedule(deps, owner, storeId, [
    { mode: "incremental", everyMinutes: 15 },
    { mode: "reconcile", everyMinutes: null },
  ]);
  const [incremental, reconcile] = await listSchedules(deps, owner, storeId);
  expect(incremental).toMatchObject({ mode: "incremental", everyMinutes: 15, isEnabled: true });
  expect((incremental?.nextAt.getTime() ?? 0) - NOW.getTime()).toBeLessThanOrEqual(15 * 60_000);
  expect(reconcile, "its rhythm is kept for later").toMatchObject({ everyMinutes: 1_440, isEnabled: false });

  await changeSchedule(deps, owner, storeId, [{ mode: "incremental", everyMinutes: 15 }]);
  expect(await db.auditEntry.count({ where: { action: "store.schedule", targetId: storeId } }), "what stays is no change").toBe(2);

  await expect(changeSchedule(deps, stranger, storeId, [])).rejects.toMatchObject({ code: "store_not_found" });
  await expect(listSchedules(deps, stranger, storeId)).rejects.toMatchObject({ code: "store_not_found" });
});
