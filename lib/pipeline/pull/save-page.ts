import type { Db } from "@/lib/core/db";
import { externalIdOf } from "@/lib/catalog/draft";
import type { AppliedChange, PreparedChange } from "@/lib/catalog/apply-changes";
import { isPassingDatabaseError } from "@/lib/events/insert-events";
import type { ClaimedJob, JobPhase, Place } from "@/lib/sync/jobs/job";
import { JobLost, keepPlace } from "@/lib/sync/jobs/keep-place";
import { causeOfJob } from "../cause-of";
import type { PipelineDeps } from "../pipeline-deps";
import { saveChanges } from "../save-changes";
import type { ProductProblem, ReadPage } from "./read-changes";
import type { Known } from "./read-known";

export type Arrived = {
  page: ReadPage;
  known: ReadonlyMap<string, Known>;
  /** Everything the listing named, also what was not read. */
  named: readonly string[];
  /** Of those, what was counted by an earlier page. */
  passed: ReadonlySet<string>;
  /** Where the job stood, and where the page leads to. */
  before: Place;
  place: Place;
  phase: JobPhase;
  total: number | null;
};

/** Problems of one job that are kept with their reasons; more say nothing new. */
const KEPT_PROBLEMS = 200;

/**
 * A page's products, what it named, and where the job has come to, in one transaction. A product the database refuses
 * is a problem of its own and sinks nobody else. One that the job has passed before (it began anew, or looks a second
 * time) is not counted as done again.
 * @throws JobLost nothing of it was written
 */
export async function savePage(deps: PipelineDeps, job: ClaimedJob, page: Omit<Arrived, "passed">): Promise<void> {
  const arrived = { ...page, passed: await readPassed(deps.db, job, page) };
  const changes = arrived.page.changes.map((change) => ({ ...change, cause: causeOfJob(job) }));
  try {
    await save(deps, job, arrived, changes, arrived.page.problems, true);
  } catch (error) {
    if (error instanceof JobLost || isPassingDatabaseError(error) || changes.length === 0) throw error;
    deps.log.warn({ err: error, jobId: job.id, products: changes.length }, "page refused, trying its products one by one");
    const problems = [...arrived.page.problems];
    for (const change of changes) {
      try {
        await save(deps, job, arrived, [change], [], false);
      } catch (single) {
        if (single instanceof JobLost || isPassingDatabaseError(single)) throw single;
        deps.log.warn({ err: single, jobId: job.id, product: externalIdOf(change) }, "product refused");
        problems.push({
          externalId: externalIdOf(change),
          title: change.kind === "upsert" ? change.draft.title : "",
          message: "This product could not be saved. The log of the server has the cause.",
        });
      }
    }
    await save(deps, job, arrived, [], problems, true);
  }
}

/** @param isWhole the page ends with it: its names, its problems and the job's place are kept. */
async function save(
  deps: PipelineDeps,
  job: ClaimedJob,
  { page, known, named, passed, before, place, phase, total }: Arrived,
  changes: readonly PreparedChange[],
  problems: readonly ProductProblem[],
  isWhole: boolean,
): Promise<void> {
  const settle = async (tx: Db, applied: ReadonlyMap<string, AppliedChange>) => {
    const written = changes.filter((change) => {
      const result = applied.get(externalIdOf(change));
      return result?.outcome === "applied" && result.isWritten;
    });
    const created = written.filter((change) => !known.has(externalIdOf(change))).length;
    const lost = changes.filter((change) => !written.includes(change)).map(externalIdOf);
    const countNew = (externalIds: readonly string[]): number => externalIds.filter((externalId) => !passed.has(externalId)).length;
    // What was read and lost to something newer is as it is to be.
    const unchanged = countNew(isWhole ? [...lost, ...page.unchanged] : lost);
    const failed = countNew(problems.map(({ externalId }) => externalId));
    const own = new Set(changes.map(externalIdOf));
    await keepNames(tx, job.id, isWhole ? named : named.filter((externalId) => own.has(externalId)));
    if (isWhole) await keepProblems(tx, job.id, problems);
    await keepPlace(tx, job, {
      place: isWhole ? place : before,
      phase,
      total,
      added: {
        created,
        updated: written.length - created,
        unchanged,
        failed,
        done: countNew(written.map(externalIdOf)) + unchanged + failed,
      },
    });
  };
  if (changes.length === 0) await deps.db.$transaction((tx) => settle(tx, new Map()));
  else await saveChanges(deps, job.storeId, changes, settle);
}

/** A second look begins with no names, but what is stored was passed by the first. */
async function readPassed(
  db: Db,
  job: Pick<ClaimedJob, "id">,
  { place, known, named }: Pick<Arrived, "place" | "known" | "named">,
): Promise<Set<string>> {
  if (place.isSecondLook) return new Set(known.keys());
  if (named.length === 0) return new Set();
  const rows = await db.syncSeen.findMany({ where: { jobId: job.id, externalId: { in: [...named] } }, select: { externalId: true } });
  return new Set(rows.map(({ externalId }) => externalId));
}

async function keepNames(tx: Db, jobId: string, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await tx.$executeRaw`INSERT INTO sync_seen (job_id, external_id) SELECT ${jobId}::uuid, unnest(${[...externalIds]}::text[]) ON CONFLICT DO NOTHING`;
}

async function keepProblems(tx: Db, jobId: string, problems: readonly ProductProblem[]): Promise<void> {
  if (problems.length === 0) return;
  const kept = await tx.syncProblem.count({ where: { jobId } });
  await tx.syncProblem.createMany({
    data: problems.slice(0, Math.max(0, KEPT_PROBLEMS - kept)).map((problem) => ({ jobId, ...problem })),
    skipDuplicates: true,
  });
}
