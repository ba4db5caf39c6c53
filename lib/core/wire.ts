import { z } from "zod";

/** Pieces of wire schemas that every room shares (contract §1). */
export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 100;

export const limit = z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT);
export const cursor = z.string().min(1).max(500).optional();
export const queryFlag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
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

export const externalSources = ["woocommerce", "shopify", "manual"] as const;
