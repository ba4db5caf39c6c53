import { encode } from "next-auth/jwt";
import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { startShopifyShop, type ShopifyShop, type ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import type { Database } from "@/lib/core/open-database";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { beginAuthorization } from "@/lib/sync/connections/authorization";
import { aStore, aUser, anAccessKey, testEncryption } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

const APP = { SHOPIFY_API_KEY: "client-id", SHOPIFY_API_SECRET: "hush", ALLOW_PRIVATE_SHOPS: "1" };

/** Of somebody who signed in, as next-auth writes it. */
const sessionCookie = async ({ env }: TestRuntime, { userId }: { userId: string }) =>
  `next-auth.session-token=${await encode({ token: { sub: userId, sessionVersion: 1 }, secret: env.NEXTAUTH_SECRET })}`;

type Ground = {
  shop: ShopifyShop;
  storeId: string;
  owner: Awaited<ReturnType<typeof aUser>>;
  runtime: TestRuntime;
  /** Asks the API where to go. */
  begin: (shopDomain?: string) => Promise<Response>;
  /** Goes there; the merchant says yes. @returns what Shopify sends the browser back with */
  allow: (shopDomain?: string) => Promise<URLSearchParams>;
  /** The browser comes back. @returns where it is sent */
  comeBack: (query: URLSearchParams, cookie?: string | null) => Promise<string>;
};

async function onGround(
  database: Database,
  act: (ground: Ground) => Promise<void>,
  settings = {},
  options: ShopOptions = {},
): Promise<void> {
  const runtime = runtimeOn(database, { ...APP, ...settings });
  const owner = await aUser(database.db);
  const { id: storeId } = await aStore(database.db, owner);
  const { bearer } = await anAccessKey(database.db, owner);
  const shop = await startShopifyShop({ products: makeProducts(5), ...options });
  const own = await sessionCookie(runtime, owner);
  const begin = (shopDomain = shop.origin) =>
    call(endpoints.authorizeStore, { params: { id: storeId }, headers: bearer, body: { kind: "shopify", shop_domain: shopDomain } });
  try {
    await act({
      ...{ shop, storeId, owner, runtime, begin },
      async allow(shopDomain) {
        const { authorize_url } = await jsonOf<{ authorize_url: string }>(begin(shopDomain));
        const answer = await fetch(authorize_url, { redirect: "manual" });
        expect(answer.status).toBe(302);
        const back = new URL(answer.headers.get("location") ?? "");
        expect(`${back.origin}${back.pathname}`).toBe("https://hub.example.test/api/shopify/authorized/");
        return back.searchParams;
      },
      async comeBack(query, cookie = own) {
        const headers: Record<string, string> = cookie === null ? {} : { cookie };
        const answer = await call(endpoints.shopifyAuthorized, { query: Object.fromEntries(query), headers });
        expect([answer.status, await answer.text(), answer.headers.get("referrer-policy")]).toEqual([303, "", "no-referrer"]);
        return answer.headers.get("location") ?? "";
      },
    });
  } finally {
    await shop.stop();
    await runtime.outgoing.close();
  }
}

dbTest("a yes at Shopify connects the store and queues its first sync; nothing secret is kept open or said", async ({ db, database }) => {
  await onGround(database, async ({ shop, storeId, runtime, allow, comeBack }) => {
    const query = await allow();
    const place = await comeBack(query);
    const job = await db.syncJob.findFirstOrThrow({ select: { id: true, status: true, mode: true, trigger: true } });
    expect(place).toBe(`/jobs/${job.id}`);
    expect(job).toMatchObject({ status: "queued", mode: "full", trigger: "connect" });
    expect(runtime.nudged).toEqual([storeId]);

    const row = await db.connection.findFirstOrThrow({ select: { state: true, address: true, credentials: true } });
    expect(row).toMatchObject({ state: "connected", address: shop.origin });
    const kept = JSON.parse(testEncryption.decrypt(row.credentials)) as Record<string, string>;
    expect(kept).toMatchObject({ isOurApp: true, appSecret: null, accessToken: expect.stringMatching(/^shpat_/) as string });
    const minutes = (new Date(kept.expiresAt ?? "").getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);

    const secrets = [kept.accessToken, kept.refreshToken, query.get("code"), query.get("hmac"), query.get("state")].map(String);
    const tables = await db.$queryRaw`SELECT c::text AS c, (SELECT string_agg(a::text, '') FROM audit_entry a) AS a FROM connection c`;
    for (const secret of secrets) expect(runtime.logged() + JSON.stringify(tables)).not.toContain(secret);

    while ((await runSlice(runtime, storeId)).hasMore);
    expect(await db.product.count({ where: { storeId, isActive: true } })).toBe(5);
    expect(shop.state.subscriptions.size, "with the app's own secret webhooks can be verified").toBe(5);
  });
});

dbTest("a way back works once", async ({ db, database }) => {
  await onGround(database, async ({ allow, comeBack }) => {
    const query = await allow();
    const twice = await Promise.all([comeBack(query), comeBack(query)]);
    expect(twice.filter((place) => place.startsWith("/jobs/"))).toHaveLength(1);
    expect(twice).toContain("/stores?problem=authorization_invalid");
    expect(await comeBack(query)).toBe("/stores?problem=authorization_invalid");
    expect(await db.syncJob.count()).toBe(1);
  });
});

dbTest("what was changed, is another's, or was never begun here connects nothing", async ({ db, database }) => {
  await onGround(database, async ({ shop, owner, storeId, runtime, allow, comeBack }) => {
    const query = await allow();
    const { hmac: _, ...params } = Object.fromEntries(query);
    const changed = (change: Record<string, string>) => new URLSearchParams({ ...Object.fromEntries(query), ...change });
    const stranger = await sessionCookie(runtime, await aUser(db));
    const tries: [URLSearchParams, string?][] = [
      [changed({ hmac: "0".repeat(64) })],
      [changed({ shop: "another-shop.myshopify.com" })],
      [changed({ code: "another" })],
      [changed({ extra: "1" })],
      [new URLSearchParams(params)],
      // Signed as Shopify would.
      [shop.oauth.sign({ ...params, state: "x".repeat(43) })],
      [shop.oauth.sign({ ...params, state: "" })],
      [shop.oauth.sign({ ...params, shop: "evil.example" })],
      [query, stranger],
      [changed({ host: "x".repeat(3_000) })],
    ];
    for (const [tried, cookie] of tries) expect(await comeBack(tried, cookie), String(tried)).toBe("/stores?problem=authorization_invalid");
    expect([await db.connection.count(), await db.syncJob.count()]).toEqual([0, 0]);
    expect(await comeBack(query), "none of this used it up").toMatch(/^\/jobs\//);

    const ofWoo = await beginAuthorization(runtime, owner, storeId, { kind: "woocommerce", address: shop.origin });
    expect(await comeBack(shop.oauth.sign({ ...params, state: ofWoo.state }))).toBe(
      `/stores/${storeId}/connect?kind=shopify&problem=authorization_invalid`,
    );
  });
});

dbTest("the shop that comes back must be the one that was asked", async ({ db, database }) => {
  await onGround(database, async ({ shop, storeId, begin, comeBack }) => {
    const { authorize_url } = await jsonOf<{ authorize_url: string }>(begin("Some-Shop"));
    const url = new URL(authorize_url);
    expect(url.origin + url.pathname).toBe("https://some-shop.myshopify.com/admin/oauth/authorize");
    const state = url.searchParams.get("state") ?? "";
    const query = shop.oauth.sign({ code: "a-code", shop: "other-shop.myshopify.com", state, timestamp: "1" });
    expect(await comeBack(query)).toBe(`/stores/${storeId}/connect?kind=shopify&problem=authorization_invalid`);
    expect([await db.connection.count(), shop.requests.length]).toEqual([0, 0]);
  });
});

dbTest("who is not signed in signs in first, and comes back with the same words", async ({ database }) => {
  await onGround(database, async ({ shop, allow, comeBack }) => {
    const query = await allow();
    const place = new URL(await comeBack(query, null), "https://hub.example.test");
    expect(place.pathname).toBe("/sign-in");
    const next = new URL(place.searchParams.get("next") ?? "", "https://hub.example.test");
    expect([next.origin, next.pathname]).toEqual(["https://hub.example.test", "/api/shopify/authorized/"]);
    expect(shop.requests.map(({ path }) => path)).not.toContain("/admin/oauth/access_token");
    expect(await comeBack(next.searchParams)).toMatch(/^\/jobs\//);
  });
});

dbTest(
  "a right that was not given, a code Shopify does not take, a shop that does not answer: told, and nothing kept",
  async ({ db, database }) => {
    await onGround(database, async ({ shop, storeId, allow, comeBack }) => {
      const backWith = (problem: string) => `/stores/${storeId}/connect?kind=shopify&problem=${problem}`;
      shop.oauth.withheld.add("read_inventory");
      expect(await comeBack(await allow())).toBe(backWith("scope_missing"));
      shop.oauth.withheld.clear();

      const { hmac: _, ...params } = Object.fromEntries(await allow());
      expect(await comeBack(shop.oauth.sign({ ...params, code: "used" }))).toBe(backWith("query_refused"));

      const late = await allow();
      shop.hooks.beforeAnswer = ({ operation, path }) => {
        if (operation === null && path.endsWith("access_token")) shop.failNext({ kind: "status", status: 402 });
      };
      expect(await comeBack(late)).toBe(backWith("shop_unavailable"));
      expect([await db.connection.count(), await db.syncJob.count()]).toEqual([0, 0]);
    });
  },
);

dbTest("where nobody can be sent, it is said why", async ({ db, database }) => {
  const refused = async (answer: Promise<Response>) => {
    const { error, fields } = await jsonOf<{ error: string; fields?: object }>(answer);
    return [error, ...Object.keys(fields ?? {})];
  };
  await onGround(
    database,
    async ({ begin, comeBack }) => {
      expect(await refused(begin())).toEqual(["Shopify app not configured"]);
      expect(await comeBack(new URLSearchParams({ code: "1" }))).toBe("/stores?problem=shopify_app_missing");
    },
    { SHOPIFY_API_KEY: "", SHOPIFY_API_SECRET: "" },
  );
  await onGround(database, async ({ begin }) => expect(await refused(begin())).toEqual(["Invalid request body", "shop_domain"]), {
    ALLOW_PRIVATE_SHOPS: "0",
  });
  await onGround(
    database,
    async ({ begin }) => {
      expect(await refused(begin("my-shop"))).toEqual(["Invalid request body", "public_url"]);
      expect(await refused(begin("https://shop.example"))).toEqual(["Invalid request body", "shop_domain"]);
    },
    { PUBLIC_URL: "http://hub.example.test" },
  );
  expect(await db.shopAuthorization.count()).toBe(0);
});

dbTest("Shopify's own button leads to the choice of a store, if Shopify says so", async ({ database }) => {
  await onGround(database, async ({ shop }) => {
    const placeOf = async (query: URLSearchParams) =>
      (await call(endpoints.shopifyInstall, { query: Object.fromEntries(query) })).headers.get("location");
    const query = shop.oauth.sign({ shop: "my-shop.myshopify.com", timestamp: "1337178173", host: "YWRtaW4" });
    expect(await placeOf(query)).toBe("/connect/shopify?shop=my-shop.myshopify.com");
    query.set("shop", "other.myshopify.com");
    expect(await placeOf(query)).toBe("/stores?problem=authorization_invalid");
    expect(await placeOf(shop.oauth.sign({ shop: "evil.example" }))).toBe("/stores?problem=authorization_invalid");
    runtimeOn(database);
    expect(await placeOf(query)).toBe("/stores?problem=shopify_app_missing");
  });
});
