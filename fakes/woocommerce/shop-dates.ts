const MS_PER_MINUTE = 60_000;

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/** UTC as the shop writes it: without a Z. */
export const gmtDate = (at: number): string => new Date(at).toISOString().slice(0, 19);
export const localDate = (at: number, offsetMinutes: number): string => gmtDate(at + offsetMinutes * MS_PER_MINUTE);

/** A date and its twin, as all answers have them. */
export const datePair = <Name extends string>(name: Name, at: number | null, offsetMinutes: number) =>
  ({
    [name]: at === null ? null : localDate(at, offsetMinutes),
    [`${name}_gmt`]: at === null ? null : gmtDate(at),
  }) as Record<Name | `${Name}_gmt`, string | null>;

/**
 * A date as sent to the shop. Without an offset of its own it is the site's local time, as everywhere in WordPress.
 * @returns null when the text is no date-time
 */
export function parseDate(text: string, offsetMinutes: number): number | null {
  const found = DATE_TIME.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second, zone] = found;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return Number.isNaN(at) ? null : at - minutesOf(zone, offsetMinutes) * MS_PER_MINUTE;
}

function minutesOf(zone: string | undefined, offsetMinutes: number): number {
  if (zone === undefined) return offsetMinutes;
  const [, sign, hours, minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? ["", "+", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
