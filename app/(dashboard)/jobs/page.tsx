import { RefreshCw } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { jobStatuses } from "@/lib/sync/jobs/job";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { HelpLink } from "@/components/help-link";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { FilterBar } from "../_components/filter-bar";
import { Live } from "../_components/live";
import { addressWith, singles, without, type Search } from "../_data/address";
import { fingerprintOf } from "../_data/fingerprint";
import { isUnderWay } from "../_data/job-times";
import { orFirstPage } from "../_data/or-first-page";
import { storeOptions } from "../_data/store-options";
import { JobTable } from "./_components/job-table";
import { jobQuery, jobSearch, jobsUrl } from "./filters";

const PATH = "/jobs";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.sync.jobs.title };
}

export default async function JobsPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.sync.jobs;
  const search = jobSearch.parse(given);
  const query = jobQuery({ storeId: search.store, status: search.status, cursor: search.cursor });
  const count = async (status: "running" | "queued") => (await listJobs(deps, caller, jobQuery({ status, limit: 1 }))).count.count;
  const [jobs, running, waiting, stores] = await Promise.all([
    orFirstPage((asked) => listJobs(deps, caller, asked), query),
    count("running"),
    count("queued"),
    storeOptions(deps, caller, words.filter.anyStore),
  ]);
  const filters = without(given, "cursor");
  const isFiltered = Object.keys(filters).length > 0;
  const hasAny = isFiltered || jobs.rows.length > 0;
  const state = !hasAny ? "none" : running > 0 ? (waiting > 0 ? "both" : "running") : waiting > 0 ? "waiting" : "quiet";
  return (
    <>
      <PageHeader
        title={words.title}
        state={<p>{fill(words.state[state], { running: format.number(running), waiting: format.number(waiting) })}</p>}
      >
        <HelpLink topic="fresh" t={t.help} />
        {search.cursor === undefined && jobs.rows.some(isUnderWay) && (
          <Live url={jobsUrl(query)} fingerprint={fingerprintOf(jobs.rows)} t={words.live} />
        )}
      </PageHeader>
      {hasAny && (
        <FilterBar
          label={words.filter.label}
          lead={words.filter.lead}
          clearHref={PATH}
          clear={t.common.clearFilters}
          isFiltered={isFiltered}
          search={null}
        >
          <FilterChip name="store" label={words.filter.store} value={search.store ?? ""} options={stores} />
          <FilterChip
            name="status"
            label={words.filter.status}
            value={search.status ?? ""}
            options={[
              { value: "", label: words.filter.anyStatus },
              ...jobStatuses.map((status) => ({ value: status, label: words.status[status] })),
            ]}
          />
        </FilterBar>
      )}
      {jobs.rows.length === 0 ? (
        <Empty
          icon={RefreshCw}
          action={
            !isFiltered && (
              <Link href="/stores" className={buttonClass("plain")}>
                {words.stores}
              </Link>
            )
          }
        >
          {isFiltered ? words.emptyFiltered : words.empty}
        </Empty>
      ) : (
        <JobTable jobs={jobs.rows} caption={words.caption} now={deps.now()} ui={ui} />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={jobs.next && addressWith(PATH, given, { cursor: jobs.next })}
        t={t.common}
      />
    </>
  );
}
