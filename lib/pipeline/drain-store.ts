import { randomUUID } from "node:crypto";
import { releaseStore, takeStore } from "@/lib/events/claim-events";
import { hasDueEvents, nextRetryAt } from "@/lib/events/waiting-events";
import { drainBatch } from "./drain-batch";
import type { PipelineDeps } from "./pipeline-deps";

export type Drained = {
  /** Events taken. */
  events: number;
  /** Whether more may be waiting: call again. */
  hasMore: boolean;
  /** When the store's next retry is due. */
  retryAt: string | null;
};

/** A step's share: long enough to be worth its bookkeeping, far below any host's limit. */
const STEP_MS = 2_000;

/**
 * Drains a store for a while: batch after batch until nothing waits or the time is up. One worker per store; whoever
 * comes second leaves, because the first looks once more after it let go.
 */
export async function drainStore(deps: PipelineDeps, storeId: string): Promise<Drained> {
  const owner = randomUUID();
  const until = performance.now() + STEP_MS;
  let events = 0;
  let taken = 0;
  do {
    if (!(await takeStore(deps.db, storeId, owner))) return { events, hasMore: false, retryAt: null };
    taken = await drainBatch(deps, storeId);
    events += taken;
  } while (taken > 0 && performance.now() < until);
  await releaseStore(deps.db, storeId, owner);
  const hasMore = taken > 0 || (await hasDueEvents(deps.db, storeId));
  return { events, hasMore, retryAt: (await nextRetryAt(deps.db, storeId))?.toISOString() ?? null };
}
