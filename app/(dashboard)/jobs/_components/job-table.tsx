import Link from "next/link";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { JobState } from "@/components/job-state";
import { DataTable, type Column } from "@/components/ui/data-table";
import { ProgressBar } from "@/components/ui/progress-bar";
import { TimeAgo } from "@/components/ui/time-ago";
import { isUnderWay, tellDuration, tookOf } from "../../_data/job-times";

type Props = {
  jobs: readonly JobRow[];
  caption: string;
  /** Of one store: its name says nothing new. */ isOfOneStore?: boolean;
  now: Date;
  ui: Ui;
};

export function JobTable({ jobs, caption, isOfOneStore = false, now, ui }: Props) {
  const { t, format } = ui;
  const words = t.sync.jobs;
  const link = (job: JobRow, text: string) => (
    <Link href={`/jobs/${job.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{text}</bdi>
    </Link>
  );
  const started = (job: JobRow) => <TimeAgo at={job.startedAt} now={now} format={format} otherwise={words.notStarted} />;
  const took = (job: JobRow) => {
    const ms = tookOf(job, now);
    return ms === null ? t.common.none : tellDuration(ms, ui);
  };
  const percent = (job: JobRow) => format.percent(job.percent);
  const progress = (job: JobRow) =>
    isUnderWay(job) ? (
      <span className="flex items-center gap-2">
        <ProgressBar label={words.column.progress} value={job.percent} text={percent(job)} className="w-16" />
        <span className="figures">{percent(job)}</span>
      </span>
    ) : (
      percent(job)
    );
  const figure = (key: "created" | "updated" | "unchanged" | "deactivated", isExtra = false): Column<JobRow> => ({
    key,
    header: words.column[key],
    isNumber: true,
    isExtra,
    cell: (job) => format.number(job[key]),
  });
  const columns: Column<JobRow>[] = [
    ...(isOfOneStore ? [] : [{ key: "store", header: words.column.store, cell: (job: JobRow) => link(job, job.store.name) }]),
    { key: "mode", header: words.column.mode, cell: (job) => (isOfOneStore ? link(job, words.mode[job.mode]) : words.mode[job.mode]) },
    { key: "status", header: words.column.status, cell: (job) => <JobState job={job} t={t.sync} /> },
    { key: "progress", header: words.column.progress, cell: progress },
    figure("created", !isOfOneStore),
    figure("updated", !isOfOneStore),
    ...(isOfOneStore ? [] : [figure("unchanged", true), figure("deactivated", true)]),
    { key: "started", header: words.column.started, isNumber: true, cell: started },
    // Half a page has no room for all of it; the job's own page has it.
    ...(isOfOneStore ? [] : [{ key: "took", header: words.column.took, isNumber: true, isExtra: true, cell: took }]),
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={jobs}
      rowKey={(job) => job.id}
      item={(job) => (
        <div className="grid gap-1">
          <span className="flex items-start justify-between gap-2">
            <span className="min-w-0 font-medium">{link(job, isOfOneStore ? words.mode[job.mode] : job.store.name)}</span>
            <JobState job={job} t={t.sync} />
          </span>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
            {!isOfOneStore && <span>{words.mode[job.mode]}</span>}
            {isUnderWay(job) ? progress(job) : <span>{[words.column.created, format.number(job.created)].join(": ")}</span>}
            {!isUnderWay(job) && <span>{[words.column.updated, format.number(job.updated)].join(": ")}</span>}
            <span className="ms-auto">{started(job)}</span>
          </span>
        </div>
      )}
    />
  );
}
