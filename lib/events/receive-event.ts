import type { Db } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/log";
import type { IncomingEvent, Receipt } from "./incoming-event";
import { eventKey, insertEvents, isPassingDatabaseError } from "./insert-events";

/**
 * Requests that arrive while a commit is under way share the next one: one INSERT and one disk flush for all of them.
 * An answer is given only after the commit that holds its event.
 */
export type EventReceiver = { receive(event: IncomingEvent): Promise<Receipt>; readonly waiting: number };

export type ReceiverSettings = {
  db: Db;
  log: Logger;
  /** Called after a commit with the stores that got something new. */
  onAccepted: (storeIds: ReadonlySet<string>) => void;
};

/** Rows of one statement: beyond some hundreds a larger one is no faster, only later for its first row. */
const MAX_ROWS = 250;
/** And by size: a statement is held in memory several times over. */
const MAX_BATCH_CHARS = 4 << 20;

function rowsOfNextBatch(queue: readonly Waiting[]): number {
  let chars = 0;
  const tooMany = queue.slice(0, MAX_ROWS).findIndex(({ event }, index) => (chars += event.payload.length) > MAX_BATCH_CHARS && index > 0);
  return tooMany === -1 ? Math.min(queue.length, MAX_ROWS) : tooMany;
}

/** More than this waiting means the database has stood still for seconds: say so instead of eating memory. */
const MAX_WAITING = 5_000;
const COMMIT_TIMEOUT_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;

type Waiting = { event: IncomingEvent; resolve: (receipt: Receipt) => void; reject: (error: unknown) => void };

/** 503: nothing half-stored; sending the same event_id again is always right. */
const unavailable = (cause?: unknown) => new AppError("unavailable", { cause, headers: { "retry-after": String(RETRY_AFTER_SECONDS) } });

export function createEventReceiver({ db, log, onAccepted }: ReceiverSettings): EventReceiver {
  const queue: Waiting[] = [];
  let isCommitting = false;

  async function commit(batch: readonly Waiting[]): Promise<void> {
    // Of several deliveries of one event in this batch the first is inserted, the others are its duplicates.
    const first = new Map<string, Waiting>();
    const duplicates: Waiting[] = [];
    for (const waiting of batch) {
      const key = eventKey(waiting.event.storeId, waiting.event.eventId);
      if (first.has(key)) duplicates.push(waiting);
      else first.set(key, waiting);
    }
    try {
      const accepted = await withTimeout(
        insertEvents(
          db,
          [...first.values()].map(({ event }) => event),
        ),
      );
      if (accepted.size > 0) onAccepted(new Set([...first].filter(([key]) => accepted.has(key)).map(([, { event }]) => event.storeId)));
      for (const [key, waiting] of first) waiting.resolve(accepted.has(key) ? "accepted" : "skipped");
      for (const waiting of duplicates) waiting.resolve("skipped");
    } catch (error) {
      if (batch.length > 1 && !isPassingDatabaseError(error) && !(error instanceof AppError)) {
        // One row the database refuses must not cost the others their commit.
        for (const waiting of batch) await commit([waiting]);
        return;
      }
      log.error({ err: error, events: batch.length }, "events not committed");
      for (const waiting of batch) waiting.reject(unavailable(error));
    }
  }

  async function commitAll(): Promise<void> {
    isCommitting = true;
    // Requests already being read this turn join the first commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (queue.length > 0) {
      const batch = queue.splice(0, rowsOfNextBatch(queue));
      await commit(batch);
    }
    isCommitting = false;
  }

  return {
    get waiting() {
      return queue.length;
    },
    receive(event) {
      if (queue.length >= MAX_WAITING) return Promise.reject(unavailable());
      return new Promise((resolve, reject) => {
        queue.push({ event, resolve, reject });
        if (!isCommitting) void commitAll();
      });
    },
  };
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable(new Error(`no commit within ${COMMIT_TIMEOUT_MS} ms`))), COMMIT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
