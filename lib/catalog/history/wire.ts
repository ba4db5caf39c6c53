import { z } from "zod";
import { cursor, isoTime, limit, listOf } from "@/lib/core/wire";
import { changeKinds, fieldChange, toldCauses, variantChanges } from "./change";

export const historyQuery = z.object({ limit, cursor });
export type HistoryQuery = z.output<typeof historyQuery>;

const historyRow = z
  .object({
    number: z.number(),
    kind: z.enum(changeKinds),
    at: isoTime,
    /** Event and job only while they are kept. */
    cause: z.object({ kind: z.enum(toldCauses), eventId: z.string().nullable(), jobId: z.string().nullable() }).nullable(),
    /** Which its amounts were in: that of then, whatever the product's is now. */
    currency: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
    fields: z.array(fieldChange),
    variants: variantChanges.nullable(),
  })
  .transform((change) => ({
    number: change.number,
    kind: change.kind,
    at: change.at,
    cause: change.cause && { kind: change.cause.kind, event: change.cause.eventId, job: change.cause.jobId },
    currency: change.currency,
    changes: change.fields,
    variants: change.variants,
  }));
export type HistoryRow = z.input<typeof historyRow>;
export const historyList = listOf(historyRow);
