import type { Db } from "@/lib/core/db";

/** As long as the real server remembers event ids and idempotency keys. */
const KEEP = "24 hours";
/** A run of a function that no process knows any more. */
const KEEP_UNKNOWN = "7 days";
const BATCH = 1_000;

/** Forgets one bounded batch of what is over. @returns whether there may be more */
export async function prune(db: Db, fnIds: readonly string[]): Promise<boolean> {
  const events = await db.$executeRaw`
    DELETE FROM engine_event WHERE seq IN (SELECT seq FROM engine_event WHERE dispatched_at < now() - ${KEEP}::interval LIMIT ${BATCH}::int)`;
  const runs = await db.$executeRaw`
    DELETE FROM engine_run WHERE id IN (
      SELECT id FROM engine_run WHERE created_at < now() - ${KEEP}::interval
        AND (ended_at IS NOT NULL OR (created_at < now() - ${KEEP_UNKNOWN}::interval AND fn_id <> ALL(${fnIds}::text[])))
      ORDER BY created_at LIMIT ${BATCH}::int)`;
  // A run that is still under way after a day no longer stands in the way of the next with its key.
  await db.$executeRaw`
    UPDATE engine_run SET dedupe = NULL WHERE dedupe IS NOT NULL AND ended_at IS NULL AND created_at < now() - ${KEEP}::interval`;
  return events === BATCH || runs === BATCH;
}

/** PGlite has no autovacuum: without this the queue's dead rows would slow every look at it down. */
export async function vacuum(db: Db): Promise<void> {
  await db.$executeRaw`VACUUM engine_event, engine_run, engine_job`;
}
