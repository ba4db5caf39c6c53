import { z } from "zod";
import { isoTime } from "@/lib/core/wire";
import { instant, shopId, versionHash } from "../woocommerce/wire-values";

/** A shop's digest (docs/design-plugin.md) and how far the hub is from the store. */
const MAX_DIGEST_PRODUCTS = 1_000;
const MAX_PAGES = 10_000;

export const digestBody = z
  .object({
    products: z
      .array(z.object({ id: shopId, modified: instant, hash: versionHash }))
      .max(MAX_DIGEST_PRODUCTS)
      .refine((products) => new Set(products.map(({ id }) => id)).size === products.length, "must name each product once"),
    page: z.number().int().min(1),
    pages: z.number().int().min(1).max(MAX_PAGES),
  })
  .refine(({ page, pages }) => page <= pages, { path: ["page"], message: "must be one of `pages`" });
export type DigestPage = z.output<typeof digestBody>;

const figures = { total: z.number(), verified: z.number(), missing: z.number(), different: z.number(), extra: z.number() };

export const digestAnswer = z
  .object({
    /** The shop's own numbers, as it sent them. */
    send: z.array(z.number()),
    gone: z.array(z.number()),
    isComplete: z.boolean(),
    isWaiting: z.boolean(),
    ...figures,
  })
  .transform(({ isComplete, isWaiting, send, gone, ...counts }) => ({
    send,
    gone,
    complete: isComplete,
    ...counts,
    waiting_for_confirmation: isWaiting,
  }));
export type DigestAnswer = z.input<typeof digestAnswer>;

/** plugin: the shop told its pages; pull: the hub looked, and mended what it found in that same look. */
export type ComparedBy = "plugin" | "pull";

export const driftAnswer = z
  .object({
    ...figures,
    checkedAt: isoTime.nullable(),
    waiting: z.number().nullable(),
    isAlert: z.boolean(),
    thresholdPercent: z.number(),
  })
  .transform(({ checkedAt, waiting, isAlert, thresholdPercent, ...counts }) => ({
    verified: counts.verified,
    total: counts.total,
    missing: counts.missing,
    extra: counts.extra,
    different: counts.different,
    checked_at: checkedAt,
    alert: isAlert,
    threshold_percent: thresholdPercent,
    // Only when somebody is to decide.
    ...(waiting === null ? {} : { waiting }),
  }));
export type ShownDrift = z.input<typeof driftAnswer>;
/** As the pages know it: also who compared, and what still differs after a pull. */
export type Drift = Omit<ShownDrift, "thresholdPercent"> & { origin: ComparedBy | null; unsaved: number };
