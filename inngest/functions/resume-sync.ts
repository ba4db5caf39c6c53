import { inngest } from "../client";
import { jobGoesOnAt, storeHasJob } from "../events";

/** Looks again when a job that waits for its shop is due. */
export const resumeSync = inngest.createFunction(
  { id: "resume-sync", triggers: [jobGoesOnAt], retries: 3 },
  async ({ event: { data }, step, runId }) => {
    await step.sleepUntil("wait", new Date(data.at));
    await step.sendEvent("go-on", storeHasJob.create({ storeId: data.storeId }, { id: `${runId}:due` }));
  },
);
