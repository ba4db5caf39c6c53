import { ThumbsUp } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { listViews } from "@/lib/access/saved-views/list-views";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { listJudged, MAX_LOOKED_AT } from "@/lib/knowledge/judgements/list-judged";
import { verdicts } from "@/lib/knowledge/judgements/wire";
import { getDeps } from "@/lib/runtime";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../../_components/filter-bar";
import { SavedViews } from "../../_components/saved-views";
import { SortChip } from "../../_components/sort-chip";
import { addressWith, singles, without, type Search } from "../../_data/address";
import { orFirstPage } from "../../_data/or-first-page";
import { isNarrowed } from "../../_data/several";
import { storeOptions } from "../../_data/store-options";
import { JudgedTable } from "./_components/judged-table";
import { judgedExport, judgedListOf, judgedSearch, sortNames, USUAL_SORT } from "./filters";

const PATH = "/knowledge/judged";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.knowledge.judged.title };
}

export default async function JudgedPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const words = t.knowledge.judgedList;
  const title = t.knowledge.judged.title;
  const search = judgedSearch.parse(given);
  const filters = without(given, "cursor");
  const list = judgedListOf(search);
  const isFiltered = isNarrowed(search);
  const [judged, stores, views] = await Promise.all([
    orFirstPage((asked) => listJudged(deps, caller, asked), list),
    storeOptions(deps, caller, t.knowledge.search.anyStore),
    listViews(deps, caller, "judged"),
  ]);
  const hasAny = isFiltered || judged.rows.length > 0;
  const state = isFiltered ? words.state.filtered : judged.rows.length > 0 ? words.state.some : words.state.none;
  return (
    <>
      <Breadcrumbs
        label={t.common.breadcrumbs}
        above={[{ href: addressWith("/knowledge", search.store ? { store: search.store } : {}), label: t.knowledge.title }]}
        here={title}
        isSentence
      />
      <PageHeader title={title} state={<p>{fill(state, { count: format.count(judged.count) })}</p>} />
      {(hasAny || views.length > 0) && (
        <SavedViews screen="judged" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {hasAny && (
        <FilterBar
          label={words.filter.label}
          lead={words.filter.lead}
          clearHref={PATH}
          clear={t.common.clearFilters}
          isFiltered={isFiltered}
          search={
            <SearchBox
              action={PATH}
              name="q"
              label={words.filter.search}
              value={search.q ?? ""}
              submit={t.common.search}
              keep={without(filters, "q")}
            />
          }
        >
          <FilterChip name="store" label={t.knowledge.judged.store} value={search.store ?? ""} options={stores} />
          <FilterChip
            name="verdict"
            label={words.filter.verdict}
            value={search.verdict ?? ""}
            options={[
              { value: "", label: words.filter.anyVerdict },
              ...verdicts.map((verdict) => ({ value: verdict, label: words.filter[verdict] })),
            ]}
          />
          <SortChip names={sortNames} sort={search.sort} labels={words.sort} t={t.table.sort} />
        </FilterBar>
      )}
      {judged.rows.length === 0 ? (
        <Empty
          icon={ThumbsUp}
          action={
            !isFiltered && (
              <Link href="/knowledge" className={buttonClass("primary")}>
                {words.toSearch}
              </Link>
            )
          }
        >
          {isFiltered ? words.emptyFiltered : words.empty}
        </Empty>
      ) : (
        <JudgedTable
          rows={judged.rows}
          list={{
            cols: search.cols,
            exportHref: judgedExport(list),
            sort: search.sort ?? USUAL_SORT,
            sortHref: (sort) => addressWith(PATH, filters, { sort: sort === USUAL_SORT ? null : sort }),
          }}
          now={deps.now()}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, filters) : null}
        nextHref={judged.next && addressWith(PATH, filters, { cursor: judged.next })}
        t={t.common}
      />
      {hasAny && <p className="text-sm text-ink-soft">{fill(words.bound, { max: format.number(MAX_LOOKED_AT) })}</p>}
    </>
  );
}
