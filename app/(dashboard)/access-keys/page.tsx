import { KeySquare } from "lucide-react";
import type { Metadata } from "next";
import { listAccessKeys } from "@/lib/access/keys/list-access-keys";
import { listViews } from "@/lib/access/saved-views/list-views";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { FilterBar } from "../_components/filter-bar";
import { SavedViews } from "../_components/saved-views";
import { SortChip } from "../_components/sort-chip";
import { addressWith, singles, without, type Search } from "../_data/address";
import { orFirstPage } from "../_data/or-first-page";
import { personOptions } from "../_data/person-options";
import { NO_FILTERS } from "../_data/several";
import { CreateKey } from "./_components/create-key";
import { KeyTable } from "./_components/key-table";
import { keyFiltersOf, keySearch, sortNames, USUAL_SORT } from "./filters";

const PATH = "/access-keys";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.keys.title };
}

export default async function AccessKeysPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const { t, format } = uiOf(language);
  const search = keySearch.parse(given);
  const now = deps.now();
  const filters = without(given, "cursor");
  const isFiltered = Object.keys(without(filters, ...NO_FILTERS)).length > 0;
  const [keys, all, people, views] = await Promise.all([
    orFirstPage((asked) => listAccessKeys(deps, caller, asked), keyFiltersOf(search)),
    listAccessKeys(deps, caller, keyFiltersOf({})),
    caller.role === "ADMIN" ? personOptions(deps, caller, t.keys.filter.anyone) : [],
    listViews(deps, caller, "access-keys"),
  ]);
  const lastUsed = all.rows.reduce<Date | null>(
    (last, { lastUsedAt }) => (lastUsedAt && (!last || lastUsedAt > last) ? lastUsedAt : last),
    null,
  );
  const count = format.count(all.count);
  const state =
    all.count.count === 0
      ? t.keys.state.none
      : lastUsed === null
        ? fill(t.keys.state.unused, { count })
        : fill(t.keys.state.used, { count, time: format.relative(lastUsed, now) });
  return (
    <>
      <PageHeader title={t.keys.title} state={<p>{state}</p>}>
        <CreateKey language={language} t={t.keys} common={t.common} />
      </PageHeader>
      {(all.count.count > 1 || views.length > 0) && (
        <SavedViews screen="access-keys" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {all.count.count > 1 && (
        <FilterBar
          label={t.keys.filter.label}
          lead={t.keys.filter.keys}
          clearHref={PATH}
          isFiltered={isFiltered}
          clear={t.common.clearFilters}
          search={null}
        >
          {people.length > 0 && <FilterChip name="person" label={t.keys.filter.person} value={search.person ?? ""} options={people} />}
          <SortChip names={sortNames} sort={search.sort} labels={t.keys.sort} t={t.table.sort} />
        </FilterBar>
      )}
      {keys.rows.length === 0 ? (
        <Empty icon={KeySquare}>{isFiltered ? t.keys.emptyFiltered : t.keys.empty}</Empty>
      ) : (
        <KeyTable
          keys={keys.rows}
          list={{
            cols: search.cols,
            sort: search.sort ?? USUAL_SORT,
            sortHref: (sort) => addressWith(PATH, filters, { sort: sort === USUAL_SORT ? null : sort }),
          }}
          now={now}
          ui={{ language, t, format }}
          isForAll={caller.role === "ADMIN"}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={keys.next && addressWith(PATH, given, { cursor: keys.next })}
        t={t.common}
      />
    </>
  );
}
