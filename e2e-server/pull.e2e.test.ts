import { randomInt } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { makeProducts } from "../fakes/woocommerce/make-products";
import { startWooShop } from "../fakes/woocommerce/start-woo-shop";
import { wait } from "../scripts/child.mjs";
import { aServer } from "./a-server";
import { expectNoSecrets } from "./expect-no-secrets";

const PRODUCTS = 1_500;
const KILLS = 3;
const LATENCY_MS = 150;
const LIMIT_MS = 150_000;

test("a sync job goes on at the page it was at when its process was killed, three times", async () => {
  const server = await aServer({ ALLOW_PRIVATE_SHOPS: "1" });
  onTestFinished(() => server.remove());
  const shop = await startWooShop({ products: makeProducts(PRODUCTS, { variableShare: 0 }), latencyMs: LATENCY_MS });
  onTestFinished(() => shop.stop());
  await server.start();
  const headers = { authorization: `Bearer ${await server.anAccessKey()}`, "content-type": "application/json" };
  const post = async (path: string, body: object) =>
    (await (await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })).json()) as Record<string, never>;
  const read = async (path: string) => (await (await fetch(`${server.url}${path}`, { headers })).json()) as Record<string, unknown>;

  const { store } = (await post("/api/v1/integrations/tokens/generate/", {
    integration_type: "woocommerce",
    name: "Fetched",
  })) as unknown as {
    store: { id: string };
  };
  const { consumerKey, consumerSecret, url } = shop;
  const connected = (await post(`/api/v1/stores/${store.id}/connection/`, {
    kind: "woocommerce",
    shop_url: url,
    consumer_key: consumerKey,
    consumer_secret: consumerSecret,
  })) as unknown as { task_id: string };
  const job = () => read(`/api/woocommerce/sync/job/${connected.task_id}/`);

  for (let kill = 0; kill < KILLS; kill++) {
    await wait(randomInt(150, 900));
    await server.kill();
    await server.start();
  }
  const until = Date.now() + LIMIT_MS;
  while ((await job()).status !== "completed" && Date.now() < until) await wait(250);
  expect(await job()).toMatchObject({ status: "completed", total: PRODUCTS, done: PRODUCTS, created: PRODUCTS, failed: 0 });
  expect(await read(`/api/v1/web-knowledge/products/?store_id=${store.id}&is_active=true&limit=1`)).toMatchObject({ count: PRODUCTS });
  expect(await read(`/api/v1/stores/${store.id}/drift/`)).toMatchObject({ total: PRODUCTS, extra: 0 });
  // Each page once, and again only what a killed process had in hand.
  const pages = shop.requests.to("GET", "/wp-json/wc/v3/products").filter(({ query }) => query.offset !== undefined);
  expect(pages.length).toBeLessThan(PRODUCTS / 99 + 1 + KILLS * 8);
  server.secrets.push(consumerKey, consumerSecret);
  expectNoSecrets(server);
});
