import type { Db } from "@/lib/core/db";
import { failingAmong } from "@/lib/sync/connections/breaker";

export type Woken = { storeId: string; lane?: "failing" };

/** Where each store waits for its turn: among shops that answer, or among those that did not the last time. */
export async function chooseLanes(db: Db, storeIds: readonly string[]): Promise<Woken[]> {
  const failing = new Set(await failingAmong(db, storeIds));
  return storeIds.map((storeId) => (failing.has(storeId) ? { storeId, lane: "failing" } : { storeId }));
}
