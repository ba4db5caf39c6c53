import type { Inngest } from "inngest";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { jobGoesOnAt, storeHasJob, textsWait } from "../events";
import { chooseLanes } from "./choose-lanes";

/** Slices of one run; what is left then goes to a run of its own. */
const MAX_SLICES = 40;

/**
 * Shops answer slowly: some runs wait for them while others save what shops send. Shops that did not answer their last look
 * have places of their own: they wait for each other, and never stand in the way of one that answers. So have those of whom
 * somebody waits for a look, a first one or one by hand: a night of other shops does not stand in their way.
 *
 * What bounds a slice: 15 s of pages, and what is in hand then. A shop that falls silent costs one time limit (30 s at a job's
 * beginning, 60 s at a page); from then on it is among the failing and costs 10 s a look (open-source.ts, pace.ts), and after
 * five of them the breaker leaves it alone for minutes.
 */
const PLACES = { limit: 3, key: "event.data.lane" };

/** A store's sync jobs, slice by slice, one job after the other. The job's row is the truth; its lease keeps two runs apart. */
export const makeRunSync = (client: Inngest.Any, depsOf: () => Promise<PullDeps>) =>
  client.createFunction(
    { id: "run-sync", triggers: [storeHasJob], retries: 3, concurrency: PLACES },
    async ({ event: { data }, step, runId }) => {
      // Who answers again, or has what somebody waited for, goes on among the others.
      const mostSlices = data.lane === undefined ? MAX_SLICES : 1;
      let retryAt: string | null = null;
      let hasMore = true;
      for (let turn = 0; hasMore && turn < mostSlices; turn++) {
        const slice = await step.run(`slice-${turn}`, async () => runSlice(await depsOf(), data.storeId));
        if (slice.hasMore) await step.sendEvent(`embed-${turn}`, textsWait.create({ storeId: data.storeId }, { id: `${runId}:${turn}` }));
        ({ hasMore, retryAt } = slice);
      }
      if (hasMore) {
        const woken = await step.run("choose-lane", async () => chooseLanes((await depsOf()).db, [data.storeId]));
        await step.sendEvent(
          "go-on",
          woken.map((store) => storeHasJob.create(store, { id: `${runId}:more` })),
        );
      } else if (retryAt !== null)
        await step.sendEvent(
          "go-on-later",
          jobGoesOnAt.create({ storeId: data.storeId, at: retryAt }, { id: `${data.storeId}:${retryAt}` }),
        );
    },
  );
