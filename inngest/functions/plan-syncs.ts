import { cron } from "inngest";
import { getDeps } from "@/lib/runtime";
import { storesWithDueJobs } from "@/lib/sync/jobs/due-jobs";
import { storesWithMarks } from "@/lib/sync/marks/marks";
import { queueDueSchedules } from "@/lib/sync/schedules/queue-due";
import { inngest } from "../client";
import { storeHasJob } from "../events";
import { chooseLanes } from "./choose-lanes";

/** Stores woken by one round; the next comes in a minute. */
const MAX_STORES = 200;

/** Every minute: queues what schedules ask for, and wakes stores whose job waits although its nudge was lost. */
export const planSyncs = inngest.createFunction(
  { id: "plan-syncs", triggers: [cron("* * * * *")], retries: 0, concurrency: { limit: 1 } },
  async ({ step, runId }) => {
    const stores = await step.run("queue-due", async () => {
      const deps = await getDeps();
      await queueDueSchedules(deps, MAX_STORES);
      const storeIds = new Set([...(await storesWithDueJobs(deps.db, MAX_STORES)), ...(await storesWithMarks(deps.db, MAX_STORES))]);
      return chooseLanes(deps.db, [...storeIds]);
    });
    if (stores.length > 0)
      await step.sendEvent(
        "wake",
        stores.map((store) => storeHasJob.create(store, { id: `${runId}:${store.storeId}` })),
      );
  },
);
