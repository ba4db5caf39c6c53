import { ClockAlert } from "lucide-react";
import type { AccessKeyRow } from "@/lib/access/keys/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { AskFirst } from "@/components/ask-first";
import { Badge } from "@/components/ui/badge";
import { ChoiceTable } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { plainColumns, sortableColumns, type Sorting } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import type { KeySort } from "../filters";
import { revokeKeyAction } from "../actions";

type Props = {
  keys: readonly AccessKeyRow[];
  list: Sorting<KeySort> & { /** Of the address. */ cols: string | undefined };
  now: Date;
  ui: Ui;
  /** Also other people's: says whose. */ isForAll: boolean;
};

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

export function KeyTable({ keys, list, now, ui, isForAll }: Props) {
  const { t, format, language } = ui;
  const words = t.keys.column;
  const [column, sortable] = [plainColumns(words), sortableColumns(words, list)];
  const columns = [
    sortable("name", "name", "-name", { isFixed: true }),
    ...(isForAll ? [column("owner")] : []),
    column("preview", { isExtra: true }),
    sortable("lastUsed", "-used", "used"),
    sortable("expires", "expires", "-expires"),
    sortable("made", "-made", "made", { isHiddenAtFirst: true }),
    column("actions", { isFixed: true, isNumber: true, header: <span className="sr-only">{words.actions}</span> }),
  ];
  const lastUsed = (key: AccessKeyRow) => <TimeAgo at={key.lastUsedAt} now={now} format={format} otherwise={t.common.never} />;
  return (
    <ChoiceTable
      caption={t.keys.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      language={language}
      t={t.table}
      rows={keys.map((key) => ({
        id: key.id,
        label: key.name,
        cells: {
          name: (
            <>
              <bdi>{key.name}</bdi>
              <span className="block text-xs font-normal text-ink-soft">{scopesOf(key, ui)}</span>
            </>
          ),
          owner: <Latin>{key.user.email}</Latin>,
          preview: <Latin isCode>{key.preview}</Latin>,
          lastUsed: lastUsed(key),
          expires: <Ends at={key.expiresAt} now={now} ui={ui} />,
          made: <TimeAgo at={key.createdAt} now={now} format={format} otherwise={t.common.none} />,
          actions: <Revoke row={key} ui={ui} />,
        },
        item: (
          <div className="flex items-center gap-3">
            <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
              <bdi className="truncate font-medium">{key.name}</bdi>
              <span className="text-sm text-ink-soft">{scopesOf(key, ui)}</span>
              <span className="text-sm text-ink-soft">
                {words.lastUsed}: {lastUsed(key)}
                {" · "}
                {words.expires}: <Ends at={key.expiresAt} now={now} ui={ui} />
              </span>
              {isForAll && <Latin className="truncate text-xs text-ink-soft">{key.user.email}</Latin>}
            </div>
            <Revoke row={key} ui={ui} />
          </div>
        ),
      }))}
    />
  );
}
