import type { Db } from "@/lib/core/db";
import { LEASE_SECONDS } from "./claim-job";
import type { ClaimedJob } from "./job";

/** Twice before the lease ends, should one renewal be lost. */
const RENEW_EVERY_MS = (LEASE_SECONDS * 1_000) / 3;
/** Half an hour between two pages: who is silent for so long hangs, whatever its timer says. */
const MOST_RENEWALS = 45;

/** Only for its holder, and never for a job that was let go: a renewal that comes late must not lock it up. */
export async function renewLease(db: Db, job: Pick<ClaimedJob, "id" | "generation">): Promise<void> {
  await db.$executeRaw`
    UPDATE sync_job SET lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${job.id}::uuid AND generation = ${job.generation} AND status = 'running' AND lease_until IS NOT NULL`;
}

/**
 * A worker that lives keeps its job, however long one product of a slow shop takes: pages renew the lease, and between
 * them this does. Which worker may write is the generation's to say, not the lease's.
 * @returns ends it
 */
export function holdLease(db: Db, job: Pick<ClaimedJob, "id" | "generation">, everyMs = RENEW_EVERY_MS): () => void {
  let renewals = 0;
  const timer = setInterval(() => {
    if (++renewals >= MOST_RENEWALS) clearInterval(timer);
    // Lost once, it is tried again; a database that is away ends the slice by itself.
    renewLease(db, job).catch(() => undefined);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
