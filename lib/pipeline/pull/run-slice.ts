import { setTimeout as sleep } from "node:timers/promises";
import { isPassingDatabaseError } from "@/lib/events/insert-events";
import { tellAlert } from "@/lib/integrations/digest/drift-alert";
import { deleteGone } from "@/lib/integrations/digest/delete-gone";
import { recordLook } from "@/lib/integrations/digest/record-look";
import { MAX_READ, type PullSource, type SourceItem } from "@/lib/integrations/pull/source";
import { noteAnswer, noteFailure } from "@/lib/sync/connections/breaker";
import type { Learned, OpenConnection } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { claimJob } from "@/lib/sync/jobs/claim-job";
import { startPlace, type ClaimedJob, type Place } from "@/lib/sync/jobs/job";
import { endJob, JobLost, keepPlace, letGo, postponeJob } from "@/lib/sync/jobs/keep-place";
import { nextDueAt } from "@/lib/sync/jobs/due-jobs";
import { readMarks } from "@/lib/sync/marks/marks";
import type { FailedAsk } from "@/lib/sync/pull/pace";
import { fetchMarked } from "./fetch-marked";
import type { PullDeps } from "./pull-deps";
import { countNamed, findUnlisted } from "./find-unlisted";
import { readChanges, type ReadPage } from "./read-changes";
import { isAsListed, namesSameVariants, readKnown } from "./read-known";
import { savePage } from "./save-page";

export type Slice = {
  /** Something was done: call again. */
  hasMore: boolean;
  /** When the store's next job is due, in ISO 8601; null: none waits. */
  retryAt: string | null;
};

/** A step's share; pages that are under way when it is over are still saved. */
const SLICE_MS = 15_000;
/** Slices that may fail without any progress between them. */
const MOST_ATTEMPTS = 8;
const FIRST_DELAY_MS = 15_000;
const LONGEST_DELAY_MS = 30 * 60_000;
/** Looked at again by an incremental sync, for saves that were under way when the last one asked. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Goes on with a store's sync job for a while. Every page is one transaction with the place it leads to: a process that
 * dies costs the page it had in hand. What waits for the shop holds no transaction.
 */
export async function runSlice(deps: PullDeps, storeId: string): Promise<Slice> {
  const fetched = await fetchNoticed(deps, storeId);
  if (fetched) return fetched;
  const job = await claimJob(deps.db, storeId);
  if (job === null) return { hasMore: false, retryAt: await nextDueAt(deps.db, storeId) };
  let connection: OpenConnection | null = null;
  try {
    if (job.isCancelled) throw new JobLost(true);
    connection = await openConnection(deps, storeId);
    if (connection === null) return await end(deps, job, "failed", "no_connection");
    const now = deps.now();
    if (connection.openUntil && connection.openUntil > now && job.trigger !== "manual") {
      await postponeJob(deps.db, job, { until: connection.openUntil, problem: "breaker_open", attempts: job.attempts });
      return { hasMore: false, retryAt: connection.openUntil.toISOString() };
    }
    return await look(deps, job, connection);
  } catch (error) {
    return giveWay(deps, job, error);
  }
}

/** First what the shop's own webhooks spoke of: it is little, and newer than any job. Null: nothing waits, the breaker is open, or the shop refuses. */
async function fetchNoticed(deps: PullDeps, storeId: string): Promise<Slice | null> {
  if ((await readMarks(deps.db, storeId, 1)).length === 0) return null;
  const connection = await openConnection(deps, storeId);
  const now = deps.now();
  if (connection === null || (connection.openUntil && connection.openUntil > now)) return null;
  try {
    const source = deps.openSource(connection, { drawSeq: () => drawSeq(deps), wait: (ms) => sleep(ms) });
    await fetchMarked(deps, storeId, source);
    await noteEffort(deps, storeId, source);
    return { hasMore: true, retryAt: null };
  } catch (error) {
    if (!isFailedAsk(error)) throw error;
    const openUntil = await noteFailure(deps.db, storeId, error, now);
    deps.log.warn({ err: error, storeId, problem: error.problem }, "the shop did not answer a fetch");
    // What waiting does not cure keeps no job from its turn: it tells the same, or shows that the shop is well.
    if (!error.isPassing) return null;
    const until = new Date(Math.max(now.getTime() + FIRST_DELAY_MS, openUntil?.getTime() ?? 0));
    return { hasMore: false, retryAt: until.toISOString() };
  }
}

/** One slice of the job with the shop. */
async function look(deps: PullDeps, job: ClaimedJob, connection: OpenConnection): Promise<Slice> {
  const until = performance.now() + SLICE_MS;
  const source = deps.openSource(connection, { drawSeq: () => drawSeq(deps), wait: (ms) => sleep(ms) });
  let place = job.place;
  if (job.phase === "preparing") place = await prepare(deps, job, connection, source);
  while (!place.isListed) {
    let isTimeUp = false;
    for await (const page of source.list(place, { since: place.since, isCheap: isCheap(job, place) })) {
      place = {
        ...place,
        offset: page.offset,
        after: page.after,
        isListed: page.isLast,
      };
      const known = await readKnown(
        deps.db,
        job.storeId,
        page.items.map((item) => item.externalId),
      );
      const read = isCheap(job, place)
        ? await readDiffering(source, page.items, known, job.isForced)
        : await readChanges(page.items, known, job.isForced);
      await savePage(deps, job, {
        page: read,
        known,
        named: seesAll(job, place) ? page.items.map((item) => item.externalId) : [],
        place,
        phase: "listing",
        total: page.total,
      });
      isTimeUp = performance.now() > until;
      if (isTimeUp && !page.isLast) break;
    }
    if (isTimeUp && !place.isListed) {
      await noteEffort(deps, job.storeId, source);
      await letGo(deps.db, job);
      return { hasMore: true, retryAt: null };
    }
    // A listing that ends without a page: an empty shop.
    if (!place.isListed) place = { ...place, isListed: true };
    place = await addUp(deps, job, place);
  }
  await noteEffort(deps, job.storeId, source);
  return finish(deps, job, place, source.kind);
}

/** Ids and facts suffice: what differs is read by id. */
const isCheap = (job: ClaimedJob, place: Place): boolean => job.mode === "reconcile" || place.isSecondLook;
/** The listing is that of the whole shop: what it does not name is gone. */
const seesAll = (job: ClaimedJob, place: Place): boolean => job.mode !== "incremental" && place.since === null;

async function prepare(deps: PullDeps, job: ClaimedJob, connection: OpenConnection, source: PullSource): Promise<Place> {
  const { taught, shopTime } = await source.begin();
  // The currency before the webhooks: what they bring names none.
  await noteAnswer(deps.db, job.storeId, taught, deps.now());
  await noteAnswer(deps.db, job.storeId, await watch(deps, connection, source), deps.now());
  const place: Place = {
    ...startPlace,
    listedFrom: await databaseTime(deps),
    shopTime,
    since: job.mode === "incremental" && connection.seenUntil ? new Date(connection.seenUntil.getTime() - OVERLAP_MS) : null,
  };
  await keepPlace(deps.db, job, { place, phase: "listing", total: taught.products ?? null, added: {} });
  return place;
}

/** Looks after the shop's own webhooks before the pages: what they missed is among what is listed now. */
async function watch(deps: PullDeps, { storeId, webhookSecret, learned }: OpenConnection, source: PullSource): Promise<Partial<Learned>> {
  if (!source.watch || webhookSecret === null) return {};
  const door = source.kind === "shopify" ? "shopify/webhooks/" : "woocommerce/webhooks/product";
  const deliveryUrl = `${deps.env.PUBLIC_URL}/api/${door}?store=${storeId}`;
  const { isAllowed, healed } = await source.watch({ deliveryUrl, secret: webhookSecret });
  // The first time they are made, not mended.
  const isMended = healed > 0 && learned.webhooks === "active";
  return { webhooks: isAllowed ? "active" : "refused", ...(isMended && { webhooksHealedAt: deps.now().toISOString() }) };
}

/** What a listing of facts shows as other than stored, or not at all, is read whole. */
async function readDiffering(
  source: PullSource,
  items: readonly SourceItem[],
  known: Awaited<ReturnType<typeof readKnown>>,
  isForced: boolean,
): Promise<ReadPage> {
  const differing = items.filter((item) => {
    const stored = known.get(item.externalId);
    return !isAsListed(item, stored) || (stored !== undefined && item.facts.variantIds !== null && !namesSameVariants(item.facts, stored));
  });
  const page: ReadPage = { changes: [], unchanged: items.length - differing.length, problems: [] };
  for (let at = 0; at < differing.length; at += MAX_READ) {
    const whole = await source.readByIds(differing.slice(at, at + MAX_READ).map((item) => item.externalId));
    const read = await readChanges(whole, known, isForced);
    page.changes.push(...read.changes);
    page.problems.push(...read.problems);
    page.unchanged += read.unchanged;
  }
  return page;
}

/** Did the listing name as many products as the shop says it has? If not, it is gone through once more, by ids and facts. */
async function addUp(deps: PullDeps, job: ClaimedJob, place: Place): Promise<Place> {
  if (!seesAll(job, place) || place.isSecondLook) return place;
  const { total } = await deps.db.syncJob.findUniqueOrThrow({ where: { id: job.id }, select: { total: true } });
  if ((await countNamed(deps.db, job.id)) === total) return place;
  const again: Place = { ...place, offset: 0, after: null, isListed: false, isSecondLook: true, listedFrom: await databaseTime(deps) };
  await deps.db.$transaction(async (tx) => {
    await tx.syncSeen.deleteMany({ where: { jobId: job.id } });
    await keepPlace(tx, job, { place: again, phase: "checking", added: {} });
  });
  return again;
}

async function finish(deps: PullDeps, job: ClaimedJob, place: Place, kind: PullSource["kind"]): Promise<Slice> {
  const figures = await deps.db.syncJob.findUniqueOrThrow({
    where: { id: job.id },
    select: { total: true, created: true, updated: true, failed: true },
  });
  const named = await countNamed(deps.db, job.id);
  const isComplete = seesAll(job, place) && named === (figures.total ?? 0);
  const gone = isComplete && place.listedFrom ? await findUnlisted(deps.db, job, kind, place.listedFrom) : [];
  const isWhole = isComplete || !seesAll(job, place);
  const found = { total: named, missing: figures.created, different: figures.updated + figures.failed, unsaved: figures.failed };
  const look = await deps.db.$transaction(async (tx) => {
    const recorded =
      isComplete && place.listedFrom
        ? await recordLook(tx, job.storeId, kind, { ...found, startedAt: place.listedFrom, gone }, deps.env.DRIFT_ALERT_PERCENT)
        : null;
    if (place.shopTime) await tx.connection.updateMany({ where: { storeId: job.storeId }, data: { seenUntil: place.shopTime } });
    await endJob(tx, job, {
      status: isWhole && figures.failed === 0 ? "completed" : "partial",
      problem: isWhole ? null : "count_differs",
      added: { deactivated: recorded && !recorded.isWaiting ? gone.length : 0 },
    });
    return recorded;
  });
  if (look?.isAlert) tellAlert(deps, job.storeId, "pull", { ...found, extra: gone.length });
  // After the commit: should this process die here, the next look finds the same.
  if (look && !look.isWaiting && gone.length > 0)
    await deleteGone(deps, { id: look.id, storeId: job.storeId, startedAt: place.listedFrom ?? deps.now() }, gone, {
      tokenId: null,
      sourceIp: null,
      requestId: null,
    });
  return { hasMore: true, retryAt: null };
}

async function noteEffort(deps: PullDeps, storeId: string, source: PullSource): Promise<void> {
  const { taught, waitedMs } = source.effort();
  await noteAnswer(deps.db, storeId, taught, deps.now());
  deps.log.info({ storeId, waitedMs: Math.round(waitedMs), ...taught }, "pull slice");
}

const isFailedAsk = (error: unknown): error is FailedAsk =>
  typeof error === "object" && error !== null && "isPassing" in error && "problem" in error;

/** What becomes of the job when a slice failed. @throws what is neither the shop's nor the job's doing, the job let go */
async function giveWay(deps: PullDeps, job: ClaimedJob, error: unknown): Promise<Slice> {
  if (error instanceof JobLost) return error.isCancelled ? end(deps, job, "cancelled", null) : { hasMore: false, retryAt: null };
  if (isFailedAsk(error)) {
    const openUntil = await noteFailure(deps.db, job.storeId, error, deps.now());
    deps.log.warn({ err: error, jobId: job.id, storeId: job.storeId, problem: error.problem }, "the shop did not answer a pull");
    const attempts = job.attempts + 1;
    if (!error.isPassing || attempts >= MOST_ATTEMPTS) return end(deps, job, "failed", error.problem);
    const delayMs = Math.max(error.retryAfterMs ?? 0, Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1)));
    const until = new Date(Math.max(deps.now().getTime() + delayMs, openUntil?.getTime() ?? 0));
    await postponeJob(deps.db, job, { until, problem: error.problem, attempts });
    return { hasMore: false, retryAt: until.toISOString() };
  }
  if (isPassingDatabaseError(error)) {
    await letGo(deps.db, job).catch(() => undefined);
    throw error;
  }
  deps.log.error({ err: error, jobId: job.id, storeId: job.storeId }, "a sync job failed");
  return end(deps, job, "failed", "internal");
}

async function end(deps: PullDeps, job: ClaimedJob, status: "failed" | "cancelled", problem: string | null): Promise<Slice> {
  await deps.db
    .$transaction((tx) => endJob(tx, job, { status, problem }))
    .catch((error: unknown) => {
      if (!(error instanceof JobLost)) throw error;
    });
  return { hasMore: true, retryAt: null };
}

async function databaseTime({ db }: Pick<PullDeps, "db">): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  return row?.now ?? new Date();
}

async function drawSeq({ db }: Pick<PullDeps, "db">): Promise<bigint> {
  const [row] = await db.$queryRaw<{ seq: bigint }[]>`SELECT nextval(pg_get_serial_sequence('event', 'id')) AS seq`;
  if (!row) throw new Error("no sequence");
  return row.seq;
}
