import { Radio } from "lucide-react";
import type { Metadata } from "next";
import Form from "next/form";
import Link from "next/link";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import { listEvents } from "@/lib/events/list-events";
import { MAX_REPLAYED } from "@/lib/events/replay-events";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Field, Input } from "@/components/ui/field";
import { FilterChip } from "@/components/ui/filter-chip";
import { FilterPopover } from "@/components/ui/filter-popover";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../_components/filter-bar";
import { Live } from "../_components/live";
import { addressWith, singles, without, type Search } from "../_data/address";
import { eventCounts } from "../_data/event-counts";
import { fingerprintOf } from "../_data/fingerprint";
import { storeOptions } from "../_data/store-options";
import { EventTable } from "./_components/event-table";
import { ReplayMany } from "./_components/replay-many";
import { eventListQueryOf, eventSearch, eventsUrl, periods } from "./filters";

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
  const [events, counts, stores] = await Promise.all([listEvents(deps, caller, query), eventCounts(deps, caller), storeOptions(deps, caller, t.events.filter.anyStore)]);
  const filters = without(given, "cursor");
  const isFiltered = Object.keys(filters).length > 0;
  const hasAny = isFiltered || events.rows.length > 0;
  const numbers = { failed: format.number(counts.failed), waiting: format.number(counts.waiting), count: format.count(events.count) };
  const state =
    !hasAny ? t.events.state.none
    : counts.failed > 0 ? (counts.waiting > 0 ? t.events.state.both : t.events.state.failed)
    : counts.waiting > 0 ? t.events.state.waiting
    : t.events.state.done;
  const any = (label: string) => ({ value: "", label });
  return (
    <>
      <PageHeader
        title={t.events.title}
        state={
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {fill(state, numbers)}
            {counts.failed > 0 && search.status !== "failed" && (
              <Link href={`${PATH}?status=failed`} className="font-medium text-accent underline-offset-4 hover:underline">
                {t.events.showFailed}
              </Link>
            )}
          </p>
        }
      >
        {search.cursor === undefined && <Live url={eventsUrl(query)} fingerprint={fingerprintOf(events.rows)} t={t.events.live} />}
        {isFiltered && events.rows.length > 0 && <ReplayMany filters={filters} count={numbers.count} max={events.count.count > MAX_REPLAYED ? format.number(MAX_REPLAYED) : null} t={t.events.replay} common={t.common} />}
      </PageHeader>
      {hasAny && (
        <FilterBar
          label={t.events.filter.label}
          lead={t.events.filter.events}
          clearHref={isFiltered ? PATH : null}
          clear={t.common.clearFilters}
          search={<SearchBox action={PATH} name="q" label={t.events.filter.search} value={search.q ?? ""} submit={t.common.search} keep={without(given, "q", "cursor")} />}
        >
          <FilterChip name="store" label={t.events.filter.store} value={search.store ?? ""} options={stores} />
          <FilterChip name="type" label={t.events.filter.type} value={search.type ?? ""} options={[any(t.events.filter.anyType), ...eventTypes.map((type) => ({ value: type, label: t.events.typeName[type] }))]} />
          <FilterChip name="status" label={t.events.filter.status} value={search.status ?? ""} options={[any(t.events.filter.anyStatus), ...eventStatuses.map((status) => ({ value: status, label: t.events.status[status] }))]} />
          <FilterChip name="period" label={t.events.filter.period} value={search.period ?? ""} options={[any(t.events.filter.anyPeriod), ...periods.map((period) => ({ value: period, label: t.events.filter[period] }))]} />
          <FilterPopover
            key={search.product}
            name={t.events.filter.product}
            isSet={search.product !== undefined}
            label={search.product === undefined ? t.events.filter.product : fill(t.events.filter.productChip, { id: search.product })}
          >
            <Form action={PATH} className="grid gap-3">
              {Object.entries(without(filters, "product")).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Field id="filter-product" label={t.products.detail.number}>
                {(control) => <Input {...control} name="product" dir="ltr" inputMode="numeric" defaultValue={search.product} />}
              </Field>
              <Button type="submit" variant="primary">
                {t.common.apply}
              </Button>
            </Form>
          </FilterPopover>
        </FilterBar>
      )}
      {events.rows.length === 0 ?
        <Empty icon={Radio}>{isFiltered ? t.events.emptyFiltered : t.events.empty}</Empty>
      : <EventTable events={events.rows} now={now} ui={ui} />}
      <Pager firstHref={search.cursor ? addressWith(PATH, filters) : null} nextHref={events.next && addressWith(PATH, given, { cursor: events.next })} t={t.common} />
    </>
  );
}
