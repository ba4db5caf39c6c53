import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { SdkAnswer, SdkError, StubEvent, StubFunction, StubOp } from "./stub-protocol";

/** Runs as a server keeps them, in memory. Deliberately not the embedded engine's code: the two are checked against each other. */
export type StubRun = {
  id: string;
  fn: StubFunction;
  event: StubEvent;
  steps: Map<string, unknown>;
  stack: string[];
  openJobs: number;
  hasEnded: boolean;
};
export type StubJob = { id: string; run: StubRun; step: string; attempt: number; generation: number; requestId: string; isOpen: boolean };

type RunsDeps = {
  call: (job: StubJob, maxAttempts: number) => Promise<SdkAnswer>;
  retryDelayMs: (attempt: number) => number;
  report: (problem: string) => void;
};

const unitsMs: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
const durationMs = (text: string) =>
  [...text.matchAll(/(\d+)([dhms])/g)].reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitsMs[unit] ?? NaN), 0);
const momentMs = (text: string) => (/^(\d+[dhms])+$/.test(text) ? durationMs(text) : Math.max(Date.parse(text) - Date.now(), 0));
const retryAfterMs = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1_000 : momentMs(text));
const maxAttemptsOf = (fn: StubFunction) => (fn.steps.step.retries?.attempts ?? 4) + 1;

function evaluate(expression: string, event: StubEvent): string | undefined {
  const path = /^event\.data\.([\w.]+)$/.exec(expression)?.[1];
  if (!path) throw new Error(`this stub knows no expression ${expression}`);
  const value = path.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], event.data);
  return JSON.stringify(value);
}

export function createStubRuns({ call, retryDelayMs, report }: RunsDeps) {
  const jobs = new Map<string, StubJob>();
  const started = new Set<string>();
  const debounced = new Map<string, { timer: NodeJS.Timeout; deadline: number }>();
  const places = new Map<string, { taken: number; waiting: (() => void)[] }>();
  const timers = new Set<NodeJS.Timeout>();
  let functions: readonly StubFunction[] = [];
  /** Jobs that are due: waiting for a place or being called. */
  let active = 0;

  function after(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
    return timer;
  }

  function take(event: StubEvent): void {
    for (const fn of functions) {
      const isMeant = fn.triggers.some(
        (trigger) =>
          "event" in trigger &&
          trigger.event === event.name &&
          (trigger.expression === undefined || trigger.expression === `event.data.function_id == '${String(event.data.function_id)}'`),
      );
      if (isMeant) trigger(fn, event);
    }
  }

  function trigger(fn: StubFunction, event: StubEvent): void {
    const keys = [`${fn.id} event ${event.id}`];
    const idempotency = fn.idempotency && evaluate(fn.idempotency, event);
    if (idempotency) keys.push(`${fn.id} key ${idempotency}`);
    if (keys.some((key) => started.has(key))) return;
    for (const key of keys) started.add(key);
    if (fn.debounce) debounce(fn, fn.debounce, event);
    else start(fn, event);
  }

  function debounce(fn: StubFunction, { key, period, timeout }: NonNullable<StubFunction["debounce"]>, event: StubEvent): void {
    const id = `${fn.id} ${key ? evaluate(key, event) : ""}`;
    const waiting = debounced.get(id);
    const deadline = waiting?.deadline ?? Date.now() + (timeout ? durationMs(timeout) : Infinity);
    if (waiting) clearTimeout(waiting.timer);
    const timer = after(Math.min(durationMs(period), deadline - Date.now()), () => {
      debounced.delete(id);
      start(fn, event);
    });
    debounced.set(id, { timer, deadline });
  }

  function start(fn: StubFunction, event: StubEvent): void {
    open({ id: randomUUID(), fn, event, steps: new Map(), stack: [], openJobs: 0, hasEnded: false }, "step");
  }

  function open(run: StubRun, step: string, delayMs = 0): void {
    const job: StubJob = { id: randomUUID(), run, step, attempt: 0, generation: 0, requestId: "", isOpen: false };
    run.openJobs += 1;
    jobs.set(job.id, job);
    if (delayMs > 0) after(delayMs, () => due(job));
    else due(job);
  }

  function due(job: StubJob): void {
    active += 1;
    void perform(job)
      .catch((error: unknown) => report(`run of ${job.run.fn.id}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`))
      .finally(() => (active -= 1));
  }

  async function perform(job: StubJob): Promise<void> {
    const { run } = job;
    const leave = await enter(run);
    try {
      if (run.hasEnded) return;
      job.generation += 1;
      job.requestId = randomUUID();
      job.isOpen = true;
      const answer = await call(job, maxAttemptsOf(run.fn));
      job.isOpen = false;
      settle(job, answer);
    } finally {
      leave();
    }
  }

  async function enter({ fn, event }: StubRun): Promise<() => void> {
    if (!fn.concurrency) return () => {};
    const { limit, key } = fn.concurrency;
    const id = `${fn.id} ${key ? evaluate(key, event) : ""}`;
    const place = places.get(id) ?? { taken: 0, waiting: [] };
    places.set(id, place);
    if (place.taken < limit) place.taken += 1;
    else await new Promise<void>((resolve) => place.waiting.push(resolve));
    return () => {
      const next = place.waiting.shift();
      if (next) next();
      else place.taken -= 1;
    };
  }

  function settle(job: StubJob, answer: SdkAnswer): void {
    if (answer.status === 200) return end(job.run);
    if (answer.status === 400) return fail(job.run, answer.error);
    if (answer.status === 500) return retry(job, answer.error, answer.retryAfter);
    const erring = answer.ops.find((one) => one.op === "StepError");
    for (const one of answer.ops) note(job.run, one);
    if (answer.ops.some((one) => one.op === "RunComplete")) return end(job.run);
    if (erring) return retry(job, erring.error, answer.retryAfter);
    close(job);
    for (const one of answer.ops) {
      if (one.op === "StepPlanned") open(job.run, one.id);
      if (one.op === "Sleep") sleep(job.run, one.id, momentMs(one.name));
    }
    discover(job.run);
  }

  function note(run: StubRun, one: StubOp): void {
    if (one.op !== "StepRun" && one.op !== "StepFailed") return;
    if (run.steps.has(one.id)) report(`${run.fn.id} reported step ${one.userland?.id} twice`);
    run.steps.set(one.id, one.op === "StepRun" ? { data: one.data ?? null } : { error: one.error });
    run.stack.push(one.id);
  }

  function sleep(run: StubRun, id: string, ms: number): void {
    run.openJobs += 1;
    after(ms, () => {
      run.steps.set(id, null);
      run.stack.push(id);
      run.openJobs -= 1;
      discover(run);
    });
  }

  /** One look for new steps, once everything in parallel has settled. */
  function discover(run: StubRun): void {
    if (run.openJobs === 0 && !run.hasEnded) open(run, "step");
  }

  function close(job: StubJob): void {
    jobs.delete(job.id);
    job.run.openJobs -= 1;
  }

  function end(run: StubRun): void {
    run.hasEnded = true;
    for (const job of jobs.values()) if (job.run === run) close(job);
  }

  function retry(job: StubJob, error: SdkError, retryAfter: string | null): void {
    if (job.attempt + 1 >= maxAttemptsOf(job.run.fn))
      return report(`${job.run.fn.id} asks for attempt ${job.attempt + 2}: ${error.message}`);
    const delayMs = retryAfter === null ? retryDelayMs(job.attempt) : retryAfterMs(retryAfter);
    job.attempt += 1;
    after(delayMs, () => due(job));
  }

  function fail(run: StubRun, error: SdkError): void {
    end(run);
    const { fn, event } = run;
    take({
      id: randomUUID(),
      name: "inngest/function.failed",
      ts: Date.now(),
      data: { function_id: fn.id, run_id: run.id, error, event, events: [event] },
    });
  }

  return {
    use: (list: readonly StubFunction[]) => void (functions = list),
    take,
    /** @returns false when this call is over or another took its place */
    store(jobId: string, generation: number, requestId: string, ops: readonly StubOp[]): boolean {
      const job = jobs.get(jobId);
      if (!job?.isOpen || job.generation !== generation || job.requestId !== requestId) return false;
      for (const one of ops) note(job.run, one);
      return true;
    },
    fireCron(): void {
      for (const fn of functions) {
        for (const one of fn.triggers) {
          if ("cron" in one) trigger(fn, { id: randomUUID(), name: "inngest/scheduled.timer", ts: Date.now(), data: { cron: one.cron } });
        }
      }
    },
    isIdle: () => active === 0,
    stop: () => timers.forEach(clearTimeout),
  };
}
