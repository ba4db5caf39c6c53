import type { Db } from "@/lib/core/db";

/** A run to start, at once or after its debounce. */
export type RunPlan = {
  id: string;
  fnId: string;
  /** Sequence of the event it answers; null for a cron tick. */
  seq: bigint | null;
  event: string;
  concurrencyKey: string;
  dedupe: string | null;
  debounce: { key: string; periodMs: number; timeoutMs: number | null } | null;
};

/**
 * Starts what the events ask for and marks them dispatched, in one statement: an event that another process took meanwhile
 * starts nothing here. Rows go in sorted by their unique key, so that two processes never wait for each other in a circle.
 * A debounced run that has begun (its job is held) keeps its time; if it has not read its event yet it reads the newest.
 */
export async function startRuns(db: Db, seqs: readonly bigint[], plans: readonly RunPlan[]): Promise<void> {
  const rows = plans.map(({ seq, debounce, ...plan }, place) => ({ ...plan, ...debounce, place, seq: seq === null ? null : String(seq) }));
  await db.$executeRaw`
    WITH taken AS (
      UPDATE engine_event SET dispatched_at = now(), body = ''
      WHERE seq IN (SELECT seq FROM engine_event WHERE seq = ANY(${seqs.map(String)}::bigint[]) AND dispatched_at IS NULL ORDER BY seq FOR UPDATE SKIP LOCKED)
      RETURNING seq
    ), wanted AS (
      SELECT w.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w (
        place int, seq bigint, id uuid, "fnId" text, event text, "concurrencyKey" text, dedupe text, key text, "periodMs" float8, "timeoutMs" float8)
      WHERE w.seq IS NULL OR w.seq IN (SELECT seq FROM taken)
    ), fresh AS (
      INSERT INTO engine_run (id, fn_id, event, concurrency_key, dedupe)
      SELECT id, "fnId", event, "concurrencyKey", dedupe FROM wanted WHERE key IS NULL ORDER BY "fnId", dedupe, place
      ON CONFLICT (fn_id, dedupe) DO NOTHING
      RETURNING id, fn_id, concurrency_key
    ), debounced AS (
      INSERT INTO engine_run (id, fn_id, event, concurrency_key, debounce_key, debounce_until)
      SELECT id, "fnId", event, "concurrencyKey", key, now() + "timeoutMs" * interval '1 millisecond' FROM wanted WHERE key IS NOT NULL ORDER BY "fnId", key
      ON CONFLICT (fn_id, debounce_key) DO UPDATE SET event = excluded.event, concurrency_key = excluded.concurrency_key
      RETURNING id, fn_id, concurrency_key, debounce_key, debounce_until
    ), ready AS (
      SELECT fresh.id, fresh.fn_id, fresh.concurrency_key, now() AS run_at, wanted.place
      FROM fresh JOIN wanted ON wanted.id = fresh.id
      UNION ALL
      SELECT d.id, d.fn_id, d.concurrency_key, least(now() + w."periodMs" * interval '1 millisecond', d.debounce_until), w.place
      FROM debounced d JOIN wanted w ON w."fnId" = d.fn_id AND w.key = d.debounce_key
    )
    INSERT INTO engine_job (run_id, fn_id, concurrency_key, step, kind, run_at)
    SELECT id, fn_id, concurrency_key, 'step', 'call', run_at FROM ready ORDER BY place
    ON CONFLICT (run_id, step) DO UPDATE SET run_at = excluded.run_at, concurrency_key = excluded.concurrency_key
    WHERE engine_job.locked_until IS NULL AND engine_job.generation = 0`;
}
