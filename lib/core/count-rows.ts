import { type Prisma, type Db } from "./db";
import type { Count } from "./wire";

/** Past this many rows a count is an estimate: counting millions for each page would cost more than the page. */
const EXACT_UP_TO = 10_000;

/** @param rows a SELECT of the rows to count, without ORDER BY. */
export async function countRows(db: Db, rows: Prisma.Sql): Promise<Count> {
  const [counted] = await db.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count FROM (${rows} LIMIT ${EXACT_UP_TO + 1}) AS counted`;
  const exact = Number(counted?.count ?? 0);
  if (exact <= EXACT_UP_TO) return { count: exact, isEstimate: false };
  const [plan] = await db.$queryRaw<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }[]>`EXPLAIN (FORMAT JSON) ${rows}`;
  return { count: Math.max(exact, plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? exact), isEstimate: true };
}
