import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { startWooShop, type WooShop } from "@/fakes/woocommerce/start-woo-shop";
import { endpoints } from "@/lib/http/endpoints";
import { aStore, aUser, anAccessKey } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import type { Database } from "@/lib/core/open-database";

type Ground = { shop: WooShop; store: { id: string }; headers: Record<string, string>; runtime: TestRuntime };

/** A shop, and an owner with a store and a key; the hub is the real one of the routes. */
async function onGround(database: Database, act: (ground: Ground) => Promise<void>): Promise<void> {
  const runtime = runtimeOn(database);
  const owner = await aUser(database.db);
  const store = await aStore(database.db, owner);
  const { bearer: headers } = await anAccessKey(database.db, owner);
  const shop = await startWooShop({ products: makeProducts(25) });
  try {
    await act({ shop, store, headers: { ...headers, "accept-language": "en" }, runtime });
  } finally {
    await shop.stop();
    await runtime.outgoing.close();
  }
}
const bodyOf = ({ url, consumerKey, consumerSecret }: WooShop) => ({
  kind: "woocommerce",
  shop_url: `${url}/`,
  consumer_key: consumerKey,
  consumer_secret: consumerSecret,
});

dbTest("what works is kept sealed, shown without its secrets, and fetched at once", async ({ db, database }) => {
  await onGround(database, async ({ shop, store, headers, runtime }) => {
    const params = { id: store.id };
    const answer = await call(endpoints.connectStore, { params, headers, body: bodyOf(shop) });
    expect(answer.status).toBe(201);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      kind: "woocommerce",
      address: shop.url,
      state: "connected",
      breaker: "closed",
      currency: "IRT",
      products: 25,
    });
    const { task_id: taskId } = JSON.parse(text) as { task_id: string };
    for (const secret of [shop.consumerKey, shop.consumerSecret]) {
      expect(text + runtime.logged()).not.toContain(secret);
      expect(JSON.stringify(await db.$queryRaw`SELECT c::text FROM connection c`)).not.toContain(secret);
    }
    expect(runtime.nudged).toEqual([store.id]);
    expect(JSON.parse(text), "they are made with the first sync").toMatchObject({ webhooks: null, webhooks_healed_at: null });
    while ((await runSlice(runtime, store.id)).hasMore);
    const job = await jsonOf(call(endpoints.syncJob, { params: { id: taskId }, headers }));
    expect(job).toMatchObject({
      kind: "woocommerce",
      mode: "full",
      status: "completed",
      total: 25,
      done: 25,
      created: 25,
      progress_percent: 100,
      error: null,
    });
    expect(await jsonOf(call(endpoints.storeDrift, { params, headers }))).toMatchObject({ total: 25, extra: 0 });
    expect(await db.syncSchedule.count({ where: { storeId: store.id } })).toBe(2);
    expect(await jsonOf(call(endpoints.showConnection, { params, headers }))).toMatchObject({
      webhooks: "active",
      webhooks_healed_at: null,
    });
    for (const webhook of shop.webhooks.list.values()) webhook.status = "disabled";
    await call(endpoints.syncWooCommerce, { headers, body: { store_id: store.id } });
    while ((await runSlice(runtime, store.id)).hasMore);
    expect(await jsonOf(call(endpoints.showConnection, { params, headers })), "switched on again").toMatchObject({
      webhooks: "active",
      webhooks_healed_at: expect.stringMatching(/^20\d\d-.*Z$/) as string,
    });
  });
});

dbTest(
  "wrong keys, another site and no shop at all are not kept; the first thing wrong is named with its cure",
  async ({ db, database }) => {
    await onGround(database, async ({ shop, store, headers }) => {
      const params = { id: store.id };
      const tries = [
        // Over http a key is only ever part of a signature.
        [{ ...bodyOf(shop), consumer_key: "ck_wrong" }, "keys_wrong"],
        [{ ...bodyOf(shop), consumer_secret: "cs_wrong" }, "keys_wrong"],
        [{ ...bodyOf(shop), shop_url: "http://127.0.0.1:1" }, "connection_refused"],
        [{ ...bodyOf(shop), shop_url: "no address" }, "address_invalid"],
      ] as const;
      for (const [body, code] of tries) {
        const answer = await call(endpoints.connectStore, { params, headers, body });
        const { error, fields } = await jsonOf<{ error: string; fields: Record<string, string> }>(answer);
        expect([answer.status, error]).toEqual([400, "Connection failed"]);
        expect(Object.keys(fields)[0]).toMatch(code);
        expect(Object.values(fields)[0], "what is wrong: why, and the cure").toMatch(/^.{5,}[^.]: .{20,}/);
        expect(JSON.stringify(fields), "no marks of direction in what programs read").not.toMatch(/[\u2066-\u2069]/);
      }
      expect(await db.connection.count()).toBe(0);
      expect((await call(endpoints.showConnection, { params, headers })).status).toBe(404);
    });
  },
);

dbTest("a kept connection is looked at again, and forgotten on demand; its products stay", async ({ db, database }) => {
  await onGround(database, async ({ shop, store, headers, runtime }) => {
    const params = { id: store.id };
    await call(endpoints.connectStore, { params, headers, body: bodyOf(shop) });
    while ((await runSlice(runtime, store.id)).hasMore);
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: true });
    const keys = [...shop.keys];
    shop.faults.next({ kind: "bad-gateway", times: Infinity });
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: false });
    expect(await jsonOf(call(endpoints.showConnection, { params, headers }))).toMatchObject({ state: "degraded" });
    shop.faults.clear();
    shop.keys.length = 0;
    for (let click = 0; click < 6; click++)
      expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: false });
    expect(await jsonOf(call(endpoints.showConnection, { params, headers })), "refused keys are no shop that is away").toMatchObject({
      state: "disconnected",
      breaker: "closed",
    });
    shop.keys.push(...keys);
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: true });
    expect(await jsonOf(call(endpoints.showConnection, { params, headers }))).toMatchObject({ state: "connected" });
    expect((await call(endpoints.disconnectStore, { params, headers })).status).toBe(204);
    const sync = await call(endpoints.syncWooCommerce, { headers, body: { store_id: store.id } });
    expect([sync.status, await jsonOf(sync)]).toMatchObject([400, { error: "Credentials not configured" }]);
    expect(await db.product.count({ where: { storeId: store.id, isActive: true } })).toBe(25);
    expect(await db.auditEntry.findMany({ where: { targetId: store.id }, select: { action: true }, orderBy: { id: "asc" } })).toEqual([
      { action: "store.connect" },
      { action: "store.disconnect" },
    ]);
  });
});

dbTest("a job that waits for its shop goes on once the test of the connection is passed", async ({ database }) => {
  await onGround(database, async ({ shop, store, headers, runtime }) => {
    const params = { id: store.id };
    const connected = await jsonOf(call(endpoints.connectStore, { params, headers, body: bodyOf(shop) }));
    const job = async () => jsonOf(call(endpoints.syncJob, { params: { id: String(connected.task_id) }, headers }));
    shop.faults.next({ kind: "bad-gateway", times: Infinity });
    while ((await runSlice(runtime, store.id)).hasMore);
    expect(await job()).toMatchObject({ status: "running", error: "server_error", run_after: expect.any(String) });
    shop.faults.clear();
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: true });
    expect(await job()).toMatchObject({ status: "running", error: null, run_after: null });
    while ((await runSlice(runtime, store.id)).hasMore);
    expect(await job()).toMatchObject({ status: "completed", is_cancelling: false });
  });
});

dbTest("a store that is disconnected takes its webhooks out of the shop, and waits for no shop", async ({ database }) => {
  await onGround(database, async ({ shop, store, headers, runtime }) => {
    const params = { id: store.id };
    const others = shop.webhooks.register({ topic: "product.updated", deliveryUrl: "https://elsewhere.example/hook" });
    await call(endpoints.connectStore, { params, headers, body: bodyOf(shop) });
    while ((await runSlice(runtime, store.id)).hasMore);
    expect(shop.webhooks.list.size).toBe(5);
    expect((await call(endpoints.disconnectStore, { params, headers })).status).toBe(204);
    await expect.poll(() => [...shop.webhooks.list.keys()], { timeout: 10_000 }).toEqual([others.id]);

    await call(endpoints.connectStore, { params, headers, body: bodyOf(shop) });
    shop.faults.next({ kind: "hang", times: Infinity });
    expect((await call(endpoints.disconnectStore, { params, headers })).status).toBe(204);
  });
});

dbTest("both addresses queue a sync, without a body too", async ({ database }) => {
  await onGround(database, async ({ shop, store, headers }) => {
    await call(endpoints.connectStore, { params: { id: store.id }, headers, body: bodyOf(shop) });
    for (const endpoint of [endpoints.syncWooCommerce, endpoints.syncWooCommerceUnderApi]) {
      const answer = await call(endpoint, { headers });
      expect(answer.status).toBe(202);
      const body = await jsonOf<{ task_id: string }>(answer);
      expect(body).toEqual({ status: "accepted", message: "The sync was queued", task_id: body.task_id, store_url: shop.url });
      expect((await call(endpoints.cancelSyncJob, { headers, params: { id: body.task_id } })).status).toBe(200);
    }
  });
});
