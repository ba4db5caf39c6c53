import type { Metadata } from "next";
import Link from "next/link";
import { listTokens } from "@/lib/access/tokens/list-tokens";
import { readEvents } from "@/lib/events/list-events";
import { eventListQuery } from "@/lib/events/wire";
import { currentLanguage } from "@/lib/http/preferences";
import { driftOf, listDigests, listWaitingGone } from "@/lib/integrations/digest/drift";
import { uiOf } from "@/lib/i18n/ui/ui";
import { listJobs } from "@/lib/sync/jobs/show-job";
import { buttonClass } from "@/components/ui/button";
import { Latin } from "@/components/ui/latin";
import { productTitles } from "../../_data/product-titles";
import { jobQuery, jobsUrl } from "../../jobs/filters";
import { DigestHistory, DriftSection } from "./drift-section";
import { GoneNotice } from "./gone-notice";
import { LastEvents } from "./last-events";
import { LastJobs } from "./last-jobs";
import { readStorePage } from "./read-store-page";
import { StoreFigures } from "./store-figures";
import { StoreHeader } from "./store-header";
import { StoreTokens } from "./store-tokens";

const SHOWN_DIGESTS = 10;
const SHOWN_GONE = 20;
const MAX_TOKENS = 50;
const SHOWN_JOBS = 5;
const SHOWN_EVENTS = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.stores.title };
}

/** How this store is: its state, then what shows it. What can be changed has pages of its own. */
export default async function StorePage({ params }: { params: Promise<{ id: string }> }) {
  const { caller, deps, ui, now, store, overview } = await readStorePage((await params).id);
  const { t } = ui;
  const { id } = store;
  const lastJobs = jobQuery({ storeId: id, limit: SHOWN_JOBS });
  const [digests, jobs, events, tokens] = await Promise.all([
    listDigests(deps, caller, id, SHOWN_DIGESTS),
    listJobs(deps, caller, lastJobs),
    readEvents(deps, caller, eventListQuery.parse({ store_id: id, limit: SHOWN_EVENTS })),
    listTokens(deps, caller, {
      ...{ q: undefined, userId: undefined, integrationType: undefined, isActive: undefined, cursor: undefined },
      storeId: id,
      limit: MAX_TOKENS,
    }),
  ]);
  const isFetched = overview.connection !== null;
  const isNew = !isFetched && overview.tokens === 0;
  const [last] = digests;
  const drift = driftOf(last);
  const [gone, titleOf] = await Promise.all([
    last && drift.waiting !== null ? listWaitingGone(deps, caller, last.id, SHOWN_GONE) : [],
    productTitles(deps, caller, events.rows),
  ]);
  return (
    <>
      <StoreHeader store={store} overview={overview} here="overview" now={now} ui={ui} />
      {isNew && (
        <Link href={`/stores/${id}/setup`} prefetch={false} className={buttonClass("primary", "justify-self-start")}>
          {t.setup.go}
        </Link>
      )}
      {caller.role === "ADMIN" && (
        <p className="text-ink-soft">
          {t.stores.detail.owner}: <Latin>{store.owner.email}</Latin>
        </p>
      )}
      {last && drift.waiting !== null && (
        <GoneNotice runId={last.id} waiting={drift.waiting} checkedAt={drift.checkedAt} gone={gone} now={now} ui={ui} />
      )}
      <StoreFigures overview={overview} ui={ui} />
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          <LastEvents storeId={id} events={events.rows} titleOf={titleOf} now={now} ui={ui} />
          {(isFetched || jobs.rows.length > 0) && <LastJobs storeId={id} jobs={jobs.rows} url={jobsUrl(lastJobs)} now={now} ui={ui} />}
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-8">
          {/* Without a connection no token means that nothing arrives; with one, that there is no plugin. */}
          {(tokens.rows.length > 0 || (!isFetched && !isNew)) && (
            <StoreTokens tokens={tokens.rows} manageHref={caller.role === "ADMIN" ? `/tokens?store=${id}` : null} now={now} ui={ui} />
          )}
          {!isNew && <DriftSection drift={drift} isFetched={isFetched} now={now} ui={ui} />}
        </div>
      </div>
      {digests.length > 0 && <DigestHistory digests={digests} now={now} ui={ui} />}
    </>
  );
}
