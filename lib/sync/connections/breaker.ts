import type { Db } from "@/lib/core/db";
import type { Learned, OpenConnection } from "./connection";

/** Looks that may fail in a row before the shop is left alone for a while. */
const OPENS_AFTER = 5;
const FIRST_PAUSE_MINUTES = 1;
const LONGEST_PAUSE_MINUTES = 60;

/**
 * What no waiting cures, in either kind of shop: its keys are refused, or lack a right. Only these end a store's looks by
 * itself; a certificate that ran out, a redirect or a plugin in the middle of its update is over some day, and asked about again.
 */
const NEEDS_SOMEBODY: ReadonlySet<string> = new Set([
  // WooCommerce
  "keys_unknown",
  "secret_wrong",
  "permission_missing",
  // WooCommerce's doctor, who has looked closer
  "read_not_allowed",
  "keys_wrong",
  // Shopify
  "token_invalid",
  "client_refused",
  "shop_not_permitted",
  "app_not_installed",
  "app_uninstalled",
  "scope_missing",
]);

/**
 * The circuit breaker of a store: closed, open (nothing is asked until `openUntil`), half-open (the next look tries).
 * It is two columns, so that every process sees the same.
 */
export type Breaker = "closed" | "open" | "half-open";

export function breakerOf({ failures, openUntil }: { failures: number; openUntil: Date | null }, now: Date): Breaker {
  if (openUntil === null || failures < OPENS_AFTER) return "closed";
  return openUntil > now ? "open" : "half-open";
}

/** Of these stores, those whose shop did not answer the last look. */
export async function failingAmong(db: Db, storeIds: readonly string[]): Promise<string[]> {
  const rows = await db.connection.findMany({ where: { storeId: { in: [...storeIds] }, failures: { gt: 0 } }, select: { storeId: true } });
  return rows.map(({ storeId }) => storeId);
}

/**
 * The shop answered: the breaker closes, what was learned is kept. Not where it was disconnected since it was asked: an answer
 * to an older question does not undo that.
 * @param problemAt as it was when the shop was asked
 */
export async function noteAnswer(
  db: Db,
  { storeId, problemAt }: Pick<OpenConnection, "storeId" | "problemAt">,
  taught: Partial<Learned>,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE connection SET state = 'connected', problem = NULL, problem_at = NULL, failures = 0, open_until = NULL, checked_at = ${now},
      learned = learned || ${JSON.stringify(taught)}::jsonb
    WHERE store_id = ${storeId}::uuid AND (state <> 'disconnected' OR problem_at IS NOT DISTINCT FROM ${problemAt}::timestamptz)`;
}

/**
 * A look failed. Refused keys disconnect until somebody acts; everything else counts towards the breaker, also what this
 * one look is not to repeat.
 * @param taught kept also now: the next look begins with the page that this one had come down to
 * @returns when to try again; null: not by itself
 */
export async function noteFailure(
  db: Db,
  storeId: string,
  { problem, isPassing }: { problem: string; isPassing: boolean },
  now: Date,
  taught: Partial<Learned> = {},
): Promise<Date | null> {
  if (!isPassing && NEEDS_SOMEBODY.has(problem)) {
    await db.connection.updateMany({ where: { storeId }, data: { state: "disconnected", problem, problemAt: now } });
    return null;
  }
  const rows = await db.$queryRaw<{ open_until: Date | null }[]>`
    UPDATE connection SET state = CASE WHEN state = 'disconnected' THEN state ELSE 'degraded' END, problem = ${problem}, problem_at = ${now},
      failures = failures + 1, learned = learned || ${JSON.stringify(taught)}::jsonb,
      open_until = CASE WHEN failures + 1 >= ${OPENS_AFTER}
        THEN ${now}::timestamptz + make_interval(mins => least(${LONGEST_PAUSE_MINUTES}, ${FIRST_PAUSE_MINUTES} * power(2, least(failures + 1 - ${OPENS_AFTER}, 10))::int)) END
    WHERE store_id = ${storeId}::uuid RETURNING open_until`;
  return rows[0]?.open_until ?? null;
}
