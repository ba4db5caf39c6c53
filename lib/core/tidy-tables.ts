import type { Database } from "./open-database";

/** Below this many pages of 8 KiB any plan is as good as another. */
const SMALLEST_PAGES = 16;
/** A file this much longer than when it was last looked at. */
export const GROWN_BY = 1.2;
/**
 * Up to here both go through the whole table in a quarter of a second, and the process stands still meanwhile. Of 1,000,000 events giving back
 * dead rows takes a second with those of 100,000 new ones: that is left to the hourly round, with a tenth of them.
 */
const BOTH_UP_TO_PAGES = 4_000;
/** Counts 6,000 rows of a table instead of 30,000: of 100,000 products in 0.4 s of processor instead of 1.6. */
const STATISTICS_TARGET = 20;

/**
 * What autovacuum is to a server, for the embedded database, which has none: tables give back their dead rows and are counted
 * anew. Without that the planner takes a filled table for an empty one: a page of 3,388 products took a second instead of
 * a hundredth of one. One table after the other, so that whoever waits for the only connection gets in between.
 * @param grownBy only tables whose file is this many times as long as when they were last looked at, and of the large ones dead rows stay;
 *   0: all but the smallest, dead rows too
 * @returns names of the tables it went through
 */
export async function tidyTables({ db, maintain }: Pick<Database, "db" | "maintain">, grownBy: number): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string; pages: number }[]>`
    SELECT t.relname AS name, t.pages::int FROM (
      SELECT relname, relpages, pg_relation_size(oid) / current_setting('block_size')::int AS pages FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace) t
    WHERE t.pages >= ${SMALLEST_PAGES} AND t.pages >= t.relpages * ${grownBy}::float8
    ORDER BY t.pages`;
  if (tables.length > 0) await maintain(`SET default_statistics_target = ${STATISTICS_TARGET}`);
  for (const { name, pages } of tables) {
    if (grownBy === 0 || pages <= BOTH_UP_TO_PAGES) await maintain(`VACUUM "${name}"`);
    // In a statement of its own: others get in between.
    await maintain(`ANALYZE "${name}"`);
  }
  return tables.map(({ name }) => name);
}
