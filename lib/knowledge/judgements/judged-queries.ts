import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Caller } from "@/lib/access/caller";
import { newestJudgements } from "./newest-judgements";

/** What is listed, and what one press measures. */
const MAX_JUDGED_QUERIES = 50;
/** Judgements looked back on to find the queries judged last. */
const LOOK_BACK = 2_000;

const row = z
  .object({
    store_id: z.string(),
    store_name: z.string(),
    query_key: z.string(),
    query: z.string(),
    up: z.bigint().transform(Number),
    down: z.bigint().transform(Number),
    judged_at: z.date(),
  })
  .transform((found) => ({
    storeId: found.store_id,
    storeName: found.store_name,
    queryKey: found.query_key,
    query: found.query,
    up: found.up,
    down: found.down,
    judgedAt: found.judged_at,
  }));
export type JudgedQuery = z.output<typeof row>;

/** Queries somebody judged answers of, the last first, by store: with how many thumbs up and down, as it was last typed. */
export async function judgedQueries(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<JudgedQuery[]> {
  return z.array(row).parse(
    await db.$queryRaw<unknown[]>`
      WITH last AS (
        SELECT j.store_id, j.query_key, max(j.judged_at) AS judged_at
        FROM ${newestJudgements(caller, storeId, Prisma.sql`TRUE`, LOOK_BACK)} page JOIN search_judgement j ON j.id = page.id
        GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT ${MAX_JUDGED_QUERIES})
      SELECT l.store_id::text, s.name AS store_name, l.query_key, l.judged_at, said.query, said.up, said.down
      FROM last l JOIN store s ON s.id = l.store_id CROSS JOIN LATERAL (
        SELECT (array_agg(j.query ORDER BY j.judged_at DESC, j.id))[1] AS query, count(*) FILTER (WHERE j.verdict = 'up') AS up,
          count(*) FILTER (WHERE j.verdict = 'down') AS down
        FROM search_judgement j WHERE j.store_id = l.store_id AND j.query_key = l.query_key) said
      ORDER BY l.judged_at DESC, l.query_key`,
  );
}
