import { RefreshCw } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { listViews } from "@/lib/access/saved-views/list-views";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { jobStatuses } from "@/lib/sync/jobs/job";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { HelpLink } from "@/components/help-link";
import { MultiChip } from "@/components/data-table/multi-chip";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { FilterBar } from "../_components/filter-bar";
import { Live } from "../_components/live";
import { SavedViews } from "../_components/saved-views";
import { addressWith, singles, without, type Search } from "../_data/address";
import { fingerprintOf } from "../_data/fingerprint";
import { isUnderWay } from "../_data/job-times";
import { orFirstPage } from "../_data/or-first-page";
import { isNarrowed } from "../_data/several";
import { storeOptions } from "../_data/store-options";
import { JobList } from "./_components/job-list";
import { jobQuery, jobQueryOf, jobsExport, jobSearch, jobsUrl } from "./filters";

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
  const query = jobQueryOf(search);
  const count = async (status: "running" | "queued") => (await listJobs(deps, caller, jobQuery({ status, limit: 1 }))).count.count;
  const [jobs, running, waiting, stores, views] = await Promise.all([
    orFirstPage((asked) => listJobs(deps, caller, asked), query),
    count("running"),
    count("queued"),
    storeOptions(deps, caller, words.filter.anyStore),
    listViews(deps, caller, "jobs"),
  ]);
  const filters = without(given, "cursor");
  const chip = { language, t: t.table.chip };
  const isFiltered = isNarrowed(search);
  const hasAny = isFiltered || jobs.rows.length > 0;
  const state = !hasAny ? "none" : running > 0 ? (waiting > 0 ? "both" : "running") : waiting > 0 ? "waiting" : "quiet";
  return (
    <>
      <PageHeader
        title={words.title}
        state={<p>{fill(words.state[state], { running: format.number(running), waiting: format.number(waiting) })}</p>}
      >
        <HelpLink topic="fresh" t={t.help} />
        {search.cursor === undefined && query.ordering === "-created_at" && jobs.rows.some(isUnderWay) && (
          <Live url={jobsUrl(query)} fingerprint={fingerprintOf(jobs.rows)} t={words.live} />
        )}
      </PageHeader>
      {(hasAny || views.length > 0) && (
        <SavedViews screen="jobs" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {hasAny && (
        <FilterBar
          label={words.filter.label}
          lead={words.filter.lead}
          clearHref={PATH}
          clear={t.common.clearFilters}
          isFiltered={isFiltered}
          search={null}
        >
          <MultiChip
            {...chip}
            name="store"
            label={words.filter.store}
            any={words.filter.anyStore}
            values={search.store ?? []}
            options={stores.slice(1)}
          />
          <MultiChip
            {...chip}
            name="status"
            label={words.filter.status}
            any={words.filter.anyStatus}
            values={search.status ?? []}
            options={jobStatuses.map((status) => ({ value: status, label: words.status[status] }))}
          />
          <FilterChip
            name="sort"
            label={t.table.sort.label}
            value={search.sort ?? ""}
            options={[
              { value: "", label: t.table.sort.newest },
              { value: "oldest", label: t.table.sort.oldest },
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
        <JobList
          jobs={jobs.rows}
          list={{
            cols: search.cols,
            exportHref: jobsExport(query),
            isOldestFirst: query.ordering === "created_at",
            sortHref: addressWith(PATH, filters, { sort: query.ordering === "created_at" ? null : "oldest" }),
          }}
          now={deps.now()}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={jobs.next && addressWith(PATH, given, { cursor: jobs.next })}
        t={t.common}
      />
    </>
  );
}
