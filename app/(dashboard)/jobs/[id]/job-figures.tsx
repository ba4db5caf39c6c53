import Link from "next/link";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { tellDuration, tookOf } from "../../_data/job-times";

export function JobFigures({ job, now, ui }: { job: JobRow; now: Date; ui: Ui }) {
  const { t, format } = ui;
  const words = t.sync.job;
  const column = t.sync.jobs.column;
  const figure = (label: string, value: number) => ({ label, value: <span className="figures">{format.number(value)}</span> });
  const time = (label: string, at: Date | null) =>
    at && { label, value: <TimeAgo at={at} now={now} format={format} otherwise={t.common.none} /> };
  const took = tookOf(job, now);
  return (
    <Section title={words.figures}>
      <div className="grid items-start gap-x-12 gap-y-6 md:grid-cols-2">
        <Facts
          facts={[
            figure(column.created, job.created),
            figure(column.updated, job.updated),
            figure(column.unchanged, job.unchanged),
            figure(column.deactivated, job.deactivated),
            figure(words.failed, job.failed),
          ]}
        />
        <Facts
          facts={[
            {
              label: words.store,
              value: (
                <Link href={`/stores/${job.store.id}`} prefetch={false} className="text-accent underline-offset-4 hover:underline">
                  <bdi>{job.store.name}</bdi>
                </Link>
              ),
            },
            { label: words.trigger, value: t.sync.jobs.trigger[job.trigger] },
            time(words.created, job.createdAt),
            time(words.started, job.startedAt),
            time(words.finished, job.finishedAt),
            took === null ? null : { label: words.took, value: <span className="figures">{tellDuration(took, ui)}</span> },
          ]}
        />
      </div>
    </Section>
  );
}
