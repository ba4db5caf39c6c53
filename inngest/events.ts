import { eventType } from "inngest";
import { z } from "zod";

/** Nudges, never data: the database row is the truth, these only say "look again". */
export const storeHasEvents = eventType("store/events.waiting", { schema: z.object({ storeId: z.string() }) });
export const storeRetriesAt = eventType("store/retry.due", { schema: z.object({ storeId: z.string(), at: z.string() }) });
export const textsWait = eventType("knowledge/texts.waiting", { schema: z.object({ storeId: z.string() }) });
/** Where a store waits among its like: its shop did not answer the last look, or somebody waits for one; absent: neither. */
const lane = z.enum(["failing", "asked-for"]);
export type Lane = z.output<typeof lane>;
export const storeHasJob = eventType("store/sync.waiting", {
  schema: z.object({ storeId: z.string(), lane: lane.optional() }),
});
export const jobGoesOnAt = eventType("store/sync.due", { schema: z.object({ storeId: z.string(), at: z.string() }) });
