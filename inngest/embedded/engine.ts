import type { Inngest, InngestFunction } from "inngest";
import type { Logger } from "pino";
import type { DbClient } from "@/lib/core/db";
import { createBell } from "./bell";
import { readFunctionList, serveInProcess } from "./call";
import { createCronClock } from "./cron-clock";
import { planCronRun, planRuns } from "./plan-runs";
import { refuseUnsupported } from "./refuse-unsupported";
import { retryDelayMs as defaultRetryDelayMs } from "./retry-delay";
import { runJob, type JobDeps } from "./run-job";
import { claimJobs, findWork, measureDepth, releaseAllLeases, type ClaimedJob } from "./store/claim";
import { readWaitingEvents } from "./store/event-log";
import { prune, vacuum } from "./store/prune";
import { startRuns } from "./store/start-runs";
import { engineEvent } from "./wire";

/**
 * Inngest in this process: the SDK's own handler runs the functions, this loop does what the server would.
 * Everything it knows is in the database, so a killed process loses nothing and several processes share the work.
 * Not reproduced: throttle, rateLimit, batchEvents, singleton, cancelOn, priority, timeouts, waitForEvent, invoke, step.ai and
 * step.fetch, realtime, a second concurrency rule, `if` expressions, keys that are more than a path, crons missed while down,
 * size limits of events and step results. What a function declares of these is refused at start, what it does fails its run.
 */
export type EmbeddedEngine = {
  /** Looks for work now instead of at the next poll. */
  wake(): void;
  /** Claims nothing more and waits for open calls; those still open after `timeoutMs` are taken over when their lease ends. */
  stop(timeoutMs: number): Promise<void>;
  /** For tests: nothing due and nothing running. Runs that sleep or wait for a retry do not count. @throws Error after `timeoutMs` */
  whenIdle(timeoutMs: number): Promise<void>;
  depth(): Promise<{ waiting: number; oldestAgeMs: number | null }>;
};

export type EmbeddedEngineOptions = {
  db: DbClient;
  /** With `isDev: true`, `baseUrl: EMBEDDED_BASE_URL` and `fetch: embeddedTransport(…)`. */
  client: Inngest.Like;
  functions: readonly InngestFunction.Like[];
  log: Logger;
  /** Calls at the same time. */
  workers?: number;
  pollMs?: number;
  /** A job of a dead process is taken over after this long. */
  leaseMs?: number;
  /** No other process can open this database (PGlite): frees the jobs of a killed predecessor at once and spares a lock. */
  isSoleProcess?: boolean;
  retryDelayMs?: (attempt: number) => number;
  /** The cron clock; leases and delays go by the database's. */
  now?: () => Date;
};

const EVENT_BATCH = 200;
const PRUNE_EVERY_MS = 600_000;
const PRUNE_AGAIN_MS = 1_000;
const AFTER_ERROR_MS = 1_000;
const IDLE_CHECK_MS = 5;

/** @throws Error naming every function option the embedded engine cannot honour */
export async function startEmbeddedEngine(options: EmbeddedEngineOptions): Promise<EmbeddedEngine> {
  const { db, client, log, workers = 4, pollMs = 250, leaseMs = 30_000, isSoleProcess = false, now = () => new Date() } = options;
  const functions = refuseUnsupported(await readFunctionList(client, options.functions));
  const fnIds = functions.map(({ id }) => id);
  const fnById = new Map(functions.map((fn) => [fn.id, fn]));
  const jobDeps: JobDeps = {
    db,
    log,
    leaseMs,
    handler: serveInProcess(client, options.functions),
    retryDelayMs: options.retryDelayMs ?? defaultRetryDelayMs,
    hasListener: (name) => functions.some(({ triggers }) => triggers.some(({ event }) => event === name)),
  };
  const bell = createBell();
  const cronClock = createCronClock(functions, now());
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let isLooking = true;
  let pruneAt = Date.now() + PRUNE_EVERY_MS * Math.random();

  if (isSoleProcess) await releaseAllLeases(db);
  const loop = runLoop();

  async function runLoop(): Promise<void> {
    let mayRest = false;
    while (!isStopping) {
      let restMs = pollMs;
      isLooking = true;
      try {
        await startCronRuns();
        // Rung: something is there, most likely. Not rung: one cheap look first.
        const work = mayRest ? await findWork(db, fnIds) : { hasEvents: true, hasJobs: true };
        if (work.hasEvents) await dispatchEvents();
        if (work.hasEvents || work.hasJobs) await claimAndRun();
        await pruneInTime();
      } catch (err) {
        log.error({ err }, "engine loop failed");
        restMs = AFTER_ERROR_MS;
      }
      isLooking = false;
      mayRest = !(await bell.sleep(restMs));
    }
  }

  async function startCronRuns(): Promise<void> {
    const at = now();
    const ticks = cronClock.due(at);
    if (ticks.length === 0) return;
    await startRuns(
      db,
      [],
      ticks.map((tick) => planCronRun(tick.fn, tick.cron, tick.at)),
    );
    cronClock.advance(at);
  }

  async function dispatchEvents(): Promise<void> {
    for (;;) {
      const waiting = await readWaitingEvents(db, EVENT_BATCH);
      if (waiting.length === 0) return;
      const events = waiting.map(({ seq, body }) => ({ seq, event: engineEvent.parse(JSON.parse(body)) }));
      await startRuns(
        db,
        waiting.map(({ seq }) => seq),
        planRuns(events, functions),
      );
      if (waiting.length < EVENT_BATCH) return;
    }
  }

  async function claimAndRun(): Promise<void> {
    while (!isStopping && running.size < workers) {
      const jobs = await claimJobs(db, { functions, leaseMs, isSoleProcess }, workers - running.size);
      if (jobs.length === 0) return;
      for (const job of jobs) start(job);
    }
  }

  function start(job: ClaimedJob): void {
    const fn = fnById.get(job.fnId);
    if (!fn) return;
    const run = runJob(jobDeps, fn, job)
      // The job's lease ends by itself; then it is claimed again.
      .catch((err: unknown) => log.error({ err, functionId: job.fnId, runId: job.runId }, "job not settled"))
      .finally(() => {
        running.delete(run);
        bell.ring();
      });
    running.add(run);
  }

  async function pruneInTime(): Promise<void> {
    if (Date.now() < pruneAt) return;
    const hasMore = await prune(db, fnIds);
    if (isSoleProcess && !hasMore) await vacuum(db);
    pruneAt = Date.now() + (hasMore ? PRUNE_AGAIN_MS : PRUNE_EVERY_MS);
  }

  const isBusy = () => isLooking || running.size > 0;

  return {
    wake: bell.ring,
    depth: () => measureDepth(db, fnIds),
    async stop(timeoutMs) {
      isStopping = true;
      bell.ring();
      await within(
        timeoutMs,
        loop.then(() => Promise.all(running)),
      );
      if (running.size > 0) log.warn({ open: running.size }, "engine stopped with open calls");
    },
    async whenIdle(timeoutMs) {
      const deadline = Date.now() + timeoutMs;
      for (;;) {
        if (!isBusy()) {
          const { hasEvents, hasJobs } = await findWork(db, fnIds);
          if (!hasEvents && !hasJobs && !isBusy()) return;
        }
        if (Date.now() > deadline) throw new Error(`The engine is not idle after ${timeoutMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, IDLE_CHECK_MS));
      }
    },
  };
}

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
