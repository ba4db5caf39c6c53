import { Radio } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { listEvents } from "@/lib/events/list-events";
import { MAX_REPLAYED } from "@/lib/events/replay-events";
import { listViews } from "@/lib/access/saved-views/list-views";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Live } from "../_components/live";
import { SavedViews } from "../_components/saved-views";
import { addressWith, singles, without, type Search } from "../_data/address";
import { eventCounts } from "../_data/event-counts";
import { fingerprintOf } from "../_data/fingerprint";
import { orFirstPage } from "../_data/or-first-page";
import { productTitles } from "../_data/product-titles";
import { storeOptions } from "../_data/store-options";
import { isAnySet, NO_FILTERS } from "../_data/several";
import { EventFilters } from "./_components/event-filters";
import { EventTable } from "./_components/event-table";
import { ReplayMany, ReplayTicked } from "./_components/replay-many";
import { eventFiltersOf, eventListQueryOf, eventSearch, eventsExport, eventsUrl } from "./filters";

const PATH = "/events";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.events.title };
}

export default async function EventsPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const search = eventSearch.parse(given);
  const now = deps.now();
  const query = eventListQueryOf(search, now);
  const [events, counts, stores, views] = await Promise.all([
    orFirstPage((asked) => listEvents(deps, caller, asked), query),
    eventCounts(deps, caller),
    storeOptions(deps, caller, t.events.filter.anyStore),
    listViews(deps, caller, "events"),
  ]);
  const filters = without(given, "cursor");
  const isFiltered = isAnySet(eventFiltersOf(search, now));
  const hasAny = isFiltered || events.rows.length > 0;
  const numbers = { failed: format.number(counts.failed), waiting: format.number(counts.waiting), count: format.count(events.count) };
  const state = !hasAny
    ? t.events.state.none
    : counts.failed > 0
      ? counts.waiting > 0
        ? t.events.state.both
        : t.events.state.failed
      : counts.waiting > 0
        ? t.events.state.waiting
        : t.events.state.done;
  const replay = {
    filters: without(filters, ...NO_FILTERS),
    count: numbers.count,
    max: format.number(MAX_REPLAYED),
    language,
    t: t.events,
    words: t.table.replay,
    common: t.common,
  };
  return (
    <>
      <PageHeader
        title={t.events.title}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {fill(state, numbers)}
            {counts.failed > 0 && search.status?.join() !== "failed" && (
              <Link href={`${PATH}?status=failed`} className="font-medium text-accent underline-offset-4 hover:underline">
                {t.events.showFailed}
              </Link>
            )}
          </p>
        }
      >
        {search.cursor === undefined && query.ordering !== "created_at" && (
          <Live url={eventsUrl(query)} fingerprint={fingerprintOf(events.rows)} t={t.events.live} />
        )}
        {isFiltered && events.rows.length > 0 && <ReplayMany {...replay} />}
      </PageHeader>
      {(hasAny || views.length > 0) && (
        <SavedViews screen="events" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {hasAny && <EventFilters path={PATH} search={search} filters={filters} isFiltered={isFiltered} stores={stores.slice(1)} ui={ui} />}
      {events.rows.length === 0 ? (
        <Empty icon={Radio}>{isFiltered ? t.events.emptyFiltered : t.events.empty}</Empty>
      ) : (
        <EventTable
          events={events.rows}
          productOf={await productTitles(deps, caller, events.rows)}
          list={{
            cols: search.cols,
            isOldestFirst: query.ordering === "created_at",
            sortHref: addressWith(PATH, filters, { sort: query.ordering === "created_at" ? null : "received" }),
            exportHref: eventsExport(query),
          }}
          bulk={{
            actions: <ReplayTicked {...replay} />,
            count: isFiltered && events.next !== null ? numbers.count : null,
            of: { ...replay.filters, cursor: search.cursor ?? "" },
          }}
          now={now}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={events.next && addressWith(PATH, given, { cursor: events.next })}
        t={t.common}
      />
    </>
  );
}
