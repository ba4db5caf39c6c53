import { getDeps } from "@/lib/runtime";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { inngest } from "../client";
import { jobGoesOnAt, storeHasJob, textsWait } from "../events";

/** Slices of one run; what is left then goes to a run of its own. */
const MAX_SLICES = 40;
/** Shops answer slowly: some runs wait for them while others save what shops send. */
const AT_ONCE = 2;

/** A store's sync jobs, slice by slice, one job after the other. The job's row is the truth; its lease keeps two runs apart. */
export const runSync = inngest.createFunction(
  { id: "run-sync", triggers: [storeHasJob], retries: 3, concurrency: { limit: AT_ONCE } },
  async ({ event: { data }, step, runId }) => {
    let retryAt: string | null = null;
    let hasMore = true;
    for (let turn = 0; hasMore && turn < MAX_SLICES; turn++) {
      const slice = await step.run(`slice-${turn}`, async () => runSlice(await getDeps(), data.storeId));
      if (slice.hasMore) await step.sendEvent(`embed-${turn}`, textsWait.create({ storeId: data.storeId }, { id: `${runId}:${turn}` }));
      ({ hasMore, retryAt } = slice);
    }
    if (hasMore) await step.sendEvent("go-on", storeHasJob.create({ storeId: data.storeId }, { id: `${runId}:more` }));
    else if (retryAt !== null)
      await step.sendEvent("go-on-later", jobGoesOnAt.create({ storeId: data.storeId, at: retryAt }, { id: `${data.storeId}:${retryAt}` }));
  },
);
