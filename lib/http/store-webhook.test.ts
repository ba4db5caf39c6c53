import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { startWooShop, type WooShop } from "@/fakes/woocommerce/start-woo-shop";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { drainStore } from "@/lib/pipeline/drain-store";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { aConnection } from "@/lib/testing/a-connection";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { testEncryption } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

type Capture = { topic: string | null; body_raw: string };
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/webhooks.json", "utf8")) as {
  captures: Capture[];
};
const SECRET = "a-secret-of-ours_0123456789";
const sign = (body: string, secret = SECRET): string => createHmac("sha256", secret).update(body).digest("base64");

async function aConnectedStore(db: DbClient, given: Parameters<typeof aConnection>[2] = {}): Promise<string> {
  const { id } = await anOwnedStore(db);
  await aConnection(db, id, given);
  await db.connection.update({
    where: { storeId: id },
    data: { webhookSecret: testEncryption.encrypt(SECRET) },
    select: { storeId: true },
  });
  return id;
}
const send = (storeId: string, body: string, headers: Record<string, string>, topic = "product") =>
  call(endpoints.storeWebhook, { params: { topic }, query: { store: storeId }, body, headers });
const signed = (body: string, topic: string) => ({ "x-wc-webhook-topic": topic, "x-wc-webhook-signature": sign(body) });
const ends = async (db: DbClient) =>
  (await db.event.findMany({ select: { source: true, status: true }, orderBy: { id: "asc" } })).map(
    ({ source, status }) => `${source} ${status}`,
  );
const drain = async (runtime: TestRuntime, storeId: string) => {
  while ((await drainStore(runtime, storeId)).hasMore);
};

dbTest("a ping is greeted and changes nothing; what is not signed, or for nobody, is refused without a word", async ({ db, database }) => {
  runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await send(storeId, "webhook_id=7", form)).status).toBe(200);
  const body = JSON.stringify({ id: 5, name: "Shoe" });
  const good = signed(body, "product.updated");
  const refused = [
    await send(storeId, body, { ...good, "x-wc-webhook-signature": sign(body, "another") }),
    await send(storeId, `${body} `, good),
    await send(storeId, body, { "x-wc-webhook-topic": "product.updated" }),
    await send(crypto.randomUUID(), body, good),
    await send("nobody", body, good),
  ];
  for (const answer of refused) expect([answer.status, await jsonOf(answer)]).toMatchObject([401, { error: "Invalid signature" }]);
  expect((await send(storeId, body, good, "coupon")).status).toBe(404);
  expect(await db.event.count()).toBe(0);
});

dbTest("every captured delivery is taken with 200; whole products are saved, the rest is noted to be fetched", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const products = captures.flatMap(({ topic, body_raw: body }) => (topic?.startsWith("product.") ? [{ topic, body }] : []));
  expect(products.length).toBeGreaterThan(30);
  for (const { topic, body } of products) expect((await send(storeId, body, signed(body, topic))).status).toBe(200);
  await drain(runtime, storeId);
  const found = await ends(db);
  expect(found.filter((end) => end.endsWith("failed") || end.endsWith("received"))).toEqual([]);
  expect(await db.product.count({ where: { isActive: true } })).toBeGreaterThan(5);
  expect(await db.syncMark.count()).toBeGreaterThan(3);
  for (const { topic, body_raw: body } of captures) {
    if (topic === null || !/^(order|customer)\./.test(topic)) continue;
    const answer = await send(storeId, body, signed(body, topic), topic.split(".")[0]);
    expect([answer.status, await jsonOf(answer)]).toEqual([200, { status: "ignored" }]);
  }
  expect(await ends(db), "nobody's order is kept").toEqual(found);
});

dbTest(
  "junk that is authentic is kept as failed; an error instead of a product has the whole shop looked at; no password is kept",
  async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const storeId = await aConnectedStore(db);
    const error = '{"code":"woocommerce_rest_product_invalid_id","message":"Invalid ID.","data":{"status":404}}';
    const secret = '{"id":9,"name":"Shoe","type":"simple","status":"publish","post_password":"open \\"sesame","price":"5"}';
    for (const body of ["no json", "[]", '{"name":"no id"}', error, secret]) {
      const answer = await send(storeId, body, signed(body, "product.updated"));
      expect([answer.status, body]).toEqual([200, body]);
    }
    await drain(runtime, storeId);
    expect(await ends(db)).toEqual([
      "woocommerce_notice failed",
      "woocommerce_notice failed",
      "woocommerce_notice failed",
      "woocommerce_notice succeeded",
      "woocommerce_webhook succeeded",
    ]);
    expect(await db.syncJob.findMany({ select: { mode: true, trigger: true } })).toEqual([{ mode: "reconcile", trigger: "webhook" }]);
    expect(await db.product.findFirst({ select: { hasPassword: true, isPublishable: true } })).toEqual({
      hasPassword: true,
      isPublishable: false,
    });
    expect(JSON.stringify(await db.event.findMany({ select: { payload: true } }))).not.toContain("sesame");
  },
);

dbTest(
  "what is authentic and comes to the products' address is kept, whatever its topic; another resource's is not",
  async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const storeId = await aConnectedStore(db);
    const bare = (body: string) => ({ "x-wc-webhook-signature": sign(body) });
    const trashed = '{"id":78}';
    expect(await jsonOf(send(storeId, trashed, bare(trashed)))).toEqual({ status: "accepted" });
    for (const [body, topic] of [
      ["no json", null],
      ['{"action":"a_plugin_s_own","arg":5}', "action.a_plugin_s_own"],
    ] as const)
      expect(await jsonOf(send(storeId, body, { ...bare(body), ...(topic && { "x-wc-webhook-topic": topic }) }))).toEqual({
        status: "accepted",
      });
    const order = '{"id":3,"billing":{"first_name":"Ali"}}';
    expect(await jsonOf(send(storeId, order, signed(order, "order.created")))).toEqual({ status: "ignored" });
    await drain(runtime, storeId);
    expect(await ends(db)).toEqual(["woocommerce_notice succeeded", "woocommerce_notice failed", "woocommerce_notice failed"]);
    expect(await db.syncMark.findMany({ select: { externalId: true } })).toEqual([{ externalId: "woo_78" }]);
  },
);

dbTest("the same delivery twice is one event, and the same trash later is looked at again", async ({ db, database }) => {
  runtimeOn(database);
  const storeId = await aConnectedStore(db);
  const body = '{"id":77}';
  expect(await jsonOf(send(storeId, body, signed(body, "product.deleted")))).toEqual({ status: "accepted" });
  await db.syncMark.deleteMany();
  expect(await jsonOf(send(storeId, body, signed(body, "product.deleted")))).toEqual({ status: "skipped" });
  expect(await db.event.count()).toBe(1);
  expect(await db.syncMark.findMany({ select: { externalId: true } })).toEqual([{ externalId: "woo_77" }]);
});

/** A shop that delivers to our route over real HTTP. */
async function withShop(
  database: Database,
  act: (ground: { shop: WooShop; storeId: string; runtime: TestRuntime; settle: () => Promise<void> }) => Promise<void>,
): Promise<void> {
  const shop = await startWooShop({ products: makeProducts(40) });
  const hub = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://hub.test");
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const answer = await send(url.searchParams.get("store") ?? "", await text(request), headers, url.pathname.split("/").at(-1));
      response.writeHead(answer.status).end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  const runtime = runtimeOn(database, { PUBLIC_URL: `http://127.0.0.1:${(hub.address() as AddressInfo).port}` });
  const { consumerKey, consumerSecret } = shop;
  const storeId = await aConnectedStore(database.db, { address: shop.url, consumerKey, consumerSecret });
  const settle = async () => {
    await shop.webhooks.deliver();
    for (let turn = 0; turn < 20; turn++) {
      await drain(runtime, storeId);
      if (!(await runSlice(runtime, storeId)).hasMore) return;
    }
  };
  try {
    await act({ shop, storeId, runtime, settle });
  } finally {
    hub.close();
    await shop.stop();
    await runtime.outgoing.close();
  }
}
const fullSync = async (db: DbClient, storeId: string) => queueJob(db, storeId, "woocommerce", { mode: "full", trigger: "manual" });
const productOf = (db: DbClient, id: number) =>
  db.product.findFirst({
    where: { externalId: `woo_${id}` },
    select: { price: true, isActive: true, stockQuantity: true, variants: { select: { externalId: true, price: true } } },
  });

dbTest("the hub registers its webhooks in the shop, and what is edited there arrives by itself", async ({ db, database }) => {
  await withShop(database, async ({ shop, storeId, settle }) => {
    await fullSync(db, storeId);
    await settle();
    expect([...shop.webhooks.list.values()].map(({ topic, status }) => `${topic} ${status}`).sort()).toEqual([
      "product.created active",
      "product.deleted active",
      "product.restored active",
      "product.updated active",
    ]);
    const rows = [...shop.catalogue.products()];
    const [simple, trashed, sold] = rows.filter(({ type }) => type === "simple").map(({ id }) => id);
    const variable = rows.find(({ type }) => type === "variable");
    if (!simple || !trashed || !sold || !variable) throw new Error("the shop lacks products");
    const [variation = 0] = variable.variations;

    shop.actions.quickEdit(simple, { regular_price: "4242", sale_price: "" });
    shop.actions.saveVariations(variable.id, { [variation]: { regular_price: "777", sale_price: "" } });
    shop.actions.trash(trashed);
    const added = shop.actions.publish({ name: "کتانی تازه", regular_price: "12000" });
    await settle();
    expect((await productOf(db, simple))?.price?.toFixed()).toBe("4242");
    expect((await productOf(db, variable.id))?.variants.find(({ externalId }) => externalId === `woo_${variation}`)?.price?.toFixed()).toBe(
      "777",
    );
    expect((await productOf(db, trashed))?.isActive).toBe(false);
    expect((await productOf(db, added))?.price?.toFixed()).toBe("12000");

    shop.actions.restore(trashed);
    await settle();
    expect((await productOf(db, trashed))?.isActive).toBe(true);
    shop.actions.trash(trashed);
    await settle();
    expect((await productOf(db, trashed))?.isActive, "the second trash has the bytes of the first").toBe(false);
  });
});

dbTest("a store that is connected again is heard: its webhooks in the shop sign with the secret of now", async ({ db, database }) => {
  await withShop(database, async ({ shop, storeId, settle }) => {
    await fullSync(db, storeId);
    await settle();
    await db.connection.deleteMany({ where: { storeId } });
    const { consumerKey, consumerSecret } = shop;
    await aConnection(db, storeId, { address: shop.url, consumerKey, consumerSecret });
    await db.connection.updateMany({ data: { webhookSecret: testEncryption.encrypt("another-secret") } });
    await fullSync(db, storeId);
    await settle();
    expect([...shop.webhooks.list.values()].map(({ secret, status }) => `${secret} ${status}`)).toEqual(
      Array(4).fill("another-secret active"),
    );
    shop.requests.clear();
    await fullSync(db, storeId);
    await settle();
    expect(shop.requests.list.filter(({ method }) => method !== "GET")).toEqual([]);
  });
});

dbTest("a webhook that the shop switched off is switched on again, and what it missed is fetched", async ({ db, database }) => {
  await withShop(database, async ({ shop, storeId, settle }) => {
    await fullSync(db, storeId);
    await settle();
    for (const webhook of shop.webhooks.list.values()) webhook.status = "disabled";
    const [id = 0] = [...shop.catalogue.products()].filter(({ type }) => type === "simple").map((row) => row.id);
    shop.actions.quickEdit(id, { regular_price: "31", sale_price: "" });
    await queueJob(db, storeId, "woocommerce", { mode: "incremental", trigger: "schedule" });
    await settle();
    expect([...shop.webhooks.list.values()].map(({ status }) => status)).toEqual(["active", "active", "active", "active"]);
    expect((await productOf(db, id))?.price?.toFixed()).toBe("31");
    const { learned } = await db.connection.findFirstOrThrow({ select: { learned: true } });
    expect(learned).toMatchObject({ webhooks: "active" });
  });
});

dbTest(
  "a product of variations is fetched whatever its kind is called, and a variation of any kind is no product",
  async ({ db, database }) => {
    await withShop(database, async ({ shop, storeId, settle }) => {
      await fullSync(db, storeId);
      await settle();
      const rows = [...shop.catalogue.products()];
      const variable = rows.find(({ type }) => type === "variable");
      const simple = rows.find(({ type }) => type === "simple");
      if (!variable || !simple) throw new Error("the shop lacks products");
      const before = await db.variant.count();
      const products = await db.product.count();
      const common = {
        name: "Club",
        status: "publish",
        catalog_visibility: "visible",
        price: "10",
        date_modified_gmt: "2099-01-01T00:00:00",
      };
      for (const body of [
        { ...common, id: variable.id, type: "variable-subscription", variations: variable.variations },
        { ...common, id: variable.id, type: "club-card", variations: variable.variations },
        { ...common, id: variable.variations[0], type: "subscription_variation", parent_id: variable.id, variations: [] },
        { ...common, id: 987_654, type: "club-card", parent_id: simple.id },
      ].map((one) => JSON.stringify(one)))
        expect((await send(storeId, body, signed(body, "product.updated"))).status).toBe(200);
      expect((await db.event.groupBy({ by: ["source"] })).map(({ source }) => source)).toEqual(["woocommerce_notice"]);
      shop.requests.clear();
      await settle();
      expect([await db.variant.count(), await db.product.count()]).toEqual([before, products]);
      const asked = shop.requests.list.flatMap(({ query }) => (typeof query.include === "string" ? query.include.split(",") : []));
      expect(asked).toEqual(expect.arrayContaining([String(variable.id), String(simple.id), "987654"]));
    });
  },
);
