import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { startShopifyShop, type ShopifyShop, type ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import type { Database } from "@/lib/core/open-database";
import { endpoints } from "@/lib/http/endpoints";
import { readShopAddress } from "@/lib/integrations/shopify/diagnose";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { aStore, aUser, anAccessKey } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";

type Ground = { shop: ShopifyShop; params: { id: string }; headers: Record<string, string>; runtime: TestRuntime };

async function onGround(database: Database, options: ShopOptions, act: (ground: Ground) => Promise<void>): Promise<void> {
  const runtime = runtimeOn(database);
  const owner = await aUser(database.db);
  const { id } = await aStore(database.db, owner);
  const { bearer } = await anAccessKey(database.db, owner);
  const shop = await startShopifyShop({ products: makeProducts(25), ...options });
  try {
    await act({ shop, params: { id }, headers: { ...bearer, "accept-language": "en" }, runtime });
  } finally {
    await shop.stop();
    await runtime.outgoing.close();
  }
}
const TOKEN = "shpat_0123456789_secret";
const bodyOf = (shop: ShopifyShop) => ({
  kind: "shopify",
  shop_domain: shop.origin,
  access_token: shop.accessToken,
  app_secret: "an-app-secret-0123456789",
});
const failed = async (answer: Response) => {
  const { fields } = await jsonOf<{ fields: Record<string, string> }>(answer);
  expect([answer.status, Object.values(fields)[0]?.length ?? 0]).toEqual([400, expect.any(Number) as number]);
  return Object.keys(fields);
};

dbTest("a shop that answers is kept sealed, shown without its secrets, and fetched at once", async ({ db, database }) => {
  await onGround(database, { accessToken: TOKEN }, async ({ shop, params, headers, runtime }) => {
    const answer = await call(endpoints.connectStore, { params, headers, body: bodyOf(shop) });
    expect(answer.status).toBe(201);
    const text = await answer.text();
    const row = JSON.parse(text) as { task_id: string; findings: { code: string }[] };
    expect(row).toMatchObject({ kind: "shopify", address: shop.origin, state: "connected", currency: "USD", products: 25 });
    expect(row.findings.map(({ code }) => code)).toEqual(["token_accepted", "currency_found", "products_found"]);
    for (const secret of [TOKEN, "an-app-secret-0123456789"]) {
      expect(text + runtime.logged()).not.toContain(secret);
      expect(JSON.stringify(await db.$queryRaw`SELECT c::text FROM connection c`)).not.toContain(secret);
    }
    expect(runtime.nudged).toEqual([params.id]);
    while ((await runSlice(runtime, params.id)).hasMore);
    expect(await jsonOf(call(endpoints.syncJob, { params: { id: row.task_id }, headers }))).toMatchObject({
      kind: "shopify",
      status: "completed",
      total: 25,
      created: 25,
    });
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: true });
    const sync = await call(endpoints.syncShopify, { headers, body: { store_id: params.id } });
    expect(sync.status).toBe(202);
    shop.revoke();
    expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: false });
    expect(await jsonOf(call(endpoints.showConnection, { params, headers }))).toMatchObject({ state: "disconnected" });
  });
});

dbTest("what does not work is not kept, and is named with its cure in the caller's language", async ({ db, database }) => {
  await onGround(database, { scopes: ["read_products"] }, async ({ shop, params, headers }) => {
    const connect = (change: object, language = "en") =>
      call(endpoints.connectStore, {
        params,
        headers: { ...headers, "accept-language": language },
        body: { ...bodyOf(shop), ...change },
      });
    expect(await failed(await connect({ access_token: "shpat_wrong" }))).toEqual(["token_invalid"]);
    expect(await failed(await connect({ shop_domain: "https://shop.example" }))).toEqual(["address_invalid"]);
    expect(await failed(await connect({ shop_domain: "http://127.0.0.1:1" }))).toEqual(["refused"]);
    expect(await failed(await connect({}))).toEqual(["scope_missing"]);
    const { fields } = await jsonOf<{ fields: Record<string, string> }>(connect({}, "fa"));
    expect(fields.scope_missing).toMatch(/دسترسی/);
    expect((await connect({ access_token: "" })).status).toBe(400);
    expect(await jsonOf(connect({ kind: "magento" }))).toMatchObject({ fields: { kind: expect.any(String) as string } });
    const { bearer: foreign } = await anAccessKey(db, await aUser(db));
    expect((await call(endpoints.connectStore, { params, headers: foreign, body: bodyOf(shop) })).status).toBe(404);
    expect([await db.connection.count(), await db.syncJob.count()]).toEqual([0, 0]);
  });
});

dbTest("without the app's secret there is a connection, a warning and no webhook", async ({ db, database }) => {
  await onGround(database, {}, async ({ shop, params, headers, runtime }) => {
    const body = { kind: "shopify", shop_domain: shop.origin, access_token: shop.accessToken };
    const { findings } = await jsonOf<{ findings: object[] }>(call(endpoints.connectStore, { params, headers, body }));
    expect(findings.at(-1)).toMatchObject({ code: "app_secret_missing", severity: "warning" });
    while ((await runSlice(runtime, params.id)).hasMore);
    expect(shop.state.subscriptions.size).toBe(0);
    expect((await db.connection.findFirstOrThrow({ select: { learned: true } })).learned).toMatchObject({ webhooks: "refused" });
  });
});

dbTest("a shop's name is taken as people write it", () => {
  const name = "https://my-shop.myshopify.com";
  for (const text of ["my-shop", "My-Shop.myshopify.com", `${name}/`, `${name}/admin`, "https://admin.shopify.com/store/my-shop/products"])
    expect(readShopAddress(text), text).toBe(name);
  for (const text of ["", "shop.example", "https://my-shop.myshopify.com.evil.test", "http://10.0.0.1", "evil.test/my-shop.myshopify.com"])
    expect(readShopAddress(text), text).toBeNull();
  expect(readShopAddress("http://127.0.0.1:4600/")).toBe("http://127.0.0.1:4600");
});
