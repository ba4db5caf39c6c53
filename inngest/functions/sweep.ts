import { cron } from "inngest";
import { getDeps } from "@/lib/runtime";
import { storesWithDueEvents } from "@/lib/events/waiting-events";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { summariseWaiting } from "@/lib/knowledge/summarise-waiting";
import { inngest } from "../client";
import { storeHasEvents } from "../events";

/** Stores woken by one sweep; the next one comes in a minute. */
const MAX_STORES = 500;
/** Rounds of embedding of one sweep: a model being filled has thousands of texts, and the next sweep goes on. */
const MAX_ROUNDS = 50;

/** Every minute: finds what waits although its nudge was lost, texts whose embedding is to be tried again, TL;DRs to write. */
export const sweep = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *")], retries: 0, concurrency: { limit: 1 } },
  async ({ step, runId }) => {
    const storeIds = await step.run("find-waiting-stores", async () => storesWithDueEvents((await getDeps()).db, MAX_STORES));
    if (storeIds.length > 0)
      await step.sendEvent(
        "wake",
        storeIds.map((storeId) => storeHasEvents.create({ storeId }, { id: `${runId}:${storeId}` })),
      );
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const embedded = await step.run(`embed-${round}`, async () => embedWaiting(await getDeps()));
      if (embedded === 0) break;
    }
    await step.run("summarise", async () => summariseWaiting(await getDeps()));
  },
);
