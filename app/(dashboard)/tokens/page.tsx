import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { listViews } from "@/lib/access/saved-views/list-views";
import { listTokens } from "@/lib/access/tokens/list-tokens";
import { integrationTypes } from "@/lib/access/secrets";
import { listUsers } from "@/lib/access/users/list-users";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
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
import { NO_FILTERS } from "../_data/several";
import { CreateToken } from "./_components/create-token";
import { TokenTable } from "./_components/token-table";
import { tokenFiltersOf, tokensExport, tokensUrl, tokenSearch } from "./filters";

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
  const isFiltered = Object.keys(without(filters, ...NO_FILTERS)).length > 0;
  const [tokens, all, stores, owners, views] = await Promise.all([
    orFirstPage((asked) => listTokens(deps, caller, asked), query),
    listTokens(deps, caller, tokenFiltersOf({})),
    storeOptions(deps, caller, t.tokens.filter.anyStore),
    listUsers(deps, caller, { q: undefined, cursor: undefined, limit: MAX_OWNERS }),
    listViews(deps, caller, "tokens"),
  ]);
  const lastUsed = all.rows.reduce<Date | null>(
    (last, { lastUsedAt }) => (lastUsedAt && (!last || lastUsedAt > last) ? lastUsedAt : last),
    null,
  );
  const count = format.count(all.count);
  const state =
    all.count.count === 0
      ? t.tokens.state.none
      : lastUsed === null
        ? fill(t.tokens.state.unused, { count })
        : fill(t.tokens.state.used, { count, time: format.relative(lastUsed, now) });
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
          <FilterChip name="store" label={t.tokens.filter.store} value={search.store ?? ""} options={stores} />
          <FilterChip
            name="type"
            label={t.tokens.filter.type}
            value={search.type ?? ""}
            options={[
              { value: "", label: t.tokens.filter.anyType },
              ...integrationTypes.map((type) => ({ value: type, label: t.tokens.type[type] })),
            ]}
          />
          <FilterChip
            name="state"
            label={t.tokens.filter.state}
            value={search.state ?? ""}
            options={[
              { value: "", label: t.tokens.filter.anyState },
              { value: "on", label: t.tokens.filter.on },
              { value: "off", label: t.tokens.filter.off },
            ]}
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
          list={{ cols: search.cols, exportHref: tokensExport(query), filters: without(given, ...NO_FILTERS) }}
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
