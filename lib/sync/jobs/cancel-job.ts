import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import type { SyncDeps } from "./request-sync";
import { showJob } from "./show-job";
import type { Deps } from "@/lib/core/deps";
import type { JobRow } from "./wire";

/**
 * Ends a job: one that waits at once, one under way after the page it has in hand. What it saved stays. May be asked
 * twice; a job that is over stays as it ended.
 * @throws AppError job_not_found
 */
export async function cancelJob(deps: SyncDeps & Pick<Deps, "now">, caller: Caller, id: string): Promise<JobRow> {
  const job = await showJob(deps, caller, id);
  await deps.db.$transaction(async (tx) => {
    const ended = await tx.$executeRaw`
      UPDATE sync_job SET is_cancelled = TRUE,
        status = CASE WHEN status = 'queued' THEN 'cancelled' ELSE status END, phase = CASE WHEN status = 'queued' THEN 'done' ELSE phase END,
        finished_at = CASE WHEN status = 'queued' THEN now() END
      WHERE id = ${job.id}::uuid AND status IN ('queued', 'running') AND NOT is_cancelled`;
    if (ended > 0)
      await recordAudit(tx, caller, { action: "store.cancel_sync", targetType: "store", targetId: job.store.id, details: { job: job.id } });
  });
  deps.nudgeSync([job.store.id]);
  return showJob(deps, caller, id);
}
