import { z } from "zod";
import { cursor, exportFormat, isoTime, limit, listOf } from "@/lib/core/wire";

export const verdicts = ["up", "down"] as const;
export type Verdict = (typeof verdicts)[number];

/** Of one store. Whole sets are downloaded (judgementExportQuery), not listed. */
export const MAX_JUDGEMENTS_PER_STORE = 5_000;

const filters = {
  store_id: z.string().max(64).optional(),
  verdict: z.enum(verdicts).optional(),
  q: z.string().max(200).optional().describe("Stands in the query as it was typed"),
};
const toFilters = (wire: z.output<z.ZodObject<typeof filters>>) => ({ storeId: wire.store_id, verdict: wire.verdict, q: wire.q });

export const judgementFilters = z
  .object({ ...filters, limit, cursor })
  .transform((wire) => ({ ...toFilters(wire), limit: wire.limit, cursor: wire.cursor }));
/** The whole set, sent as it is read. */
export const judgementExportQuery = z
  .object({ ...filters, format: exportFormat })
  .transform((wire) => ({ ...toFilters(wire), format: wire.format }));
type Asked = z.output<typeof judgementFilters>;
export type JudgementChoice = { storeId?: string | undefined; verdict?: Verdict | undefined; q?: string | undefined };
export type JudgementFilters = JudgementChoice & Pick<Asked, "limit" | "cursor">;

/** Of the page of judged queries: the usual one first. */
export const judgedOrderings = ["-judged_at", "judged_at", "query", "-query", "-thumbs", "thumbs", "-up", "up", "-down", "down"] as const;
export type JudgedOrdering = (typeof judgedOrderings)[number];

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
