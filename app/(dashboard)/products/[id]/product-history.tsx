import { ArchiveRestore, PackagePlus, PencilLine, Trash2, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { KEPT_CHANGES, type ChangeKind } from "@/lib/catalog/history/change";
import type { HistoryRow } from "@/lib/catalog/history/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { ChangeLines } from "@/components/product-change";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { pricePoints } from "./price-points";
import { PriceSteps } from "./price-steps";

const icons: Record<ChangeKind, LucideIcon> = { created: PackagePlus, changed: PencilLine, deleted: Trash2, returned: ArchiveRestore };
const linkLook = "inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline";

/** "by event #123", as a link while what it names is kept. */
export function Cause({ cause, ui: { t } }: { cause: HistoryRow["cause"]; ui: Ui }) {
  if (cause === null) return null;
  const words = t.history;
  const isOfEvent = cause.kind === "event" || cause.kind === "replay" || cause.kind === "redelivery";
  if (isOfEvent && cause.eventId === null) return <span>{words.forgotten}</span>;
  const text = fill(words.cause[cause.kind], { id: cause.eventId ?? "" });
  const href = cause.eventId !== null ? `/events/${cause.eventId}` : cause.jobId !== null ? `/jobs/${cause.jobId}` : null;
  return href === null ? (
    <span>{text}</span>
  ) : (
    <Link href={href} prefetch={false} className={linkLook}>
      {text}
    </Link>
  );
}

/** More is asked for by the address. */
const FIRST = 8;

/** All that is kept of it: at most a hundred entries. */
type Props = { history: readonly HistoryRow[]; isAll: boolean; href: string; currency: string | null; now: Date; ui: Ui };

export function ProductHistory({ history, isAll, href, currency, now, ui }: Props) {
  const { t, format } = ui;
  const words = t.history;
  const shown = isAll ? history : history.slice(0, FIRST);
  const oldest = history.at(-1);
  return (
    <Section title={words.title} note={words.note} anchor="history">
      <PriceSteps points={pricePoints(history, now)} currency={currency} ui={ui} />
      {history.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <ol aria-label={words.label} className="grid gap-4 border-s border-line ps-4">
          {shown.map((change) => {
            const Icon = icons[change.kind];
            return (
              <li key={change.number} className="grid gap-1">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
                  <span className="font-medium">{words.kind[change.kind]}</span>
                  <span className="text-sm text-ink-soft">
                    <Cause cause={change.cause} ui={ui} />
                    {change.cause && " · "}
                    <TimeAgo at={change.at} now={now} format={format} otherwise={t.common.none} />
                  </span>
                </span>
                <ChangeLines change={change} ui={ui} />
              </li>
            );
          })}
        </ol>
      )}
      {oldest && shown.length === history.length && oldest.kind !== "created" && (
        <p className="text-sm text-ink-soft">
          {history.length >= KEPT_CHANGES
            ? fill(words.newest, { max: format.number(KEPT_CHANGES) })
            : fill(words.begins, { date: format.date(oldest.at) })}
        </p>
      )}
      {history.length > FIRST && (
        <Link
          href={isAll ? `${href}#history` : `${href}?history=all#history`}
          prefetch={false}
          scroll={false}
          className={`${linkLook} w-fit`}
        >
          {isAll ? words.showFewer : fill(words.showAll, { count: format.number(history.length) })}
        </Link>
      )}
    </Section>
  );
}
