import type { Db } from "@/lib/core/db";
import { PRIORITY } from "./queue-job";

/** When the next job of a store may go on, in ISO 8601; null: none waits. */
export async function nextDueAt(db: Db, storeId: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ at: Date | null }[]>`
    SELECT min(greatest(run_after, coalesce(lease_until, run_after))) AS at FROM sync_job WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running')`;
  return rows[0]?.at?.toISOString() ?? null;
}

/** Stores with a job that may go on now, the most urgent first. */
export async function storesWithDueJobs(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ store_id: string }[]>`
    SELECT store_id::text FROM sync_job WHERE status IN ('queued', 'running') AND (run_after <= now() OR is_cancelled)
      AND (lease_until IS NULL OR lease_until < now())
    GROUP BY store_id ORDER BY max(priority) DESC, min(created_at) LIMIT ${limit}`;
  return rows.map((row) => row.store_id);
}

/** Of these stores, those with a job that somebody waits for: a first look, or one by hand. */
export async function askedForAmong(db: Db, storeIds: readonly string[]): Promise<string[]> {
  const rows = await db.syncJob.findMany({
    where: { storeId: { in: [...storeIds] }, status: { in: ["queued", "running"] }, priority: { gte: PRIORITY.connect } },
    select: { storeId: true },
    distinct: ["storeId"],
  });
  return rows.map(({ storeId }) => storeId);
}

/** Jobs under way are free to be taken, each with an attempt more: for a process that knows that no other lives. */
export async function releaseJobs(db: Db): Promise<void> {
  await db.$executeRaw`UPDATE sync_job SET lease_until = NULL, attempts = attempts + 1 WHERE status = 'running' AND lease_until IS NOT NULL`;
}
