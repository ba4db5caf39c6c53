import { z } from "zod";
import { countRows } from "@/lib/core/count-rows";
import { cutPage, decodeCursor, timePlace } from "@/lib/core/cursor";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Page } from "@/lib/core/wire";
import type { Caller } from "@/lib/access/caller";
import { judgedStores, newestJudgements, typedLike } from "./newest-judgements";
import { verdicts, type JudgementChoice, type JudgementFilters, type JudgementRow } from "./wire";

const row = z.object({
  id: z.string(),
  store_id: z.string(),
  user_id: z.string(),
  product_id: z.string(),
  external_id: z.string(),
  title: z.string(),
  query: z.string(),
  filters: z.record(z.string(), z.unknown()),
  verdict: z.enum(verdicts),
  rank: z.number(),
  score: z.number(),
  judged_at: z.date(),
});

const chosen = ({ verdict, q }: JudgementChoice): Prisma.Sql =>
  Prisma.sql`${verdict ? Prisma.sql`j.verdict = ${verdict}` : Prisma.sql`TRUE`} AND ${q ? typedLike(q) : Prisma.sql`TRUE`}`;

/** The judged set, newest first: what people said of which answer, and where it stood then. */
export async function listJudgements(deps: Pick<Deps, "db">, caller: Caller, filters: JudgementFilters): Promise<Page<JudgementRow>> {
  const ofStores = judgedStores(caller, filters.storeId);
  const [count, page] = await Promise.all([
    countRows(
      deps.db,
      Prisma.sql`SELECT 1 FROM search_judgement j JOIN store s ON s.id = j.store_id WHERE ${ofStores} AND ${chosen(filters)}`,
    ),
    readJudgements(deps, caller, filters),
  ]);
  return { count, ...page };
}

/** One page of it, uncounted. */
export async function readJudgements(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  { limit, cursor, ...choice }: JudgementFilters,
): Promise<Omit<Page<JudgementRow>, "count">> {
  const after = cursor === undefined ? null : decodeCursor(cursor, timePlace);
  const place = after ? Prisma.sql`(j.judged_at, j.id) < (${new Date(after[0])}, ${after[1]}::uuid)` : Prisma.sql`TRUE`;
  const raw = await db.$queryRaw<unknown[]>`
      SELECT j.id::text, j.store_id::text, j.user_id::text, j.product_id::text, p.external_id, p.title, j.query, j.filters, j.verdict, j.rank, j.score, j.judged_at
      FROM ${newestJudgements(caller, choice.storeId, Prisma.sql`${chosen(choice)} AND ${place}`, limit + 1)} page JOIN search_judgement j ON j.id = page.id JOIN product p ON p.id = j.product_id
      ORDER BY j.judged_at DESC, j.id DESC`;
  const { rows, next } = cutPage(z.array(row).parse(raw), limit, ({ judged_at, id }) => [judged_at.toISOString(), id]);
  return {
    next,
    rows: rows.map((judgement) => ({
      id: judgement.id,
      storeId: judgement.store_id,
      userId: judgement.user_id,
      query: judgement.query,
      filters: judgement.filters,
      product: { id: judgement.product_id, externalId: judgement.external_id, title: judgement.title },
      verdict: judgement.verdict,
      rank: judgement.rank,
      score: judgement.score,
      judgedAt: judgement.judged_at,
    })),
  };
}
