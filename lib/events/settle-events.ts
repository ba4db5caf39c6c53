import { Prisma, type Db } from "@/lib/core/db";
import type { EventStatus } from "./incoming-event";
import { timelineWith } from "./timeline";

/** How one attempt of one event went. */
export type Settlement = {
  id: bigint;
  attempt: number;
  status: Extract<EventStatus, "succeeded" | "superseded" | "stale" | "retrying" | "failed">;
  startedAt: Date;
  tookMs: number;
  /** Why it was retried or failed, for people. */
  error: string | null;
  nextAttemptAt: Date | null;
};

const MAX_ERROR_LENGTH = 1_000;

/** Writes each event's own status, timing, error and timeline, in one statement. An event no longer ours is left alone. */
export async function settleEvents(db: Db, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const rows = settlements.map((settlement) => {
    const error = settlement.error?.slice(0, MAX_ERROR_LENGTH) ?? null;
    const entry = {
      attempt: settlement.attempt,
      started_at: settlement.startedAt.toISOString(),
      took_ms: settlement.tookMs,
      outcome: settlement.status,
      ...(error === null ? {} : { error }),
    };
    return {
      id: String(settlement.id),
      attempt: settlement.attempt,
      status: settlement.status,
      took_ms: settlement.tookMs,
      error,
      next_attempt_at: settlement.nextAttemptAt,
      entry,
    };
  });
  await db.$executeRaw`
    UPDATE event SET
      status = s.status, error_message = s.error, next_attempt_at = s.next_attempt_at, lease_until = NULL, processing_time_ms = s.took_ms,
      processed_at = CASE WHEN s.status = 'retrying' THEN NULL ELSE now() END,
      timeline = ${timelineWith(Prisma.sql`s.entry`)}
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS s (id bigint, attempt int, status text, took_ms int, error text, next_attempt_at timestamptz, entry jsonb)
    WHERE event.id = s.id AND event.status = 'processing' AND event.attempts = s.attempt`;
}
