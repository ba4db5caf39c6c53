import type { Db } from "@/lib/core/db";
import { LEASE_SECONDS } from "./claim-job";
import type { ClaimedJob, Figures, JobPhase, JobStatus, Place } from "./job";

/** Somebody else has the job now, or it was cancelled: whatever this process has in hand is not to be written. */
export class JobLost extends Error {
  constructor(readonly isCancelled: boolean) {
    super(isCancelled ? "the job was cancelled" : "the job is held by another process");
    this.name = "JobLost";
  }
}

/**
 * Keeps where the job has come to, and what was done on the way, in the transaction that saved it: a process that dies
 * afterwards repeats nothing. @throws JobLost which undoes that transaction
 */
export async function keepPlace(
  tx: Db,
  job: Pick<ClaimedJob, "id" | "generation">,
  { place, phase, total, added }: { place: Place; phase: JobPhase; total?: number | null; added: Partial<Figures> },
): Promise<void> {
  const rows = await tx.$queryRaw<{ is_cancelled: boolean }[]>`
    UPDATE sync_job SET place = ${JSON.stringify(place)}::jsonb, phase = ${phase}, total = coalesce(${total ?? null}::int, total), attempts = 0, problem = NULL,
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      done = done + ${added.done ?? 0}, created = created + ${added.created ?? 0}, updated = updated + ${added.updated ?? 0},
      unchanged = unchanged + ${added.unchanged ?? 0}, deactivated = deactivated + ${added.deactivated ?? 0}, failed = failed + ${added.failed ?? 0}
    WHERE id = ${job.id}::uuid AND generation = ${job.generation} AND status = 'running' RETURNING is_cancelled`;
  const [row] = rows;
  if (!row || row.is_cancelled) throw new JobLost(row?.is_cancelled ?? false);
}

/** Lets go of the job between two slices; the next to come takes it. */
export async function letGo(db: Db, job: Pick<ClaimedJob, "id" | "generation">): Promise<void> {
  await db.$executeRaw`UPDATE sync_job SET lease_until = NULL WHERE id = ${job.id}::uuid AND generation = ${job.generation} AND status = 'running'`;
}

/** The job waits: its shop does not answer, asked for time, or (no problem) works out what was asked. @param attempts slices that failed since the last progress */
export async function postponeJob(
  db: Db,
  job: Pick<ClaimedJob, "id" | "generation">,
  { until, problem, attempts }: { until: Date; problem: string | null; attempts: number },
): Promise<void> {
  await db.$executeRaw`
    UPDATE sync_job SET lease_until = NULL, run_after = ${until}, problem = ${problem}, attempts = ${attempts}
    WHERE id = ${job.id}::uuid AND generation = ${job.generation} AND status = 'running'`;
}

/** Runs of a store that are kept of each mode, its history: a day of looks for changes, and weeks of what is done at night. */
const KEPT_JOBS = 50;

/** Ends the job; what it noted of seen products goes with it. */
export async function endJob(
  tx: Db,
  job: Pick<ClaimedJob, "id" | "storeId" | "mode" | "generation">,
  { status, problem = null, added = {} }: { status: JobStatus; problem?: string | null; added?: Partial<Figures> },
): Promise<void> {
  const ended = await tx.$executeRaw`
    UPDATE sync_job SET status = ${status}, phase = 'done', problem = ${problem}, lease_until = NULL, finished_at = now(), place = '{}'::jsonb,
      deactivated = deactivated + ${added.deactivated ?? 0}
    WHERE id = ${job.id}::uuid AND generation = ${job.generation} AND status = 'running'`;
  if (ended === 0) throw new JobLost(false);
  await tx.$executeRaw`DELETE FROM sync_seen WHERE job_id = ${job.id}::uuid`;
  await tx.$executeRaw`DELETE FROM sync_job WHERE id IN (
    SELECT id FROM sync_job WHERE store_id = ${job.storeId}::uuid AND mode = ${job.mode} AND status NOT IN ('queued', 'running') ORDER BY created_at DESC, id DESC OFFSET ${KEPT_JOBS})`;
}
