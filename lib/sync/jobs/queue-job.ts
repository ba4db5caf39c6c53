import type { Db } from "@/lib/core/db";
import type { ConnectionKind } from "../connections/connection";
import type { JobTrigger, SyncMode } from "./job";

/** People wait for what they asked for; the night's work waits for everybody. */
export const PRIORITY: Record<JobTrigger, number> = { manual: 30, connect: 20, webhook: 10, schedule: 0 };

/**
 * Queues a look at a store's shop. One that waits already in the same mode is joined, and goes as early as the most
 * urgent who asked.
 * @returns the job's id, new or joined
 */
export async function queueJob(
  db: Db,
  storeId: string,
  kind: ConnectionKind,
  asked: { mode: SyncMode; trigger: JobTrigger; isForced?: boolean; requestedBy?: string | null },
): Promise<string> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO sync_job AS j (store_id, kind, mode, trigger, priority, is_forced, requested_by)
    VALUES (${storeId}::uuid, ${kind}, ${asked.mode}, ${asked.trigger}, ${PRIORITY[asked.trigger]}, ${asked.isForced ?? false}, ${asked.requestedBy ?? null}::uuid)
    ON CONFLICT (store_id, mode) WHERE status = 'queued' DO UPDATE SET
      priority = greatest(j.priority, EXCLUDED.priority), is_forced = j.is_forced OR EXCLUDED.is_forced,
      trigger = CASE WHEN EXCLUDED.priority > j.priority THEN EXCLUDED.trigger ELSE j.trigger END,
      requested_by = coalesce(EXCLUDED.requested_by, j.requested_by),
      run_after = CASE WHEN EXCLUDED.priority > j.priority THEN now() ELSE j.run_after END
    RETURNING id::text`;
  const [row] = rows;
  if (!row) throw new Error("a job was neither made nor joined");
  return row.id;
}
