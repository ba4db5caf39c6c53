import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { listAudit } from "@/lib/access/audit-log/list-audit";
import { currentCaller } from "@/lib/http/current-caller";
import { currentLanguage } from "@/lib/http/preferences";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { getDeps } from "@/lib/runtime";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { addressWith, singles, without, type Search } from "../_data/address";
import { orFirstPage } from "../_data/or-first-page";
import { personOptions } from "../_data/person-options";
import { AuditFilters } from "./_components/audit-filters";
import { AuditTable } from "./_components/audit-table";
import { auditFiltersOf, auditSearch } from "./filters";

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
  const isFiltered = Object.keys(filters).length > 0;
  const isAdmin = caller.role === "ADMIN";
  const now = deps.now();
  const anyone = t.audit.filter.anyone;
  const [entries, newest, people] = await Promise.all([
    orFirstPage((asked) => listAudit(deps, caller, asked), auditFiltersOf(search, language)),
    listAudit(deps, caller, { ...auditFiltersOf({}, language), limit: 1 }),
    isAdmin
      ? personOptions(deps, caller, anyone)
      : [
          { value: "", label: anyone },
          { value: caller.userId, label: t.audit.filter.me },
        ],
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
      />
      {(last !== undefined || isFiltered) && <AuditFilters path={PATH} search={search} filters={filters} people={people} ui={ui} />}
      {entries.rows.length === 0 ? (
        <Empty icon={ScrollText}>{isFiltered ? t.audit.emptyFiltered : t.audit.empty}</Empty>
      ) : (
        <AuditTable entries={entries.rows} isAdmin={isAdmin} now={now} ui={ui} />
      )}
      <Pager
        firstHref={search.cursor ? addressWith(PATH, given, { cursor: null }) : null}
        nextHref={entries.next && addressWith(PATH, given, { cursor: entries.next })}
        t={t.common}
      />
    </>
  );
}
