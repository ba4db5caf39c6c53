import { createHmac, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { startShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import { aDraft, aVariant, searchableProducts } from "@/lib/testing/products";
import { aShopifyConnection } from "@/lib/testing/a-shopify-pull";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { forgetConnection } from "@/lib/sync/connections/forget-connection";
import { markProducts } from "@/lib/sync/marks/marks";
import { endpoints } from "./endpoints";

const APP = { SHOPIFY_API_KEY: "client-id", SHOPIFY_API_SECRET: "new-secret", SHOPIFY_API_SECRET_OLD: "hush" };
const SHOP = "fake-shop.myshopify.com";
const sign = (body: string, secret = "new-secret"): string => createHmac("sha256", secret).update(body).digest("base64");

type Sent = { body?: string; secret?: string; shop?: string; store?: string; at?: Date; event?: string };
const send = (topic: string, given: Sent = {}) => {
  const { secret, shop = SHOP, store, at = new Date(), event = randomUUID() } = given;
  const { body = JSON.stringify({ shop_id: 954889, shop_domain: shop }) } = given;
  const headers = {
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": shop,
    "x-shopify-event-id": event,
    "x-shopify-webhook-id": randomUUID(),
    "x-shopify-triggered-at": at.toISOString(),
    "x-shopify-hmac-sha256": sign(body, secret),
  };
  return call(endpoints.shopifyWebhook, { query: { store }, body, headers });
};
const statusOf = async (answer: Promise<Response>) => (await jsonOf<{ status?: string }>(answer)).status;

/** Connected by the hub's own app. */
async function anInstalledStore(db: DbClient, shop = SHOP): Promise<string> {
  const { id } = await anOwnedStore(db);
  await aShopifyConnection(db, id, { address: `https://${shop}`, appSecret: null, isOurApp: true });
  return id;
}
const stateOf = async (db: DbClient, storeId: string) =>
  (await db.connection.findUnique({ where: { storeId }, select: { state: true } }))?.state ?? null;
const requestsOf = async (db: DbClient) =>
  (
    await db.auditEntry.findMany({
      where: { action: "store.privacy_request" },
      select: { targetId: true, details: true },
      orderBy: { id: "asc" },
    })
  ).map(({ targetId, details }) => [targetId, (details as { topic: string }).topic]);

dbTest(
  "what the hub's own app sends to a store is verified with the app's secret, the new one or the old one",
  async ({ db, database }) => {
    runtimeOn(database, APP);
    const store = await anInstalledStore(db);
    const body = '{"id":77}';
    for (const secret of ["new-secret", "hush"]) expect(await statusOf(send("products/delete", { body, secret, store }))).toBe("accepted");
    for (const secret of ["", "wrong"]) expect((await send("products/delete", { body, secret, store })).status).toBe(401);
    expect((await send("products/delete", { body, store, shop: "other.myshopify.com" })).status, "another shop of the same app").toBe(401);
    runtimeOn(database);
    expect((await send("products/delete", { body, secret: "", store })).status, "no app is configured").toBe(401);
  },
);

dbTest("what names no store is for all stores of the shop, and only if the app's secret signed it", async ({ db, database }) => {
  runtimeOn(database, APP);
  const stores = [await anInstalledStore(db), await anInstalledStore(db)];
  const elsewhere = await anInstalledStore(db, "another-shop.myshopify.com");
  const { id: byHand } = await anOwnedStore(db);
  await aShopifyConnection(db, byHand, { address: `https://${SHOP}`, appSecret: "of-its-own-app" });
  for (const secret of ["wrong", "", "of-its-own-app"]) expect((await send("app/uninstalled", { secret })).status).toBe(401);
  expect(await stateOf(db, stores[0] ?? "")).toBe("connected");

  for (const topic of ["customers/data_request", "customers/redact"]) expect(await statusOf(send(topic))).toBe("ok");
  expect((await requestsOf(db)).sort()).toEqual(stores.flatMap((id) => [[id, "customers/data_request"], [id, "customers/redact"]]).sort()); // prettier-ignore
  expect(await statusOf(send("products/update", { body: '{"id":5}' })), "comes to each store by itself").toBe("ignored");
  for (const shop of ["nobody-here.myshopify.com", "evil.example"]) {
    const answer = await send("shop/redact", { shop });
    expect([answer.status, await jsonOf(answer)]).toEqual([200, { status: "ignored" }]);
  }
  expect(await statusOf(send("app/uninstalled"))).toBe("accepted");
  expect(await Promise.all([...stores, elsewhere, byHand].map((id) => stateOf(db, id)))).toEqual([
    "disconnected",
    "disconnected",
    "connected",
    "connected",
  ]);
});

/** Products of two shop systems, an event, a queued job and a mark. */
async function fill(db: DbClient, storeId: string): Promise<void> {
  const variants = [aVariant({ sku: "OF-A-VARIANT" })];
  const [shopify, woo] = [
    aDraft({ externalId: "shopify_41", externalSource: "shopify", title: "Redacted shoe", variants }),
    aDraft({ externalId: "woo_41", externalSource: "woocommerce", title: "Staying shoe" }),
  ];
  await searchableProducts(db, storeId, [shopify, woo]);
  await someEvents(db, [
    anIncomingEvent(storeId, { eventId: `e_${storeId}`, source: "shopify_notice", payload: '{"title":"Redacted shoe"}' }),
  ]);
  await queueJob(db, storeId, "shopify", { mode: "full", trigger: "schedule" });
  await markProducts(db, storeId, ["shopify_41"]);
}
const keptOf = async (db: DbClient, storeId: string) => ({
  products: (await db.product.findMany({ where: { storeId }, select: { externalId: true }, orderBy: { externalId: "asc" } })).map((row) => row.externalId), // prettier-ignore
  versions: await db.productVersion.count({ where: { storeId } }),
  variants: await db.variant.count({ where: { storeId, sku: "OF-A-VARIANT" } }),
  chunks: await db.knowledgeChunk.count({ where: { storeId, text: { contains: "Redacted" } } }),
  events: await db.event.count({ where: { storeId } }),
  marks: await db.syncMark.count({ where: { storeId } }),
  queued: await db.syncJob.count({ where: { storeId, status: "queued" } }),
  connections: await db.connection.count({ where: { storeId } }),
});
const ERASED = { products: ["woo_41"], versions: 1, variants: 0, chunks: 0, events: 0, marks: 0, queued: 0, connections: 0 };

dbTest("shop/redact erases what is kept of the shop, there and nowhere else, and may come again", async ({ db, database }) => {
  runtimeOn(database, APP);
  const [store, other] = [await anInstalledStore(db), await anInstalledStore(db, "another-shop.myshopify.com")];
  await fill(db, store);
  await fill(db, other);
  const before = await keptOf(db, other);
  expect(before).toMatchObject({
    products: ["shopify_41", "woo_41"],
    versions: 2,
    variants: 1,
    events: 1,
    marks: 1,
    queued: 1,
    connections: 1,
  });
  expect(before.chunks).toBeGreaterThan(0);
  await send("app/uninstalled", { at: new Date(Date.now() - 49 * 3_600_000) });

  expect(await statusOf(send("shop/redact"))).toBe("ok");
  expect(await keptOf(db, store)).toEqual(ERASED);
  expect(await keptOf(db, other)).toEqual(before);
  // Shopify asks again when an answer was lost, also when the access is gone already.
  expect(await statusOf(send("shop/redact"))).toBe("ok");
  expect(await requestsOf(db)).toEqual([[store, "shop/redact"], [store, "shop/redact"]]); // prettier-ignore
  expect(await db.store.count({ where: { id: store, isActive: true } }), "the store is the hub's").toBe(1);
});

dbTest(
  "a shop that its owner had disconnected is erased too; one that is connected to another shop now is not",
  async ({ db, database }) => {
    runtimeOn(database, APP);
    const [left, moved] = [await anInstalledStore(db), await anInstalledStore(db)];
    for (const storeId of [left, moved]) {
      await fill(db, storeId);
      await forgetConnection(db, null, { storeId, kind: "shopify", address: `https://${SHOP}` });
    }
    await aShopifyConnection(db, moved, { address: "https://another-shop.myshopify.com", isOurApp: true });
    expect(await statusOf(send("shop/redact"))).toBe("ok");
    expect(await keptOf(db, left)).toEqual(ERASED);
    expect((await keptOf(db, moved)).products).toEqual(["shopify_41", "woo_41"]);
  },
);

dbTest("a shop that installed the app again keeps what the new installation brought", async ({ db, database }) => {
  runtimeOn(database, APP);
  const store = await anInstalledStore(db);
  await fill(db, store);
  await db.connection.updateMany({ data: { checkedAt: new Date() } });
  expect(await statusOf(send("shop/redact"))).toBe("ok");
  expect(await keptOf(db, store)).toMatchObject({ products: ["shopify_41", "woo_41"], connections: 1 });
  // It has not answered since before the uninstall: app/uninstalled was lost on the way.
  await db.connection.updateMany({ data: { checkedAt: new Date(Date.now() - 49 * 3_600_000) } });
  expect(await statusOf(send("shop/redact"))).toBe("ok");
  expect(await keptOf(db, store)).toEqual(ERASED);
});

dbTest("whom a privacy request is about its signed body says, and the same request twice is one", async ({ db, database }) => {
  runtimeOn(database, APP);
  const store = await anInstalledStore(db);
  await fill(db, store);
  await db.connection.updateMany({ data: { checkedAt: new Date(Date.now() - 49 * 3_600_000) } });
  for (const body of ['{"shop_id":1,"shop_domain":"another-shop.myshopify.com"}', '{"shop_id":1}', '{"shop_domain":7}']) {
    expect(await statusOf(send("shop/redact", { body }))).toBe("ignored");
    expect(await statusOf(send("shop/redact", { body, store }))).toBe("ignored");
  }
  expect((await keptOf(db, store)).products).toEqual(["shopify_41", "woo_41"]);
  const event = randomUUID();
  for (const topic of ["customers/redact", "shop/redact"]) for (const _ of [1, 2]) await send(topic, { event });
  expect(await requestsOf(db)).toEqual([[store, "customers/redact"], [store, "shop/redact"]]); // prettier-ignore
  expect(await keptOf(db, store)).toEqual(ERASED);

  // The answer was lost, the app is installed again, and Shopify asks once more.
  await aShopifyConnection(db, store, { address: `https://${SHOP}`, appSecret: null, isOurApp: true });
  await send("shop/redact", { event, at: new Date() });
  expect((await keptOf(db, store)).connections).toBe(1);
});

dbTest("over real HTTP: the shop uninstalls, asks by law, and is forgotten", async ({ db, database }) => {
  runtimeOn(database, APP);
  const store = await anInstalledStore(db);
  await fill(db, store);
  const shop = await startShopifyShop({ clientSecret: "new-secret" });
  const hub = createServer((request, response) => {
    void (async () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = await call(endpoints.shopifyWebhook, { body: await text(request), headers });
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  try {
    shop.webhooks.appUri = `http://127.0.0.1:${(hub.address() as AddressInfo).port}/api/shopify/webhooks/`;
    shop.merchant.uninstall();
    shop.merchant.askForPrivacy("customers/data_request");
    shop.merchant.askForPrivacy("customers/redact");
    shop.merchant.askForPrivacy("shop/redact");
    await shop.webhooks.deliver({ twice: true });
    expect(shop.webhooks.delivered.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await keptOf(db, store)).toEqual(ERASED);
    const log = await db.$queryRaw`SELECT a::text FROM audit_entry a`;
    expect(JSON.stringify(log)).not.toMatch(/john@|555-625/);
  } finally {
    hub.close();
    await shop.stop();
  }
});
