import { cron } from "inngest";
import { tidyTables } from "@/lib/core/tidy-tables";
import { getDeps } from "@/lib/runtime";
import { forgetEvents } from "@/lib/events/waiting-events";
import { liveModels, queueMissing } from "@/lib/knowledge/models";
import { ensureVectorIndexes } from "@/lib/knowledge/vector-index";
import { resealSecrets, warnOfMissingKeys } from "@/lib/operations/reseal-secrets";
import { inngest } from "../client";

const DAY_MS = 86_400_000;
const FORGET_AT_ONCE = 5_000;
const MAX_BITES = 100;
const RESEAL_AT_ONCE = 1_000;

/** Every hour: heals texts nobody queued, builds vector indexes that became worth it, seals secrets anew, forgets events past their time. */
export const keepHouse = inngest.createFunction(
  { id: "keep-house", triggers: [cron("17 * * * *")], retries: 1, concurrency: { limit: 1 } },
  async ({ step }) => {
    await step.run("queue-missing-texts", async () => {
      const { db } = await getDeps();
      let queued = 0;
      for (const model of await liveModels(db)) queued += await queueMissing(db, model.id);
      return queued;
    });
    await step.run("build-vector-indexes", async () => ensureVectorIndexes((await getDeps()).database));
    await step.run("tidy-embedded-database", async () => {
      const { database } = await getDeps();
      // A server does this by itself.
      return database.kind === "embedded" ? tidyTables(database, 0) : [];
    });
    await step.run("reseal-secrets", async () => {
      const deps = await getDeps();
      const { resealed, unreadable } = await resealSecrets(deps, RESEAL_AT_ONCE);
      if (unreadable.length > 0) deps.log.error({ unreadable: unreadable.length, first: unreadable[0] }, "sealed secrets do not open");
      await warnOfMissingKeys(deps);
      return resealed;
    });
    await step.run("forget-old-events", async () => {
      const { db, env, now } = await getDeps();
      if (env.EVENT_RETENTION_DAYS === 0) return 0;
      const olderThan = new Date(now().getTime() - env.EVENT_RETENTION_DAYS * DAY_MS);
      let forgotten = 0;
      for (let bite = 0; bite < MAX_BITES; bite++) {
        const count = await forgetEvents(db, olderThan, FORGET_AT_ONCE);
        forgotten += count;
        if (count < FORGET_AT_ONCE) break;
      }
      return forgotten;
    });
  },
);
