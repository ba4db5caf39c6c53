import type { Logger } from "pino";
import type { DbClient } from "@/lib/core/db";
import { callFunction, type Answer, type ServeHandler } from "./call";
import { interpretAnswer, type Outcome } from "./interpret-answer";
import { FAILED_EVENT } from "./plan-runs";
import type { EngineFunction } from "./refuse-unsupported";
import { endDebounce, renewLease, type ClaimedJob } from "./store/claim";
import { advanceRun, completeRun, failRun, retryJob, storeSteps } from "./store/settle";
import { engineEvent, toJsonError, type EngineEvent, type JsonError } from "./wire";

/** The real server's limits of one call and of one run. */
const MAX_CALL_MS = 2 * 3_600_000;
const MAX_STEPS = 1_000;
/** A job that takes its process down each time must not do so for ever. */
const MAX_LOST_LEASES = 5;

export type JobDeps = {
  db: DbClient;
  log: Logger;
  handler: ServeHandler;
  leaseMs: number;
  retryDelayMs: (attempt: number) => number;
  /** Event names that start something: a failure nobody listens to is not told. */
  hasListener: (eventName: string) => boolean;
};

/** Calls the function for a claimed job and writes what came of it. No transaction is open while the function runs. */
export async function runJob(deps: JobDeps, fn: EngineFunction, job: ClaimedJob): Promise<void> {
  if (job.kind === "sleep") return advanceRun(deps.db, job, { [job.step]: "null" }, []);
  const eventText = (job.isDebounced ? await endDebounce(deps.db, job.runId) : null) ?? job.event;
  const refusal = refuseCall(job);
  const outcome = refusal ? { type: "failed" as const, error: refusal } : await call(deps, fn, job, eventText);
  if (outcome) await settle(deps, fn, job, eventText, outcome);
}

function refuseCall({ lostLeases, steps }: ClaimedJob): JsonError | null {
  if (lostLeases > MAX_LOST_LEASES)
    return { name: "EngineError", message: `The process died or stalled ${lostLeases} times while running this` };
  if (Object.keys(steps).length >= MAX_STEPS) return { name: "EngineError", message: `The run has ${MAX_STEPS} steps` };
  return null;
}

/** @returns null when the lease was lost: someone else runs the job */
async function call(deps: JobDeps, fn: EngineFunction, job: ClaimedJob, eventText: string): Promise<Outcome | null> {
  try {
    const answer = await whileHoldingLease(deps, job, callFunction(deps.handler, fn, job, eventText));
    if (answer) return interpretAnswer(answer, Date.now());
    deps.log.warn({ functionId: fn.id, runId: job.runId, generation: job.generation }, "lease lost");
    return null;
  } catch (error) {
    return { type: "retry", error: toJsonError(error), afterMs: null, steps: {} };
  }
}

async function whileHoldingLease({ db, log, leaseMs }: JobDeps, job: ClaimedJob, answer: Promise<Answer>): Promise<Answer | null> {
  const start = Date.now();
  let renewal: NodeJS.Timeout | undefined;
  const lost = new Promise<null>((resolve, reject) => {
    renewal = setInterval(() => {
      if (Date.now() - start > MAX_CALL_MS) return reject(new Error(`The call took longer than ${MAX_CALL_MS} ms`));
      renewLease(db, job).then(
        (isHeld) => !isHeld && resolve(null),
        // The lease outlasts a failed renewal or two; a checkpoint or the final write finds out if it did not.
        (err: unknown) => log.warn({ err, runId: job.runId }, "lease not renewed"),
      );
    }, leaseMs / 3).unref();
  });
  try {
    return await Promise.race([answer, lost]);
  } finally {
    clearInterval(renewal);
    answer.catch(() => {});
  }
}

async function settle(deps: JobDeps, fn: EngineFunction, job: ClaimedJob, eventText: string, outcome: Outcome): Promise<void> {
  const { db, log } = deps;
  const facts = { functionId: fn.id, runId: job.runId, attempt: job.attempt };
  switch (outcome.type) {
    case "completed":
      return completeRun(db, job);
    case "advanced":
      return advanceRun(db, job, outcome.steps, outcome.next);
    case "retry": {
      if (job.attempt + 1 >= fn.maxAttempts) return settle(deps, fn, job, eventText, { type: "failed", error: outcome.error });
      const afterMs = outcome.afterMs ?? deps.retryDelayMs(job.attempt);
      log.info({ ...facts, error: outcome.error.message, afterMs: Math.round(afterMs) }, "attempt failed");
      if (Object.keys(outcome.steps).length > 0) await storeSteps(db, job, outcome.steps);
      return retryJob(db, job, afterMs);
    }
    case "failed": {
      log.warn({ ...facts, error: outcome.error.message }, "run failed");
      return failRun(db, job, outcome.error, describeFailure(deps, fn, job, eventText, outcome.error));
    }
  }
}

/** A failure of what a failure started is not told again: it could go round for ever. */
function describeFailure(
  { hasListener }: JobDeps,
  fn: EngineFunction,
  { runId }: ClaimedJob,
  eventText: string,
  error: JsonError,
): EngineEvent | null {
  const event = engineEvent.parse(JSON.parse(eventText));
  if (!hasListener(FAILED_EVENT) || event.name === FAILED_EVENT) return null;
  return {
    id: `failed:${runId}`,
    name: FAILED_EVENT,
    ts: Date.now(),
    data: { function_id: fn.id, run_id: runId, error, event, events: [event] },
  };
}
