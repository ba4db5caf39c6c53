import { z } from "zod";
import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import type { Periods } from "./periods";

/** US dollars as decimal text: all that was paid, for texts, for summaries and for searches. */
export type Spend = {
  todayUsd: string;
  monthUsd: string;
  /** What the same syncs would have cost had every text been embedded again. */
  savedUsd: string;
  /** Of products, as the next is too. */
  textsPaid: number;
  textsSaved: number;
};

const sums = z.object({
  today: z.string(),
  month: z.string(),
  saved: z.string(),
  texts_paid: z.bigint().transform(Number),
  texts_saved: z.bigint().transform(Number),
});

/**
 * What was paid today and this month, and what smart sync saved this month. What no store bears (lib/knowledge/ledger.ts)
 * is in the sums of the whole hub.
 */
export async function sumSpend(
  { db }: Pick<Deps, "db">,
  scope: Prisma.Sql,
  { today, month }: Pick<Periods, "today" | "month">,
): Promise<Spend> {
  const [row] = z.array(sums).parse(
    await db.$queryRaw<unknown[]>`
      SELECT trim_scale(coalesce(sum(e.cost_usd) FILTER (WHERE e.day >= ${today}::date), 0))::text AS today, trim_scale(coalesce(sum(e.cost_usd), 0))::text AS month,
        trim_scale(coalesce(sum(e.cost_avoided_usd), 0))::text AS saved, coalesce(sum(e.texts_paid) FILTER (WHERE e.purpose = 'embedding'), 0)::bigint AS texts_paid,
        coalesce(sum(e.texts_avoided) FILTER (WHERE e.purpose = 'embedding'), 0)::bigint AS texts_saved
      FROM ledger_day e WHERE e.day >= ${month}::date AND ${scope}`,
  );
  return {
    todayUsd: row?.today ?? "0",
    monthUsd: row?.month ?? "0",
    savedUsd: row?.saved ?? "0",
    textsPaid: row?.texts_paid ?? 0,
    textsSaved: row?.texts_saved ?? 0,
  };
}
