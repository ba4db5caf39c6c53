import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aConnection } from "@/lib/testing/a-connection";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { cancelJob } from "./cancel-job";
import { claimJob } from "./claim-job";
import { nextDueAt, releaseJobs, storesWithDueJobs } from "./due-jobs";
import { holdLease, renewLease } from "./hold-lease";
import { startPlace, type JobTrigger, type SyncMode } from "./job";
import { endJob, JobLost, keepPlace, letGo, postponeJob } from "./keep-place";
import { queueJob } from "./queue-job";
import { requestSync } from "./request-sync";
import { listJobs, showJob } from "./show-job";
import { jobListQuery } from "./wire";

const queue = (db: DbClient, storeId: string, mode: SyncMode = "full", trigger: JobTrigger = "manual") =>
  queueJob(db, storeId, "woocommerce", { mode, trigger });
const now = () => new Date();
const statusOf = async (db: DbClient, id: string) =>
  (await db.syncJob.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;

dbTest("of one mode one job waits; who asks more urgently pulls it forward", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const night = await queue(db, storeId, "full", "schedule");
  expect(await queue(db, storeId, "full", "manual")).toBe(night);
  expect(await queue(db, storeId, "reconcile")).not.toBe(night);
  expect(await db.syncJob.findUnique({ where: { id: night }, select: { priority: true, trigger: true } })).toEqual({
    priority: 30,
    trigger: "manual",
  });
});

dbTest("one job of a store runs at a time, the urgent first; other stores do not wait", async ({ db }) => {
  const [one, other] = [await anOwnedStore(db), await anOwnedStore(db)];
  const night = await queue(db, one.id, "reconcile", "schedule");
  const asked = await queue(db, one.id, "full", "manual");
  await queue(db, other.id);
  const claimed = await claimJob(db, one.id);
  expect(claimed?.id).toBe(asked);
  expect(await claimJob(db, one.id)).toBeNull();
  expect(await claimJob(db, other.id)).not.toBeNull();
  if (claimed) await endJob(db, claimed, { status: "completed" });
  expect((await claimJob(db, one.id))?.id).toBe(night);
});

dbTest("many workers at once: one gets the job", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  for (const mode of ["full", "incremental", "reconcile"] as const) await queue(db, storeId, mode);
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimJob(db, storeId)));
  expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  expect(await db.syncJob.count({ where: { status: "running" } })).toBe(1);
});

dbTest("a worker whose lease has ended writes nothing any more, and the next goes on where it was", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await queue(db, storeId);
  const first = await claimJob(db, storeId);
  if (!first) throw new Error("no job");
  await keepPlace(db, first, {
    place: { ...startPlace, offset: 100, after: "77" },
    phase: "listing",
    total: 500,
    added: { done: 100, created: 100 },
  });
  await db.$executeRaw`UPDATE sync_job SET lease_until = now() - interval '1 second'`;
  const second = await claimJob(db, storeId);
  expect(second?.place).toMatchObject({ offset: 100, after: "77" });
  await expect(keepPlace(db, first, { place: startPlace, phase: "listing", added: { done: 1 } })).rejects.toThrow(JobLost);
  await expect(endJob(db, first, { status: "completed" })).rejects.toThrow(JobLost);
  await letGo(db, first);
  expect(await claimJob(db, storeId), "the second still holds it").toBeNull();
  expect(await db.syncJob.findFirst({ select: { done: true, created: true, total: true } })).toEqual({
    done: 100,
    created: 100,
    total: 500,
  });
});

const leaseIsOver = (db: DbClient) => db.$executeRaw`UPDATE sync_job SET lease_until = now() - interval '1 second'`;
const isHeld = async (db: DbClient) => (await db.syncJob.count({ where: { leaseUntil: { gt: new Date(Date.now() + 30_000) } } })) === 1;

dbTest("a worker that lives keeps its job between two pages; one that lost it, or let it go, renews nothing", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await queue(db, storeId);
  const first = await claimJob(db, storeId);
  if (!first) throw new Error("no job");
  await leaseIsOver(db);
  const letEnd = holdLease(db, first, 1);
  await expect.poll(() => isHeld(db)).toBe(true);
  letEnd();
  await letGo(db, first);
  await renewLease(db, first);
  const second = await claimJob(db, storeId);
  expect(second?.generation).toBe(first.generation + 1);
  await leaseIsOver(db);
  await renewLease(db, first);
  expect(await isHeld(db), "renewed by who lost it").toBe(false);
});

dbTest("a worker that died counts as an attempt, until a page is kept", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await queue(db, storeId);
  const attempts: number[] = [];
  for (let death = 0; death < 3; death++) {
    attempts.push((await claimJob(db, storeId))?.attempts ?? -1);
    await leaseIsOver(db);
  }
  const alive = await claimJob(db, storeId);
  if (!alive) throw new Error("no job");
  await releaseJobs(db);
  const last = await claimJob(db, storeId);
  expect([...attempts, alive.attempts, last?.attempts]).toEqual([0, 1, 2, 3, 4]);
  if (last) await keepPlace(db, last, { place: startPlace, phase: "listing", added: {} });
  if (last) await letGo(db, last);
  expect((await claimJob(db, storeId))?.attempts).toBe(0);
});

dbTest("a postponed job waits for its time, is not taken before, and shows when it goes on", async ({ db }) => {
  const caller = await anAdmin(db);
  const { id: storeId } = await anOwnedStore(db);
  await queue(db, storeId);
  const claimed = await claimJob(db, storeId);
  if (!claimed) throw new Error("no job");
  const until = new Date(Date.now() + 60_000);
  await postponeJob(db, claimed, { until, problem: "timeout", attempts: 3 });
  expect([await claimJob(db, storeId), await storesWithDueJobs(db, 10), await nextDueAt(db, storeId)]).toEqual([
    null,
    [],
    until.toISOString(),
  ]);
  expect(await showJob({ db, now }, caller, claimed.id)).toMatchObject({ status: "running", problem: "timeout", runAfter: until });
  await db.$executeRaw`UPDATE sync_job SET run_after = now()`;
  expect(await storesWithDueJobs(db, 10)).toEqual([storeId]);
  expect((await claimJob(db, storeId))?.attempts).toBe(3);
});

dbTest("a waiting job is cancelled at once, one under way at its next page; what is over stays as it ended", async ({ db }) => {
  const caller = await anAdmin(db);
  const nudged: string[] = [];
  const deps = { db, now, nudgeSync: (ids: Iterable<string>) => void nudged.push(...ids) };
  const { id: storeId } = await anOwnedStore(db);
  const waiting = await queue(db, storeId, "reconcile");
  expect((await cancelJob(deps, caller, waiting)).status).toBe("cancelled");
  const running = await queue(db, storeId);
  const claimed = await claimJob(db, storeId);
  if (!claimed) throw new Error("no job");
  expect(await cancelJob(deps, caller, running)).toMatchObject({ status: "running", isCancelling: true });
  await expect(keepPlace(db, claimed, { place: startPlace, phase: "listing", added: {} })).rejects.toMatchObject({ isCancelled: true });
  await endJob(db, claimed, { status: "cancelled" });
  expect(await cancelJob(deps, caller, running)).toMatchObject({ status: "cancelled", isCancelling: false });
  expect(await statusOf(db, waiting)).toBe("cancelled");
  expect(nudged).toEqual([storeId, storeId, storeId]);
  expect(await db.auditEntry.count({ where: { action: "store.cancel_sync" } })).toBe(2);
});

dbTest("progress and the time left are told from what was done", async ({ db }) => {
  const caller = await anAdmin(db);
  const { id: storeId } = await anOwnedStore(db);
  const id = await queue(db, storeId);
  const startedAt = new Date("2026-01-01T00:00:00Z");
  await db.syncJob.update({ where: { id }, data: { status: "running", startedAt, total: 400, done: 100 }, select: { id: true } });
  const at = () => new Date("2026-01-01T00:00:30Z");
  expect(await showJob({ db, now: at }, caller, id)).toMatchObject({ percent: 25, etaSeconds: 90 });
});

dbTest("who has one connected store need not name it; who has several must", async ({ db }) => {
  const owner = await aUser(db);
  const deps = { db, nudgeSync: () => {} };
  const body = { storeId: undefined, mode: "full", isForced: false } as const;
  await expect(requestSync(deps, owner, "woocommerce", body)).rejects.toMatchObject({ code: "credentials_missing" });
  const store = await aStore(db, owner);
  await expect(requestSync(deps, owner, "woocommerce", { ...body, storeId: store.id })).rejects.toMatchObject({
    code: "credentials_missing",
  });
  await aConnection(db, store.id, { address: "https://one.example" });
  expect(await requestSync(deps, owner, "woocommerce", body)).toMatchObject({ address: "https://one.example" });
  await expect(requestSync(deps, owner, "shopify", body)).rejects.toMatchObject({ code: "credentials_missing" });
  await aConnection(db, (await aStore(db, owner)).id);
  await expect(requestSync(deps, owner, "woocommerce", body)).rejects.toMatchObject({ code: "body_invalid" });
  const stranger = await aUser(db);
  await expect(requestSync(deps, stranger, "woocommerce", { ...body, storeId: store.id })).rejects.toMatchObject({
    code: "store_not_found",
  });
});

dbTest("jobs are listed newest or oldest first, page by page, each to its own", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  for (let index = 0; index < 5; index++) {
    const id = await queue(db, store.id);
    await db.syncJob.update({
      where: { id },
      data: { status: "completed", createdAt: new Date(2026, 0, index + 1) },
      select: { id: true },
    });
  }
  const foreign = await anOwnedStore(db);
  await queue(db, foreign.id);
  const list = (query: Record<string, string>) => listJobs({ db, now }, owner, jobListQuery.parse({ limit: "3", ...query }));
  for (const { ordering, days } of [
    { ordering: "-created_at", days: [5, 4, 3, 2, 1] },
    { ordering: "created_at", days: [1, 2, 3, 4, 5] },
  ]) {
    const first = await list({ ordering });
    const rest = await list({ ordering, cursor: first.next ?? "" });
    expect([first.rows.length, rest.rows.length, rest.next, first.count.count]).toEqual([3, 2, null, 5]);
    expect([...first.rows, ...rest.rows].map((job) => job.createdAt.getDate())).toEqual(days);
  }
  expect((await list({ status: "failed,completed", store_id: `${store.id},${foreign.id}` })).count.count).toBe(5);
  expect((await list({ status: "failed,queued" })).count.count, "another's job waits").toBe(0);
  expect((await list({ store_id: `${store.id},x` })).count.count).toBe(0);
});

dbTest("frequent looks for changes push no comparison out of a store's history", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  const runToEnd = async (mode: SyncMode) => {
    await queue(db, storeId, mode);
    const job = await claimJob(db, storeId);
    if (job) await endJob(db, job, { status: "completed" });
  };
  await runToEnd("reconcile");
  for (let run = 0; run < 55; run++) await runToEnd("incremental");
  const kept = (mode: SyncMode) => db.syncJob.count({ where: { mode } });
  expect([await kept("reconcile"), await kept("incremental")]).toEqual([1, 50]);
});
