import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The two ways to run SQL a migration needs: one statement with parameters, and a whole script. */
export type SqlConnection = {
  query(sql: string, parameters?: unknown[]): Promise<Record<string, unknown>[]>;
  runScript(sql: string): Promise<void>;
};

const MIGRATIONS_FOLDER = join(process.cwd(), "prisma", "migrations");

// Prisma's own bookkeeping, so that `prisma migrate deploy` and `status` agree with what we applied.
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** Prisma's own lock number: our start and a `prisma migrate deploy` at the same moment wait for each other. */
const PRISMA_ADVISORY_LOCK = 72707369;

export type Migration = { name: string; script: string; checksum: string };

function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  // Read when the server runs, not when it is bundled.
  return readdirSync(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(/* turbopackIgnore: true */ join(folder, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    });
}

/** Names of migrations not yet applied. */
export async function listPending(connection: SqlConnection, migrations = readMigrations()): Promise<Migration[]> {
  const rows = await connection.query(`SELECT migration_name, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`);
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) {
    throw new Error(
      `Migration ${String(unfinished.migration_name)} failed earlier and is half applied. Repair it, then run \`prisma migrate resolve\` (docs/recovery.md).`,
    );
  }
  const applied = new Set(rows.map((row) => row.migration_name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/**
 * Applies what is missing, in order, each script as one implicit transaction. Safe to call from several processes.
 * @returns names applied now.
 */
export async function migrate(connection: SqlConnection, migrations = readMigrations()): Promise<string[]> {
  await connection.query("SELECT pg_advisory_lock($1)", [PRISMA_ADVISORY_LOCK]);
  try {
    await connection.query(BOOKKEEPING);
    const pending = await listPending(connection, migrations);
    for (const { name, script, checksum } of pending) {
      const id = randomUUID();
      await connection.query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`, [id, checksum, name]);
      try {
        await connection.runScript(script);
      } catch (error) {
        await connection.query(`UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1`, [id, String(error)]);
        throw new Error(`Migration ${name} failed`, { cause: error });
      }
      await connection.query(`UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1`, [id]);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await connection.query("SELECT pg_advisory_unlock($1)", [PRISMA_ADVISORY_LOCK]);
  }
}
