import { noteFailure } from "@/lib/sync/connections/breaker";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { readMarks } from "@/lib/sync/marks/marks";
import { askShop, FIRST_DELAY_MS, isFailedAsk, knock, noteEffort, SLICE_MS } from "./ask-shop";
import { fetchMarked } from "./fetch-marked";
import type { PullDeps } from "./pull-deps";

/** `isDone`: all that was noted at the beginning is fetched. `retryAt`: the shop did not answer; not before, in ISO 8601. */
export type Noticed = { isDone: boolean; retryAt: string | null };

/**
 * Fetches what the shop's own webhooks spoke of, for a slice's time. Null: nothing waits, the breaker is open, or the shop
 * refuses: then it is asked when a person wants it, and marks are no such wish.
 */
export async function fetchNoticed(deps: PullDeps, storeId: string): Promise<Noticed | null> {
  if ((await readMarks(deps.db, storeId, 1)).length === 0) return null;
  const connection = await openConnection(deps, storeId);
  const now = deps.now();
  if (connection === null || connection.isDisconnected || (connection.openUntil && connection.openUntil > now)) return null;
  const source = askShop(deps, connection);
  try {
    await knock(connection, source);
    const isDone = await fetchMarked(deps, storeId, source, performance.now() + SLICE_MS);
    await noteEffort(deps, connection, source);
    return { isDone, retryAt: null };
  } catch (error) {
    if (!isFailedAsk(error)) throw error;
    const openUntil = await noteFailure(deps.db, storeId, error, now, source.effort().taught);
    deps.log.warn({ err: error, storeId, problem: error.problem }, "the shop did not answer a fetch");
    // Whatever it is, no job is kept from its turn: it tells the same, or shows that the shop is well.
    if (!error.isPassing) return null;
    const until = new Date(Math.max(now.getTime() + FIRST_DELAY_MS, openUntil?.getTime() ?? 0));
    return { isDone: false, retryAt: until.toISOString() };
  }
}
