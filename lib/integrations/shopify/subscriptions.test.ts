import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { connectClient, type Connected } from "@/fakes/shopify/connect-client";
import { WATCHED_TOPICS, listSubscriptions, watchSubscriptions } from "./subscriptions";
import { isSignedByShopify, readDelivery, readDeliveryHead, type Delivery, type DeliveryHead } from "./webhooks";

let open: Connected | null = null;
let hub: Server | null = null;
afterEach(async () => {
  await open?.stop();
  hub?.closeAllConnections();
  hub?.close();
});

type Received = { head: DeliveryHead; delivery: Delivery; isSigned: boolean };

/** A hub that keeps what it is told, and answers what it is bidden. */
async function startHub(answers: { status: number }) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers(request.headers as Record<string, string>);
      const head = readDeliveryHead(headers);
      const raw = Buffer.concat(chunks);
      const isSigned = isSignedByShopify(raw, headers.get("x-shopify-hmac-sha256"), ["hush"]);
      received.push({ head, delivery: readDelivery(head.topic, raw.toString("utf8")), isSigned });
      response.writeHead(answers.status).end();
    });
  });
  hub = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/shopify/webhooks/?store=s1` };
}

const setUp = async () => {
  const answers = { status: 200 };
  const [connected, { received, url }] = await Promise.all([
    connectClient({ products: makeProducts(3, { firstId: "788032119674292921" }) }),
    startHub(answers),
  ]);
  open = connected;
  return { ...connected, answers, received, url };
};

test("what is missing is made, once", async () => {
  const { client, url } = await setUp();
  expect(await watchSubscriptions(client, url)).toEqual({ made: [...WATCHED_TOPICS], mended: [], elsewhere: [] });
  expect(await watchSubscriptions(client, url)).toEqual({ made: [], mended: [], elsewhere: [] });
  expect((await listSubscriptions(client)).map(({ topic }) => topic)).toEqual([...WATCHED_TOPICS]);
});

test("two workers at once make no subscription twice", async () => {
  const { client, url } = await setUp();
  const both = await Promise.all([watchSubscriptions(client, url), watchSubscriptions(client, url)]);
  expect(both.flatMap(({ made }) => made).sort()).toEqual([...WATCHED_TOPICS].sort());
  expect(await listSubscriptions(client)).toHaveLength(WATCHED_TOPICS.length);
});

test("one that sends less than everything is mended; one that goes elsewhere is left and told", async () => {
  const { client, url, shop } = await setUp();
  await watchSubscriptions(client, url);
  const [first, second, third] = [...shop.state.subscriptions.values()];
  Object.assign(first ?? {}, { includeFields: ["id"] });
  Object.assign(second ?? {}, { filter: "status:active" });
  Object.assign(third ?? {}, { uri: "https://old.example/hook" });
  expect(await watchSubscriptions(client, url)).toMatchObject({
    made: ["PRODUCTS_DELETE"],
    mended: ["PRODUCTS_CREATE", "PRODUCTS_UPDATE"],
    elsewhere: [{ topic: "PRODUCTS_DELETE", uri: "https://old.example/hook" }],
  });
});

test("an address Shopify does not take", async () => {
  const { client } = await setUp();
  await expect(watchSubscriptions(client, "http://hub.example/hook")).rejects.toMatchObject({ problem: "query_refused", isPassing: false });
});

test("deliveries are signed and told apart; an edit, a stock, a deletion", async () => {
  const { client, url, shop, received } = await setUp();
  await watchSubscriptions(client, url);
  const [id = "", other = ""] = shop.state.products.keys();
  shop.merchant.update(id, { title: "Renamed" });
  shop.merchant.setStock(id, 0, 9);
  shop.merchant.remove(other);
  shop.merchant.uninstall();
  await shop.webhooks.deliver();
  expect(received.every(({ isSigned, head }) => isSigned && head.shopDomain === shop.shopDomain)).toBe(true);
  expect(received.map(({ delivery }) => delivery)).toMatchObject([
    { kind: "product", id: "788032119674292921", json: { title: "Renamed" } },
    { kind: "inventory", available: 9 },
    { kind: "product", id },
    { kind: "deleted", id: "788032119674292922" },
    { kind: "uninstalled" },
  ]);
});

test("duplicates share both ids; the order is nobody's promise", async () => {
  const { client, url, shop, received } = await setUp();
  await watchSubscriptions(client, url);
  const [id = ""] = shop.state.products.keys();
  shop.merchant.update(id, { title: "First" });
  shop.merchant.update(id, { title: "Second" });
  await shop.webhooks.deliver({ twice: true, backwards: true });
  expect(received.map(({ delivery }) => (delivery.kind === "product" ? delivery.json.title : null))).toEqual([
    "Second",
    "Second",
    "First",
    "First",
  ]);
  expect(new Set(received.map(({ head }) => head.webhookId)).size).toBe(2);
  expect(new Set(received.map(({ head }) => head.eventId)).size).toBe(2);
});

test("a retry carries the old body and the old time", async () => {
  const { client, url, shop, received, answers, clock } = await setUp();
  await watchSubscriptions(client, url);
  const [id = ""] = shop.state.products.keys();
  answers.status = 500;
  shop.merchant.update(id, { title: "First" });
  await shop.webhooks.deliver();
  await clock.wait(60_000);
  shop.merchant.update(id, { title: "Second" });
  answers.status = 200;
  await shop.webhooks.deliver({ backwards: true });
  const [first, , retry] = received;
  expect([retry?.head.webhookId, retry?.head.triggeredAt]).toEqual([first?.head.webhookId, first?.head.triggeredAt]);
});

test("after eight failures in a row the subscription is gone, and the watch makes it again", async () => {
  const { client, url, shop, answers, received } = await setUp();
  await watchSubscriptions(client, url);
  const [id = ""] = shop.state.products.keys();
  answers.status = 503;
  shop.merchant.update(id, { title: "Lost" });
  for (let attempt = 0; attempt < 8; attempt += 1) await shop.webhooks.deliver();
  expect(received).toHaveLength(8);
  expect((await watchSubscriptions(client, url)).made).toEqual(["PRODUCTS_UPDATE"]);
});
