import { Users } from "lucide-react";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { listViews } from "@/lib/access/saved-views/list-views";
import { countStores } from "@/lib/access/stores/count-stores";
import { listInvitations } from "@/lib/access/users/invitations";
import { listUsers } from "@/lib/access/users/list-users";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { SearchBox } from "@/components/ui/search-box";
import { Section } from "@/components/ui/section";
import { FilterBar } from "../_components/filter-bar";
import { SavedViews } from "../_components/saved-views";
import { SortChip } from "../_components/sort-chip";
import { addressWith, singles, without, type Search } from "../_data/address";
import { orFirstPage } from "../_data/or-first-page";
import { InvitationTable } from "./_components/invitation-table";
import { Invite } from "./_components/invite";
import { PersonTable } from "./_components/person-table";
import { sortNames, teamSearch, userFiltersOf, USUAL_SORT } from "./filters";

const PATH = "/team";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.team.title };
}

export default async function TeamPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  // For an owner this page does not exist; the actions behind it check again.
  if (caller.role !== "ADMIN") forbidden();
  const ui = uiOf(language);
  const { t, format } = ui;
  const search = teamSearch.parse(given);
  const filters = without(given, "cursor");
  const now = deps.now();
  const [people, all, invitations, views] = await Promise.all([
    orFirstPage((asked) => listUsers(deps, caller, asked), userFiltersOf(search)),
    listUsers(deps, caller, { ...userFiltersOf({}), limit: 1 }),
    listInvitations(deps, caller),
    listViews(deps, caller, "team"),
  ]);
  const stores = await countStores(
    deps,
    caller,
    people.rows.map(({ id }) => id),
  );
  const count = format.count(all.count);
  return (
    <>
      <PageHeader
        title={t.team.title}
        state={
          <p>
            {invitations.length === 0
              ? fill(t.team.state, { count })
              : fill(t.team.stateOpen, { count, open: format.number(invitations.length) })}
          </p>
        }
      >
        <Invite t={t.team} roles={t.shell.role} common={t.common} />
      </PageHeader>
      <SavedViews screen="team" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      <FilterBar
        label={t.team.filterLabel}
        lead={t.table.sort.label}
        clearHref={PATH}
        isFiltered={search.q !== undefined}
        clear={t.common.clearFilters}
        search={
          <SearchBox
            action={PATH}
            name="q"
            label={t.team.search}
            value={search.q ?? ""}
            submit={t.common.search}
            keep={without(filters, "q")}
          />
        }
      >
        <SortChip names={sortNames} sort={search.sort} labels={t.team.sort} t={t.table.sort} />
      </FilterBar>
      {people.rows.length === 0 ? (
        <Empty icon={Users}>{t.team.emptyFiltered}</Empty>
      ) : (
        <PersonTable
          people={people.rows}
          stores={stores}
          invited={new Set(invitations.map(({ user }) => user.id))}
          ownId={caller.userId}
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
        nextHref={people.next && addressWith(PATH, given, { cursor: people.next })}
        t={t.common}
      />
      {invitations.length > 0 && (
        <Section title={t.team.invitations.title}>
          <InvitationTable invitations={invitations} now={now} ui={ui} />
        </Section>
      )}
    </>
  );
}
