import { z } from "zod";
import { splitList } from "./value-list";

/** Pieces of wire schemas that every room shares. */
export const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

export const limit = z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT);
/** Of the longest sort key there is: a hundred letters of four bytes. */
const MAX_CURSOR_LENGTH = 1_000;
export const cursor = z.string().min(1).max(MAX_CURSOR_LENGTH).optional();
export const queryFlag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
const FIRST_INSTANT = Date.parse("0001-01-01T00:00:00Z");
const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");
/** A time the database's calendar holds; an offset may carry one across its ends. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() >= FIRST_INSTANT && time.getTime() <= LAST_INSTANT, "must be a time such as 2025-11-10T09:30:00Z");
/** Times leave as ISO 8601 in UTC. */
export const isoTime = z.date().transform((date) => date.toISOString());

/** A number of rows that may be an estimate past what is worth counting. */
export type Count = { count: number; isEstimate: boolean };
export type Page<T> = { count: Count; next: string | null; rows: T[] };

/** A list's answer: `{count, count_is_estimate?, next, results}`. */
export const listOf = <T extends z.ZodType>(row: T) =>
  z
    .object({ count: z.object({ count: z.number(), isEstimate: z.boolean() }), next: z.string().nullable(), rows: z.array(row) })
    .transform((page) => ({
      count: page.count.count,
      ...(page.count.isEstimate ? { count_is_estimate: true } : {}),
      next: page.next,
      results: page.rows,
    }));

/** One value as ever, or several. */
export type OneOrMore<T> = T | readonly T[];
export const asList = <T extends string>(value: OneOrMore<T> | undefined): readonly T[] =>
  value === undefined || value === "" ? [] : typeof value === "string" ? [value] : value;

const MAX_VALUES = 50;
/**
 * A filter that takes several values at once, separated by commas. One value stays what it was before there could be
 * several, and so does what is said of a wrong one.
 */
export const oneOrMore = <T extends string>(value: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text, context): OneOrMore<T> | undefined => {
      const given = splitList(text);
      const distinct = [...new Set(given.length > 0 ? given : [text])];
      if (distinct.length > MAX_VALUES) context.addIssue({ code: "too_big", origin: "array", maximum: MAX_VALUES, input: distinct });
      const values: T[] = [];
      for (const one of distinct.slice(0, MAX_VALUES)) {
        const parsed = value.safeParse(one);
        if (parsed.success) values.push(parsed.data);
        else for (const issue of parsed.error.issues) context.addIssue({ ...issue, input: one } as Parameters<typeof context.addIssue>[0]);
      }
      return values.length > 1 ? values : values[0];
    })
    .optional();

/** What a list can be taken home as. */
const exportFormats = ["json", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportFormat = z.enum(exportFormats).default("json");

export const externalSources = ["woocommerce", "shopify", "manual"] as const;
