import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { countRows } from "@/lib/core/count-rows";
import { cutPage, decodeCursor } from "@/lib/core/cursor";
import { asList, type Page } from "@/lib/core/wire";
import type { Caller } from "@/lib/access/caller";
import { eventFilter } from "./event-filter";
import { eventStatuses, eventTypes } from "./incoming-event";
import type { EventFilters, EventListQuery, EventRow } from "./wire";

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

/** A page's keyset is the arrival sequence: page 1,000 costs what page 1 does. The cursor carries an order that is not the usual one. */
const OLDEST_FIRST = "created_at";
const oldestPlace = z.tuple([z.literal(OLDEST_FIRST), z.string().regex(/^\d{1,18}$/)]).transform(([, id]) => [id] as [string]);

/**
 * What one page is put together from: each state asked for, or each type, is one limited look into its own index. For several at
 * once the database would walk the whole log back to the last failed event.
 */
function looksOf(query: EventListQuery): Partial<Pick<EventFilters, "status" | "eventType">>[] {
  const [statuses, types] = [asList(query.status), asList(query.eventType)];
  if (statuses.length > 1) return statuses.map((status) => ({ status }));
  return types.length > 1 ? types.map((eventType) => ({ eventType })) : [{}];
}

const MAX_NAMED_STORES = 100;

/**
 * An owner's stores by name: whose they are the planner cannot count, and takes a store with half of all events for one of hundreds. The
 * condition of whose they are stays. Not with a type: of a store that has none of it the planner would go through all events instead of
 * those of the type.
 */
async function ofNamedStores({ db }: Pick<Deps, "db">, caller: Caller, query: EventListQuery): Promise<EventListQuery> {
  if (caller.role === "ADMIN" || asList(query.storeId).length > 0 || asList(query.eventType).length > 0) return query;
  const stores = await db.store.findMany({ where: { ownerId: caller.userId }, select: { id: true }, take: MAX_NAMED_STORES + 1 });
  return stores.length > MAX_NAMED_STORES ? query : { ...query, storeId: stores.map(({ id }) => id) };
}

/** One page without its count, for whoever reads all of them. */
export const readEvents = async (deps: Pick<Deps, "db">, caller: Caller, query: EventListQuery): Promise<Omit<Page<EventRow>, "count">> =>
  readPage(deps, caller, await ofNamedStores(deps, caller, query));

async function readPage({ db }: Pick<Deps, "db">, caller: Caller, query: EventListQuery): Promise<Omit<Page<EventRow>, "count">> {
  const isOldestFirst = query.ordering === OLDEST_FIRST;
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, isOldestFirst ? oldestPlace : place);
  if (eventFilter(caller, query) === null) return { next: null, rows: [] };
  const order = isOldestFirst ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const beyond = isOldestFirst ? Prisma.sql`>` : Prisma.sql`<`;
  const rest = after ? Prisma.sql`AND e.id ${beyond} ${BigInt(after[0])}` : Prisma.empty;
  const take = query.limit + 1;
  const looks = looksOf(query).map((look) => {
    const filter = eventFilter(caller, { ...query, ...look }) ?? Prisma.sql`FALSE`;
    return Prisma.sql`(SELECT e.id FROM event e JOIN store s ON s.id = e.store_id WHERE ${filter} ${rest} ORDER BY e.id ${order} LIMIT ${take})`;
  });
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${eventColumns} FROM (${Prisma.join(looks, " UNION ALL ")}) page
    JOIN event e ON e.id = page.id JOIN store s ON s.id = e.store_id JOIN "user" u ON u.id = s.owner_id
    ORDER BY e.id ${order} LIMIT ${take}`;
  const found = z.array(eventColumnsRow).parse(rows).map(toEventRow);
  return cutPage(found, query.limit, ({ id }) => (isOldestFirst ? [OLDEST_FIRST, id] : [id]));
}

/** One page and how many there are. @throws AppError cursor_invalid */
export async function listEvents(deps: Pick<Deps, "db">, caller: Caller, asked: EventListQuery): Promise<Page<EventRow>> {
  const query = await ofNamedStores(deps, caller, asked);
  const filter = eventFilter(caller, query);
  if (filter === null) return { count: { count: 0, isEstimate: false }, ...(await readPage(deps, caller, query)) };
  const [count, page] = await Promise.all([
    countRows(deps.db, Prisma.sql`SELECT 1 FROM event e JOIN store s ON s.id = e.store_id WHERE ${filter}`),
    readPage(deps, caller, query),
  ]);
  return { count, ...page };
}
