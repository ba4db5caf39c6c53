import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { countRows } from "@/lib/core/count-rows";
import { decodeCursor, encodeCursor } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import type { Caller } from "@/lib/access/caller";
import { eventFilter } from "./event-filter";
import { eventStatuses, eventTypes } from "./incoming-event";
import type { EventListQuery, EventRow } from "./wire";

/** 18 digits are always a bigint of the database. */
const place = z.tuple([z.string().regex(/^\d{1,18}$/)]);

export const eventColumns = Prisma.sql`e.id, e.event_id, e.event_type, e.source, e.product_id, e.status, e.error_message, e.attempts, e.processing_time_ms, e.source_ip,
  e.created_at, e.processed_at, e.next_attempt_at, s.id::text AS store_id, s.name AS store_name, u.id::text AS user_id, u.email AS user_email`;
export const eventTables = Prisma.sql`event e JOIN store s ON s.id = e.store_id JOIN "user" u ON u.id = s.owner_id`;

export const eventColumnsRow = z.object({
  id: z.bigint(),
  event_id: z.string(),
  event_type: z.enum(eventTypes),
  source: z.string(),
  product_id: z.string(),
  status: z.enum(eventStatuses),
  error_message: z.string().nullable(),
  attempts: z.number(),
  processing_time_ms: z.number().nullable(),
  source_ip: z.string().nullable(),
  created_at: z.date(),
  processed_at: z.date().nullable(),
  next_attempt_at: z.date().nullable(),
  store_id: z.string(),
  store_name: z.string(),
  user_id: z.string(),
  user_email: z.string(),
});

export const toEventRow = (row: z.output<typeof eventColumnsRow>): EventRow => ({
  id: String(row.id),
  eventId: row.event_id,
  eventType: row.event_type,
  source: row.source,
  productId: row.product_id,
  status: row.status,
  errorMessage: row.error_message,
  attempts: row.attempts,
  processingTimeMs: row.processing_time_ms,
  sourceIp: row.source_ip,
  createdAt: row.created_at,
  processedAt: row.processed_at,
  nextAttemptAt: row.next_attempt_at,
  store: { id: row.store_id, name: row.store_name },
  user: { id: row.user_id, email: row.user_email },
});

/** One page, newest first. Keyset on the arrival sequence: page 1,000 costs what page 1 does. */
export async function listEvents({ db }: Pick<Deps, "db">, caller: Caller, query: EventListQuery): Promise<Page<EventRow>> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, place);
  const filter = eventFilter(caller, query);
  if (filter === null) return { count: { count: 0, isEstimate: false }, next: null, rows: [] };
  const [count, rows] = await Promise.all([
    countRows(db, Prisma.sql`SELECT 1 FROM event e JOIN store s ON s.id = e.store_id WHERE ${filter}`),
    db.$queryRaw<unknown[]>`
      SELECT ${eventColumns} FROM ${eventTables}
      WHERE ${filter} ${after ? Prisma.sql`AND e.id < ${BigInt(after[0])}` : Prisma.empty}
      ORDER BY e.id DESC LIMIT ${query.limit + 1}`,
  ]);
  const found = z.array(eventColumnsRow).parse(rows).map(toEventRow);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return { count, next: found.length > query.limit && last ? encodeCursor([last.id]) : null, rows: page };
}
