import { inngest } from "../client";
import { storeHasEvents, storeRetriesAt } from "../events";

/** Looks again when a store's next retry is due. */
export const retryStore = inngest.createFunction(
  { id: "retry-store", triggers: [storeRetriesAt], retries: 3 },
  async ({ event: { data }, step, runId }) => {
    await step.sleepUntil("wait", new Date(data.at));
    await step.sendEvent("look-again", storeHasEvents.create({ storeId: data.storeId }, { id: `${runId}:due` }));
  },
);
