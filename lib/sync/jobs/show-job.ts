import { isUuid, storesOf, storesOfSql, type Caller } from "@/lib/access/caller";
import { countRows } from "@/lib/core/count-rows";
import { cutPage, madeAfter, madeBefore, newestFirst, newestKey, oldestFirst } from "@/lib/core/cursor";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { asList, type Page } from "@/lib/core/wire";
import { connectionKinds } from "../connections/connection";
import { jobPhases, jobStatuses, jobTriggers, syncModes } from "./job";
import type { JobListQuery, JobRow } from "./wire";

const jobSelect = {
  id: true,
  kind: true,
  mode: true,
  trigger: true,
  status: true,
  phase: true,
  total: true,
  done: true,
  created: true,
  updated: true,
  unchanged: true,
  deactivated: true,
  failed: true,
  problem: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  runAfter: true,
  isCancelled: true,
  store: { select: { id: true, name: true } },
} as const satisfies Prisma.SyncJobSelect;
type Stored = Prisma.SyncJobGetPayload<{ select: typeof jobSelect }>;

/** Fewer say nothing of how long the rest takes. */
const LEAST_DONE = 20;

/** Text of the database as one of the words it is checked to be. */
const oneOf = <const T extends readonly string[]>(words: T, word: string): T[number] =>
  words.find((one) => one === word) ?? words[0] ?? word;

function toRow(job: Stored, now: Date): JobRow {
  const isOver = job.finishedAt !== null;
  const known = job.total !== null && job.total > 0;
  const elapsedMs = job.startedAt ? now.getTime() - job.startedAt.getTime() : 0;
  return {
    ...job,
    kind: oneOf(connectionKinds, job.kind),
    mode: oneOf(syncModes, job.mode),
    trigger: oneOf(jobTriggers, job.trigger),
    status: oneOf(jobStatuses, job.status),
    phase: oneOf(jobPhases, job.phase),
    percent:
      job.status === "completed" || job.status === "partial"
        ? 100
        : known
          ? Math.min(99, Math.floor((100 * job.done) / (job.total ?? 1)))
          : 0,
    etaSeconds:
      !isOver && known && job.done >= LEAST_DONE
        ? Math.max(0, Math.round(((elapsedMs / job.done) * ((job.total ?? 0) - job.done)) / 1000))
        : null,
    runAfter: !isOver && job.runAfter > now ? job.runAfter : null,
    isCancelling: !isOver && job.isCancelled,
  };
}

/** @throws AppError job_not_found: no such job, or not of one of the caller's stores */
export async function showJob({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, id: string): Promise<JobRow> {
  const job = isUuid(id) ? await db.syncJob.findFirst({ where: { id, store: storesOf(caller) }, select: jobSelect }) : null;
  if (!job) throw new AppError("job_not_found");
  return toRow(job, now());
}

/** Products a job could not save, with why. Bounded when they are kept. @throws AppError job_not_found */
export async function showJobWithProblems(deps: Pick<Deps, "db" | "now">, caller: Caller, id: string) {
  const job = await showJob(deps, caller, id);
  const problems = await deps.db.syncProblem.findMany({
    where: { jobId: job.id },
    select: { externalId: true, title: true, message: true },
    orderBy: { externalId: "asc" },
  });
  return { job, problems };
}

/** Of which stores and in which states; null: nothing can match. */
function narrowed(query: Pick<JobListQuery, "storeId" | "status">) {
  const [storeIds, statuses] = [asList(query.storeId), asList(query.status)];
  return storeIds.every(isUuid) ? { storeIds: [...storeIds], statuses: [...statuses] } : null;
}

/** One page without its count, newest or oldest first. @throws AppError cursor_invalid */
export async function readJobs(
  { db, now }: Pick<Deps, "db" | "now">,
  caller: Caller,
  query: JobListQuery,
): Promise<Omit<Page<JobRow>, "count">> {
  const isOldestFirst = query.ordering === "created_at";
  const rest = isOldestFirst ? madeAfter(query.cursor) : madeBefore(query.cursor);
  const asked = narrowed(query);
  if (asked === null) return { next: null, rows: [] };
  const { storeIds, statuses } = asked;
  const where: Prisma.SyncJobWhereInput = {
    store: storesOf(caller),
    ...(storeIds.length > 0 && { storeId: { in: storeIds } }),
    ...(statuses.length > 0 && { status: { in: statuses } }),
  };
  const found = await db.syncJob.findMany({
    select: jobSelect,
    where: { AND: [where, rest] },
    orderBy: isOldestFirst ? oldestFirst : newestFirst,
    take: query.limit + 1,
  });
  const { rows, next } = cutPage(found, query.limit, newestKey);
  return { next, rows: rows.map((job) => toRow(job, now())) };
}

/** The same with how many there are. @throws AppError cursor_invalid */
export async function listJobs(deps: Pick<Deps, "db" | "now">, caller: Caller, query: JobListQuery): Promise<Page<JobRow>> {
  const asked = narrowed(query);
  const ofStores = asked && asked.storeIds.length > 0 ? Prisma.sql`AND j.store_id = ANY(${asked.storeIds}::uuid[])` : Prisma.empty;
  const inStates = asked && asked.statuses.length > 0 ? Prisma.sql`AND j.status = ANY(${asked.statuses}::text[])` : Prisma.empty;
  const [count, page] = await Promise.all([
    asked
      ? countRows(
          deps.db,
          Prisma.sql`SELECT 1 FROM sync_job j JOIN store s ON s.id = j.store_id WHERE ${storesOfSql(caller)} ${ofStores} ${inStates}`,
        )
      : { count: 0, isEstimate: false },
    readJobs(deps, caller, query),
  ]);
  return { count, ...page };
}
