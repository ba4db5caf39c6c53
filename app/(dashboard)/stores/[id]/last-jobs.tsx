import Link from "next/link";
import type { JobRow } from "@/lib/sync/jobs/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Section } from "@/components/ui/section";
import { Live } from "../../_components/live";
import { fingerprintOf } from "../../_data/fingerprint";
import { isUnderWay } from "../../_data/job-times";
import { JobTable } from "../../jobs/_components/job-table";

type Props = { storeId: string; jobs: readonly JobRow[]; /** The same rows as JSON. */ url: string; now: Date; ui: Ui };

export function LastJobs({ storeId, jobs, url, now, ui }: Props) {
  const words = ui.t.sync.jobs;
  return (
    <Section
      title={words.lastTitle}
      aside={
        <span className="flex items-center gap-3">
          {jobs.some(isUnderWay) && <Live url={url} fingerprint={fingerprintOf(jobs)} t={words.live} />}
          {jobs.length > 0 && (
            <Link
              href={`/jobs?store=${storeId}`}
              prefetch={false}
              className="text-sm font-medium text-accent underline-offset-4 hover:underline"
            >
              {words.all}
            </Link>
          )}
        </span>
      }
    >
      {jobs.length === 0 ? (
        <p className="text-ink-soft">{words.lastEmpty}</p>
      ) : (
        <JobTable jobs={jobs} caption={words.lastCaption} now={now} ui={ui} />
      )}
    </Section>
  );
}
