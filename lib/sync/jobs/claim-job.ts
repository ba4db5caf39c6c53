import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { sqlStateOf } from "@/lib/core/sql-state";
import { jobPhases, jobTriggers, place, syncModes, type ClaimedJob } from "./job";

/** Renewed with every page, and by hold-lease.ts between them. A process that died is replaced after it. */
export const LEASE_SECONDS = 120;

const UNIQUE_VIOLATION = "23505";

const claimedRow = z.object({
  id: z.string(),
  store_id: z.string(),
  mode: z.enum(syncModes),
  trigger: z.enum(jobTriggers),
  is_forced: z.boolean(),
  is_cancelled: z.boolean(),
  phase: z.enum(jobPhases),
  place,
  attempts: z.number(),
  generation: z.number(),
});

/**
 * The job of this store that is to go on: the one under way whose worker let go or died, else the most urgent that
 * waits. Null: nothing is due, or somebody has it. A cancelled one is given too: it has to be ended. A lease that ran
 * out counts as an attempt: what kills each worker that takes it is not tried for ever.
 */
export async function claimJob(db: Db, storeId: string): Promise<ClaimedJob | null> {
  const rows = await db.$queryRaw<unknown[]>`
    UPDATE sync_job SET status = 'running', generation = generation + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      started_at = coalesce(started_at, now()), attempts = attempts + CASE WHEN lease_until IS NULL THEN 0 ELSE 1 END
    WHERE id = (
      SELECT j.id FROM sync_job j WHERE j.store_id = ${storeId}::uuid AND j.status IN ('queued', 'running')
        AND (j.run_after <= now() OR j.is_cancelled) AND (j.lease_until IS NULL OR j.lease_until < now())
        AND NOT EXISTS (SELECT 1 FROM sync_job r WHERE r.store_id = j.store_id AND r.status = 'running' AND r.id <> j.id)
      ORDER BY (j.status = 'running') DESC, j.priority DESC, j.created_at, j.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    AND NOT EXISTS (SELECT 1 FROM sync_job r WHERE r.store_id = ${storeId}::uuid AND r.status = 'running' AND r.id <> sync_job.id)
    RETURNING id::text, store_id::text, mode, trigger, is_forced, is_cancelled, phase, place, attempts, generation`.catch(
    (error: unknown) => {
      // Two workers took two jobs of one store in the same moment: the index lets one of them through.
      if (sqlStateOf(error) === UNIQUE_VIOLATION) return [];
      throw error;
    },
  );
  if (rows.length === 0) return null;
  const { store_id: claimedStore, is_forced: isForced, is_cancelled: isCancelled, ...row } = claimedRow.parse(rows[0]);
  return { ...row, storeId: claimedStore, isForced, isCancelled };
}
