import { Prisma, type Db } from "@/lib/core/db";

/**
 * External ids of a store's active products that its shop did not name in this run, and that nothing has touched since
 * the run began: what changed meanwhile may have come back. Asked again of `among` before anything is done about them.
 * Without `among` it is the plugin's digest that asks, which names WooCommerce's products only.
 */
export async function findGone(db: Db, runId: string, among: readonly string[] | null = null): Promise<string[]> {
  const unnamed =
    among === null
      ? Prisma.sql`p.external_source = 'woocommerce' AND NOT EXISTS (SELECT 1 FROM digest_seen s WHERE s.run_id = r.id AND s.external_id = p.external_id)`
      : Prisma.sql`p.external_id = ANY(${among}::text[])`;
  const rows = await db.$queryRaw<{ external_id: string }[]>`
    SELECT p.external_id FROM digest_run r
    JOIN product p ON p.store_id = r.store_id AND p.is_active
    JOIN product_version v ON v.store_id = p.store_id AND v.external_id = p.external_id AND v.last_sync_at < r.started_at
    WHERE r.id = ${runId}::uuid AND ${unnamed}
      AND NOT EXISTS (SELECT 1 FROM event e WHERE e.store_id = p.store_id AND e.product_id = substr(p.external_id, strpos(p.external_id, '_') + 1)
        AND e.status IN ('received', 'processing', 'retrying'))
    ORDER BY p.external_id`;
  return rows.map((row) => row.external_id);
}
