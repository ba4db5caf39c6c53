import type { Db } from "@/lib/core/db";

export type Mark = { externalId: string; markedAt: Date; /** Of this very mark. */ seq: bigint };

/** Notes that these are to be fetched; one that is noted already is noted anew, so that a fetch under way does not count for it. */
export async function markProducts(db: Db, storeId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await db.$executeRaw`
    INSERT INTO sync_mark (store_id, external_id, marked_at)
    SELECT ${storeId}::uuid, id, clock_timestamp() FROM unnest(${[...new Set(externalIds)].sort()}::text[]) AS t (id)
    ON CONFLICT (store_id, external_id) DO UPDATE SET marked_at = EXCLUDED.marked_at, seq = EXCLUDED.seq`;
}

/** The longest noted. */
export async function readMarks(db: Db, storeId: string, limit: number): Promise<Mark[]> {
  return db.syncMark.findMany({
    where: { storeId },
    select: { externalId: true, markedAt: true, seq: true },
    orderBy: [{ markedAt: "asc" }, { externalId: "asc" }],
    take: limit,
  });
}

/** Strikes off what was fetched, unless it was noted again meanwhile. */
export async function strikeMarks(db: Db, storeId: string, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await db.syncMark.deleteMany({ where: { storeId, seq: { in: marks.map(({ seq }) => seq) } } });
}

/** Stores with something to fetch whose shop may be asked: the longest waiting first. One whose job is under way fetches them by itself. */
export async function storesWithMarks(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ store_id: string }[]>`
    SELECT m.store_id::text FROM (SELECT store_id, min(marked_at) AS since FROM sync_mark GROUP BY store_id) AS m
    JOIN store s ON s.id = m.store_id AND s.is_active
    JOIN connection c ON c.store_id = m.store_id AND c.state <> 'disconnected' AND (c.open_until IS NULL OR c.open_until <= now())
    WHERE NOT EXISTS (SELECT 1 FROM sync_job j WHERE j.store_id = m.store_id AND j.status = 'running' AND j.lease_until > now())
    ORDER BY m.since LIMIT ${limit}`;
  return rows.map((row) => row.store_id);
}
