import { Prisma, type Db } from "@/lib/core/db";
import { storableKey } from "../storable-key";
import type { EngineEvent } from "../wire";

/** Once per id and name within 24 h; again is accepted and changes nothing. One statement, so a list goes in whole or not at all. */
export async function appendEvents(db: Db, events: readonly EngineEvent[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO engine_event (event_id, name, body)
    VALUES ${Prisma.join(events.map((event) => Prisma.sql`(${storableKey(event.id)}, ${event.name}, ${JSON.stringify(event)})`))}
    ON CONFLICT (name, event_id) DO NOTHING`;
}

export type WaitingEvent = { seq: bigint; body: string };

export async function readWaitingEvents(db: Db, limit: number): Promise<WaitingEvent[]> {
  return db.$queryRaw<WaitingEvent[]>`SELECT seq, body FROM engine_event WHERE dispatched_at IS NULL ORDER BY seq LIMIT ${limit}::int`;
}
