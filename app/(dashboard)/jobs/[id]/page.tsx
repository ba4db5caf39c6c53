import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { showJobWithProblems } from "@/lib/sync/jobs/show-job";
import { AskFirst } from "@/components/ask-first";
import { JobState } from "@/components/job-state";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Live } from "../../_components/live";
import { SyncButton } from "../../_components/sync-button";
import { fingerprintOf } from "../../_data/fingerprint";
import { isUnderWay } from "../../_data/job-times";
import { tellJob } from "../../_data/tell-job";
import { tellProblem } from "../../_data/tell-problem";
import { cancelJobAction } from "../actions";
import { JobFigures } from "./job-figures";
import { JobProblems } from "./job-problems";
import { JobProgress } from "./job-progress";

/** Asking again helps only after somebody has been at the connection. */
const curedByKeys: readonly string[] = [
  "keys_unknown",
  "secret_wrong",
  "signature_invalid",
  "permission_missing",
  "redirected",
  "token_invalid",
  "client_refused",
  "shop_not_permitted",
  "app_not_installed",
  "app_uninstalled",
  "scope_missing",
  "no_connection",
];

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.sync.jobs.title };
}

async function findJob(deps: Pick<Deps, "db" | "now">, caller: Caller, id: string) {
  try {
    return await showJobWithProblems(deps, caller, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "job_not_found") notFound();
    throw error;
  }
}

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, caller, deps, language] = await Promise.all([params, currentCaller(), getDeps(), currentLanguage()]);
  const ui = uiOf(language);
  const { t } = ui;
  const words = t.sync.job;
  const { job, problems } = await findJob(deps, caller, id);
  const now = deps.now();
  const title = fill(words.title[job.mode], { store: job.store.name });
  const told = job.problem === null ? null : tellProblem(job.problem, t.sync.problem);
  return (
    <>
      <Breadcrumbs label={t.common.breadcrumbs} above={[{ href: "/jobs", label: t.sync.jobs.title }]} here={title} />
      <PageHeader
        title={title}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <JobState job={job} t={t.sync} />
            <span>{tellJob(job, now, ui)}</span>
          </p>
        }
      >
        {isUnderWay(job) ? (
          <>
            <Live url={`/api/woocommerce/sync/job/${job.id}/`} fingerprint={fingerprintOf([job])} t={t.sync.jobs.live} />
            {!job.isCancelling && (
              <AskFirst
                act={cancelJobAction.bind(null, job.id)}
                t={{
                  open: words.cancel,
                  title: words.cancelTitle,
                  lead: words.cancelLead,
                  submit: words.cancel,
                  busy: words.cancelling,
                  keep: words.keep,
                  close: t.common.close,
                }}
              />
            )}
          </>
        ) : (
          (job.status === "failed" || job.status === "cancelled" || job.status === "partial") && (
            <SyncButton storeId={job.store.id} kind={job.kind} mode={job.mode} isMain label={words.again} />
          )
        )}
      </PageHeader>
      {told && (
        <Notice kind={job.status === "failed" ? "bad" : "warn"}>
          <h2 className="font-medium">{job.status === "failed" ? words.why : isUnderWay(job) ? words.whyDelayed : words.whyPartial}</h2>
          <p>{told.what}</p>
          <p className="text-ink-soft">{told.fix}</p>
          {job.status === "failed" && job.problem !== null && curedByKeys.includes(job.problem) && (
            <p>
              <Link
                href={`/stores/${job.store.id}/connect`}
                prefetch={false}
                className="font-medium text-accent underline underline-offset-4"
              >
                {t.sync.connection.change}
              </Link>
            </p>
          )}
        </Notice>
      )}
      {isUnderWay(job) && <JobProgress job={job} ui={ui} />}
      <JobFigures job={job} now={now} ui={ui} />
      <JobProblems job={job} problems={problems} ui={ui} />
    </>
  );
}
