import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { listViews } from "@/lib/access/saved-views/list-views";
import { MAX_CHANGED_AT_ONCE } from "@/lib/access/tokens/change-many";
import { listTokens } from "@/lib/access/tokens/list-tokens";
import { tokenStates } from "@/lib/access/tokens/wire";
import { integrationTypes } from "@/lib/access/secrets";
import { listUsers } from "@/lib/access/users/list-users";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { MultiChip } from "@/components/data-table/multi-chip";
import { HelpLink } from "@/components/help-link";
import { Empty } from "@/components/ui/empty";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { FilterBar } from "../_components/filter-bar";
import { Live } from "../_components/live";
import { SavedViews } from "../_components/saved-views";
import { fingerprintOf } from "../_data/fingerprint";
import { addressWith, singles, without, type Search } from "../_data/address";
import { orFirstPage } from "../_data/or-first-page";
import { storeOptions } from "../_data/store-options";
import { isAnySet, NO_FILTERS } from "../_data/several";
import { CreateToken } from "./_components/create-token";
import { TokenBulk } from "./_components/token-bulk";
import { TokenTable } from "./_components/token-table";
import { sortNames, tokenChoiceOf, tokenFiltersOf, tokensExport, tokensUrl, tokenSearch, USUAL_SORT } from "./filters";

const PATH = "/tokens";
const MAX_OWNERS = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.tokens.title };
}

export default async function TokensPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  // For an owner this page does not exist; the actions behind it check again.
  if (caller.role !== "ADMIN") forbidden();
  const { t, format } = uiOf(language);
  const search = tokenSearch.parse(given);
  const now = deps.now();
  const filters = without(given, "cursor");
  const query = tokenFiltersOf(search);
  const isFiltered = isAnySet(tokenChoiceOf(search));
  const [tokens, all, stores, owners, views] = await Promise.all([
    orFirstPage((asked) => listTokens(deps, caller, asked), query),
    listTokens(deps, caller, { ...tokenFiltersOf({ sort: "-used" }), limit: 1 }),
    storeOptions(deps, caller, t.tokens.filter.anyStore),
    listUsers(deps, caller, { q: undefined, cursor: undefined, limit: MAX_OWNERS }),
    listViews(deps, caller, "tokens"),
  ]);
  const lastUsed = all.rows[0]?.lastUsedAt ?? null;
  const count = format.count(all.count);
  const state =
    all.count.count === 0
      ? t.tokens.state.none
      : lastUsed === null
        ? fill(t.tokens.state.unused, { count })
        : fill(t.tokens.state.used, { count, time: format.relative(lastUsed, now) });
  const matching = format.count(tokens.count);
  const many = {
    filters: without(filters, ...NO_FILTERS),
    count: matching,
    max: format.number(MAX_CHANGED_AT_ONCE),
    language,
    t: t.table,
    common: t.common,
  };
  const chip = { language, t: t.table.chip };
  const createToken = (
    <CreateToken
      stores={stores.slice(1)}
      owners={owners.rows.filter((user) => user.isActive).map((user) => ({ value: user.id, label: user.email }))}
      ownId={caller.userId}
      hubAddress={deps.env.PUBLIC_URL}
      language={language}
      t={t.tokens}
      common={t.common}
    />
  );
  return (
    <>
      <PageHeader title={t.tokens.title} state={<p>{state}</p>}>
        {search.cursor === undefined && tokens.rows.length > 0 && (
          <Live url={tokensUrl(query)} fingerprint={fingerprintOf(tokens.rows)} t={t.events.live} />
        )}
        <HelpLink topic="plugin" t={t.help} />
        {createToken}
      </PageHeader>
      {all.count.count > 0 && (
        <SavedViews screen="tokens" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {all.count.count > 0 && (
        <FilterBar
          label={t.tokens.filter.label}
          lead={t.tokens.filter.tokens}
          clearHref={PATH}
          isFiltered={isFiltered}
          clear={t.common.clearFilters}
          search={
            <SearchBox
              action={PATH}
              name="q"
              label={t.tokens.filter.search}
              value={search.q ?? ""}
              submit={t.common.search}
              keep={without(given, "q", "cursor")}
            />
          }
        >
          <MultiChip
            {...chip}
            name="store"
            label={t.tokens.filter.store}
            any={t.tokens.filter.anyStore}
            values={search.store ?? []}
            options={stores.slice(1)}
          />
          <MultiChip
            {...chip}
            name="type"
            label={t.tokens.filter.type}
            any={t.tokens.filter.anyType}
            values={search.type ?? []}
            options={integrationTypes.map((type) => ({ value: type, label: t.tokens.type[type] }))}
          />
          <MultiChip
            {...chip}
            name="state"
            label={t.tokens.filter.state}
            any={t.tokens.filter.anyState}
            values={search.state ?? []}
            options={tokenStates.map((state) => ({ value: state, label: t.tokens.filter.states[state] }))}
          />
          <FilterChip
            name="sort"
            label={t.tokens.filter.order}
            value={search.sort ?? USUAL_SORT}
            options={sortNames.map((name) => ({ value: name, label: t.tokens.filter.order_by[name] }))}
          />
        </FilterBar>
      )}
      {tokens.rows.length === 0 ? (
        <Empty icon={KeyRound}>{isFiltered ? t.tokens.emptyFiltered : t.tokens.empty}</Empty>
      ) : (
        <TokenTable
          tokens={tokens.rows}
          now={now}
          ui={{ language, t, format }}
          hubAddress={deps.env.PUBLIC_URL}
          list={{
            cols: search.cols,
            sort: search.sort ?? USUAL_SORT,
            sortHref: (sort) => addressWith(PATH, filters, { sort: sort === USUAL_SORT ? null : sort }),
            exportHref: tokensExport(query),
          }}
          bulk={{
            actions: <TokenBulk {...many} />,
            count: isFiltered && tokens.next !== null ? matching : null,
            of: { ...many.filters, cursor: search.cursor ?? "" },
          }}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, given, { cursor: null }) : null}
        nextHref={tokens.next && addressWith(PATH, given, { cursor: tokens.next })}
        t={t.common}
      />
    </>
  );
}
