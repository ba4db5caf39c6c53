import { Prisma, type Db, type DbClient } from "@/lib/core/db";
import type { NextJob } from "../interpret-answer";
import type { EngineEvent, JsonError, StepStates } from "../wire";
import { storableKey } from "../storable-key";

/**
 * Writes what a call answered. Every write holds only if the job still has the generation that was claimed, so the late
 * answer of a lost lease changes nothing. Locks are always taken run first, then jobs; claims lock jobs alone.
 */
export type Claim = { id: bigint; runId: string; generation: number };

const stillHeld = ({ id, generation }: Omit<Claim, "runId">) =>
  Prisma.sql`EXISTS (SELECT FROM engine_job WHERE id = ${id} AND generation = ${generation})`;

/** Steps done during a call, which goes on. What is recorded stays: a step that ran twice keeps its first result. @returns false when the lease is lost */
export async function storeSteps(db: Db, claim: Claim, steps: StepStates): Promise<boolean> {
  const held = await db.$executeRaw`
    WITH stored AS (
      UPDATE engine_run SET steps = ${JSON.stringify(steps)}::jsonb || steps, stack = stack || ${Object.keys(steps)}::text[]
      WHERE id = ${claim.runId}::uuid AND status = 'running' AND ${stillHeld(claim)}
      RETURNING id
    )
    UPDATE engine_job SET locked_until = now() + lease_ms * interval '1 millisecond', lost_leases = 0
    FROM stored WHERE engine_job.id = ${claim.id} AND generation = ${claim.generation}`;
  return held === 1;
}

/** A completed run keeps only what prevents it from starting again. */
export async function completeRun(db: Db, claim: Claim): Promise<void> {
  await db.$executeRaw`
    WITH ended AS (
      UPDATE engine_run SET status = 'completed', ended_at = now(), event = '', steps = '{}', stack = '{}'
      WHERE id = ${claim.runId}::uuid AND status = 'running' AND ${stillHeld(claim)}
      RETURNING id
    )
    DELETE FROM engine_job USING ended WHERE run_id = ended.id`;
}

/** @param failed the event that tells of it, in the same statement: onFailure is as sure as the failure */
export async function failRun(db: Db, claim: Claim, error: JsonError, failed: EngineEvent | null): Promise<void> {
  await db.$executeRaw`
    WITH ended AS (
      UPDATE engine_run SET status = 'failed', ended_at = now(), error = ${JSON.stringify(error)}::text, debounce_key = NULL
      WHERE id = ${claim.runId}::uuid AND status = 'running' AND ${stillHeld(claim)}
      RETURNING id
    ), rest AS (
      DELETE FROM engine_job USING ended WHERE run_id = ended.id
    )
    INSERT INTO engine_event (event_id, name, body)
    SELECT ${storableKey(failed?.id ?? "")}::text, ${failed?.name ?? ""}::text, ${JSON.stringify(failed)}::text FROM ended WHERE ${failed !== null}::boolean
    ON CONFLICT (name, event_id) DO NOTHING`;
}

/** The same job again later, as its next attempt. */
export async function retryJob(db: Db, { id, generation }: Claim, afterMs: number): Promise<void> {
  await db.$executeRaw`
    UPDATE engine_job SET attempt = attempt + 1, run_at = now() + ${afterMs}::float8 * interval '1 millisecond', locked_until = NULL, lost_leases = 0
    WHERE id = ${id} AND generation = ${generation}`;
}

/**
 * Records steps, plans the next ones, and looks for more (`step`) once no job of the run is open. The run's row is locked
 * in a statement before, so that of two steps ending at once the second sees that it is the last.
 */
export async function advanceRun(db: DbClient, claim: Claim, steps: StepStates, next: readonly NextJob[]): Promise<void> {
  await db.$transaction([
    db.$queryRaw`SELECT id FROM engine_run WHERE id = ${claim.runId}::uuid FOR UPDATE`,
    db.$executeRaw`
      WITH done AS (
        DELETE FROM engine_job WHERE id = ${claim.id} AND generation = ${claim.generation} RETURNING run_id, fn_id, concurrency_key
      ), stored AS (
        UPDATE engine_run SET steps = ${JSON.stringify(steps)}::jsonb || steps, stack = stack || ${Object.keys(steps)}::text[]
        FROM done WHERE engine_run.id = done.run_id
      ), wanted AS (
        SELECT step, kind, "afterMs" FROM jsonb_to_recordset(${JSON.stringify(next)}::jsonb) AS w (step text, kind text, "afterMs" float8)
        UNION ALL
        SELECT 'step', 'call', 0
        WHERE ${next.length === 0}::boolean AND NOT EXISTS (SELECT FROM engine_job WHERE run_id = ${claim.runId}::uuid AND id <> ${claim.id})
      )
      INSERT INTO engine_job (run_id, fn_id, concurrency_key, step, kind, run_at)
      SELECT run_id, fn_id, concurrency_key, step, kind, now() + "afterMs" * interval '1 millisecond' FROM done, wanted
      ON CONFLICT (run_id, step) DO NOTHING`,
  ]);
}
