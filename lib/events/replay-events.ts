import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "@/lib/access/audit";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { eventFilter } from "./event-filter";
import { eventNumber } from "./event-number";
import type { EventFilters } from "./wire";

/** One call queues this many at the most, oldest first; call again for more. */
export const MAX_REPLAYED = 10_000;

export type Replayed = { queued: number; storeIds: string[] };

const queueAgain = Prisma.sql`
  UPDATE event SET status = 'received', attempts_at_queue = event.attempts, next_attempt_at = NULL, lease_until = NULL, processed_at = NULL, error_message = NULL`;

/**
 * Runs an ended event again: same event, same place in the order, its attempts added to. The version guard keeps it
 * from overwriting anything newer. One that waits already is left to its turn.
 * @throws AppError event_not_found
 */
export async function replayEvent({ db }: Pick<Deps, "db">, caller: Caller, id: string): Promise<Replayed> {
  const number = eventNumber(id);
  const [found] =
    number === null
      ? []
      : await db.$queryRaw<
          { store_id: string }[]
        >`SELECT s.id::text AS store_id FROM event e JOIN store s ON s.id = e.store_id WHERE e.id = ${number} AND ${storesOfSql(caller)}`;
  if (!found || number === null) throw new AppError("event_not_found");
  const queued = await db.$transaction(async (tx) => {
    const changed =
      await tx.$executeRaw`${queueAgain} WHERE id = ${number} AND status IN ('succeeded', 'superseded', 'stale', 'failed', 'retrying')`;
    await recordAudit(tx, caller, { action: "event.replay", targetType: "event", targetId: id, storeId: found.store_id });
    return changed;
  });
  return { queued, storeIds: [found.store_id] };
}

/** Every ended event the filter finds, of the caller's stores. */
export async function replayEvents({ db }: Pick<Deps, "db">, caller: Caller, filters: EventFilters): Promise<Replayed> {
  const filter = eventFilter(caller, filters);
  // On record by what was asked for: what a preview named of it may be thousands.
  const { seen: _, ...asked } = filters;
  if (filter === null) return { queued: 0, storeIds: [] };
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ store_id: string }[]>`
      ${queueAgain} WHERE id IN (
        SELECT e.id FROM event e JOIN store s ON s.id = e.store_id
        WHERE ${filter} AND e.status IN ('succeeded', 'superseded', 'stale', 'failed', 'retrying') ORDER BY e.id LIMIT ${MAX_REPLAYED})
      RETURNING store_id::text AS store_id`;
    const storeIds = [...new Set(rows.map((row) => row.store_id))];
    await recordAudit(tx, caller, {
      action: "event.replay_many",
      targetType: "event",
      targetId: "*",
      // Of several stores it is nobody's but the one who did it.
      storeId: storeIds.length === 1 ? (storeIds[0] ?? null) : null,
      details: { queued: rows.length, filter: JSON.parse(JSON.stringify(asked)) as Prisma.InputJsonObject },
    });
    return { queued: rows.length, storeIds };
  });
}
