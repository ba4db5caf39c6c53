import type { JobRow } from "@/lib/sync/jobs/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";

export type ToldJob = Pick<JobRow, "status" | "phase" | "mode" | "done" | "failed" | "problem" | "runAfter" | "isCancelling">;

/** What a job is at, or how it ended. */
export function tellJob(job: ToldJob, now: Date, { t, format }: Ui): string {
  const words = t.sync.job;
  const values = { done: format.number(job.done) };
  if (job.isCancelling) return words.cancelled;
  switch (job.status) {
    case "queued":
    case "running":
      // The shop works for us: that is no trouble, and takes many short waits.
      if (job.runAfter && !(job.phase === "waiting" && job.problem === null))
        return fill(words.waits, { time: format.relative(job.runAfter, now) });
      return job.status === "queued" ? words.queued : t.sync.jobs.phase[job.phase];
    case "completed":
      return fill(words.sentence.completed[job.mode], values);
    case "partial":
      return fill(job.failed > 0 ? words.sentence.partial : words.sentence.partialUnnamed, values);
    default:
      return words.sentence[job.status];
  }
}
