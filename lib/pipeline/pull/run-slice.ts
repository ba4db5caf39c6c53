import { isPassingDatabaseError } from "@/lib/events/insert-events";
import { tellAlert } from "@/lib/integrations/digest/drift-alert";
import { deleteGone, shopIdOf } from "@/lib/integrations/digest/delete-gone";
import { recordLook } from "@/lib/integrations/digest/record-look";
import { deliveryUrlOf } from "@/lib/integrations/pull/delivery-url";
import type { PullSource, SourcePage } from "@/lib/integrations/pull/source";
import { noteAnswer, noteFailure } from "@/lib/sync/connections/breaker";
import type { Learned, OpenConnection } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { claimJob } from "@/lib/sync/jobs/claim-job";
import { holdLease } from "@/lib/sync/jobs/hold-lease";
import { startPlace, type ClaimedJob, type Place } from "@/lib/sync/jobs/job";
import { endJob, JobLost, keepPlace, letGo, postponeJob } from "@/lib/sync/jobs/keep-place";
import { nextDueAt } from "@/lib/sync/jobs/due-jobs";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";
import { makeUpFor } from "@/lib/sync/schedules/make-up-for";
import { askShop, FIRST_DELAY_MS, isFailedAsk, knock, noteEffort, SLICE_MS } from "./ask-shop";
import { fetchNoticed } from "./fetch-noticed";
import type { PullDeps } from "./pull-deps";
import { countNamed, findUnlisted } from "./find-unlisted";
import { readChanges } from "./read-changes";
import { readDiffering } from "./read-differing";
import { hasOtherCurrency, readKnown } from "./read-known";
import { savePage } from "./save-page";
import { beginTurns, nextTurn } from "./take-turns";

export type Slice = {
  /** Something was done: call again. */
  hasMore: boolean;
  /** When the store's next job is due, in ISO 8601; null: none waits. */
  retryAt: string | null;
};

/** Slices that may fail without any progress between them. */
const MOST_ATTEMPTS = 8;
/** Until a shop that works something out is looked at again; meanwhile other stores have the worker. */
const LOOK_AGAIN_MS = 15_000;
const LONGEST_DELAY_MS = 30 * 60_000;
/** Looked at again by an incremental sync, for saves that were under way when the last one asked. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Goes on with a store's sync job for a while. Every page is one transaction with the place it leads to: a process that
 * dies costs the page it had in hand. What waits for the shop holds no transaction.
 */
export async function runSlice(deps: PullDeps, storeId: string): Promise<Slice> {
  // First what the shop's own webhooks spoke of: it is little, and newer than any job. If it is much, both have their turn.
  const noticed = await fetchNoticed(deps, storeId);
  if (noticed?.isDone) return { hasMore: true, retryAt: null };
  const slice = await goOn(deps, storeId);
  if (noticed === null || slice.hasMore) return slice;
  return { hasMore: noticed.retryAt === null, retryAt: earliest(noticed.retryAt, slice.retryAt) };
}

/** ISO 8601 sorts as time does. */
const earliest = (...times: readonly (string | null)[]): string | null => times.filter((at) => at !== null).sort()[0] ?? null;

async function goOn(deps: PullDeps, storeId: string): Promise<Slice> {
  const job = await claimJob(deps.db, storeId);
  if (job === null) return { hasMore: false, retryAt: await nextDueAt(deps.db, storeId) };
  const letLeaseEnd = holdLease(deps.db, job);
  const course: Course = { place: job.place, source: null };
  try {
    if (job.isCancelled) throw new JobLost(true);
    if (job.attempts >= MOST_ATTEMPTS) throw new Error("every worker that took this job died on the same page");
    const connection = await openConnection(deps, storeId);
    if (connection === null) return await end(deps, job, "failed", "no_connection");
    const now = deps.now();
    if (connection.openUntil && connection.openUntil > now && job.trigger !== "manual") {
      await postponeJob(deps.db, job, { until: connection.openUntil, problem: "breaker_open", attempts: job.attempts });
      return { hasMore: false, retryAt: connection.openUntil.toISOString() };
    }
    return await look(deps, job, connection, course);
  } catch (error) {
    if (error instanceof JobLost && error.isCancelled) await abandon(deps, storeId, course.place);
    return await giveWay(deps, job, error, course.source?.effort().taught);
  } finally {
    letLeaseEnd();
  }
}

/** How far the slice has come, whether or not it was kept. */
type Course = { place: Place; source: PullSource | null };

/** What the shop works out for a cancelled job is called off, if it can be told so: nothing hangs on it. */
async function abandon(deps: PullDeps, storeId: string, place: Place): Promise<void> {
  if (place.after === null || place.isListed) return;
  try {
    const connection = await openConnection(deps, storeId);
    if (connection) await askShop(deps, connection).abandon?.(place);
  } catch (error) {
    deps.log.warn({ err: error, storeId }, "a listing could not be called off");
  }
}

/** One slice of the job with the shop. */
async function look(deps: PullDeps, job: ClaimedJob, connection: OpenConnection, course: Course): Promise<Slice> {
  const source = (course.source = askShop(deps, connection));
  if (job.phase !== "preparing") await knock(connection, source);
  else course.place = await prepare(deps, job, connection, source);
  let until: number | null = null;
  for (;;) {
    // Before the pages too: who listed them may have died before they were added up.
    if (course.place.isListed) course.place = await addUp(deps, job, course.place);
    if (course.place.isListed) break;
    let isTimeUp = false;
    const asked = { since: course.place.since, isCheap: isCheap(job, course.place) };
    for await (const page of source.list(course.place, asked)) {
      const before = course.place;
      course.place = { ...before, offset: page.offset, after: page.after, isListed: page.isLast };
      if (page.setback) deps.log.warn({ err: page.setback, jobId: job.id, storeId: job.storeId }, "a listing begins anew in another way");
      course.place = await keepPage(deps, job, source, page, { before, place: course.place });
      // From the first page on: whatever it takes to come to it, a slice gets on.
      until ??= performance.now() + SLICE_MS;
      isTimeUp = performance.now() > until;
      if (page.isWaiting && (isTimeUp || job.phase === "waiting")) {
        await noteEffort(deps, connection, source);
        return await waitForShop(deps, job);
      }
      if (isTimeUp && !page.isLast) break;
    }
    if (isTimeUp && !course.place.isListed) {
      await noteEffort(deps, connection, source);
      await letGo(deps.db, job);
      return { hasMore: true, retryAt: null };
    }
    // A listing that ends without a page: an empty shop.
    if (!course.place.isListed) course.place = { ...course.place, isListed: true };
  }
  await noteEffort(deps, connection, source);
  return finish(deps, job, course.place, connection);
}

/** Reads what of a page is to be written, and saves it with the place it leads to. @returns that place */
async function keepPage(
  deps: PullDeps,
  job: ClaimedJob,
  source: PullSource,
  { items, total, isWaiting }: SourcePage,
  { before, place: reached }: { before: Place; place: Place },
): Promise<Place> {
  const externalIds = items.map((item) => item.externalId);
  const known = await readKnown(deps.db, job.storeId, externalIds);
  const { page, turns } = isCheap(job, reached)
    ? await readDiffering(source, items, known, reached.turns)
    : { page: await readChanges(items, known, job.isForced), turns: reached.turns };
  const otherCurrency = items.filter((item) => hasOtherCurrency(item, known.get(item.externalId))).length;
  const place: Place = { ...reached, turns, otherCurrency: reached.otherCurrency + otherCurrency };
  const named = seesAll(job, place) ? externalIds : [];
  const phase = isWaiting ? "waiting" : place.isSecondLook ? "checking" : "listing";
  await savePage(deps, job, { page, known, named, before, place, phase, total });
  return place;
}

async function waitForShop(deps: PullDeps, job: ClaimedJob): Promise<Slice> {
  const until = new Date(deps.now().getTime() + LOOK_AGAIN_MS);
  await postponeJob(deps.db, job, { until, problem: null, attempts: 0 });
  return { hasMore: false, retryAt: until.toISOString() };
}

/** Ids and facts suffice: what differs is read by id. */
const isCheap = (job: ClaimedJob, place: Place): boolean => job.mode === "reconcile" || place.isSecondLook;
/** The listing is that of the whole shop: what it does not name is gone. */
const seesAll = (job: ClaimedJob, place: Place): boolean => job.mode !== "incremental" && place.since === null;

async function prepare(deps: PullDeps, job: ClaimedJob, connection: OpenConnection, source: PullSource): Promise<Place> {
  const { taught, shopTime } = await source.begin();
  // Every product has the currency, and none that only it changed is in a list of changes. Asked for first: noted, it is no news to whoever goes on.
  if (job.mode === "incremental" && taught.currency && taught.currency !== connection.learned.currency)
    await queueJob(deps.db, job.storeId, connection.kind, { mode: "reconcile", trigger: job.trigger });
  // The currency before the webhooks: what they bring names none.
  await noteAnswer(deps.db, connection, taught, deps.now());
  const watched = await watch(deps, connection, source);
  // What was deleted while nobody told us is in no list of changes.
  if (watched.webhooksHealedAt && job.mode === "incremental")
    await queueJob(deps.db, job.storeId, connection.kind, { mode: "reconcile", trigger: "webhook" });
  await noteAnswer(deps.db, connection, watched, deps.now());
  const place: Place = {
    ...startPlace,
    listedFrom: await databaseTime(deps),
    shopTime,
    since: job.mode === "incremental" && connection.seenUntil ? new Date(connection.seenUntil.getTime() - OVERLAP_MS) : null,
    turns: job.mode === "reconcile" ? beginTurns(connection.learned.readWholeTo) : null,
  };
  await keepPlace(deps.db, job, { place, phase: "listing", total: taught.products ?? null, added: {} });
  return place;
}

/** Looks after the shop's own webhooks before the pages: what they missed is among what is listed now. */
async function watch(deps: PullDeps, { storeId, webhookSecret, learned }: OpenConnection, source: PullSource): Promise<Partial<Learned>> {
  if (!source.watch || webhookSecret === null) return {};
  const { isAllowed, healed } = await source.watch({ deliveryUrl: deliveryUrlOf(deps.env, source.kind, storeId), secret: webhookSecret });
  // The first time they are made, not mended.
  const isMended = healed > 0 && learned.webhooks === "active";
  return { webhooks: isAllowed ? "active" : "refused", ...(isMended && { webhooksHealedAt: deps.now().toISOString() }) };
}

/** Did the listing name as many products as the shop says it has? If not, it is gone through once more, by ids and facts. */
async function addUp(deps: PullDeps, job: ClaimedJob, place: Place): Promise<Place> {
  if (!seesAll(job, place) || place.isSecondLook) return place;
  const { total } = await deps.db.syncJob.findUniqueOrThrow({ where: { id: job.id }, select: { total: true } });
  // A shop that does not count them cannot be held to its word by a second look.
  if (total === null || (await countNamed(deps.db, job.id)) === total) return place;
  const again: Place = { ...place, offset: 0, after: null, isListed: false, isSecondLook: true, listedFrom: await databaseTime(deps) };
  await deps.db.$transaction(async (tx) => {
    await tx.syncSeen.deleteMany({ where: { jobId: job.id } });
    await keepPlace(tx, job, { place: again, phase: "checking", added: {} });
  });
  return again;
}

async function finish(deps: PullDeps, job: ClaimedJob, place: Place, connection: OpenConnection): Promise<Slice> {
  const { kind } = connection;
  const figures = await deps.db.syncJob.findUniqueOrThrow({
    where: { id: job.id },
    select: { total: true, created: true, updated: true, failed: true },
  });
  const named = await countNamed(deps.db, job.id);
  const isComplete = seesAll(job, place) && named === figures.total;
  const { listedFrom, otherCurrency } = place;
  const gone = isComplete && listedFrom ? await findUnlisted(deps.db, job, kind, listedFrom) : [];
  const isWhole = isComplete || !seesAll(job, place);
  const found = { total: named, missing: figures.created, different: figures.updated + figures.failed, unsaved: figures.failed };
  const look = await deps.db.$transaction(async (tx) => {
    const recorded =
      isComplete && listedFrom
        ? await recordLook(tx, job.storeId, kind, { ...found, otherCurrency, startedAt: listedFrom, gone }, deps.env.DRIFT_ALERT_PERCENT)
        : null;
    // After a look that did not add up changes are asked for from further back: what it passed over may be among them.
    if (isWhole && place.shopTime) await tx.connection.updateMany({ where: { storeId: job.storeId }, data: { seenUntil: place.shopTime } });
    if (place.turns) await noteAnswer(tx, connection, { readWholeTo: nextTurn(place.turns) }, deps.now());
    await endJob(tx, job, {
      status: isWhole && figures.failed === 0 ? "completed" : "partial",
      problem: isWhole ? null : figures.total === null ? "count_untold" : "count_differs",
      added: { deactivated: recorded && !recorded.isWaiting ? gone.length : 0 },
    });
    return recorded;
  });
  if (look?.isAlert) tellAlert(deps, job.storeId, "pull", { ...found, extra: gone.length });
  // After the commit: should this process die here, the next look finds the same.
  if (look && !look.isWaiting && gone.length > 0) {
    const run = { id: look.id, storeId: job.storeId, startedAt: listedFrom ?? deps.now() };
    const spoke = new Set(await deleteGone(deps, run, gone, { tokenId: null, sourceIp: null, requestId: null }));
    await markProducts(
      deps.db,
      job.storeId,
      gone.filter((externalId) => spoke.has(shopIdOf(externalId))),
    );
  }
  return { hasMore: true, retryAt: null };
}

/** What becomes of the job when a slice failed. @throws what is neither the shop's nor the job's doing, the job let go */
async function giveWay(deps: PullDeps, job: ClaimedJob, error: unknown, taught?: Partial<Learned>): Promise<Slice> {
  if (error instanceof JobLost) return error.isCancelled ? end(deps, job, "cancelled", null) : { hasMore: false, retryAt: null };
  if (isFailedAsk(error)) {
    const openUntil = await noteFailure(deps.db, job.storeId, error, deps.now(), taught);
    deps.log.warn({ err: error, jobId: job.id, storeId: job.storeId, problem: error.problem }, "the shop did not answer a pull");
    const attempts = job.attempts + 1;
    if (!error.isPassing || attempts >= MOST_ATTEMPTS) {
      await makeUpFor(deps, job);
      return end(deps, job, "failed", error.problem);
    }
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
