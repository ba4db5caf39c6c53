import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { listViews } from "@/lib/access/saved-views/list-views";
import { listAudit } from "@/lib/access/audit-log/list-audit";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { ExportMenu } from "@/components/data-table/export-menu";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { Live } from "../_components/live";
import { SavedViews } from "../_components/saved-views";
import { addressWith, singles, without, type Search } from "../_data/address";
import { fingerprintOf } from "../_data/fingerprint";
import { orFirstPage } from "../_data/or-first-page";
import { personOptions } from "../_data/person-options";
import { isNarrowed } from "../_data/several";
import { storeOptions } from "../_data/store-options";
import { AuditFilters } from "./_components/audit-filters";
import { AuditTable } from "./_components/audit-table";
import { auditExport, auditFiltersOf, auditSearch, auditUrl } from "./filters";

const PATH = "/audit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: uiOf(await currentLanguage()).t.audit.title };
}

export default async function AuditPage({ searchParams }: { searchParams: Search }) {
  const [caller, deps, language, given] = await Promise.all([currentCaller(), getDeps(), currentLanguage(), searchParams.then(singles)]);
  const ui = uiOf(language);
  const { t, format } = ui;
  const search = auditSearch.parse(given);
  const filters = without(given, "cursor");
  const isAdmin = caller.role === "ADMIN";
  const isFiltered = isNarrowed(search);
  const query = auditFiltersOf(search, language, isAdmin);
  const now = deps.now();
  const anyone = t.audit.filter.anyone;
  const [entries, newest, people, stores, views] = await Promise.all([
    orFirstPage((asked) => listAudit(deps, caller, asked), query),
    listAudit(deps, caller, { ...auditFiltersOf({}, language, isAdmin), limit: 1 }),
    isAdmin
      ? personOptions(deps, caller, anyone)
      : [
          { value: "", label: anyone },
          { value: caller.userId, label: t.audit.filter.me },
        ],
    storeOptions(deps, caller, t.audit.filter.anyStore),
    listViews(deps, caller, "audit"),
  ]);
  const last = newest.rows[0];
  return (
    <>
      <PageHeader
        title={t.audit.title}
        state={
          <p>
            {last === undefined
              ? t.audit.state.none
              : fill(t.audit.state.some, { count: format.count(newest.count), time: format.relative(last.createdAt, now) })}
          </p>
        }
      >
        {search.cursor === undefined && query.ordering === "-created_at" && entries.rows.length > 0 && (
          <Live url={auditUrl(query)} fingerprint={fingerprintOf(entries.rows.map(({ id }) => ({ id })))} t={t.events.live} />
        )}
        <ExportMenu href={auditExport(query)} t={t.table.export} />
      </PageHeader>
      {(last !== undefined || views.length > 0) && (
        <SavedViews screen="audit" path={PATH} given={filters} view={search.view} views={views} t={t.table} common={t.common} />
      )}
      {(last !== undefined || isFiltered) && (
        <AuditFilters path={PATH} search={search} filters={filters} people={people} stores={stores} isAdmin={isAdmin} ui={ui} />
      )}
      {entries.rows.length === 0 ? (
        <Empty icon={ScrollText}>{isFiltered ? t.audit.emptyFiltered : t.audit.empty}</Empty>
      ) : (
        <AuditTable
          entries={entries.rows}
          isAdmin={isAdmin}
          list={{
            cols: search.cols,
            isOldestFirst: query.ordering === "created_at",
            sortHref: addressWith(PATH, filters, { sort: query.ordering === "created_at" ? null : "oldest" }),
          }}
          now={now}
          ui={ui}
        />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, given, { cursor: null }) : null}
        nextHref={entries.next && addressWith(PATH, given, { cursor: entries.next })}
        t={t.common}
      />
    </>
  );
}
