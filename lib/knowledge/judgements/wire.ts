import { z } from "zod";
import { cursor, exportFormat, isoTime, limit, listOf } from "@/lib/core/wire";

export const verdicts = ["up", "down"] as const;
export type Verdict = (typeof verdicts)[number];

/** Of one store. Whole sets are downloaded (judgementExportQuery), not listed. */
export const MAX_JUDGEMENTS_PER_STORE = 5_000;

export const judgementFilters = z
  .object({ store_id: z.string().max(64).optional(), limit, cursor })
  .transform((wire) => ({ storeId: wire.store_id, limit: wire.limit, cursor: wire.cursor }));
/** The whole set, sent as it is read. */
export const judgementExportQuery = z
  .object({ store_id: z.string().max(64).optional(), format: exportFormat })
  .transform((wire) => ({ storeId: wire.store_id, format: wire.format }));
export type JudgementFilters = z.output<typeof judgementFilters>;

export const judgementRow = z
  .object({
    id: z.string(),
    storeId: z.string(),
    userId: z.string(),
    query: z.string(),
    /** Of the search that showed the product. */
    filters: z.record(z.string(), z.unknown()),
    product: z
      .object({ id: z.string(), externalId: z.string(), title: z.string() })
      .transform(({ externalId, ...product }) => ({ ...product, external_id: externalId })),
    verdict: z.enum(verdicts),
    rank: z.number(),
    score: z.number(),
    judgedAt: isoTime,
  })
  .transform(({ storeId, userId, judgedAt, ...row }) => ({ ...row, store_id: storeId, user_id: userId, judged_at: judgedAt }));
export type JudgementRow = z.input<typeof judgementRow>;
export const judgementList = listOf(judgementRow);
