import { createHmac } from "node:crypto";
import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aConnection } from "@/lib/testing/a-connection";
import { aShopifyConnection } from "@/lib/testing/a-shopify-pull";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import type { DeliveryRequest } from "./delivery-request";
import { receiveShopifyAppWebhook } from "./receive-shopify-app-webhook";
import { receiveShopifyWebhook } from "./receive-shopify-webhook";
import { receiveStoreWebhook } from "./receive-store-webhook";

/** Strangers can send as much as they like: what is read of it, and how much of it is held at once. */

const SECRET = "a-secret-of-ours_0123456789";
const BODY = Buffer.from('{"id":77}');
const MB = 1 << 20;

async function aWooStore(db: DbClient): Promise<string> {
  const { id } = await anOwnedStore(db);
  await aConnection(db, id);
  await db.connection.update({
    where: { storeId: id },
    data: { webhookSecret: testEncryption.encrypt(SECRET) },
    select: { storeId: true },
  });
  return id;
}

/** A request that notes how much of its body is asked for, and gives it when it is told to. */
function aRequest(headers: Record<string, string>, body: () => Promise<Buffer> = () => Promise.resolve(BODY)) {
  const asked: number[] = [];
  const request: DeliveryRequest = {
    headers: new Headers(headers),
    headerNames: () => Object.keys(headers),
    readBody(maxBytes) {
      asked.push(maxBytes);
      return body();
    },
    context: { requestId: "request-of-a-test", socketAddress: "203.0.113.9" },
  };
  return { request, asked };
}
const wooHeaders = {
  "x-wc-webhook-topic": "product.deleted",
  "x-wc-webhook-signature": createHmac("sha256", SECRET).update(BODY).digest("base64"),
};
const shopHeaders = { "x-shopify-topic": "products/update", "x-shopify-shop-domain": "my-shop.myshopify.com" };
const refused = { code: "webhook_signature_wrong" };

dbTest("what cannot be authentic is refused unread: no signature, no such store, no secret, another shop", async ({ db, database }) => {
  const deps = runtimeOn(database, { SHOPIFY_API_KEY: "id", SHOPIFY_API_SECRET: "secret" });
  const withoutApp = runtimeOn(database);
  const woo = await aWooStore(db);
  const { id: mute } = await anOwnedStore(db);
  await aConnection(db, mute);
  const { id: shopify } = await anOwnedStore(db);
  await aShopifyConnection(db, shopify, { address: "https://my-shop.myshopify.com", appSecret: "x" });
  const signed = { ...shopHeaders, "x-shopify-hmac-sha256": "AAAA" };
  type Act = (request: DeliveryRequest) => Promise<unknown>;
  const ofWoo =
    (storeId: string): Act =>
    (request) =>
      receiveStoreWebhook(deps, request, "product", storeId);
  const ofShopify =
    (storeId: string): Act =>
    (request) =>
      receiveShopifyWebhook(deps, request, storeId);
  const tries: [Record<string, string>, Act][] = [
    [{ "x-wc-webhook-topic": "product.updated" }, ofWoo(woo)],
    [wooHeaders, ofWoo(crypto.randomUUID())],
    [wooHeaders, ofWoo("nobody")],
    [wooHeaders, ofWoo(mute)],
    [shopHeaders, ofShopify(shopify)],
    [signed, ofShopify(crypto.randomUUID())],
    [{ ...signed, "x-shopify-shop-domain": "other.myshopify.com" }, ofShopify(shopify)],
    [shopHeaders, (request) => receiveShopifyAppWebhook(deps, request)],
    [signed, (request) => receiveShopifyAppWebhook(withoutApp, request)],
  ];
  for (const [headers, act] of tries) {
    const { request, asked } = aRequest(headers);
    await expect(act(request)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  }
  const greeting = aRequest({}, () => Promise.resolve(Buffer.from("webhook_id=7")));
  expect(await receiveStoreWebhook(deps, greeting.request, "product", woo)).toEqual({ status: "ok" });
  const long = aRequest({});
  await expect(receiveStoreWebhook(deps, long.request, "product", woo)).rejects.toMatchObject(refused);
  expect([...greeting.asked, ...long.asked]).toEqual([256, 256]);
});

dbTest("who floods one store's door keeps only that store waiting, and only while he does", async ({ db, database }) => {
  const deps: TestRuntime = runtimeOn(database);
  const [flooded, other] = [await aWooStore(db), await aWooStore(db)];
  let flow: (body: Buffer) => void = () => {};
  const body = new Promise<Buffer>((resolve) => (flow = resolve));
  const bad = { ...wooHeaders, "x-wc-webhook-signature": "AAAA", "content-length": String(8 * MB) };
  const flood = Array.from({ length: 200 }, () => aRequest(bad, () => body));
  const answers = flood.map(({ request }) =>
    receiveStoreWebhook(deps, request, "product", flooded).catch((error: unknown) => (error as { code: string }).code),
  );
  const receive = (storeId: string) => receiveStoreWebhook(deps, aRequest(wooHeaders).request, "product", storeId);
  await expect.poll(() => flood.filter(({ asked }) => asked.length > 0).length).toBe(3);
  await expect(receive(flooded)).rejects.toMatchObject({ code: "unavailable" });
  expect(await receive(other)).toEqual({ status: "accepted" });
  flow(BODY);
  expect((await Promise.all(answers)).filter((code) => code === "unavailable").length).toBe(197);
  expect(await receive(flooded)).toEqual({ status: "accepted" });
});
