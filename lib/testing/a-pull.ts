import { parseEnv } from "@/lib/core/env";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { DbClient } from "@/lib/core/db";
import { createEventReceiver } from "@/lib/events/receive-event";
import { openSource } from "@/lib/integrations/pull/open-source";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import type { SyncMode } from "@/lib/sync/jobs/job";
import { startWooShop, type WooShop, type WooShopOptions } from "@/fakes/woocommerce/start-woo-shop";
import { aConnection } from "./a-connection";
import { aHub, silentLog, type Hub } from "./a-hub";
import { anOwnedStore } from "./an-owned-store";
import { testEncryption } from "./builders";

/** A hub and a shop, each real, with HTTP between them; nobody waits for a shop's sake. */
export type Pull = {
  storeId: string;
  shop: WooShop;
  hub: Hub;
  deps: PullDeps;
  /** Queues a job and runs it to its end. @returns its row */
  sync(mode: SyncMode, asked?: { isForced?: boolean }): Promise<JobFigures>;
  /** Runs what is queued until nothing is due; a postponed job's time comes at once. */
  run(changes?: Partial<PullDeps>): Promise<void>;
  stop(): Promise<void>;
};

export const jobFigures = {
  status: true,
  problem: true,
  total: true,
  done: true,
  created: true,
  updated: true,
  unchanged: true,
  deactivated: true,
  failed: true,
} as const;
export type JobFigures = {
  status: string;
  problem: string | null;
  total: number | null;
} & Record<"done" | "created" | "updated" | "unchanged" | "deactivated" | "failed", number>;

const MOST_SLICES = 200;

export async function aPull(db: DbClient, options: WooShopOptions = {}): Promise<Pull> {
  const shop = await startWooShop(options);
  const outgoing = createGuardedFetch({ allowPrivate: true });
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  const { consumerKey, consumerSecret } = shop;
  await aConnection(db, storeId, { address: shop.url, consumerKey, consumerSecret });
  const deps: PullDeps = {
    ...hub.deps,
    encryption: testEncryption,
    env: parseEnv({
      NEXTAUTH_SECRET: "-".repeat(32),
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
      PUBLIC_URL: "https://hub.example.test",
    }),
    receiver: createEventReceiver({ db, log: silentLog, onAccepted: () => {} }),
    openSource: (connection, asked) =>
      openSource(
        { ...deps, now: () => new Date(), randomBytes: (size) => Buffer.alloc(size, Math.floor(Math.random() * 256)), outgoing },
        connection,
        {
          ...asked,
          wait: async () => {},
        },
      ),
  };
  const pull: Pull = {
    storeId,
    shop,
    hub,
    deps,
    async run(changes) {
      for (let slice = 0; slice < MOST_SLICES; slice++) {
        const { hasMore, retryAt } = await runSlice({ ...deps, ...changes }, storeId);
        if (!hasMore && retryAt === null) break;
        await db.$executeRaw`UPDATE sync_job SET run_after = now() WHERE status = 'running'`;
        await db.$executeRaw`UPDATE connection SET open_until = now() WHERE open_until > now()`;
      }
      await hub.process(storeId);
    },
    async sync(mode, asked = {}) {
      const id = await queueJob(db, storeId, "woocommerce", { mode, trigger: "manual", ...asked });
      await pull.run();
      return db.syncJob.findUniqueOrThrow({ where: { id }, select: jobFigures });
    },
    async stop() {
      await outgoing.close();
      await shop.stop();
    },
  };
  return pull;
}
