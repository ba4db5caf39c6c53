import { Decimal } from "decimal.js";
import { z } from "zod";

/**
 * How shops write values (see the fixtures): numbers come as numbers or text, absent ones as null, "" or false,
 * PHP's empty array stands for an empty object, digits may be Persian. Each schema gives our form or says what is wrong.
 */
const ABSENT = Symbol("absent");
const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === "" || value === false;

const latinDigits = (text: string): string =>
  text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/٫/g, ".");

/** NUL cannot be stored, lone surrogates are not text; both are dropped or mended, never refused. */
export const cleanText = (text: string): string => text.toWellFormed().replaceAll("\u0000", "");

type Read<T> = (value: unknown) => T | { problem: string } | typeof ABSENT;

/** A schema for an optional value: absent gives `whenAbsent`. */
function lenient<T, A>(whenAbsent: A, read: Read<T>) {
  return z
    .unknown()
    .optional()
    .transform((value, ctx): T | A => {
      if (isAbsent(value)) return whenAbsent;
      const result = read(value);
      if (result === ABSENT) return whenAbsent;
      if (typeof result === "object" && result !== null && "problem" in result) {
        ctx.addIssue({ code: "custom", message: result.problem });
        return z.NEVER;
      }
      return result as T;
    });
}

/** Longest single text of a product; the body itself is at most 1 MiB. */
const MAX_TEXT = 1_048_576;
const readText = (value: unknown): string | { problem: string } => {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return { problem: "must be text" };
  return cleanText(value).slice(0, MAX_TEXT);
};

export const text = lenient("", readText);
export const textOrNull = lenient(null, (value) => {
  const read = readText(value);
  return typeof read === "string" ? read.trim() || ABSENT : read;
});

const MAX_WHOLE_DIGITS = 20;
const MAX_DECIMALS = 10;
const readDecimal = (value: unknown): string | { problem: string } => {
  const problem = { problem: 'must be a number such as 850000 or "450000.25"' };
  if (typeof value !== "number" && typeof value !== "string") return problem;
  const plain = latinDigits(String(value)).trim();
  const ungrouped = /^-?\d{1,3}([,٬]\d{3})+(\.\d+)?$/.test(plain) ? plain.replace(/[,٬]/g, "") : plain;
  if (ungrouped.length > 100 || !/^-?\d+(\.\d*)?([eE][+-]?\d{1,3})?$|^-?\.\d+$/.test(ungrouped)) return problem;
  // PHP writes floats with 17 digits (19.989999999999998): what is past ten decimals is noise.
  const rounded = new Decimal(ungrouped).toDecimalPlaces(MAX_DECIMALS);
  return rounded.abs().gte(`1e${MAX_WHOLE_DIGITS}`)
    ? { problem: `must have at most ${MAX_WHOLE_DIGITS} digits before the point` }
    : rounded.toFixed();
};

/** Money as decimal text; absent is null, never 0. */
export const money = lenient(null, (value) => {
  const read = readDecimal(value);
  return typeof read === "string" && read.startsWith("-") ? { problem: "must not be negative" } : read;
});

const MAX_STOCK = 1_000_000_000_000;
/** May be negative: oversold. */
export const stockQuantity = lenient(null, (value) => {
  const read = readDecimal(value);
  if (typeof read !== "string") return read;
  return Math.abs(Number(read)) > MAX_STOCK ? { problem: "is too large" } : new Decimal(read).toDecimalPlaces(4).toFixed();
});

export const flag = lenient(false, (value) => {
  if (value === true || value === 1 || value === "1" || value === "yes" || value === "true") return true;
  return value === 0 || value === "0" || value === "no" || value === "false" ? false : { problem: "must be true or false" };
});

/** What a database's calendar holds without a sign before the year; an offset may carry a time across the end. */
const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00Z");
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

/** ISO 8601; without an offset it is UTC, as WooCommerce's _gmt fields are. WordPress writes "no date" as 0000-00-00. */
export const instant = lenient(null, (value) => {
  const problem = { problem: "must be a time such as 2025-11-10T09:30:00Z" };
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(value.trim()))
    return problem;
  const plain = value.trim().replace(" ", "T");
  if (plain.startsWith("0000-00-00")) return ABSENT;
  const time = new Date(/(Z|[+-]\d{2}:?\d{2})$/i.test(plain) && plain.includes("T") ? plain : plain.includes("T") ? `${plain}Z` : plain);
  return time.getTime() >= FIRST_INSTANT && time.getTime() <= LAST_INSTANT ? time : problem;
});

/** The shop's digest of a product (docs/design-plugin.md). Only ever compared: what is none counts as absent, and never costs an event. */
export const versionHash = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "string" && /^[0-9a-f]{1,64}$/.test(value) ? value : null));

/** A positive whole number, or text of one; kept as text. */
export const shopId = z.unknown().transform((value, ctx): string => {
  const number = typeof value === "string" && /^\d{1,16}(\.0+)?$|^\d(\.\d+)?[eE]\+?\d{1,2}$/.test(value) ? Number(value) : value;
  if (typeof number === "number" && Number.isSafeInteger(number) && number > 0) return String(number);
  ctx.addIssue({ code: "custom", message: "must be a positive whole number" });
  return z.NEVER;
});

const MAX_ITEMS = 500;
const MAX_ITEM_LENGTH = 1_000;

/** Names as text, or as objects that have a name (or src); what is neither is a problem. */
export const names = lenient<string[], string[]>([], (value) => {
  const list = Array.isArray(value) ? value : typeof value === "object" && value !== null ? Object.values(value) : [value];
  const found: string[] = [];
  for (const item of list.slice(0, MAX_ITEMS)) {
    const inner: unknown =
      typeof item === "object" && item !== null ? ((item as Record<string, unknown>).name ?? (item as Record<string, unknown>).src) : item;
    if (isAbsent(inner)) continue;
    const read = readText(inner);
    if (typeof read !== "string") return { problem: "must be a list of texts" };
    const trimmed = read.trim().slice(0, MAX_ITEM_LENGTH);
    if (trimmed) found.push(trimmed);
  }
  return found;
});

/** Text → text, from an object, PHP's empty array, or a list of {name, option}. */
export const textMap = lenient<Record<string, string>, Record<string, string>>({}, (value) => {
  if (typeof value !== "object" || value === null) return { problem: "must be an object" };
  const pairs = Array.isArray(value)
    ? value.map((item: unknown) =>
        typeof item === "object" && item !== null
          ? [(item as Record<string, unknown>).name, (item as Record<string, unknown>).option]
          : [item, item],
      )
    : Object.entries(value);
  const found: Record<string, string> = {};
  for (const [name, option] of pairs.slice(0, MAX_ITEMS)) {
    if (typeof name !== "string" || isAbsent(option)) continue;
    const read = readText(option);
    if (typeof read !== "string") return { problem: "must map names to texts" };
    found[cleanText(name).slice(0, MAX_ITEM_LENGTH)] = read.slice(0, MAX_ITEM_LENGTH);
  }
  return found;
});
