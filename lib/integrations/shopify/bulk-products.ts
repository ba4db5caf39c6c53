import { checkBulk, startBulk, type BulkState } from "./bulk-operation";
import type { ShopifyClient } from "./client";
import type { ShopifyProductJson } from "./fetch-product";
import { joinProducts } from "./join-products";
import { readLines } from "./read-lines";
import { ShopifyError, fromOutgoing } from "./shopify-error";
import type { Clock, ShopifyFetchStream } from "./transport";

const FIRST_POLL_MS = 1_000;
/** A slice of a job lasts 15 s; between slices nobody waits here. */
const MAX_POLL_MS = 5_000;
/** Until another operation of ours leaves its place. */
const MAX_BUSY_MS = 10 * 60_000;
const BATCH = 100;
/** A file of millions of variants, and the time to save them while it comes. */
const MAX_FILE_BYTES = 8 * 1_024 ** 3;
const FILE_TIMEOUT_MS = 3_600_000;
/** Between two pieces of the file; what is done with them does not count. */
const PIECE_TIMEOUT_MS = 30_000;
/** A file that broke off is opened again so often without a product more; then it is broken. */
const MAX_FILE_TRIES = 3;

export type BulkOptions = {
  /** To go on with an operation that was started before. */
  operationId?: string;
  /** Products that were taken from its file already. */
  skip?: number;
  updatedAfter?: Date | null;
  batchSize?: number;
  maxBusyMs?: number;
  maxLineBytes?: number;
  signal?: AbortSignal;
};

export type BulkStep =
  /** No place is free yet. */
  | { kind: "busy" }
  /** Said as soon as there is an operation, and after each look at it: what must be kept to resume. */
  | { kind: "waiting"; operationId: string; objects: number }
  /** `done` counts the skipped ones too: it is the next `skip`. */
  | { kind: "products"; operationId: string; products: ShopifyProductJson[]; done: number; total: number }
  /** The file held exactly what Shopify counted: what was not in it is not in the shop. */
  | { kind: "complete"; operationId: string; total: number };

type Finished = Extract<BulkState, { kind: "completed" }>;

/**
 * All products by a bulk operation: starts it, looks at it ever more slowly, then streams its file. Ends with "complete" or an error,
 * never quietly. Children stand behind their product in the file (groupObjects): slower for Shopify, but one product of memory for us.
 * @throws ShopifyError; after bulk_failed with TIMEOUT the way is `listProducts`
 */
export async function* bulkProducts(
  client: ShopifyClient,
  { fetchStream, now, wait }: Clock & { fetchStream: ShopifyFetchStream },
  options: BulkOptions = {},
): AsyncGenerator<BulkStep> {
  let { operationId } = options;
  if (operationId === undefined) {
    operationId = yield* startWhenFree(client, { now, wait }, options);
    yield { kind: "waiting", operationId, objects: 0 };
  }
  let state = await checkBulk(client, operationId, options.signal);
  for (let pauseMs = FIRST_POLL_MS; state.kind === "running"; pauseMs = Math.min(MAX_POLL_MS, pauseMs * 1.5)) {
    yield { kind: "waiting", operationId, objects: state.objects };
    await wait(pauseMs);
    options.signal?.throwIfAborted();
    state = await checkBulk(client, operationId, options.signal);
  }
  yield* readPatiently(state, { fetchStream, wait }, options);
}

async function* startWhenFree(
  client: ShopifyClient,
  { now, wait }: Clock,
  { updatedAfter = null, maxBusyMs = MAX_BUSY_MS, signal }: BulkOptions,
): AsyncGenerator<BulkStep, string> {
  const until = now().getTime() + maxBusyMs;
  for (let pauseMs = FIRST_POLL_MS; ; pauseMs = Math.min(MAX_POLL_MS, pauseMs * 2)) {
    try {
      return await startBulk(client, { updatedAfter });
    } catch (error) {
      if (!(error instanceof ShopifyError) || error.problem !== "bulk_busy" || now().getTime() + pauseMs > until) throw error;
    }
    yield { kind: "busy" };
    await wait(pauseMs);
    signal?.throwIfAborted();
  }
}

/** A connection that ends early costs what had not come yet, some times over. @throws ShopifyError bulk_expired, bulk_broken */
async function* readPatiently(
  state: Finished,
  { fetchStream, wait }: Pick<Clock, "wait"> & { fetchStream: ShopifyFetchStream },
  options: BulkOptions,
): AsyncGenerator<BulkStep> {
  let { skip = 0 } = options;
  for (let tries = 1; ; tries += 1) {
    try {
      for await (const step of readFile(state, fetchStream, { ...options, skip })) {
        if (step.kind === "products") {
          skip = step.done;
          tries = 0;
        }
        yield step;
      }
      return;
    } catch (error) {
      if (!(error instanceof ShopifyError) || !error.isPassing) throw error;
      // The storage is not the shop: that it cannot be reached says nothing of the shop.
      if (tries >= MAX_FILE_TRIES)
        throw error.problem === "bulk_broken" ? error : new ShopifyError("bulk_broken", { detail: error.problem, cause: error });
    }
    await wait(FIRST_POLL_MS);
    options.signal?.throwIfAborted();
  }
}

/** Streams a finished operation's file; `skip` products are read past, for a file cannot be entered in the middle. @throws ShopifyError */
async function* readFile(
  { operationId, url, products: total, objects: totalObjects }: Finished,
  fetchStream: ShopifyFetchStream,
  { skip = 0, batchSize = BATCH, maxLineBytes, signal }: BulkOptions,
): AsyncGenerator<BulkStep> {
  let done = 0;
  let objects = 0;
  let batch: ShopifyProductJson[] = [];
  const flush = (): BulkStep => {
    const products = batch;
    batch = [];
    return { kind: "products", operationId, products, done, total };
  };
  if (url !== null) {
    for await (const joined of joinProducts(readLines(openFile(url, fetchStream, signal), maxLineBytes))) {
      done += 1;
      objects += joined.objects;
      if (done > skip) batch.push(joined.product);
      if (batch.length >= batchSize) yield flush();
    }
  }
  if (batch.length > 0) yield flush();
  if (done !== total || objects !== totalObjects)
    throw new ShopifyError("bulk_broken", { detail: `${done} of ${total} products, ${objects} of ${totalObjects} objects` });
  yield { kind: "complete", operationId, total };
}

const SERVER_ERROR_FROM = 500;

/** The address is signed by Shopify and needs no token: none is sent. */
async function* openFile(url: string, fetchStream: ShopifyFetchStream, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const silence = new AbortController();
  const either = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
  const soon = async <T>(asked: PromiseLike<T>): Promise<T> => {
    const timer = setTimeout(() => silence.abort(), PIECE_TIMEOUT_MS);
    try {
      return await asked;
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    const { status, body } = await soon(fetchStream(url, { timeoutMs: FILE_TIMEOUT_MS, maxBytes: MAX_FILE_BYTES, signal: either }));
    if (status >= SERVER_ERROR_FROM) throw new ShopifyError("server_error", { status });
    // Its storage answers 403 when the seven days are over. Whatever else it says, it says nothing of our token.
    if (status !== 200) throw new ShopifyError("bulk_expired", { status });
    const pieces = body[Symbol.asyncIterator]();
    try {
      for (let piece = await soon(pieces.next()); !piece.done; piece = await soon(pieces.next())) yield piece.value;
    } finally {
      // Half read: the connection ends with it.
      await pieces.return?.();
    }
  } catch (error) {
    throw fromOutgoing(error);
  }
}
