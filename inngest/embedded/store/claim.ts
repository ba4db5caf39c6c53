import type { Db, DbClient } from "@/lib/core/db";
import type { EngineFunction } from "../refuse-unsupported";
import type { StepStates } from "../wire";

/** Processes that share a database count a key's held places one after the other. Any number of our own. */
const CLAIM_LOCK = 727_073_701;
/** Candidates looked at in one claim; more would only wait for places of the same keys. */
const CANDIDATES = 200;

export type ClaimedJob = {
  id: bigint;
  runId: string;
  fnId: string;
  step: string;
  kind: "call" | "sleep";
  attempt: number;
  generation: number;
  lostLeases: number;
  event: string;
  isDebounced: boolean;
  steps: StepStates;
  stack: string[];
};

export type Work = { hasEvents: boolean; hasJobs: boolean };

/** The one statement of an idle poll. */
export async function findWork(db: Db, fnIds: readonly string[]): Promise<Work> {
  const [work] = await db.$queryRaw<Work[]>`
    SELECT EXISTS (SELECT FROM engine_event WHERE dispatched_at IS NULL) AS "hasEvents",
      EXISTS (SELECT FROM engine_job WHERE run_at <= now() AND (locked_until IS NULL OR locked_until <= now()) AND fn_id = ANY(${fnIds}::text[])) AS "hasJobs"`;
  return work ?? { hasEvents: false, hasJobs: false };
}

export type ClaimSettings = { functions: readonly EngineFunction[]; leaseMs: number; isSoleProcess: boolean };

/** Takes up to `limit` due jobs, oldest first, as far as their concurrency keys have places. */
export async function claimJobs(db: DbClient, { functions, leaseMs, isSoleProcess }: ClaimSettings, limit: number): Promise<ClaimedJob[]> {
  const rules = functions.flatMap(({ id, concurrency }) => (concurrency ? [{ fn_id: id, places: concurrency.limit }] : []));
  const claim = db.$queryRaw<ClaimedJob[]>`
    WITH rule AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) AS r (fn_id text, places int)
    ), held AS (
      SELECT fn_id, concurrency_key, count(*) AS taken FROM engine_job WHERE locked_until IS NOT NULL AND locked_until > now() GROUP BY 1, 2
    ), due AS (
      SELECT j.id, j.fn_id, j.concurrency_key, j.run_at, rule.places - coalesce(held.taken, 0) AS free
      FROM engine_job j LEFT JOIN rule USING (fn_id) LEFT JOIN held USING (fn_id, concurrency_key)
      WHERE j.run_at <= now() AND (j.locked_until IS NULL OR j.locked_until <= now()) AND j.fn_id = ANY(${functions.map(({ id }) => id)}::text[])
        AND (rule.places IS NULL OR rule.places > coalesce(held.taken, 0))
      ORDER BY j.run_at, j.id LIMIT ${CANDIDATES}::int
      FOR UPDATE OF j SKIP LOCKED
    ), ranked AS (
      SELECT id, run_at, free, row_number() OVER (PARTITION BY fn_id, concurrency_key ORDER BY run_at, id) AS place FROM due
    ), picked AS (
      SELECT id FROM ranked WHERE free IS NULL OR place <= free ORDER BY run_at, id LIMIT ${limit}::int
    )
    UPDATE engine_job j
    SET lost_leases = j.lost_leases + (j.locked_until IS NOT NULL)::int, generation = j.generation + 1,
      locked_until = now() + ${leaseMs}::int * interval '1 millisecond', lease_ms = ${leaseMs}::int
    FROM picked JOIN engine_job p ON p.id = picked.id JOIN engine_run r ON r.id = p.run_id
    WHERE j.id = picked.id
    RETURNING j.id, j.run_id AS "runId", j.fn_id AS "fnId", j.step, j.kind, j.attempt, j.generation, j.lost_leases AS "lostLeases",
      r.event, r.debounce_key IS NOT NULL AS "isDebounced", r.steps, r.stack`;
  if (isSoleProcess || rules.length === 0) return claim;
  // The count must see what others committed before us: a statement of its own, after the lock.
  const [, claimed] = await db.$transaction([db.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${CLAIM_LOCK})`, claim]);
  return claimed;
}

/** Ends a run's debounce: later events start another run. @returns the newest event it collected */
export async function endDebounce(db: Db, runId: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ event: string }[]>`
    UPDATE engine_run SET debounce_key = NULL WHERE id = ${runId}::uuid RETURNING event`;
  return row?.event ?? null;
}

type Held = { id: bigint; generation: number };

/** @returns false when the lease was lost to someone else */
export async function renewLease(db: Db, { id, generation }: Held): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE engine_job SET locked_until = now() + lease_ms * interval '1 millisecond' WHERE id = ${id} AND generation = ${generation} AND locked_until IS NOT NULL`;
  return renewed === 1;
}

/** Jobs held by a process that is gone become due at once. Only for a database that one process can open. */
export async function releaseAllLeases(db: Db): Promise<number> {
  return db.$executeRaw`UPDATE engine_job SET locked_until = now() WHERE locked_until > now()`;
}

/** @returns null oldestAgeMs when nothing waits */
export async function measureDepth(db: Db, fnIds: readonly string[]): Promise<{ waiting: number; oldestAgeMs: number | null }> {
  const [depth] = await db.$queryRaw<{ waiting: number; oldestAgeMs: number | null }[]>`
    SELECT count(*)::int AS waiting, (extract(epoch FROM now() - min(since)) * 1000)::float8 AS "oldestAgeMs"
    FROM (
      SELECT received_at AS since FROM engine_event WHERE dispatched_at IS NULL
      UNION ALL
      SELECT run_at FROM engine_job WHERE run_at <= now() AND (locked_until IS NULL OR locked_until <= now()) AND fn_id = ANY(${fnIds}::text[])
    ) AS waiting`;
  return depth ?? { waiting: 0, oldestAgeMs: null };
}
