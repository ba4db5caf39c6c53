import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { dbTest } from "@/lib/testing/db-test";
import { GROWN_BY, tidyTables } from "./tidy-tables";

const fill = (db: DbClient, rows: number) => db.$executeRaw`
  INSERT INTO audit_entry (actor_kind, action, target_type, target_id) SELECT 'system', 'a.b', 'c', n::text FROM generate_series(1, ${rows}::int) n`;
const countedRows = async (db: DbClient) => {
  const [row] = await db.$queryRaw<{ rows: number }[]>`SELECT reltuples::int AS rows FROM pg_class WHERE relname = 'audit_entry'`;
  return row?.rows;
};

// A server has autovacuum, which would be faster than the test once in a while.
const embeddedTest = dbTest.skipIf(process.env.TEST_DATABASE_URL);

embeddedTest("a table that filled is counted, and again when it has grown by a fifth", async ({ db, database }) => {
  await fill(db, 5_000);
  expect(await tidyTables(database, GROWN_BY)).toEqual(["audit_entry"]);
  expect(await countedRows(db)).toBe(5_000);
  expect(await tidyTables(database, GROWN_BY)).toEqual([]);
  await fill(db, 500);
  expect(await tidyTables(database, GROWN_BY)).toEqual([]);
  await fill(db, 800);
  expect(await tidyTables(database, GROWN_BY)).toEqual(["audit_entry"]);
  expect(await countedRows(db)).toBe(6_300);
  await db.$executeRaw`DELETE FROM audit_entry WHERE id % 2 = 0`;
  expect(await tidyTables(database, 0)).toContain("audit_entry");
  expect(await countedRows(db)).toBe(3_150);
});

dbTest("housekeeping waits for a transaction, which goes through", async ({ db, database }) => {
  await fill(db, 10);
  const kept = db.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE audit_entry SET action = 'first.half'`;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return tx.$executeRaw`UPDATE audit_entry SET action = 'second.half'`;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await database.maintain(`VACUUM (ANALYZE) "product"`);
  expect(await database.countPending()).toBe(0);
  expect(await kept).toBe(10);
});
