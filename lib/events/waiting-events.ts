import { Prisma, type Db } from "@/lib/core/db";

const isDue = Prisma.sql`status IN ('received', 'processing', 'retrying')
  AND (status = 'received' OR (status = 'retrying' AND next_attempt_at <= now()) OR (status = 'processing' AND lease_until < now()))`;

export async function hasDueEvents(db: Db, storeId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<
    { due: boolean }[]
  >`SELECT EXISTS (SELECT 1 FROM event WHERE store_id = ${storeId}::uuid AND ${isDue}) AS due`;
  return row?.due ?? false;
}

/** Stores with events that could be taken now: what a lost nudge left behind. Bounded. */
export async function storesWithDueEvents(db: Db, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ store_id: string }[]>`
    SELECT store_id::text FROM event WHERE ${isDue} GROUP BY store_id ORDER BY min(id) LIMIT ${limit}`;
  return rows.map((row) => row.store_id);
}

/** When the store's next retry is due, or null. */
export async function nextRetryAt(db: Db, storeId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<
    { at: Date | null }[]
  >`SELECT min(next_attempt_at) AS at FROM event WHERE store_id = ${storeId}::uuid AND status = 'retrying'`;
  return row?.at ?? null;
}

/** How many events wait, and for how long the oldest has. */
export async function queueDepth(db: Db): Promise<{ waiting: number; oldestAgeMs: number }> {
  const [row] = await db.$queryRaw<{ waiting: bigint; oldest: number | null }[]>`
    SELECT count(*) AS waiting, (extract(epoch FROM now() - min(created_at)) * 1000)::float8 AS oldest FROM event WHERE status IN ('received', 'processing', 'retrying')`;
  return { waiting: Number(row?.waiting ?? 0), oldestAgeMs: Math.round(row?.oldest ?? 0) };
}

/**
 * Whether waiting events are being taken: nothing has waited longer than this, or some store was drained since. A
 * replayed event is old and has only just been queued: it does not count.
 */
export async function isQueueMoving(db: Db, stuckAfterMs: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ moving: boolean }[]>`
    SELECT NOT EXISTS (
        SELECT 1 FROM event WHERE status IN ('received', 'processing', 'retrying') AND attempts_at_queue = 0
          AND created_at < now() - make_interval(secs => ${stuckAfterMs / 1000}))
      OR EXISTS (SELECT 1 FROM store_drain WHERE lease_until > now() - make_interval(secs => ${stuckAfterMs / 1000})) AS moving`;
  return row?.moving ?? true;
}

/**
 * The embedded database has one process: whatever was under way when it opened belonged to one that died.
 * On a server the leases run out by themselves.
 */
export async function reclaimAll(db: Db): Promise<number> {
  await db.$executeRaw`DELETE FROM store_drain`;
  await db.$executeRaw`UPDATE embedding_job SET lease_until = NULL WHERE lease_until IS NOT NULL`;
  // Still `processing`, their lease over: one that killed its worker is then tried alone and sinks nobody else.
  return db.$executeRaw`UPDATE event SET lease_until = now() - interval '1 millisecond' WHERE status = 'processing'`;
}

/** Ended events older than this go, in bounded bites. What waits or failed stays. */
export async function forgetEvents(db: Db, olderThan: Date, limit: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM event WHERE id IN (SELECT id FROM event WHERE created_at < ${olderThan} AND status IN ('succeeded', 'superseded', 'stale') ORDER BY id LIMIT ${limit})`;
}
