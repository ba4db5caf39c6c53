import type { Db } from "@/lib/core/db";

export type Mark = { externalId: string; markedAt: Date };

/** Notes that these are to be fetched; one that is noted already is noted anew, so that a fetch under way does not count for it. */
export async function markProducts(db: Db, storeId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO sync_mark (store_id, external_id, marked_at)
    SELECT ${storeId}::uuid, id, clock_timestamp() FROM unnest(${[...new Set(externalIds)].sort()}::text[]) AS t (id)
    ON CONFLICT (store_id, external_id) DO UPDATE SET marked_at = EXCLUDED.marked_at`;
}

/** The longest noted. */
export async function readMarks(db: Db, storeId: string, limit: number): Promise<Mark[]> {
  return db.syncMark.findMany({
    where: { storeId },
    select: { externalId: true, markedAt: true },
    orderBy: [{ markedAt: "asc" }, { externalId: "asc" }],
    take: limit,
  });
}

/** Strikes off what was fetched, unless it was noted again meanwhile. */
export async function strikeMarks(db: Db, storeId: string, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await db.syncMark.deleteMany({
    where: { storeId, OR: marks.map(({ externalId, markedAt }) => ({ externalId, markedAt: { lte: markedAt } })) },
  });
}

/** Stores with something to fetch. */
export async function storesWithMarks(db: Db, limit: number): Promise<string[]> {
  const rows = await db.syncMark.findMany({ select: { storeId: true }, distinct: ["storeId"], take: limit });
  return rows.map((row) => row.storeId);
}
