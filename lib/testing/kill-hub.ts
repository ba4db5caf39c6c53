import { createEventReceiver } from "@/lib/events/receive-event";
import type { DbClient } from "@/lib/core/db";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { silentLog } from "./a-hub";
import { intercept } from "./intercept-db";

/** When the hub's process is killed: before its n-th commit, at its n-th word to the database, or before a commit at which this holds. */
export type Death = { commit?: number; word?: number; atCommitWhen?: () => boolean };

const MOST_SLICES = 20;

/** A hub that hears and does nothing more once it was killed. */
export function mortal(deps: PullDeps, db: DbClient, death: Death): PullDeps {
  let commits = 0;
  let words = 0;
  let isDead = false;
  const meet = (isNow: boolean) => {
    isDead ||= isNow;
    if (isDead) throw Object.assign(new Error("killed"), { code: "57P01" });
  };
  const line = intercept(db, {
    before: () => meet(++words === death.word),
    beforeCommit: () => meet(++commits === death.commit || (death.atCommitWhen?.() ?? false)),
  });
  return { ...deps, db: line, receiver: createEventReceiver({ db: line, log: silentLog, onAccepted: () => {} }) };
}

/**
 * A store's jobs, slice by slice, until the process dies (its lease is over then) or nothing is due.
 * @returns whether it died
 */
export async function runUntilKilled({ deps, storeId }: { deps: PullDeps; storeId: string }, db: DbClient, death: Death): Promise<boolean> {
  const hub = mortal(deps, db, death);
  for (let slice = 0; slice < MOST_SLICES; slice++) {
    try {
      const { hasMore, retryAt } = await runSlice(hub, storeId);
      if (!hasMore && retryAt === null) return false;
      await db.$executeRaw`UPDATE sync_job SET run_after = now() WHERE store_id = ${storeId}::uuid AND status = 'running'`;
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes("killed")) throw error;
      await db.$executeRaw`
        UPDATE sync_job SET lease_until = now() - interval '1 second', run_after = now() WHERE store_id = ${storeId}::uuid AND status = 'running'`;
      return true;
    }
  }
  throw new Error("it neither ended nor died");
}
