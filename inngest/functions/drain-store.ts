import { getDeps } from "@/lib/runtime";
import { drainStore as drain } from "@/lib/pipeline/drain-store";
import { inngest } from "../client";
import { storeHasEvents, storeRetriesAt, textsWait } from "../events";

/** Turns of one run; what is left then goes to a run of its own, so that no run grows without bound. */
const MAX_TURNS = 50;

/**
 * Received → saved, and on to searchable (embed-texts.ts), for everything that waits in one store. The event log is the queue: a run drains it in
 * batches. Every step may run twice; the version guard and the embedding store make the second time free.
 */
export const drainStore = inngest.createFunction(
  { id: "drain-store", triggers: [storeHasEvents], retries: 3, concurrency: { limit: 1, key: "event.data.storeId" } },
  async ({ event: { data }, step, runId }) => {
    let retryAt: string | null = null;
    let hasMore = true;
    for (let turn = 0; hasMore && turn < MAX_TURNS; turn++) {
      const drained = await step.run(`save-${turn}`, async () => drain(await getDeps(), data.storeId));
      // Embedding waits for somebody else's machine: it runs beside the next turn, not between two.
      if (drained.events > 0)
        await step.sendEvent(`embed-${turn}`, textsWait.create({ storeId: data.storeId }, { id: `${runId}:${turn}` }));
      ({ hasMore, retryAt } = drained);
    }
    if (hasMore) await step.sendEvent("go-on", storeHasEvents.create({ storeId: data.storeId }, { id: `${runId}:more` }));
    if (retryAt !== null)
      await step.sendEvent(
        "retry-later",
        storeRetriesAt.create({ storeId: data.storeId, at: retryAt }, { id: `${data.storeId}:${retryAt}` }),
      );
  },
);
