import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { startShopifyShop, type ShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { drainStore } from "@/lib/pipeline/drain-store";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { aShopifyConnection } from "@/lib/testing/a-shopify-pull";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

const SECRET = "app-secret-0123456789";
const SHOP = "my-shop.myshopify.com";
const sign = (body: string, secret = SECRET): string => createHmac("sha256", secret).update(body).digest("base64");
const headersOf = (topic: string, body: string, given: Record<string, string> = {}) => ({
  "x-shopify-topic": topic,
  "x-shopify-shop-domain": SHOP,
  "x-shopify-event-id": randomUUID(),
  "x-shopify-webhook-id": randomUUID(),
  "x-shopify-triggered-at": new Date().toISOString(),
  "x-shopify-hmac-sha256": sign(body),
  ...given,
});
const send = (storeId: string, body: string, headers: Record<string, string>) =>
  call(endpoints.shopifyWebhook, { query: { store: storeId }, body, headers });
const drain = async (runtime: TestRuntime, storeId: string) => {
  while ((await drainStore(runtime, storeId)).hasMore);
};
async function aConnectedStore(db: DbClient, given: { address?: string; appSecret?: string | null } = {}): Promise<string> {
  const { id } = await anOwnedStore(db);
  await aShopifyConnection(db, id, { address: `https://${SHOP}`, appSecret: SECRET, ...given });
  return id;
}
const marksOf = async (db: DbClient) =>
  (await db.syncMark.findMany({ select: { externalId: true }, orderBy: { externalId: "asc" } })).map(({ externalId }) => externalId);

dbTest("what is not signed by this store's app, or is another shop's, is refused without a word", async ({ db, database }) => {
  runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const mute = await aConnectedStore(db, { appSecret: null });
  const body = JSON.stringify({ id: 5, title: "Shoe" });
  const good = headersOf("products/update", body);
  const refused = [
    await send(storeId, body, { ...good, "x-shopify-hmac-sha256": sign(body, "another") }),
    await send(storeId, `${body} `, good),
    await send(storeId, body, { "x-shopify-topic": "products/update", "x-shopify-shop-domain": SHOP }),
    await send(storeId, body, { ...good, "x-shopify-shop-domain": "other-shop.myshopify.com" }),
    await send(mute, body, { ...good, "x-shopify-hmac-sha256": sign(body, "") }),
    await send(randomUUID(), body, good),
    await send("nobody", body, good),
  ];
  for (const answer of refused) expect([answer.status, await jsonOf(answer)]).toMatchObject([401, { error: "Invalid signature" }]);
  expect([await db.event.count(), await db.syncMark.count()]).toEqual([0, 0]);
});

dbTest("products and stock are noted to be fetched, junk is kept as failed, a retry is one event", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const product = '{"id":9007199254740993111,"admin_graphql_api_id":"gid://shopify/Product/9007199254740993111","title":"Shoe"}';
  const stock = '{"inventory_item_id":271878346596884015,"location_id":24826418,"available":6}';
  const first = headersOf("products/update", product);
  expect(await jsonOf(send(storeId, product, first))).toEqual({ status: "accepted" });
  // Its retry, and the same event by a second subscription.
  expect(await jsonOf(send(storeId, product, { ...first, "x-shopify-webhook-id": randomUUID() }))).toEqual({ status: "skipped" });
  for (const [topic, body] of [
    ["products/delete", '{"id":77}'],
    ["inventory_levels/update", stock],
    ["products/update", "no json"],
    ["products/update", '{"title":"no id"}'],
    ["orders/create", '{"id":1,"email":"someone@example.test"}'],
  ] as const)
    expect([(await send(storeId, body, headersOf(topic, body))).status, topic]).toEqual([200, topic]);
  await drain(runtime, storeId);
  expect(
    (await db.event.findMany({ select: { eventType: true, productId: true, status: true }, orderBy: { id: "asc" } })).map((event) =>
      Object.values(event).join(" "),
    ),
  ).toEqual([
    "product.updated 9007199254740993111 succeeded",
    "product.deleted 77 succeeded",
    "product.updated 0 succeeded",
    "product.updated 0 failed",
    "product.updated 0 failed",
  ]);
  expect(await marksOf(db)).toEqual(["shopify_77", "shopify_9007199254740993111", "shopify_item_271878346596884015"]);
  const [{ headers } = { headers: null }] = await db.event.findMany({ select: { headers: true }, take: 1 });
  expect(JSON.stringify(headers)).not.toContain(sign(product));
});

dbTest("one event that moved the stock of several things marks them all, and a retry is looked at again", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const event = { "x-shopify-event-id": randomUUID() };
  const bodies = [11, 12].map((item) => JSON.stringify({ inventory_item_id: item, location_id: 1, available: 3 }));
  const sendAll = () =>
    Promise.all(bodies.map(async (body) => jsonOf(send(storeId, body, headersOf("inventory_levels/update", body, event)))));
  expect(await sendAll()).toEqual([{ status: "accepted" }, { status: "accepted" }]);
  await drain(runtime, storeId);
  expect(await marksOf(db)).toEqual(["shopify_item_11", "shopify_item_12"]);
  await db.syncMark.deleteMany();
  expect(await sendAll()).toEqual([{ status: "skipped" }, { status: "skipped" }]);
  expect([await marksOf(db), await db.event.count()]).toEqual([["shopify_item_11", "shopify_item_12"], 2]);
});

dbTest("an uninstalled app disconnects the store, unless the shop has answered since", async ({ db, database }) => {
  runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const state = () => db.connection.findFirst({ select: { state: true, problem: true } });
  await db.connection.updateMany({ data: { checkedAt: new Date() } });
  const before = await state();
  const late = headersOf("app/uninstalled", "{}", { "x-shopify-triggered-at": new Date(Date.now() - 3_600_000).toISOString() });
  expect(await jsonOf(send(storeId, "{}", late))).toEqual({ status: "ignored" });
  expect(await state()).toEqual(before);
  expect(await jsonOf(send(storeId, "{}", headersOf("app/uninstalled", "{}")))).toEqual({ status: "accepted" });
  expect(await state()).toEqual({ state: "disconnected", problem: "app_uninstalled" });
});

dbTest("privacy topics are answered and leave a trace without the customer", async ({ db, database }) => {
  runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const body =
    '{"shop_id":954889,"shop_domain":"my-shop.myshopify.com","customer":{"id":191167,"email":"john@example.com","phone":"555-625-1199"}}';
  const topics = ["customers/data_request", "customers/redact", "shop/redact"];
  for (const topic of topics) expect((await send(storeId, body, headersOf(topic, body))).status).toBe(200);
  const entries = await db.auditEntry.findMany({ where: { action: "store.privacy_request" }, select: { details: true, targetId: true } });
  expect(entries.map(({ details }) => (details as { topic: string }).topic)).toEqual(topics);
  expect(entries.every(({ targetId }) => targetId === storeId)).toBe(true);
  const kept = [await db.$queryRaw`SELECT a::text FROM audit_entry a`, await db.$queryRaw`SELECT e::text FROM event e`];
  expect(JSON.stringify(kept)).not.toMatch(/john@|555-625/);
});

/** A shop that delivers to our route over real HTTP. */
async function withShop(
  database: Database,
  act: (ground: {
    shop: ShopifyShop;
    storeId: string;
    settle: (how?: { twice?: boolean; backwards?: boolean }) => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  const shop = await startShopifyShop({ products: makeProducts(20), clientSecret: SECRET });
  const hub = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://hub.test");
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = await send(url.searchParams.get("store") ?? "", await text(request), headers);
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  const runtime = runtimeOn(database, { PUBLIC_URL: `http://127.0.0.1:${(hub.address() as AddressInfo).port}` });
  const storeId = await aConnectedStore(database.db, { address: shop.origin });
  const settle = async (how = {}) => {
    await shop.webhooks.deliver(how);
    for (let turn = 0; turn < 20; turn++) {
      await drain(runtime, storeId);
      if (!(await runSlice(runtime, storeId)).hasMore) return;
    }
  };
  try {
    await act({ shop, storeId, settle });
  } finally {
    hub.close();
    await shop.stop();
    await runtime.outgoing.close();
  }
}
const productOf = (db: DbClient, id: string) =>
  db.product.findFirst({ where: { externalId: shopifyExternalId(id) }, select: { title: true, isActive: true, stockQuantity: true } });

dbTest("the hub subscribes in the shop, and what is edited there arrives by itself, in any order and twice", async ({ db, database }) => {
  await withShop(database, async ({ shop, storeId, settle }) => {
    await queueJob(db, storeId, "shopify", { mode: "full", trigger: "manual" });
    await settle();
    expect([...shop.state.subscriptions.values()].map(({ topic }) => topic).sort()).toEqual([
      "APP_UNINSTALLED",
      "INVENTORY_LEVELS_UPDATE",
      "PRODUCTS_CREATE",
      "PRODUCTS_DELETE",
      "PRODUCTS_UPDATE",
    ]);
    const [edited = "", counted = "", gone = ""] = shop.state.products.keys();
    const [added] = makeProducts(1, { firstId: "9007199254740993111" });
    if (!added) throw new Error("no product");
    shop.merchant.update(edited, { title: "First title" });
    shop.merchant.update(edited, { title: "Second title" });
    shop.merchant.setStock(counted, 0, 512);
    shop.merchant.remove(gone);
    shop.merchant.create(added);
    await settle({ twice: true, backwards: true });
    expect(shop.webhooks.delivered.every(({ status }) => status === 200)).toBe(true);
    expect((await productOf(db, edited))?.title).toBe("Second title");
    expect((await productOf(db, counted))?.stockQuantity?.toFixed()).toMatch(/^5\d\d$/);
    expect((await productOf(db, gone))?.isActive).toBe(false);
    expect((await productOf(db, added.id))?.isActive).toBe(true);
    expect(await db.syncMark.count()).toBe(0);
    expect(await db.event.count({ where: { source: "shopify_notice" } })).toBe(6);

    shop.state.subscriptions.clear();
    shop.merchant.update(edited, { title: "Third title" });
    await queueJob(db, storeId, "shopify", { mode: "incremental", trigger: "schedule" });
    await settle();
    expect(shop.state.subscriptions.size, "made anew").toBe(5);
    expect((await productOf(db, edited))?.title).toBe("Third title");

    shop.merchant.uninstall();
    await settle();
    expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({
      state: "disconnected",
      problem: "app_uninstalled",
    });
  });
});
