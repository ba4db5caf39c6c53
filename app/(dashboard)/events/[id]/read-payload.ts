import { parse } from "lossless-json";

/** JSON as a page shows it: numbers are text with every digit, marked so that "5" and 5 stay two things. */
export type Shown = null | boolean | string | Shown[] | { [key: string]: Shown };

/** No shop sends it at the start of a text, and if one did, only quotation marks would be missing. */
const NUMBER_MARK = "\u0000";
export const digitsOf = (value: Shown): string | null =>
  typeof value === "string" && value.startsWith(NUMBER_MARK) ? value.slice(NUMBER_MARK.length) : null;

/** Null: no JSON, or nested deeper than the reader can follow. */
export function readPayload(text: string): { value: Shown } | null {
  try {
    const value = parse(text, undefined, {
      parseNumber: (digits) => NUMBER_MARK + digits,
      onDuplicateKey: ({ newValue }) => newValue as unknown,
    }) as Shown;
    return { value };
  } catch {
    return null;
  }
}

export const isRecord = (value: Shown | undefined): value is { [key: string]: Shown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a message says of its product: the plugin wraps it, the shop's own webhooks are nothing else. */
export function productOf(value: Shown): Shown {
  return isRecord(value) && isRecord(value.product) ? value.product : value;
}
