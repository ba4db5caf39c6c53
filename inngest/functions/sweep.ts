import { cron } from "inngest";
import { getDeps } from "@/lib/runtime";
import { storesWithDueEvents } from "@/lib/events/waiting-events";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { inngest } from "../client";
import { storeHasEvents } from "../events";

/** Stores woken by one sweep; the next one comes in a minute. */
const MAX_STORES = 500;

/** Every minute: finds what waits although its nudge was lost, and texts whose embedding is to be tried again. */
export const sweep = inngest.createFunction({ id: "sweep", triggers: [cron("* * * * *")], retries: 0 }, async ({ step, runId }) => {
  const storeIds = await step.run("find-waiting-stores", async () => storesWithDueEvents((await getDeps()).db, MAX_STORES));
  if (storeIds.length > 0)
    await step.sendEvent(
      "wake",
      storeIds.map((storeId) => storeHasEvents.create({ storeId }, { id: `${runId}:${storeId}` })),
    );
  await step.run("embed", async () => embedWaiting(await getDeps()));
});
