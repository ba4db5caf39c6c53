import type { ScheduleRow } from "@/lib/sync/schedules/list-schedules";
import { rhythmsMinutes } from "@/lib/sync/schedules/rhythms";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { Section } from "@/components/ui/section";
import { ScheduleForm, type ScheduleField } from "./schedule-form";

type Props = {
  storeId: string;
  schedules: readonly ScheduleRow[];
  /** Keys are refused: nothing is queued. */ isStopped: boolean;
  now: Date;
  ui: Ui;
};

/** When the hub looks by itself. */
export function ScheduleSection({ storeId, schedules, isStopped, now, ui: { t, format } }: Props) {
  const words = t.sync.schedule;
  const rhythm = (minutes: number) =>
    minutes === 1_440
      ? words.daily
      : minutes === 60
        ? words.hour
        : minutes % 60 === 0
          ? fill(words.hours, { n: format.number(minutes / 60) })
          : fill(words.minutes, { n: format.number(minutes) });
  const fields = schedules.map(({ mode, everyMinutes, isEnabled, nextAt }): ScheduleField => {
    const offered = [...new Set([...rhythmsMinutes, everyMinutes])].sort((one, other) => one - other);
    return {
      name: mode,
      label: words[mode],
      value: isEnabled ? String(everyMinutes) : "off",
      hint: !isEnabled
        ? words.paused
        : isStopped
          ? words.stopped
          : nextAt <= now
            ? words.soon
            : fill(words.next, { time: format.relative(nextAt, now) }),
      options: [{ value: "off", label: words.off }, ...offered.map((minutes) => ({ value: String(minutes), label: rhythm(minutes) }))],
    };
  });
  return (
    <Section title={words.title}>
      <ScheduleForm key={fields.map(({ value }) => value).join()} storeId={storeId} fields={fields} t={words} />
    </Section>
  );
}
