import { expect, onTestFinished, test } from "vitest";
import { makeProducts as makeShopifyProducts } from "../fakes/shopify/catalogue";
import { startShopifyShop } from "../fakes/shopify/start-shopify-shop";
import { makeProducts } from "../fakes/woocommerce/make-products";
import { startWooShop } from "../fakes/woocommerce/start-woo-shop";
import { runChild } from "../scripts/child.mjs";
import { aServer } from "./a-server";
import { expectNoSecrets } from "./expect-no-secrets";

const DELIVER_AFTER_MS = 500;
const DEMO_LIMIT_MS = 200_000;
const ARRIVES_WITHIN = { timeout: 30_000, interval: 250 };

test("the demo, twice: a shop with the plugin, and two without it, fetched, compared, and heard when something changes", async () => {
  const server = await aServer({ ALLOW_PRIVATE_SHOPS: "1" });
  onTestFinished(() => server.remove());
  const woo = await startWooShop({ products: makeProducts(40), autoDeliverAfterMs: DELIVER_AFTER_MS });
  onTestFinished(() => woo.stop());
  const shopify = await startShopifyShop({ products: makeShopifyProducts(30) });
  onTestFinished(() => shopify.stop());
  const delivery = setInterval(() => void shopify.webhooks.deliver(), DELIVER_AFTER_MS);
  onTestFinished(() => clearInterval(delivery));
  await server.start();

  const shops = JSON.stringify({
    woocommerce: { url: woo.url, consumerKey: woo.consumerKey, consumerSecret: woo.consumerSecret },
    shopify: { url: shopify.origin, accessToken: shopify.accessToken, ...shopify.app },
  });
  const demo = () =>
    runChild(process.execPath, ["--import", "tsx", "scripts/demo.ts", server.url, shops], {
      env: server.settings,
      timeoutMs: DEMO_LIMIT_MS,
    });
  const first = await demo();
  expect(first.code, first.tail).toBe(0);
  expect(first.tail).toContain("WooCommerce by its API: compared with the shop, 40 products, 0 missing, 0 extra, 0 different");
  expect(first.tail).toContain("Shopify: compared with the shop, 30 products, 0 missing, 0 extra, 0 different");
  const again = await demo();
  expect(again.code, again.tail).toBe(0);
  expect(again.tail).toContain("Everything was delivered before: nothing to do.");
  expect(again.tail).toContain("Shopify: 30 products fetched");

  const headers = { authorization: `Bearer ${await server.anAccessKey()}` };
  const read = async <T>(path: string) => (await (await fetch(`${server.url}${path}`, { headers })).json()) as T;
  const { results: stores } = await read<{ results: { id: string; name: string }[] }>("/api/v1/stores/");
  expect(stores.map(({ name }) => name).sort()).toEqual(["Demo shop", "Shopify", "WooCommerce by its API"]);
  const find = async (store: string, q: string) => {
    const id = stores.find(({ name }) => name === store)?.id;
    const query = new URLSearchParams({ store_id: id ?? "", q });
    return (await read<{ results: { price: string | null }[] }>(`/api/v1/web-knowledge/products/?${query}`)).results;
  };

  const wooId = woo.catalogue.publishedIds().find((id) => woo.catalogue.get(id)?.type === "simple") ?? 0;
  woo.actions.update(wooId, { name: "Silk wall hanging", regular_price: "777000", sale_price: "" });
  const [product] = [...shopify.state.products.values()].filter(({ variants }) => variants.length === 1);
  if (!product) throw new Error("no product with one variant");
  shopify.merchant.update(product.id, {
    title: "Brass compass",
    variants: product.variants.map((one) => ({ ...one, price: "64.50", compareAtPrice: null })),
  });
  await expect.poll(() => find("WooCommerce by its API", "Silk wall hanging"), ARRIVES_WITHIN).toMatchObject([{ price: "777000" }]);
  await expect.poll(() => find("Shopify", "Brass compass"), ARRIVES_WITHIN).toMatchObject([{ price: "64.5" }]);

  // The doctor speaks in the build as in its tests: start-up and routes are bundled apart.
  const wooStore = stores.find(({ name }) => name === "WooCommerce by its API")?.id;
  const ask = async (path: string, body: object) => {
    const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${server.url}/api/v1/stores/${wooStore}/${path}`, init);
    return { status: answer.status, json: (await answer.json()) as unknown };
  };
  const keys = { consumer_key: woo.consumerKey, consumer_secret: woo.consumerSecret };
  expect(await ask("connection/", { kind: "woocommerce", shop_url: "https://shop.invalid", ...keys })).toMatchObject({
    status: 400,
    json: { error: "Connection failed", fields: { dns_failed: expect.any(String) as string } },
  });
  await woo.stop();
  expect(await ask("connection/test/", {})).toMatchObject({
    status: 200,
    json: { works: false, findings: [{ code: "connection_refused", severity: "error" }] },
  });

  server.secrets.push(woo.consumerKey, woo.consumerSecret, shopify.accessToken);
  expectNoSecrets(server);
});
