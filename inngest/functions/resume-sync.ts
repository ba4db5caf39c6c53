import { getDeps } from "@/lib/runtime";
import { inngest } from "../client";
import { jobGoesOnAt, storeHasJob } from "../events";
import { chooseLanes } from "./choose-lanes";

/** Looks again when a job that waits for its shop is due. */
export const resumeSync = inngest.createFunction(
  { id: "resume-sync", triggers: [jobGoesOnAt], retries: 3 },
  async ({ event: { data }, step, runId }) => {
    await step.sleepUntil("wait", new Date(data.at));
    const woken = await step.run("choose-lane", async () => chooseLanes((await getDeps()).db, [data.storeId]));
    await step.sendEvent(
      "go-on",
      woken.map((store) => storeHasJob.create(store, { id: `${runId}:due` })),
    );
  },
);
