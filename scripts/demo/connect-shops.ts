import { setTimeout as wait } from "node:timers/promises";
import { call, DemoFailed, listAll } from "./hub";

/** What stands in for shops, as `fakes/<kind>/serve.ts` print it. */
export type DemoShops = {
  woocommerce: { url: string; consumerKey: string; consumerSecret: string };
  shopify: { url: string; accessToken: string; clientSecret: string };
};
type Job = { status: string; done: number; total: number | null; finished_at: string | null; error: string | null };
type Drift = { verified: boolean; total: number; missing: number; extra: number; different: number };

const JOB_LIMIT_MS = 300_000;
const LOOK_EVERY_MS = 500;

/** Two shops without our plugin: connected by their keys, fetched, and compared. Connecting again changes nothing that is the same. */
export async function connectShops(key: string, told: string): Promise<void> {
  const { woocommerce, shopify } = JSON.parse(told) as DemoShops;
  await connect(key, "WooCommerce by its API", {
    kind: "woocommerce",
    shop_url: woocommerce.url,
    consumer_key: woocommerce.consumerKey,
    consumer_secret: woocommerce.consumerSecret,
  });
  await connect(key, "Shopify", {
    kind: "shopify",
    shop_domain: shopify.url,
    access_token: shopify.accessToken,
    app_secret: shopify.clientSecret,
  });
}

async function connect(key: string, name: string, body: Record<string, string> & { kind: string }): Promise<void> {
  const storeId = await findOrMakeStore(key, name);
  const { task_id: first = "" } = await call<{ task_id?: string }>(key, "POST", `/api/v1/stores/${storeId}/connection/`, body);
  const fetched = await endOf(key, first);
  console.log(`  ${name}: ${fetched.done} products fetched`);
  const again = { store_id: storeId, mode: "reconcile" };
  await endOf(key, (await call<{ task_id: string }>(key, "POST", `/api/v1/catalog/sync/${body.kind}/`, again)).task_id);
  const { total, missing, extra, different } = await call<Drift>(key, "GET", `/api/v1/stores/${storeId}/drift/`);
  console.log(`  ${name}: compared with the shop, ${total} products, ${missing} missing, ${extra} extra, ${different} different`);
}

/** Without a token: nothing of these shops sends by itself. */
async function findOrMakeStore(key: string, name: string): Promise<string> {
  const stores = await listAll<{ id: string; name: string }>(key, "/api/v1/stores/?");
  const known = stores.find((store) => store.name === name);
  return (known ?? (await call<{ id: string }>(key, "POST", "/api/v1/stores/", { name }))).id;
}

async function endOf(key: string, id: string): Promise<Job> {
  const until = Date.now() + JOB_LIMIT_MS;
  for (;;) {
    const job = await call<Job>(key, "GET", `/api/woocommerce/sync/job/${id}/`);
    if (job.finished_at !== null) {
      if (job.status !== "completed") throw new DemoFailed(`a sync ended ${job.status}: ${job.error ?? `${job.done} of ${job.total}`}`);
      return job;
    }
    if (Date.now() > until) throw new DemoFailed(`a sync is at ${job.done} of ${job.total ?? "?"} after ${JOB_LIMIT_MS / 1_000} s`);
    await wait(LOOK_EVERY_MS);
  }
}
