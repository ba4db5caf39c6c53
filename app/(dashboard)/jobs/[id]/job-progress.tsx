import type { JobRow } from "@/lib/sync/jobs/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ProgressBar } from "@/components/ui/progress-bar";
import { tellLeft } from "../../_data/job-times";

/** How far, and how long still. */
export function JobProgress({ job, ui }: { job: JobRow; ui: Ui }) {
  const { t, format } = ui;
  const words = t.sync.job;
  const isKnown = job.total !== null && job.total > 0;
  const done = isKnown
    ? fill(words.doneOf, { done: format.number(Math.min(job.done, job.total ?? 0)), total: format.number(job.total ?? 0) })
    : fill(words.doneOnly, { done: format.number(job.done) });
  return (
    <div className="grid max-w-2xl gap-2">
      <ProgressBar label={words.progress} value={job.status === "running" && !isKnown ? null : job.percent} text={done} />
      <p className="figures flex flex-wrap justify-between gap-x-4 text-sm">
        <span>
          {format.percent(job.percent)} · {done}
        </span>
        {job.etaSeconds !== null && job.status === "running" && job.runAfter === null && (
          <span className="text-ink-soft">{tellLeft(job.etaSeconds, ui)}</span>
        )}
      </p>
    </div>
  );
}
