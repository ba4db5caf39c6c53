import { Store } from "lucide-react";
import type { Metadata } from "next";
import { listViews } from "@/lib/access/saved-views/list-views";
import { listStores } from "@/lib/access/stores/list-stores";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { HelpLink } from "@/components/help-link";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../_components/filter-bar";
import { SavedViews } from "../_components/saved-views";
import { SortChip } from "../_components/sort-chip";
import { addressWith, singles, without, type Search } from "../_data/address";
import { orFirstPage } from "../_data/or-first-page";
import { tellReturned } from "./[id]/connect/tell-returned";
import { HowToConnect } from "./_components/how-to-connect";
import { NewStore } from "./_components/new-store";
import { StoreTable } from "./_components/store-table";
import { sortNames, storeFiltersOf, storeSearch, USUAL_SORT } from "./filters";
import { storeOverviews } from "@/lib/operations/overview/store-overviews";
import { storeStateOf, wantsAttention } from "@/lib/operations/overview/store-state";

const PATH = "/stores";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.stores.title };
}

export default async function StoresPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  // What opens a form or tells a return is of the moment.
  const filters = without(given, "cursor", "new", "problem");
  // Who comes back from a shop, when nobody can say for which store.
  const returned = given.problem === undefined ? null : tellReturned(given.problem, ui);
  const search = storeSearch.parse(given);
  const now = deps.now();
  const [found, all, views] = await Promise.all([
    orFirstPage((asked) => listStores(deps, caller, asked), storeFiltersOf(search)),
    listStores(deps, caller, { ...storeFiltersOf({}), limit: 1 }),
    listViews(deps, caller, "stores"),
  ]);
  const overviews = await storeOverviews(
    deps,
    caller,
    found.rows.map(({ id }) => id),
  );
  const stores = found.rows.flatMap((store) => {
    const overview = overviews.get(store.id);
    return overview ? [{ ...store, overview }] : [];
  });
  const attention = stores.filter(({ overview }) => wantsAttention(storeStateOf(overview, now))).length;
  const count = format.count(all.count);
  const state =
    all.count.count === 0
      ? t.stores.state.none
      : attention === 0
        ? fill(t.stores.state.well, { count })
        : fill(t.stores.state.attention, { count, n: format.number(attention) });
  const newStore = <NewStore key={given.new} isOpenAtFirst={given.new === "yes"} t={t.stores.create} common={t.common} />;
  return (
    <>
      <PageHeader title={t.stores.title} state={<p>{state}</p>}>
        <HelpLink topic="states" t={t.help} />
        {all.count.count > 0 && newStore}
      </PageHeader>
      {returned && (
        <Notice kind="bad" live>
          {returned.what} {returned.fix}
        </Notice>
      )}
      {all.count.count > 1 && (
        <>
          <SavedViews screen="stores" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
          <FilterBar
            label={t.stores.filterLabel}
            lead={t.table.sort.label}
            clearHref={PATH}
            isFiltered={search.q !== undefined}
            clear={t.common.clearFilters}
            search={
              <SearchBox
                action={PATH}
                name="q"
                label={t.stores.search}
                value={search.q ?? ""}
                submit={t.common.search}
                keep={without(filters, "q")}
              />
            }
          >
            <SortChip names={sortNames} sort={search.sort} labels={t.stores.sort} t={t.table.sort} />
          </FilterBar>
        </>
      )}
      {stores.length === 0 ? (
        <Empty icon={Store} action={all.count.count === 0 && newStore}>
          {all.count.count === 0 ? t.stores.empty : t.stores.emptyFiltered}
        </Empty>
      ) : (
        <StoreTable
          stores={stores}
          showsOwner={caller.role === "ADMIN"}
          list={{
            cols: search.cols,
            sort: search.sort ?? USUAL_SORT,
            sortHref: (sort) => addressWith(PATH, filters, { sort: sort === USUAL_SORT ? null : sort }),
          }}
          now={now}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={found.next && addressWith(PATH, filters, { cursor: found.next })}
        t={t.common}
      />
      <HowToConnect hubAddress={deps.env.PUBLIC_URL} ui={ui} />
    </>
  );
}
