import { CircleCheck, CircleOff, ClockAlert } from "lucide-react";
import type { TokenRow } from "@/lib/access/tokens/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Badge } from "@/components/ui/badge";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { TimeAgo } from "@/components/ui/time-ago";
import { TokenActions } from "./token-actions";

type Props = { tokens: readonly TokenRow[]; now: Date; ui: Ui; hubAddress: string };

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

/** What ends when: the token itself, or the secret before the last rotation. */
function Deadlines({ token, now, ui: { t, format } }: { token: TokenRow; now: Date; ui: Ui }) {
  const lines = [
    token.expiresAt && token.expiresAt > now && fill(t.tokens.expires, { time: format.date(token.expiresAt) }),
    token.previousExpiresAt && token.previousExpiresAt > now && fill(t.tokens.inGrace, { time: format.dateTime(token.previousExpiresAt) }),
  ].filter((line) => typeof line === "string");
  return lines.map((line) => (
    <span key={line} className="block text-xs font-normal text-ink-soft">
      {line}
    </span>
  ));
}

export function TokenTable({ tokens, now, ui, hubAddress }: Props) {
  const { t, format } = ui;
  const actions = (token: TokenRow) => (
    <TokenActions
      token={{ id: token.id, name: token.name, isActive: token.isActive }}
      hubAddress={hubAddress}
      language={ui.language}
      t={t.tokens}
      common={t.common}
    />
  );
  const columns: Column<TokenRow>[] = [
    {
      key: "name",
      header: t.tokens.column.name,
      cell: (token) => (
        <>
          <bdi>{token.name}</bdi>
          <Deadlines token={token} now={now} ui={ui} />
        </>
      ),
    },
    {
      key: "store",
      header: t.tokens.column.store,
      cell: (token) => (
        <>
          <bdi className="block">{token.store.name}</bdi>
          <Latin className="text-xs text-ink-soft">{token.user.email}</Latin>
        </>
      ),
    },
    { key: "state", header: t.tokens.column.state, cell: (token) => <TokenState token={token} now={now} ui={ui} /> },
    { key: "preview", header: t.tokens.column.preview, isExtra: true, cell: (token) => <Latin isCode>{token.preview}</Latin> },
    { key: "uses", header: t.tokens.column.uses, isNumber: true, isExtra: true, cell: (token) => format.number(token.usageCount) },
    {
      key: "lastUsed",
      header: t.tokens.column.lastUsed,
      cell: (token) => <TimeAgo at={token.lastUsedAt} now={now} format={format} otherwise={t.common.never} />,
    },
    { key: "actions", header: <span className="sr-only">{t.tokens.column.actions}</span>, isNumber: true, cell: actions },
  ];
  return (
    <DataTable
      caption={t.tokens.caption}
      columns={columns}
      rows={tokens}
      rowKey={(token) => token.id}
      item={(token) => (
        <div className="flex items-center gap-3">
          <div className="grid min-w-0 flex-1 gap-1">
            <span className="flex items-center gap-2">
              <bdi className="truncate font-medium">{token.name}</bdi>
              <TokenState token={token} now={now} ui={ui} />
            </span>
            <span className="text-sm text-ink-soft">
              <bdi>{token.store.name}</bdi> · <TimeAgo at={token.lastUsedAt} now={now} format={format} otherwise={t.common.never} />
            </span>
            <Deadlines token={token} now={now} ui={ui} />
          </div>
          {actions(token)}
        </div>
      )}
    />
  );
}
