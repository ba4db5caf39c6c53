import { createManualClock, type ManualClock } from "@/fakes/shopify/connect-client";
import { startShopifyShop, type ShopifyShop, type ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import { parseEnv } from "@/lib/core/env";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { Db, DbClient } from "@/lib/core/db";
import { createEventReceiver } from "@/lib/events/receive-event";
import { openSource } from "@/lib/integrations/pull/open-source";
import type { BulkSizes } from "@/lib/integrations/shopify/shopify-source";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import type { ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import type { SyncMode } from "@/lib/sync/jobs/job";
import { aHub, silentLog, type Hub } from "./a-hub";
import { anOwnedStore } from "./an-owned-store";
import { testEncryption } from "./builders";
import { jobFigures, type JobFigures } from "./a-pull";

/** A hub and a Shopify shop, each real, with HTTP between them; the shop's points come back when somebody waits for them. */
export type ShopifyPull = {
  storeId: string;
  shop: ShopifyShop;
  clock: ManualClock;
  hub: Hub;
  deps: PullDeps;
  /** Queues a job and runs it to its end. @returns its row */
  sync(mode: SyncMode): Promise<JobFigures>;
  /** Runs what is queued or marked until nothing is due. @param mostSlices fewer, to stop on the way */
  run(mostSlices?: number): Promise<void>;
  stop(): Promise<void>;
};

const MOST_SLICES = 200;

/** A Shopify connection of a store, as if it had been tested and saved. */
export async function aShopifyConnection(db: Db, storeId: string, given: { address: string } & Partial<ShopifyAccessKept>): Promise<void> {
  const { address, accessToken = "shpat_test", appSecret = "hush", ...access } = given;
  await db.connection.create({
    data: {
      storeId,
      kind: "shopify",
      address,
      auth: "token",
      credentials: testEncryption.encrypt(JSON.stringify({ ...access, accessToken, appSecret })),
      webhookSecret: testEncryption.encrypt("not used by Shopify"),
    },
    select: { storeId: true },
  });
}

export async function aShopifyPull(db: DbClient, options: ShopOptions = {}, bulk: BulkSizes = {}): Promise<ShopifyPull> {
  const clock = createManualClock();
  const shop = await startShopifyShop({ clock: clock.nowMs, ...options });
  const outgoing = createGuardedFetch({ allowPrivate: true });
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  await aShopifyConnection(db, storeId, { address: shop.origin });
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
      openSource({ ...deps, now: clock.now, randomBytes: (size) => Buffer.alloc(size), outgoing }, connection, {
        ...asked,
        wait: clock.wait,
        bulk,
      }),
  };
  const pull: ShopifyPull = {
    storeId,
    shop,
    clock,
    hub,
    deps,
    async run(mostSlices = MOST_SLICES) {
      for (let slice = 0; slice < mostSlices; slice++) {
        const { hasMore, retryAt } = await runSlice(deps, storeId);
        if (!hasMore && retryAt === null) break;
        await db.$executeRaw`UPDATE sync_job SET run_after = now() WHERE status = 'running'`;
        await db.$executeRaw`UPDATE connection SET open_until = now() WHERE open_until > now()`;
      }
      await hub.process(storeId);
    },
    async sync(mode) {
      const id = await queueJob(db, storeId, "shopify", { mode, trigger: "manual" });
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
