import type { Db } from "@/lib/core/db";

/**
 * Arrival sequence of each product's last change without a time: what arrived before it is beaten, whatever its date
 * says (refuse-stale.ts). Products that never had one are absent.
 */
export async function readFloors(db: Db, storeId: string, externalIds: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await db.productVersion.findMany({
    where: { storeId, externalId: { in: [...externalIds] }, floorSeq: { gt: 0 } },
    select: { externalId: true, floorSeq: true },
  });
  return new Map(rows.map((row) => [row.externalId, row.floorSeq]));
}
