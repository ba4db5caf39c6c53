import { fill, withoutIsolates } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import type { Hours } from "@/lib/operations/overview/count-hours";
import { BarChart } from "@/components/chart/bar-chart";
import { ChartTable } from "@/components/chart/chart-table";
import { Section } from "@/components/ui/section";

const LABEL_EVERY_HOURS = 6;

/** Messages of the last 24 hours by the hour of their arrival, and which of them could not be saved. */
export function EventsChart({ hours: { hours, received, failed }, now, ui: { t, format } }: { hours: Hours; now: Date; ui: Ui }) {
  const words = t.overview.chart;
  if (received === 0)
    return (
      <Section title={words.title}>
        <p className="text-ink-soft">{words.none}</p>
      </Section>
    );
  const most = hours.reduce((a, b) => (b.received > a.received ? b : a));
  const values = {
    received: format.number(received),
    failed: format.number(failed),
    hour: format.hour(most.from),
    most: format.number(most.received),
  };
  const summary = fill(failed > 0 ? words.summaryFailed : words.summary, values);
  const from = hours[0]?.from ?? now;
  return (
    <Section
      title={words.title}
      note={summary}
      aside={<p className="text-sm text-ink-soft">{fill(words.since, { from: format.date(from), until: format.date(now) })}</p>}
    >
      <BarChart
        summary={withoutIsolates(summary)}
        names={{ value: words.received, part: words.failed }}
        number={format.number}
        labelEvery={LABEL_EVERY_HOURS}
        bars={hours.map((hour) => ({
          key: hour.from.toISOString(),
          label: format.hour(hour.from),
          value: hour.received,
          part: hour.failed,
          title: withoutIsolates(
            fill(hour.failed > 0 ? words.barFailed : words.bar, {
              hour: format.hour(hour.from),
              received: format.number(hour.received),
              failed: format.number(hour.failed),
            }),
          ),
        }))}
      />
      <ChartTable
        summary={words.table}
        caption={words.caption}
        headers={[words.hour, words.received, words.failed]}
        rows={hours.map((hour) => [format.hour(hour.from), format.number(hour.received), format.number(hour.failed)])}
      />
    </Section>
  );
}
