import { Prisma, type Db } from "@/lib/core/db";
import { sqlStateOf } from "@/lib/core/sql-state";
import { ARRIVED_AGAIN, type IncomingEvent } from "./incoming-event";
import { timelineWith } from "./timeline";

const arrivedAgain = Prisma.sql`
  jsonb_build_object('attempt', event.attempts, 'outcome', ${ARRIVED_AGAIN}::text, 'took_ms', 0,
    'started_at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

/**
 * Commits events in one statement. The unique index refuses what this store already has; only an event that ended
 * `failed` is queued again, and its timeline says so. Answers the keys of the rows that were accepted.
 * The caller hands in each (storeId, eventId) once: a statement may not touch a row twice.
 */
export async function insertEvents(db: Db, events: readonly IncomingEvent[]): Promise<Set<string>> {
  const column = <T>(read: (event: IncomingEvent) => T): T[] => events.map(read);
  const accepted = await db.$queryRaw<{ store_id: string; event_id: string }[]>`
    INSERT INTO event (store_id, token_id, event_id, event_type, source, product_id, occurred_at, payload, headers, source_ip, request_id)
    SELECT u.store_id, u.token_id, u.event_id, u.event_type, u.source, u.product_id, u.occurred_at, u.payload, u.headers::jsonb, u.source_ip, u.request_id
    FROM unnest(
      ${column((event) => event.storeId)}::uuid[], ${column((event) => event.tokenId)}::uuid[], ${column((event) => event.eventId)}::text[],
      ${column((event) => event.eventType)}::text[], ${column((event) => event.source)}::text[], ${column((event) => event.productId)}::text[],
      ${column((event) => event.occurredAt?.toISOString() ?? null)}::timestamptz[], ${column((event) => event.payload)}::text[],
      ${column((event) => JSON.stringify(event.headers))}::text[], ${column((event) => event.sourceIp)}::text[], ${column((event) => event.requestId)}::text[]
    ) WITH ORDINALITY AS u (store_id, token_id, event_id, event_type, source, product_id, occurred_at, payload, headers, source_ip, request_id, position)
    ORDER BY u.position
    ON CONFLICT (store_id, event_id) DO UPDATE SET
      status = 'received', payload = EXCLUDED.payload, event_type = EXCLUDED.event_type, product_id = EXCLUDED.product_id,
      occurred_at = EXCLUDED.occurred_at, headers = EXCLUDED.headers, token_id = EXCLUDED.token_id, source_ip = EXCLUDED.source_ip,
      request_id = EXCLUDED.request_id, attempts_at_queue = event.attempts, next_attempt_at = NULL, lease_until = NULL, error_message = NULL, processed_at = NULL,
      timeline = ${timelineWith(arrivedAgain)}
      WHERE event.status = 'failed'
    RETURNING store_id::text, event_id`;
  return new Set(accepted.map((row) => eventKey(row.store_id, row.event_id)));
}

export const eventKey = (storeId: string, eventId: string): string => `${storeId} ${eventId}`;

/** Codes of a database that cannot be reached, or may be in a moment: nothing is wrong with the rows. */
const PASSING_SQLSTATES = /^(08|40|53|55|57)[0-9A-Z]{3}$/;
const PASSING_PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034", "P2037"]);

/**
 * Whether a failed statement can succeed when tried again as it is. By name and code, not by class: Next bundles
 * start-up and routes apart, each with a Prisma of its own.
 */
export function isPassingDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: string } } } };
  if (name === "PrismaClientInitializationError") return true;
  if (PASSING_SQLSTATES.test(sqlStateOf(error))) return true;
  if (
    /Connection|Socket|Tls|DatabaseNotReachable|TransactionWriteConflict|TooManyConnections/.test(
      meta?.driverAdapterError?.cause?.kind ?? "",
    )
  )
    return true;
  if (typeof code !== "string")
    return (
      name === "DriverAdapterError" || /Connection terminated|timeout exceeded when trying to connect|ECONNREFUSED/.test(error.message)
    );
  return PASSING_PRISMA_CODES.has(code) || /^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)/.test(code);
}
