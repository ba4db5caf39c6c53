import { ClockAlert } from "lucide-react";
import type { AccessKeyRow } from "@/lib/access/keys/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { Badge } from "@/components/ui/badge";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { revokeKeyAction } from "../actions";

type Props = { keys: readonly AccessKeyRow[]; now: Date; ui: Ui; /** Also other people's: says whose. */ isForAll: boolean };

/** In words; a scope that is no more is shown as it is. */
function scopesOf(key: AccessKeyRow, { t, language }: Ui): string {
  const words: Record<string, string> = t.keys.scope;
  return key.scopes.map((scope) => (scope === "*" ? t.keys.scope.all : (words[scope] ?? scope))).join(language === "fa" ? "، " : ", ");
}

function Ends({ at, now, ui: { t, format } }: { at: Date | null; now: Date; ui: Ui }) {
  if (at === null) return <span className="text-ink-soft">{t.keys.endsNever}</span>;
  return at > now ? (
    <TimeAgo at={at} now={now} format={format} otherwise="" />
  ) : (
    <Badge tone="bad" icon={ClockAlert}>
      {t.keys.expired}
    </Badge>
  );
}

function Revoke({ row, ui: { t } }: { row: AccessKeyRow; ui: Ui }) {
  const words = t.keys.revoke;
  return (
    <AskFirst
      act={revokeKeyAction.bind(null, row.id, row.name)}
      t={{
        open: words.open,
        openLabel: fill(words.openOf, { name: row.name }),
        title: fill(words.title, { name: row.name }),
        lead: words.lead,
        submit: words.submit,
        busy: words.busy,
        keep: t.common.cancel,
        close: t.common.close,
      }}
    />
  );
}

export function KeyTable({ keys, now, ui, isForAll }: Props) {
  const { t, format } = ui;
  const columns: Column<AccessKeyRow>[] = [
    {
      key: "name",
      header: t.keys.column.name,
      cell: (key) => (
        <>
          <bdi>{key.name}</bdi>
          <span className="block text-xs font-normal text-ink-soft">{scopesOf(key, ui)}</span>
        </>
      ),
    },
    ...(isForAll ? [{ key: "owner", header: t.keys.column.owner, cell: (key: AccessKeyRow) => <Latin>{key.user.email}</Latin> }] : []),
    { key: "preview", header: t.keys.column.preview, isExtra: true, cell: (key) => <Latin isCode>{key.preview}</Latin> },
    {
      key: "lastUsed",
      header: t.keys.column.lastUsed,
      cell: (key) => <TimeAgo at={key.lastUsedAt} now={now} format={format} otherwise={t.common.never} />,
    },
    { key: "expires", header: t.keys.column.expires, cell: (key) => <Ends at={key.expiresAt} now={now} ui={ui} /> },
    {
      key: "actions",
      header: <span className="sr-only">{t.keys.column.actions}</span>,
      isNumber: true,
      cell: (key) => <Revoke row={key} ui={ui} />,
    },
  ];
  return (
    <DataTable
      caption={t.keys.caption}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
      item={(key) => (
        <div className="flex items-center gap-3">
          <div className="grid min-w-0 flex-1 gap-1">
            <bdi className="truncate font-medium">{key.name}</bdi>
            <span className="text-sm text-ink-soft">{scopesOf(key, ui)}</span>
            <span className="text-sm text-ink-soft">
              {t.keys.column.lastUsed}: <TimeAgo at={key.lastUsedAt} now={now} format={format} otherwise={t.common.never} />
              {" · "}
              {t.keys.column.expires}: <Ends at={key.expiresAt} now={now} ui={ui} />
            </span>
            {isForAll && <Latin className="truncate text-xs text-ink-soft">{key.user.email}</Latin>}
          </div>
          <Revoke row={key} ui={ui} />
        </div>
      )}
    />
  );
}
