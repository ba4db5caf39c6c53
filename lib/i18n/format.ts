import type { Language } from "./language";
import { commonEn, commonFa } from "./ui/common";
import { fill } from "./ui/translated";

/**
 * Numbers, dates and money by Intl. A server does not know its reader's clock, so exact times are written in one named
 * zone per language: Tehran in Persian (with the Jalali calendar), UTC in English; `<time dateTime>` carries the instant.
 */
const settings = {
  fa: { locale: "fa-IR-u-ca-persian", timeZone: "Asia/Tehran", words: commonFa, currencyDisplay: "name" },
  en: { locale: "en-GB", timeZone: "UTC", words: commonEn, currencyDisplay: "symbol" },
} as const;

const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;
const JUST_NOW_SECONDS = 5;
const RELATIVE_UP_TO_DAYS = 30;
const DAY_MS = 86_400_000;
/** The database keeps ten decimals of a price. */
const MAX_DECIMALS = 10;
const knownCurrencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const decimalText = /^-?\d+(\.\d+)?$/;
type DecimalText = `${number}`;
const isDecimal = (text: string): text is DecimalText => decimalText.test(text);

function createFormat(language: Language) {
  const { locale, timeZone, words, currencyDisplay } = settings[language];
  const numbers = new Intl.NumberFormat(locale);
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: MAX_DECIMALS });
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const scores = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const rates = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const percents = new Intl.NumberFormat(locale, { style: "percent" });
  const dollars = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const dates = new Intl.DateTimeFormat(locale, { timeZone, year: "numeric", month: "long", day: "numeric" });
  const dateTimes = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const hours = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" });
  const spans = Object.fromEntries(
    units.map(([unit]) => [unit, new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" })]),
  );
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  const homeCurrencies: Record<string, string> = { IRT: words.toman, IRR: words.rial, IRHT: words.thousandToman };
  const currencies = new Map<string, Intl.NumberFormat>();
  /** Null for what is no currency; at most one for each that Intl knows. */
  const currencyFormat = (currency: string): Intl.NumberFormat | null => {
    if (!knownCurrencies.has(currency)) return null;
    const known =
      currencies.get(currency) ??
      new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay, maximumFractionDigits: MAX_DECIMALS });
    currencies.set(currency, known);
    return known;
  };

  /** Decimal text in, text out; nothing passes through a float. What is no number is shown as it is. */
  const decimal = (text: string): string => (isDecimal(text) ? decimals.format(text) : text);
  const dateTime = (at: Date): string => fill(words.zone, { time: dateTimes.format(at) });
  return {
    number: (value: number | bigint): string => numbers.format(value),
    decimal,
    /** Of a hundred. */
    percent: (value: number): string => percents.format(value / 100),
    /** Of one, to a tenth of a percent. */
    rate: (share: number): string => rates.format(share),
    score: (value: number): string => scores.format(value),
    date: (at: Date): string => dates.format(at),
    dateTime,
    /** "2 minutes ago", "in 30 seconds"; older than a month: the date. */
    relative(at: Date, now: Date): string {
      const seconds = (at.getTime() - now.getTime()) / 1000;
      if (Math.abs(seconds) < JUST_NOW_SECONDS) return words.justNow;
      if (Math.abs(seconds) * 1000 > RELATIVE_UP_TO_DAYS * DAY_MS) return dates.format(at);
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? units[3];
      return relatives.format(Math.trunc(seconds / size), unit);
    },
    duration: (ms: number): string =>
      ms < 1000 ? fill(words.ms, { n: numbers.format(Math.round(ms)) }) : fill(words.seconds, { n: short.format(ms / 1000) }),
    /** The time of day. */
    hour: (at: Date): string => hours.format(at),
    /** "about" this long: "1 minute", "3 hours", in one unit. */
    span(ms: number): string {
      const [unit, size] = units.find(([, size]) => ms >= size * 1000) ?? units[3];
      return spans[unit]?.format(Math.round(ms / 1000 / size)) ?? "";
    },
    /** In the store's own currency, every digit of it: "۸۵۰٬۰۰۰ تومان", "US$142.50"; one that nobody knows by its code. */
    money(amount: string | null, currency: string | null): string {
      if (amount === null) return words.noPrice;
      const known = currency === null || homeCurrencies[currency] ? null : currencyFormat(currency);
      if (known && isDecimal(amount)) return known.format(amount);
      return [decimal(amount), currency && (homeCurrencies[currency] ?? currency)].filter(Boolean).join("\u00a0");
    },
    /** From decimal text, to a hundredth of a cent. */
    usd: (amount: string): string => fill(words.dollars, { n: isDecimal(amount) ? dollars.format(amount) : amount }),
    count: ({ count, isEstimate }: { count: number; isEstimate: boolean }): string =>
      fill(isEstimate ? words.rows.estimate : words.rows.exact, { count: numbers.format(count) }),
  };
}

export type Format = ReturnType<typeof createFormat>;

const formats: Record<Language, Format> = { fa: createFormat("fa"), en: createFormat("en") };
export const formatOf = (language: Language): Format => formats[language];

/** ۱۲۳ and ١٢٣ as 123; everything else as it is. */
export const toAsciiDigits = (text: string): string => text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

/** ۱۲۳ and ١٢٣ as 123, ٫ as the decimal point, ٬ and , dropped: people type numbers as their keyboard has them. */
export const toAsciiNumber = (text: string): string =>
  toAsciiDigits(text)
    .replace(/٫/g, ".")
    .replace(/[٬,\s]/g, "");
