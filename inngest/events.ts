import { eventType } from "inngest";
import { z } from "zod";

/** Nudges, never data: the database row is the truth, these only say "look again". */
export const storeHasEvents = eventType("store/events.waiting", { schema: z.object({ storeId: z.string() }) });
export const storeRetriesAt = eventType("store/retry.due", { schema: z.object({ storeId: z.string(), at: z.string() }) });
export const textsWait = eventType("knowledge/texts.waiting", { schema: z.object({ storeId: z.string() }) });
/** `lane`: its shop did not answer the last look, so it waits among its like; absent: it did. */
export const storeHasJob = eventType("store/sync.waiting", {
  schema: z.object({ storeId: z.string(), lane: z.literal("failing").optional() }),
});
export const jobGoesOnAt = eventType("store/sync.due", { schema: z.object({ storeId: z.string(), at: z.string() }) });
