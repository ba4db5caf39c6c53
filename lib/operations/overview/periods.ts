import type { Language } from "@/lib/i18n/language";

/**
 * What "the last 24 hours", "today" and "this month" are to a reader: by the clock and the calendar in which the pages of
 * that language write times (lib/i18n/format.ts). Only money is kept by days, and those are of UTC (ledger.ts): today and
 * the first of the month are the calendar's days of UTC, or the new day would begin with nothing spent.
 */
const clocks = {
  fa: { locale: "en-u-ca-persian-nu-latn", timeZone: "Asia/Tehran" },
  en: { locale: "en-u-ca-gregory-nu-latn", timeZone: "UTC" },
} as const;

export const HOUR_MS = 3_600_000;
export const HOURS = 24;
const DAY_MS = 86_400_000;

export type Periods = {
  /** The first of 24 hours that begin on the full hour; the last is under way. */
  from: Date;
  /** As midnight of UTC, the way the database gives its dates. */
  today: Date;
  month: Date;
};

export function periodsOf(now: Date, language: Language): Periods {
  const { locale, timeZone } = clocks[language];
  const partOf = (name: "minute" | "day", zone: string): number =>
    Number(
      new Intl.DateTimeFormat(locale, { timeZone: zone, [name]: "numeric" }).formatToParts(now).find(({ type }) => type === name)?.value,
    );
  const sinceFullHourMs = partOf("minute", timeZone) * 60_000 + (now.getTime() % 60_000);
  const today = new Date(now.getTime() - (now.getTime() % DAY_MS));
  return {
    from: new Date(now.getTime() - sinceFullHourMs - (HOURS - 1) * HOUR_MS),
    today,
    month: new Date(today.getTime() - (partOf("day", "UTC") - 1) * DAY_MS),
  };
}
