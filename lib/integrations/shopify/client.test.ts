import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { connectClient, createManualClock, type Connected } from "@/fakes/shopify/connect-client";
import type { Fault } from "@/fakes/shopify/faults";
import { plainFetch } from "@/fakes/shopify/plain-fetch";
import type { ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import { SHOPIFY_API_VERSION, createShopifyClient } from "./client";
import { listProducts, listVersions, readShop } from "./pull";
import { ShopifyError } from "./shopify-error";
import { isShopDomain } from "./shop-address";

let open: Connected | null = null;
afterEach(() => open?.stop());
const connect = async (options: ShopOptions = {}, ours: { accessToken?: string; maxWaitMs?: number } = {}) =>
  (open = await connectClient(options, ours));

const problemOf = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ShopifyError)) throw error ?? new Error("nothing was thrown");
  return error;
};

describe("points", () => {
  test("a query waits for the points it needs, and is not refused once", async () => {
    const { client, shop, clock } = await connect({ products: makeProducts(200), bucket: { maximum: 1_000, restoreRate: 50 } });
    for await (const page of listVersions(client, null, { pageSize: 250 })) expect(page.versions).toHaveLength(200);
    for await (const page of listVersions(client, null, { pageSize: 250 })) expect(page.versions).toHaveLength(200);
    expect(clock.waits.length).toBeGreaterThan(0);
    expect(shop.requests.filter(({ isThrottled }) => isThrottled)).toEqual([]);
    expect(client.waitedMs).toBe(clock.waits.reduce((sum, ms) => sum + ms, 0));
  });

  test("somebody else has emptied the bucket: THROTTLED is waited out, as long as Shopify says", async () => {
    const { client, shop, clock } = await connect({ products: makeProducts(5), bucket: { maximum: 1_000, restoreRate: 50 } });
    shop.bucket.take(1_000);
    expect((await listVersions(client).next()).value?.versions).toHaveLength(5);
    // 302 points at 50 a second.
    expect(clock.waits).toEqual([6_040]);
    expect(shop.requests.map(({ isThrottled }) => isThrottled)).toEqual([true, false]);
  });

  test("the wait is bounded; what is missing is told", async () => {
    const { client, shop } = await connect(
      { products: makeProducts(5), bucket: { maximum: 1_000, restoreRate: 10 } },
      { maxWaitMs: 1_000 },
    );
    shop.bucket.take(1_000);
    expect(await problemOf(listVersions(client).next())).toMatchObject({ problem: "throttled", isPassing: true, retryAfterMs: 30_200 });
  });

  test("a query that is too dear is asked again for less", async () => {
    const { client, shop } = await connect({ products: makeProducts(40) });
    const pages = [];
    for await (const page of listProducts(client, { pageSize: 40 })) pages.push(...page.products);
    expect(pages).toHaveLength(40);
    expect(shop.requests[0]?.cost).toBeGreaterThan(1_000);
    expect(shop.requests.slice(1).every(({ cost }) => (cost ?? 0) <= 1_000)).toBe(true);
  });
});

describe("what goes wrong has a name", () => {
  const cases: [string, Fault, { problem: string; isPassing: boolean; status?: number | null; retryAfterMs?: number }][] = [
    ["401", { kind: "status", status: 401 }, { problem: "token_invalid", isPassing: false, status: 401 }],
    ["402 frozen", { kind: "status", status: 402 }, { problem: "shop_unavailable", isPassing: false }],
    ["403", { kind: "status", status: 403 }, { problem: "scope_missing", isPassing: false }],
    ["404", { kind: "status", status: 404 }, { problem: "shop_unavailable", isPassing: false }],
    ["423 locked", { kind: "status", status: 423 }, { problem: "shop_unavailable", isPassing: false }],
    ["a redirect", { kind: "status", status: 301 }, { problem: "shop_unavailable", isPassing: false }],
    ["500", { kind: "status", status: 500 }, { problem: "server_error", isPassing: true }],
    [
      "503 with Retry-After",
      { kind: "status", status: 503, retryAfterSeconds: 2 },
      { problem: "server_error", isPassing: true, retryAfterMs: 2_000 },
    ],
    ["a page of HTML", { kind: "html" }, { problem: "not_json", isPassing: true, status: 200 }],
    ["a cut connection", { kind: "cut" }, { problem: "network", isPassing: true, status: null }],
    ["SHOP_INACTIVE", { kind: "graphql", code: "SHOP_INACTIVE" }, { problem: "shop_unavailable", isPassing: false }],
    ["INTERNAL_SERVER_ERROR", { kind: "graphql", code: "INTERNAL_SERVER_ERROR" }, { problem: "server_error", isPassing: true }],
    ["a code nobody knows", { kind: "graphql", code: "BAD_REQUEST" }, { problem: "query_refused", isPassing: false }],
  ];
  test.each(cases)("%s", async (_name, fault, expected) => {
    const { client, shop } = await connect();
    shop.failNext(fault);
    expect(await problemOf(readShop(client))).toMatchObject(expected);
    expect((await readShop(client)).name).toBe("Fake shop");
  });

  test("429 is waited for once and again, then told", async () => {
    const { client, shop, clock } = await connect();
    shop.failNext({ kind: "status", status: 429, retryAfterSeconds: 2 }, 2);
    expect((await readShop(client)).name).toBe("Fake shop");
    expect(clock.waits).toEqual([2_000, 2_000]);
    shop.failNext({ kind: "status", status: 429, retryAfterSeconds: 60 });
    expect(await problemOf(readShop(client))).toMatchObject({ problem: "throttled", retryAfterMs: 60_000 });
  });

  test("a right the app was not given, even where other fields were answered", async () => {
    const { client } = await connect({ scopes: [] });
    const attempt = client.request("{ shop { name } products(first: 1) { nodes { id } } }", { answer: z.unknown() });
    expect(await problemOf(attempt)).toMatchObject({ problem: "scope_missing", code: "ACCESS_DENIED", isPassing: false });
  });

  test("a field Shopify does not have", async () => {
    const { client } = await connect();
    expect(await problemOf(client.request("{ shop { nonsense } }", { answer: z.unknown() }))).toMatchObject({
      problem: "query_refused",
      code: "undefinedField",
    });
  });

  test("an answer that is not what was asked for", async () => {
    const { client } = await connect();
    const attempt = client.request("{ shop { name } }", { answer: z.object({ shop: z.object({ name: z.number() }) }) });
    expect(await problemOf(attempt)).toMatchObject({ problem: "not_json", detail: expect.stringContaining("shop.name") as string });
  });

  test("a wrong token, a revoked one, and no error that repeats it", async () => {
    const { client } = await connect({}, { accessToken: "shpat_wrong" });
    const error = await problemOf(readShop(client));
    expect(error.problem).toBe("token_invalid");
    expect(JSON.stringify(error) + error.message + error.detail).not.toContain("shpat_");
  });

  test("nobody listens", async () => {
    const { client, stop } = await connect();
    await stop();
    open = null;
    expect(await problemOf(readShop(client))).toMatchObject({ problem: "refused", isPassing: true });
  });
});

test("a token is asked for with every query, and for another one once when Shopify refuses it", async () => {
  const { shop, clock } = await connect();
  const asked: (string | undefined)[] = [];
  const tokens = ["shpat_over", shop.accessToken, shop.accessToken, "shpat_over", "shpat_wrong", ""];
  const accessToken = (refused?: string) => {
    asked.push(refused);
    return Promise.resolve(tokens.shift() ?? "");
  };
  const client = createShopifyClient(
    { fetch: plainFetch, now: clock.now, wait: clock.wait },
    { shopDomain: shop.shopDomain, developmentBaseUrl: shop.origin, accessToken },
  );
  expect((await readShop(client)).name).toBe("Fake shop");
  expect((await readShop(client)).name).toBe("Fake shop");
  expect(await problemOf(readShop(client))).toMatchObject({ problem: "token_invalid", status: 401 });
  expect(await problemOf(readShop(client))).toMatchObject({ problem: "token_invalid", status: null });
  expect(asked).toEqual([undefined, "shpat_over", undefined, undefined, "shpat_over", undefined]);
});

test("the version in the path is the one constant", async () => {
  const { client, shop } = await connect();
  await readShop(client);
  expect(shop.requests[0]?.path).toBe(`/admin/api/${SHOPIFY_API_VERSION}/graphql.json`);
});

describe("where queries go", () => {
  const make = (shopDomain: string, developmentBaseUrl?: string) => {
    const { now, wait } = createManualClock();
    return () =>
      createShopifyClient(
        { fetch: plainFetch, now, wait },
        { shopDomain, accessToken: "x", ...(developmentBaseUrl && { developmentBaseUrl }) },
      );
  };
  test.each([
    "evil.com",
    "shop.myshopify.com.evil.com",
    "shop.myshopify.com/../x",
    "a.b.myshopify.com",
    "-x.myshopify.com",
    "Shop.myshopify.com",
    "shop.myshopify.com:8443",
    "shop.myshopify.com\n",
    "user@shop.myshopify.com",
    ".myshopify.com",
    "",
  ])("%j is no shop", (domain) => {
    expect(isShopDomain(domain)).toBe(false);
    expect(make(domain)).toThrow(TypeError);
  });
  test.each(["http://10.0.0.1", "https://shop.example", "http://127.0.0.1.evil.com", "file:///etc"])(
    "%s stands in for nobody",
    (baseUrl) => {
      expect(make("shop.myshopify.com", baseUrl)).toThrow(TypeError);
    },
  );
  test("without a stand-in: https, to the shop's own name", async () => {
    const { now, wait } = createManualClock();
    const asked: string[] = [];
    const fetch = (url: string) => {
      asked.push(url);
      return Promise.reject(Object.assign(new Error("no"), { kind: "address_blocked" }));
    };
    const client = createShopifyClient({ fetch, now, wait }, { shopDomain: "shop.myshopify.com", accessToken: "x" });
    expect(await problemOf(readShop(client))).toMatchObject({ problem: "address_blocked", isPassing: false });
    expect(asked).toEqual([`https://shop.myshopify.com/admin/api/${SHOPIFY_API_VERSION}/graphql.json`]);
  });
});
