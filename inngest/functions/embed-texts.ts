import { getDeps } from "@/lib/runtime";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { summariseWaiting } from "@/lib/knowledge/summarise-waiting";
import { inngest } from "../client";
import { textsWait } from "../events";

/** Rounds of one run; the sweep goes on with what is left. */
const MAX_ROUNDS = 200;

/** Texts still without a vector after a drain (another model being filled, a service that was busy), then TL;DRs. */
export const embedTexts = inngest.createFunction(
  { id: "embed-texts", triggers: [textsWait], retries: 2, debounce: { period: "2s", timeout: "30s" }, concurrency: { limit: 1 } },
  async ({ step }) => {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const embedded = await step.run("embed", async () => embedWaiting(await getDeps()));
      if (embedded === 0) break;
    }
    await step.run("summarise", async () => summariseWaiting(await getDeps()));
  },
);
