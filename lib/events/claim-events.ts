import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { ARRIVED_AGAIN, eventSources, eventTypes, type EventSource, type EventType } from "./incoming-event";

/** An event taken for one attempt. */
export type ClaimedEvent = {
  /** Arrival sequence. */
  id: bigint;
  eventId: string;
  eventType: EventType;
  source: EventSource;
  productId: string;
  occurredAt: Date | null;
  createdAt: Date;
  payload: string;
  attempts: number;
  attemptsAtQueue: number;
  /** It was queued by coming again after it had failed, not by a person. */
  cameAgain: boolean;
};

const claimedRow = z.object({
  id: z.bigint(),
  event_id: z.string(),
  event_type: z.enum(eventTypes),
  source: z.enum(eventSources),
  product_id: z.string(),
  occurred_at: z.date().nullable(),
  created_at: z.date(),
  payload: z.string(),
  attempts: z.number(),
  attempts_at_queue: z.number(),
  came_again: z.boolean(),
});

/** Longer than any batch takes; a worker that died is replaced after this. */
export const LEASE_SECONDS = 30;

/**
 * Takes the store for this worker, if nobody else drains it. One worker per store keeps the order of a product's
 * events; the version guard keeps the result right even when a lease is lost.
 */
/** A batch is held in memory several times over: hundreds of ordinary products, or a few of a megabyte each. */
const MAX_BATCH_BYTES = 4 << 20;

export async function takeStore(db: Db, storeId: string, owner: string): Promise<boolean> {
  const taken = await db.$executeRaw`
    INSERT INTO store_drain (store_id, owner, lease_until) VALUES (${storeId}::uuid, ${owner}, now() + make_interval(secs => ${LEASE_SECONDS}))
    ON CONFLICT (store_id) DO UPDATE SET owner = EXCLUDED.owner, lease_until = EXCLUDED.lease_until
    WHERE store_drain.owner = EXCLUDED.owner OR store_drain.lease_until < now()`;
  return taken === 1;
}

export async function releaseStore(db: Db, storeId: string, owner: string): Promise<void> {
  // The row stays: when a store was last drained tells a queue that moves from one that is stuck.
  await db.$executeRaw`UPDATE store_drain SET lease_until = now() - interval '1 millisecond' WHERE store_id = ${storeId}::uuid AND owner = ${owner}`;
}

/**
 * The next waiting events of a store in order of arrival, marked `processing`, their attempt counted. What waits for
 * a retry comes along early when a sibling of the same product is taken, so that a product's order is kept. An event
 * whose worker died mid-way is taken alone: should it be what kills workers, it sinks nobody else.
 *
 * Their lease ends with the store's: were it longer, whoever takes the store next would pass over them and apply what
 * arrived after them first.
 */
export async function claimEvents(db: Db, storeId: string, limit: number): Promise<ClaimedEvent[]> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH waiting AS (
      SELECT id, product_id, (status = 'processing') AS was_dropped, octet_length(payload) AS bytes FROM event
      WHERE store_id = ${storeId}::uuid AND status IN ('received', 'processing', 'retrying')
        AND (status = 'received' OR (status = 'retrying' AND next_attempt_at <= now()) OR (status = 'processing' AND lease_until < now()))
      ORDER BY id LIMIT ${limit}
    ), due AS (
      SELECT id, product_id, was_dropped FROM (SELECT *, sum(bytes) OVER (ORDER BY id) - bytes AS bytes_before FROM waiting) AS counted
      WHERE bytes_before < ${MAX_BATCH_BYTES}
    ), first_dropped AS (
      SELECT id FROM due WHERE was_dropped ORDER BY id LIMIT 1
    ), chosen AS (
      SELECT id FROM first_dropped
      UNION SELECT id FROM due WHERE NOT EXISTS (SELECT 1 FROM first_dropped)
      UNION SELECT e.id FROM event e WHERE NOT EXISTS (SELECT 1 FROM first_dropped) AND e.store_id = ${storeId}::uuid AND e.status = 'retrying'
        AND e.product_id IN (SELECT product_id FROM due)
    ), locked AS (
      -- Asked again of the locked row: another worker may have taken it since it was chosen.
      SELECT id FROM event WHERE id IN (SELECT id FROM chosen) AND (status IN ('received', 'retrying') OR (status = 'processing' AND lease_until < now()))
      ORDER BY id FOR UPDATE SKIP LOCKED
    )
    UPDATE event SET status = 'processing', attempts = event.attempts + 1, next_attempt_at = NULL,
      lease_until = coalesce((SELECT lease_until FROM store_drain WHERE store_id = ${storeId}::uuid), now() + make_interval(secs => ${LEASE_SECONDS}))
    FROM locked WHERE event.id = locked.id
    RETURNING event.id, event.event_id, event.event_type, event.source, event.product_id, event.occurred_at, event.created_at, event.payload, event.attempts, event.attempts_at_queue,
      event.timeline @> jsonb_build_array(jsonb_build_object('outcome', ${ARRIVED_AGAIN}::text, 'attempt', event.attempts_at_queue)) AS came_again`;
  return z
    .array(claimedRow)
    .parse(rows)
    .map((row) => ({
      id: row.id,
      eventId: row.event_id,
      eventType: row.event_type,
      source: row.source,
      productId: row.product_id,
      occurredAt: row.occurred_at,
      createdAt: row.created_at,
      payload: row.payload,
      attempts: row.attempts,
      attemptsAtQueue: row.attempts_at_queue,
      cameAgain: row.came_again,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
