import Link from "next/link";
import type { AuditAction, AuditTarget } from "@/lib/access/audit-log/actions";
import type { AuditRow } from "@/lib/access/audit-log/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { SortLink } from "@/components/data-table/sort-link";
import { plainColumns } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { tellDetails } from "../_data/tell-details";

type Props = {
  entries: readonly AuditRow[];
  isAdmin: boolean;
  list: { /** Of the address. */ cols: string | undefined; isOldestFirst: boolean; sortHref: string };
  now: Date;
  ui: Ui;
};

/** What is missing here does not compile; an act that an older version wrote and this one does not know is shown by its code. */
function actionOf(entry: AuditRow, { t }: Ui): string {
  const sentences: Record<AuditAction, string> = t.audit.action;
  return (sentences as Record<string, string>)[entry.action] ?? entry.action;
}

function kindOf(entry: AuditRow, { t }: Ui): string {
  const kinds: Record<AuditTarget, string> = t.audit.target;
  return (kinds as Record<string, string>)[entry.targetType] ?? entry.targetType;
}

/** Where the thing is looked after; null: it has no page for this reader, or is gone. */
function hrefOf({ targetType, targetId, targetName, store }: AuditRow, isAdmin: boolean): string | null {
  if (targetType === "event") return targetId === "*" ? null : `/events/${targetId}`;
  if (targetName === null) return null;
  if (targetType === "store") return `/stores/${targetId}`;
  if (targetType === "token") return isAdmin ? `/tokens?q=${encodeURIComponent(targetName)}` : store && `/stores/${store.id}`;
  if (targetType === "user") return isAdmin ? `/team?q=${encodeURIComponent(targetName)}` : "/profile";
  return targetType === "access_key" ? "/access-keys" : null;
}

function Target({ entry, isAdmin, ui }: { entry: AuditRow; isAdmin: boolean; ui: Ui }) {
  const href = hrefOf(entry, isAdmin);
  const lists: Record<string, string | undefined> = entry.targetType === "export" ? ui.t.audit.exported : {};
  const told = entry.targetName ?? lists[entry.targetId] ?? (entry.targetId === "*" ? ui.t.audit.manyEvents : null);
  const isId = told === null;
  const name = told ?? entry.targetId;
  const shown = isId ? (
    <Latin isCode className="inline-block max-w-36 truncate align-bottom lg:max-w-40">
      {name}
    </Latin>
  ) : (
    <bdi className="inline-block max-w-36 truncate align-bottom lg:max-w-56">{name}</bdi>
  );
  return (
    <span>
      <span className="text-ink-soft">{kindOf(entry, ui)} </span>
      {href === null ? (
        shown
      ) : (
        <Link href={href} prefetch={false} className="text-accent hover:underline">
          {shown}
        </Link>
      )}
    </span>
  );
}

function Who({ entry, ui: { t } }: { entry: AuditRow; ui: Ui }) {
  const ways: Record<string, string> = t.audit.by;
  return (
    <>
      {entry.user ? (
        <Latin className="inline-block min-w-32 break-all whitespace-normal">{entry.user.email}</Latin>
      ) : (
        <span>{t.audit.system}</span>
      )}
      {entry.user && <span className="block text-xs text-ink-soft">{ways[entry.actorKind] ?? entry.actorKind}</span>}
    </>
  );
}

function Details({ entry, ui }: { entry: AuditRow; ui: Ui }) {
  const lines = tellDetails(entry.details, ui);
  if (lines.length === 0 && entry.requestId === null) return null;
  return (
    <details className="text-xs font-normal">
      <summary className="w-fit py-1 text-ink-soft">{ui.t.audit.details}</summary>
      <dl className="grid gap-1 pb-1">
        {lines.map(({ label, text }) => (
          <div key={`${label} ${text}`} className="flex flex-wrap gap-x-2">
            <dt className="text-ink-soft">{label}</dt>
            {/* In the direction of the page: names in it are isolated, and the arrow points from what was to what became of it. */}
            <dd className="min-w-0 break-words">{text}</dd>
          </div>
        ))}
        {entry.requestId !== null && (
          <div className="flex flex-wrap gap-x-2">
            <dt className="text-ink-soft">{ui.t.audit.request}</dt>
            <dd>
              <Latin isCode>{entry.requestId}</Latin>
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}

export function AuditTable({ entries, isAdmin, list, now, ui }: Props) {
  const { t, format, language } = ui;
  const words = t.audit.column;
  const column = plainColumns(words);
  const sorted = list.isOldestFirst ? "ascending" : "descending";
  const columns = [
    column("what", { isFixed: true }),
    column("who"),
    column("target"),
    column("from", { isExtra: true }),
    column("when", { sorted, header: <SortLink href={list.sortHref} label={words.when} sorted={sorted} /> }),
  ];
  const when = (entry: AuditRow) => <TimeAgo at={entry.createdAt} now={now} format={format} otherwise="" />;
  return (
    <ChoiceTable
      caption={list.isOldestFirst ? t.audit.captionOldest : t.audit.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      language={language}
      t={t.table}
      rows={entries.map((entry) => ({
        id: entry.id,
        label: actionOf(entry, ui),
        cells: {
          what: (
            <>
              {actionOf(entry, ui)}
              <Details entry={entry} ui={ui} />
            </>
          ),
          who: <Who entry={entry} ui={ui} />,
          target: <Target entry={entry} isAdmin={isAdmin} ui={ui} />,
          from: <Latin isCode>{entry.sourceIp ?? t.common.none}</Latin>,
          when: when(entry),
        },
        item: (
          <div className="grid min-w-0 gap-1">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{actionOf(entry, ui)}</span>
              <span className="text-sm text-ink-soft">{when(entry)}</span>
            </span>
            <span className="text-sm">
              <Target entry={entry} isAdmin={isAdmin} ui={ui} />
            </span>
            <span className="text-sm text-ink-soft">
              {entry.user ? <Latin className="break-all">{entry.user.email}</Latin> : t.audit.system}
              {entry.sourceIp !== null && <> · {fill(t.audit.from, { address: entry.sourceIp })}</>}
            </span>
            <Details entry={entry} ui={ui} />
          </div>
        ),
      }))}
    />
  );
}
