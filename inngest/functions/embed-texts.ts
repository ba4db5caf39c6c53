import { getDeps } from "@/lib/runtime";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { inngest } from "../client";
import { textsWait } from "../events";

/** Rounds of one run; the sweep goes on with what is left. */
const MAX_ROUNDS = 200;

/** Saved → searchable: every text of a store that has no vector yet, hundreds to one call. Jobs make a second run free.
 * Two runs at most: a service that hangs must leave workers for saving. */
export const embedTexts = inngest.createFunction(
  { id: "embed-texts", triggers: [textsWait], retries: 2, concurrency: { limit: 2 } },
  async ({ event: { data }, step }) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const embedded = await step.run(`embed-${round}`, async () => embedWaiting(await getDeps(), data.storeId));
      if (embedded === 0) return;
    }
  },
);
