import type { Db } from "@/lib/core/db";
import type { Learned } from "./connection";

/** Looks that may fail in a row before the shop is left alone for a while. */
const OPENS_AFTER = 5;
const FIRST_PAUSE_MINUTES = 1;
const LONGEST_PAUSE_MINUTES = 60;

/**
 * The circuit breaker of a store: closed, open (nothing is asked until `openUntil`), half-open (the next look tries).
 * It is two columns, so that every process sees the same.
 */
export type Breaker = "closed" | "open" | "half-open";

export function breakerOf({ failures, openUntil }: { failures: number; openUntil: Date | null }, now: Date): Breaker {
  if (openUntil === null || failures < OPENS_AFTER) return "closed";
  return openUntil > now ? "open" : "half-open";
}

/** The shop answered: the breaker closes, what was learned is kept. */
export async function noteAnswer(db: Db, storeId: string, taught: Partial<Learned>, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE connection SET state = 'connected', problem = NULL, problem_at = NULL, failures = 0, open_until = NULL, checked_at = ${now},
      learned = learned || ${JSON.stringify(taught)}::jsonb
    WHERE store_id = ${storeId}::uuid`;
}

/**
 * A look failed. One that waiting can cure counts towards the breaker; refused keys disconnect until somebody acts.
 * @returns when to try again; null: not by itself
 */
export async function noteFailure(
  db: Db,
  storeId: string,
  { problem, isPassing }: { problem: string; isPassing: boolean },
  now: Date,
): Promise<Date | null> {
  if (!isPassing) {
    await db.connection.updateMany({ where: { storeId }, data: { state: "disconnected", problem, problemAt: now } });
    return null;
  }
  const rows = await db.$queryRaw<{ open_until: Date | null }[]>`
    UPDATE connection SET state = CASE WHEN state = 'disconnected' THEN state ELSE 'degraded' END, problem = ${problem}, problem_at = ${now},
      failures = failures + 1,
      open_until = CASE WHEN failures + 1 >= ${OPENS_AFTER}
        THEN ${now}::timestamptz + make_interval(mins => least(${LONGEST_PAUSE_MINUTES}, ${FIRST_PAUSE_MINUTES} * power(2, least(failures + 1 - ${OPENS_AFTER}, 10))::int)) END
    WHERE store_id = ${storeId}::uuid RETURNING open_until`;
  return rows[0]?.open_until ?? null;
}
