import { CircleCheck, CircleOff, ClockAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { TokenRow } from "@/lib/access/tokens/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import { ChoiceTable, type ChoiceColumn } from "@/components/data-table/choice-table";
import { columnsOf } from "@/components/data-table/columns-of";
import { ExportMenu } from "@/components/data-table/export-menu";
import { plainColumns, sortableColumns } from "@/components/data-table/table-columns";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Sort } from "../filters";
import { TokenActions } from "./token-actions";

type Props = {
  tokens: readonly TokenRow[];
  now: Date;
  ui: Ui;
  hubAddress: string;
  list: { cols: string | undefined; sort: Sort; sortHref: (sort: Sort) => string; exportHref: string };
  bulk: { actions: ReactNode; count: string | null; of: Record<string, string> };
};

function TokenState({ token, now, ui: { t } }: { token: TokenRow; now: Date; ui: Ui }) {
  if (token.expiresAt && token.expiresAt <= now)
    return (
      <Badge tone="bad" icon={ClockAlert}>
        {t.tokens.status.expired}
      </Badge>
    );
  return token.isActive ? (
    <Badge tone="good" icon={CircleCheck}>
      {t.tokens.status.on}
    </Badge>
  ) : (
    <Badge tone="neutral" icon={CircleOff}>
      {t.tokens.status.off}
    </Badge>
  );
}

/** Until when the secret before the last rotation works, in words. */
const olderUntil = ({ previousExpiresAt }: TokenRow, now: Date, { format }: Ui): string | null =>
  previousExpiresAt && previousExpiresAt > now ? format.dateTime(previousExpiresAt) : null;

/** What ends when: the token itself, or the secret before the last rotation. */
function Deadlines({ token, now, ui }: { token: TokenRow; now: Date; ui: Ui }) {
  const { t, format } = ui;
  const older = olderUntil(token, now, ui);
  const lines = [
    token.expiresAt && token.expiresAt > now && fill(t.tokens.expires, { time: format.date(token.expiresAt) }),
    older !== null && fill(t.tokens.inGrace, { time: older }),
  ].filter((line) => typeof line === "string");
  return lines.map((line) => (
    <span key={line} className="block text-xs font-normal text-ink-soft">
      {line}
    </span>
  ));
}

function columnsFor({ list, ui: { t } }: Pick<Props, "list" | "ui">): ChoiceColumn[] {
  const words = t.tokens.column;
  const plain = plainColumns(words);
  const sortable = sortableColumns(words, list);
  return [
    sortable("name", "name", "-name", { isFixed: true }),
    plain("store"),
    plain("state"),
    plain("preview", { isExtra: true }),
    plain("uses", { isNumber: true, isExtra: true }),
    sortable("lastUsed", "-used", "used"),
    sortable("expires", "expires", "-expires", { isHiddenAtFirst: true }),
    sortable("created", "-created", "created", { isHiddenAtFirst: true }),
    plain("actions", { isFixed: true, isNumber: true, header: <span className="sr-only">{words.actions}</span> }),
  ];
}

export function TokenTable({ tokens, now, ui, hubAddress, list, bulk }: Props) {
  const { t, format } = ui;
  const actions = (token: TokenRow) => (
    <TokenActions
      token={{ id: token.id, name: token.name, isActive: token.isActive, olderUntil: olderUntil(token, now, ui) }}
      hubAddress={hubAddress}
      language={ui.language}
      t={t.tokens}
      common={t.common}
    />
  );
  const lastUsed = (token: TokenRow) => <TimeAgo at={token.lastUsedAt} now={now} format={format} otherwise={t.common.never} />;
  const columns = columnsFor({ list, ui });
  return (
    <ChoiceTable
      caption={t.tokens.caption}
      columns={columns}
      chosen={columnsOf(
        list.cols,
        columns.map(({ id }) => id),
      )}
      bulk={bulk}
      tools={<ExportMenu href={list.exportHref} t={t.table.export} />}
      language={ui.language}
      t={t.table}
      rows={tokens.map((token) => ({
        id: token.id,
        label: token.name,
        cells: {
          name: (
            <>
              <bdi>{token.name}</bdi>
              <Deadlines token={token} now={now} ui={ui} />
            </>
          ),
          store: (
            <>
              <bdi className="block max-w-56 truncate" title={token.store.name}>
                {token.store.name}
              </bdi>
              <Latin className="text-xs text-ink-soft">{token.user.email}</Latin>
            </>
          ),
          state: <TokenState token={token} now={now} ui={ui} />,
          preview: <Latin isCode>{token.preview}</Latin>,
          uses: format.number(token.usageCount),
          lastUsed: lastUsed(token),
          expires: <TimeAgo at={token.expiresAt} now={now} format={format} otherwise={t.common.never} />,
          created: <TimeAgo at={token.createdAt} now={now} format={format} otherwise={t.common.none} />,
          actions: actions(token),
        },
        item: (
          <div className="flex items-center gap-3">
            <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
              <span className="flex items-center gap-2">
                <bdi className="truncate font-medium">{token.name}</bdi>
                <TokenState token={token} now={now} ui={ui} />
              </span>
              <span className="text-sm text-ink-soft">
                <bdi>{token.store.name}</bdi> · {lastUsed(token)}
              </span>
              <Deadlines token={token} now={now} ui={ui} />
            </div>
            {actions(token)}
          </div>
        ),
      }))}
    />
  );
}
