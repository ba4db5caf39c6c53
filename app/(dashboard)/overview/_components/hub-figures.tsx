import Link from "next/link";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Overview, SlowStore } from "@/lib/operations/overview/show-overview";
import { DataTable, type Column } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { Figure } from "./figure";

/** What only who runs the hub asks: what waits and for how long, how much fails, what it costs, who is slow. */
export function HubFigures({ overview, ui }: { overview: Overview; ui: Ui }) {
  const { t, format } = ui;
  const words = t.overview.hub;
  const { queue, hours, spend, slowest, now, periods } = overview;
  const rate = ({ received, failed }: { received: number; failed: number }, none: string) =>
    received === 0 ? none : format.rate(failed / received);
  const time = (at: Date | null) => <TimeAgo at={at} now={now} format={format} otherwise={t.common.none} />;
  const p95 = ({ p95Ms }: SlowStore) => (p95Ms === null ? t.common.none : p95Ms < 60_000 ? format.duration(p95Ms) : format.span(p95Ms));
  const name = (store: SlowStore) => (
    <Link href={`/stores/${store.id}`} prefetch={false} className="underline-offset-4 hover:text-accent hover:underline">
      <bdi>{store.name}</bdi>
    </Link>
  );
  const columns: Column<SlowStore>[] = [
    { key: "name", header: t.overview.stores.store, cell: name },
    { key: "within", header: words.within, isNumber: true, cell: p95 },
    { key: "waiting", header: words.waiting, isNumber: true, cell: (store) => format.number(store.waiting) },
    { key: "since", header: words.waitsSince, isNumber: true, cell: (store) => time(store.oldestWaitingAt) },
  ];
  return (
    <>
      <Section title={words.title}>
        <dl className="grid gap-x-12 gap-y-6 sm:grid-cols-3">
          <Figure
            label={words.queue}
            value={format.number(queue.waiting)}
            note={queue.oldestAt === null ? words.queueEmpty : fill(words.oldest, { time: format.relative(queue.oldestAt, now) })}
          />
          <Figure
            label={words.errors}
            value={rate(hours, t.common.none)}
            note={fill(words.errorsHint, {
              failed: format.number(hours.failed),
              received: format.number(hours.received),
              before: rate(hours.before, words.noBefore),
            })}
          />
          <Figure
            label={words.spend}
            value={format.usd(spend.todayUsd)}
            note={fill(words.spendMonth, { date: format.date(periods.month), usd: format.usd(spend.monthUsd) })}
          />
        </dl>
      </Section>
      <Section title={words.slowest}>
        {slowest.length === 0 ? (
          <p className="text-ink-soft">{words.slowestNone}</p>
        ) : (
          <DataTable
            caption={words.slowestCaption}
            columns={columns}
            rows={slowest}
            rowKey={(store) => store.id}
            item={(store) => (
              <div className="grid gap-1">
                <span className="font-medium">{name(store)}</span>
                <span className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
                  <span>
                    {words.within}: {p95(store)}
                  </span>
                  <span>
                    {words.waiting}: {format.number(store.waiting)}
                  </span>
                </span>
              </div>
            )}
          />
        )}
      </Section>
    </>
  );
}
