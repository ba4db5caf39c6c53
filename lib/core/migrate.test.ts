import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listPending, migrate, type Migration, type SqlConnection } from "./migrate";

// That Prisma's own commands agree with our bookkeeping is in scripts/schema-engine.test.ts.
let lite: PGlite;
const connection: SqlConnection = {
  query: async (sql, parameters) => (await lite.query<Record<string, unknown>>(sql, parameters)).rows,
  runScript: async (sql) => void (await lite.exec(sql)),
};
beforeAll(async () => void (lite = await PGlite.create()));
afterAll(() => lite.close());
beforeEach(() => lite.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));

const aMigration = (name: string, script: string): Migration => ({ name, script, checksum: "c".repeat(64) });
const first = aMigration("1_first", "CREATE TABLE one (id int); CREATE TABLE two (id int);");
const second = aMigration("2_second", "ALTER TABLE one ADD COLUMN name text;");
const broken = aMigration("3_broken", "CREATE TABLE three (id int); SELECT no_such_thing;");
const tables = async () =>
  (await connection.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map((row) => row.tablename);

test("what is missing is applied in order, once", async () => {
  expect(await migrate(connection, [first])).toEqual(["1_first"]);
  expect((await listPending(connection, [first, second])).map(({ name }) => name)).toEqual(["2_second"]);
  expect(await migrate(connection, [first, second])).toEqual(["2_second"]);
  expect(await migrate(connection, [first, second])).toEqual([]);
  expect(await tables()).toEqual(["_prisma_migrations", "one", "two"]);
});

test("one that fails leaves nothing of itself behind, and stops every later start with its name", async () => {
  await expect(migrate(connection, [first, broken, second])).rejects.toThrow("Migration 3_broken failed");
  expect(await tables()).toEqual(["_prisma_migrations", "one", "two"]);
  const [row] = await connection.query("SELECT finished_at, logs FROM _prisma_migrations WHERE migration_name = '3_broken'");
  expect(row).toMatchObject({ finished_at: null, logs: expect.stringContaining("no_such_thing") as string });
  await expect(migrate(connection, [first, second])).rejects.toThrow(
    /Migration 3_broken failed earlier and is half applied.*migrate resolve/,
  );
  await expect(listPending(connection, [first])).rejects.toThrow("half applied");
});

test("once the operator resolved it as rolled back, it is applied anew", async () => {
  await expect(migrate(connection, [broken])).rejects.toThrow();
  await connection.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL");
  expect(await migrate(connection, [aMigration("3_broken", "CREATE TABLE three (id int)")])).toEqual(["3_broken"]);
});

test("the advisory lock is given back, after a failure too", async () => {
  await expect(migrate(connection, [broken])).rejects.toThrow();
  expect(await connection.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).toEqual([]);
});
