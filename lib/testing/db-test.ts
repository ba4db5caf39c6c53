import { randomBytes } from "node:crypto";
import { openAsBlob } from "node:fs";
import { inject, test } from "vitest";
import { createPglite, openDatabase, wrapPglite, type Database } from "@/lib/core/open-database";
import type { DbClient } from "@/lib/core/db";
import { emptyTables } from "./empty-tables";

/**
 * A test with a real, migrated, empty database: PostgreSQL when TEST_DATABASE_URL is set, else PGlite in memory; a copy of
 * the run's template (template-database.ts) for each worker, which never runs two tests at once. `npm test` runs every such test on both.
 */
async function openForWorker(): Promise<Database> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return wrapPglite(await createPglite("memory://", await openAsBlob(inject("templateDatabase"))));
  const { default: pg } = await import("pg");
  const name = `fiko_test_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${inject("templateDatabase")}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href, dataDir: "", poolSize: 8 });
  return {
    ...database,
    async close() {
      await database.close();
      await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.end();
    },
  };
}

export const dbTest = test.extend<{ db: DbClient; database: Database }>({
  database: [
    async ({}, use) => {
      const database = await openForWorker();
      await use(database);
      await database.close();
    },
    { scope: "worker" },
  ],
  db: async ({ database }, use) => {
    await emptyTables(database.db);
    await use(database.db);
  },
});
