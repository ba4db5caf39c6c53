import type { Db } from "@/lib/core/db";
import type { ClaimedJob } from "@/lib/sync/jobs/job";

/**
 * External ids of a store's active products that a complete listing did not name and that nothing has touched since it
 * began: what changed meanwhile may have come after its page.
 */
export async function findUnlisted(db: Db, job: Pick<ClaimedJob, "id" | "storeId">, source: string, listedFrom: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ external_id: string }[]>`
    SELECT p.external_id FROM product p
    JOIN product_version v ON v.store_id = p.store_id AND v.external_id = p.external_id AND v.last_sync_at < ${listedFrom}
    WHERE p.store_id = ${job.storeId}::uuid AND p.external_source = ${source} AND p.is_active
      AND NOT EXISTS (SELECT 1 FROM sync_seen s WHERE s.job_id = ${job.id}::uuid AND s.external_id = p.external_id)
      AND NOT EXISTS (SELECT 1 FROM event e WHERE e.store_id = p.store_id AND e.product_id = substr(p.external_id, strpos(p.external_id, '_') + 1)
        AND e.status IN ('received', 'processing', 'retrying'))
    ORDER BY p.external_id`;
  return rows.map((row) => row.external_id);
}

/** Distinct products the listing named. */
export async function countNamed(db: Db, jobId: string): Promise<number> {
  return db.syncSeen.count({ where: { jobId } });
}
