import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import type { DbClient } from "@/lib/core/db";

/**
 * Forgets how a store is reached, its schedules and what was queued; a job under way ends at its next page.
 * @param caller null: the shop itself asked for it
 */
export async function forgetConnection(
  db: DbClient,
  caller: Caller | null,
  { storeId, kind, address }: { storeId: string; kind: string; address: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.connection.deleteMany({ where: { storeId } });
    await tx.syncSchedule.deleteMany({ where: { storeId } });
    await tx.$executeRaw`UPDATE sync_job SET is_cancelled = TRUE WHERE store_id = ${storeId}::uuid AND status = 'running'`;
    await tx.$executeRaw`UPDATE sync_job SET status = 'cancelled', phase = 'done', finished_at = now() WHERE store_id = ${storeId}::uuid AND status = 'queued'`;
    await recordAudit(tx, caller, { action: "store.disconnect", targetType: "store", targetId: storeId, details: { kind, address } });
  });
}
