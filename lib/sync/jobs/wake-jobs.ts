import type { Db } from "@/lib/core/db";

/** The shop answers again: what waits for it need not wait any longer. */
export async function wakeJobs(db: Db, storeId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE sync_job SET run_after = now(), problem = NULL
    WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running') AND run_after > now() AND problem IS NOT NULL`;
}
