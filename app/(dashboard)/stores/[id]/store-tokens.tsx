import Link from "next/link";
import type { TokenRow } from "@/lib/access/tokens/wire";
import type { Ui } from "@/lib/i18n/ui/ui";
import { DataTable } from "@/components/ui/data-table";
import { Latin } from "@/components/ui/latin";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";

type Props = { tokens: readonly TokenRow[]; manageHref: string | null; now: Date; ui: Ui };

/** What lets this shop in. To change them is an administrator's. */
export function StoreTokens({ tokens, manageHref, now, ui: { t, format } }: Props) {
  const words = t.stores.detail;
  const isOn = (token: TokenRow) => token.isActive && (token.expiresAt === null || token.expiresAt > now);
  const state = (token: TokenRow) => (isOn(token) ? t.tokens.status.on : token.isActive ? t.tokens.status.expired : t.tokens.status.off);
  const used = (token: TokenRow) => <TimeAgo at={token.lastUsedAt} now={now} format={format} otherwise={t.common.never} />;
  return (
    <Section
      title={words.tokens}
      aside={
        manageHref && (
          <Link href={manageHref} prefetch={false} className="text-sm font-medium text-accent underline-offset-4 hover:underline">
            {words.manageTokens}
          </Link>
        )
      }
    >
      {tokens.length === 0 ? (
        <p className="text-ink-soft">{words.tokensEmpty}</p>
      ) : (
        <DataTable
          caption={words.tokensCaption}
          columns={[
            { key: "name", header: t.tokens.column.name, cell: (token) => <bdi>{token.name}</bdi> },
            { key: "preview", header: t.tokens.column.preview, isExtra: true, cell: (token) => <Latin isCode>{token.preview}</Latin> },
            { key: "state", header: t.tokens.column.state, cell: state },
            { key: "used", header: t.tokens.column.lastUsed, isNumber: true, cell: used },
          ]}
          rows={tokens}
          rowKey={(token) => token.id}
          item={(token) => (
            <div className="grid gap-1">
              <bdi className="font-medium">{token.name}</bdi>
              <span className="flex justify-between gap-2 text-sm text-ink-soft">
                {state(token)}
                {used(token)}
              </span>
            </div>
          )}
        />
      )}
    </Section>
  );
}
