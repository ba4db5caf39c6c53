import { z } from "zod";
import { countRows } from "@/lib/core/count-rows";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { inOrder, orderedIds, type Orders } from "@/lib/core/ordered-ids";
import type { Page } from "@/lib/core/wire";
import type { Caller } from "@/lib/access/caller";
import { newestJudgements, typedLike } from "./newest-judgements";
import { verdicts, type JudgedOrdering, type JudgementChoice } from "./wire";

/** Any order but that of time needs them counted: of one store all, of many stores the newest so many. */
export const MAX_LOOKED_AT = 20_000;
/** Shown of one query; all are in the download. */
export const MAX_ANSWERS = 20;

export type JudgedList = JudgementChoice & { ordering: JudgedOrdering; limit: number; cursor: string | undefined };

const lastTyped = Prisma.sql`(array_agg(j.query ORDER BY j.judged_at DESC, j.id))[1]`;
const ups = Prisma.sql`count(*) FILTER (WHERE j.verdict = 'up')`;
const downs = Prisma.sql`count(*) FILTER (WHERE j.verdict = 'down')`;
const orders: Orders<JudgedOrdering> = {
  judged_at: { key: Prisma.sql`max(j.judged_at)`, kind: "time" },
  query: { key: Prisma.sql`lower(left(${lastTyped}, 100))`, kind: "text" },
  thumbs: { key: Prisma.sql`count(*)`, kind: "number" },
  up: { key: ups, kind: "number" },
  down: { key: downs, kind: "number" },
};

const answer = z
  .object({
    product_id: z.string(),
    title: z.string(),
    query: z.string(),
    filters: z.record(z.string(), z.unknown()),
    verdict: z.enum(verdicts),
    rank: z.number(),
    score: z.number(),
    is_own: z.boolean(),
  })
  .transform(({ product_id: productId, is_own: isOwn, ...rest }) => ({ ...rest, productId, isOwn }));
export type JudgedAnswer = z.output<typeof answer>;

const row = z
  .object({
    id: z.string(),
    store_id: z.string(),
    store_name: z.string(),
    query: z.string(),
    up: z.bigint().transform(Number),
    down: z.bigint().transform(Number),
    judged_at: z.date(),
    answers: z.array(answer),
  })
  .transform(({ store_id: storeId, store_name: storeName, judged_at: judgedAt, ...rest }) => ({ ...rest, storeId, storeName, judgedAt }));
export type JudgedRow = z.output<typeof row>;

/**
 * Queries somebody judged answers of, by store, with the answers. A verdict asked for is one that at least one answer got;
 * the thumbs of a query are always all of them. @throws AppError cursor_invalid
 */
export async function listJudged({ db }: Pick<Deps, "db">, caller: Caller, list: JudgedList): Promise<Page<JudgedRow>> {
  const { storeId, verdict, q, ordering, limit, cursor } = list;
  const looked = newestJudgements(caller, storeId, Prisma.sql`TRUE`, MAX_LOOKED_AT);
  const rowsOf = (shown: Prisma.Sql) => Prisma.sql`
    SELECT ${shown} FROM ${looked} page JOIN search_judgement j ON j.id = page.id GROUP BY j.store_id, j.query_key
    HAVING ${verdict ? Prisma.sql`bool_or(j.verdict = ${verdict})` : Prisma.sql`TRUE`} AND ${q ? Prisma.sql`bool_or(${typedLike(q)})` : Prisma.sql`TRUE`}`;
  const [count, { ids, next }] = await Promise.all([
    countRows(db, rowsOf(Prisma.sql`1`)),
    orderedIds(db, orders, (key) => rowsOf(Prisma.sql`j.store_id::text || ' ' || j.query_key AS id, ${key} AS key`), {
      ordering,
      limit,
      cursor,
    }),
  ]);
  const found = await db.$queryRaw<unknown[]>`
    SELECT l.id, s.id::text AS store_id, s.name AS store_name, said.query, said.up, said.down, said.judged_at, shown.answers
    FROM (SELECT id, split_part(id, ' ', 1)::uuid AS store_id, split_part(id, ' ', 2) AS query_key FROM unnest(${ids}::text[]) id) l
    JOIN store s ON s.id = l.store_id
    CROSS JOIN LATERAL (
      SELECT ${lastTyped} AS query, ${ups} AS up, ${downs} AS down, max(j.judged_at) AS judged_at
      FROM search_judgement j WHERE j.store_id = l.store_id AND j.query_key = l.query_key) said
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(a), '[]') AS answers FROM (
        SELECT j.product_id, p.title, j.query, j.filters, j.verdict, j.rank, j.score, j.user_id = ${caller.userId}::uuid AS is_own
        FROM search_judgement j JOIN product p ON p.id = j.product_id WHERE j.store_id = l.store_id AND j.query_key = l.query_key
        ORDER BY j.user_id = ${caller.userId}::uuid DESC, j.judged_at DESC, j.id LIMIT ${MAX_ANSWERS}) a) shown
    -- Taken back between the two looks.
    WHERE said.judged_at IS NOT NULL`;
  return { count, next, rows: inOrder(ids, z.array(row).parse(found)) };
}
