// From the embedded database to an empty PostgreSQL, every row as it is: for those who outgrow one process. Stop the server first.
//   node --import tsx scripts/copy-to-postgres.ts postgresql://user:password@host:5432/database [folder, default DATA_DIR/db]
// What the engine was doing is copied too; the embedded folder is only read. A broken-off copy leaves the target empty.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { lockDataFolder } from "@/lib/core/data-lock";
import { createPglite, openDatabase } from "@/lib/core/open-database";

const ROWS_AT_ONCE = 500;
const quote = (name: string) => `"${name}"`;

type Column = { name: string; type: string };
type Table = { name: string; columns: Column[]; needs: string[] };

/** Tables with their columns, those that others point to first. */
async function tablesOf(lite: PGlite): Promise<Table[]> {
  const { rows } = await lite.query<Table>(`
    SELECT c.relname AS name,
      (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
        FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
      coalesce((SELECT json_agg(DISTINCT t.relname) FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid), '[]') AS needs
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`);
  const sorted: Table[] = [];
  for (let waiting = rows; waiting.length > 0;) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => sorted.some(({ name }) => name === need)));
    if (ready.length === 0) throw new Error(`tables point to each other: ${waiting.map(({ name }) => name).join(", ")}`);
    sorted.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return sorted;
}

/** Values travel as text and are cast to the column's own type, so that vectors, arrays and numbers lose nothing. */
async function copyTable(lite: PGlite, target: pg.Client, { name, columns }: Table): Promise<number> {
  const read = columns.map((column) => `${quote(column.name)}::text`).join(", ");
  const names = columns.map((column) => quote(column.name)).join(", ");
  const cast = columns.map(({ type }, index) => `r.c${index}::${type}`).join(", ");
  const lists = columns.map((_, index) => `$${index + 1}::text[]`).join(", ");
  const insert = `INSERT INTO ${quote(name)} (${names}) SELECT ${cast} FROM unnest(${lists}) AS r (${columns.map((_, index) => `c${index}`).join(", ")})`;
  let copied = 0;
  await lite.exec(`BEGIN; DECLARE copied CURSOR FOR SELECT ${read} FROM ${quote(name)}`);
  for (;;) {
    const { rows } = await lite.query<(string | null)[]>(`FETCH ${ROWS_AT_ONCE} FROM copied`, [], { rowMode: "array" });
    if (rows.length === 0) break;
    await target.query(
      insert,
      columns.map((_, index) => rows.map((row) => row[index])),
    );
    copied += rows.length;
  }
  await lite.exec("COMMIT");
  return copied;
}

/** New rows get numbers after those that were copied. */
async function moveSequences(target: pg.Client, { name, columns }: Table): Promise<void> {
  for (const column of columns) {
    const { rows } = await target.query<{ sequence: string | null }>("SELECT pg_get_serial_sequence($1, $2) AS sequence", [
      quote(name),
      column.name,
    ]);
    const sequence = rows[0]?.sequence;
    if (sequence)
      await target.query(`SELECT setval($1, coalesce((SELECT max(${quote(column.name)}) FROM ${quote(name)}), 0) + 1, false)`, [sequence]);
  }
}

async function copyAll(url: string, folder: string): Promise<void> {
  const prepared = await openDatabase({ url, dataDir: "", poolSize: 1 });
  await prepared.migrate();
  await prepared.close();
  const lock = lockDataFolder(folder);
  const lite = await createPglite(folder);
  const target = new pg.Client({ connectionString: url });
  await target.connect();
  try {
    await target.query("BEGIN");
    for (const table of await tablesOf(lite)) {
      if ((await target.query(`SELECT 1 FROM ${quote(table.name)} LIMIT 1`)).rows.length > 0)
        throw new Error(`${table.name} holds rows already: copy into an empty database.`);
      const copied = await copyTable(lite, target, table);
      await moveSequences(target, table);
      if (copied > 0) console.log(`  ${String(copied).padStart(8)}  ${table.name}`);
    }
    await target.query("COMMIT");
    await target.query("ANALYZE");
  } finally {
    await target.end();
    await lite.close();
    lock.release();
  }
}

try {
  process.loadEnvFile();
} catch {
  // No .env: the arguments say everything.
}
const [url, folder = join(process.env.DATA_DIR?.trim() || ".data", "db")] = process.argv.slice(2);
if (!url || !/^postgres(ql)?:\/\//.test(url) || !existsSync(folder)) {
  console.error(
    "node --import tsx scripts/copy-to-postgres.ts postgresql://user:password@host:5432/database [folder of the embedded database]",
  );
  process.exit(2);
}
await copyAll(url, folder);
console.log("Copied. Set DATABASE_URL to it, keep NEXTAUTH_SECRET and ENCRYPTION_KEYS, and start.");
