import Link from "next/link";
import type { ReactNode } from "react";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { JobState } from "@/components/job-state";
import { ProgressBar } from "@/components/ui/progress-bar";
import { TimeAgo } from "@/components/ui/time-ago";
import { isUnderWay, tellDuration, tookOf } from "../../_data/job-times";

type Given = { /** Of one store: its name says nothing new. */ isOfOneStore?: boolean; now: Date; ui: Ui };
export type JobColumn = keyof Ui["t"]["sync"]["jobs"]["column"];

/** What the tables of syncs show of one, whichever columns they have. */
export function jobCells({ isOfOneStore = false, now, ui }: Given) {
  const { t, format } = ui;
  const words = t.sync.jobs;
  const nameOf = (job: JobRow) => (isOfOneStore ? words.mode[job.mode] : job.store.name);
  const link = (job: JobRow) => (
    <Link href={`/jobs/${job.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{nameOf(job)}</bdi>
    </Link>
  );
  const started = (job: JobRow) => <TimeAgo at={job.startedAt} now={now} format={format} otherwise={words.notStarted} />;
  const percent = (job: JobRow) => format.percent(job.percent);
  const progress = (job: JobRow) =>
    isUnderWay(job) ? (
      <span className="flex items-center gap-2">
        <ProgressBar label={words.column.progress} value={job.percent} text={percent(job)} className="w-16 md:w-8 xl:w-16" />
        <span className="figures">{percent(job)}</span>
      </span>
    ) : (
      percent(job)
    );
  const cells = (job: JobRow): Record<JobColumn, ReactNode> => {
    const ms = tookOf(job, now);
    return {
      store: link(job),
      mode: isOfOneStore ? link(job) : words.mode[job.mode],
      status: <JobState job={job} t={t.sync} />,
      progress: progress(job),
      created: format.number(job.created),
      updated: format.number(job.updated),
      unchanged: format.number(job.unchanged),
      deactivated: format.number(job.deactivated),
      asked: <TimeAgo at={job.createdAt} now={now} format={format} otherwise={t.common.none} />,
      started: started(job),
      took: ms === null ? t.common.none : tellDuration(ms, ui),
    };
  };
  const item = (job: JobRow) => (
    <div className="grid gap-1">
      <span className="flex items-start justify-between gap-2">
        <span className="min-w-0 font-medium">{link(job)}</span>
        <JobState job={job} t={t.sync} />
      </span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
        {!isOfOneStore && <span>{words.mode[job.mode]}</span>}
        {isUnderWay(job) ? progress(job) : <span>{[words.column.created, format.number(job.created)].join(": ")}</span>}
        {!isUnderWay(job) && <span>{[words.column.updated, format.number(job.updated)].join(": ")}</span>}
        <span className="ms-auto">{started(job)}</span>
      </span>
    </div>
  );
  return { cells, item, nameOf };
}
