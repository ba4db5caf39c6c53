import type { Db } from "@/lib/core/db";
import { failingAmong } from "@/lib/sync/connections/breaker";
import { askedForAmong } from "@/lib/sync/jobs/due-jobs";
import type { Lane } from "../events";

export type Woken = { storeId: string; lane?: Lane };

/**
 * Where each store waits for its turn: among shops that did not answer the last time, among those of whom somebody waits for
 * a look, or among all others.
 */
export async function chooseLanes(db: Db, storeIds: readonly string[]): Promise<Woken[]> {
  const [failing, askedFor] = await Promise.all([failingAmong(db, storeIds), askedForAmong(db, storeIds)]);
  return storeIds.map((storeId) => {
    if (failing.includes(storeId)) return { storeId, lane: "failing" };
    return askedFor.includes(storeId) ? { storeId, lane: "asked-for" } : { storeId };
  });
}
