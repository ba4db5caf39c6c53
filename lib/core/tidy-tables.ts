import type { Database } from "./open-database";

/** Below this many pages of 8 KiB any plan is as good as another. */
const SMALLEST_PAGES = 16;
/** A file this much longer than when it was last looked at. */
export const GROWN_BY = 1.2;

/**
 * What autovacuum is to a server, for the embedded database, which has none and counts no changed rows: tables give back their dead rows
 * and are counted anew. Without that the planner takes a filled table for an empty one: a page of 3,388 products took a second instead of
 * a hundredth of one. One table after the other, so that whoever waits for the only connection gets in between.
 * @param grownBy only tables whose file is this many times as long as when they were last looked at; 0: all but the smallest
 * @returns names of the tables it went through
 */
export async function tidyTables({ db, maintain }: Pick<Database, "db" | "maintain">, grownBy: number): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT t.relname AS name FROM (
      SELECT relname, relpages, pg_relation_size(oid) / current_setting('block_size')::int AS pages FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace) t
    WHERE t.pages >= ${SMALLEST_PAGES} AND t.pages >= t.relpages * ${grownBy}::float8
    ORDER BY t.pages`;
  for (const { name } of tables) await maintain(`VACUUM (ANALYZE) "${name}"`);
  return tables.map(({ name }) => name);
}
