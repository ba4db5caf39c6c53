import { afterEach, describe, expect, test } from "vitest";
import { makeProducts } from "./catalogue";
import { startShopifyShop, type ShopOptions, type ShopifyShop } from "./start-shopify-shop";

let open: ShopifyShop | null = null;
afterEach(() => open?.stop());
const start = async (options: ShopOptions = {}) => (open = await startShopifyShop({ products: makeProducts(30), ...options }));

type Body = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: { currentlyAvailable: number } } };
};

async function ask(
  shop: ShopifyShop,
  query: string,
  variables: Record<string, unknown> = {},
  token = shop.accessToken,
  version = "2026-10",
) {
  const answer = await fetch(`${shop.origin}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": token },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

describe("what the fake refuses", () => {
  test.each([
    ["a field that Shopify does not have", "{ shop { revenue } }", "undefinedField"],
    ["an argument that it does not have", '{ products(first: 1, search: "x") { nodes { id } } }', "argumentNotAccepted"],
    ["a text that is no query", "{ shop {", "parseError"],
  ])("%s", async (_name, query, code) => {
    const { status, body } = await ask(await start(), query);
    expect([status, body.errors?.[0]?.extensions?.code, body.data]).toEqual([200, code, undefined]);
  });
  test.each(["{ products { nodes { id } } }", "{ products(first: 251) { nodes { id } } }", "{ products(first: 0) { nodes { id } } }"])(
    "a page without a size or with a wrong one: %s",
    async (query) => expect((await ask(await start(), query)).body.errors).toHaveLength(1),
  );
  test("a filter that it does not know, instead of passing it over", async () => {
    const { body } = await ask(await start(), '{ products(first: 1, query: "colour:red") { nodes { id } } }');
    expect(body.errors?.[0]?.message).toContain("colour:red");
  });
  test("another version, another token", async () => {
    const shop = await start();
    expect((await ask(shop, "{ shop { name } }", {}, shop.accessToken, "2023-01")).status).toBe(404);
    expect((await ask(shop, "{ shop { name } }", {}, "shpat_other")).status).toBe(401);
    shop.revoke();
    expect((await ask(shop, "{ shop { name } }")).status).toBe(401);
  });
  test("paging deeper than the cap", async () => {
    const shop = await start({ pagingCap: 20 });
    const page = await ask(shop, "{ products(first: 15) { pageInfo { endCursor } } }");
    const after = (page.body.data?.products as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
    const next = await ask(shop, "query Next($after: String) { products(first: 15, after: $after) { nodes { id } } }", { after });
    expect(next.body.errors?.[0]?.message).toContain("limited to 20");
  });
});

describe("what a query costs", () => {
  test.each([
    ["{ shop { name } }", 1, 1],
    // Two for the connection, one an object; 30 products are there.
    ["{ products(first: 50) { nodes { id } } }", 52, 32],
    ["{ products(first: 50) { edges { node { id } } } }", 52, 32],
    // 2 + 10 × (1 + 2 + 5); the ten have 22 variants together.
    ["{ products(first: 10) { nodes { id variants(first: 5) { nodes { id } } } } }", 82, 54],
    ["{ products(first: 3) { nodes { media(first: 10) { nodes { ... on MediaImage { image { url } } } } } } }", 71, 23],
    ['mutation { bulkOperationCancel(id: "x") { userErrors { message } } }', 12, 12],
  ])("%s", async (query, requested, actual) => {
    const { body } = await ask(await start(), query);
    expect(body.errors).toBeUndefined();
    expect([body.extensions?.cost.requestedQueryCost, body.extensions?.cost.actualQueryCost]).toEqual([requested, actual]);
  });
  test("more than 1,000 is refused before it is run, and costs nothing", async () => {
    const shop = await start();
    const { body } = await ask(shop, "{ products(first: 250) { nodes { variants(first: 10) { nodes { id } } } } }");
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", cost: 3_252, maxCost: 1_000 });
    expect(shop.bucket.status.currentlyAvailable).toBe(2_000);
  });
  test("the bucket is charged what was asked, given back what was not used, and filled by the clock", async () => {
    let now = 0;
    const shop = await start({ bucket: { maximum: 100, restoreRate: 50 }, clock: () => now });
    const query = "{ products(first: 90) { nodes { id } } }";
    expect((await ask(shop, query)).body.extensions?.cost).toMatchObject({
      actualQueryCost: 32,
      throttleStatus: { currentlyAvailable: 68 },
    });
    expect((await ask(shop, query)).body).toMatchObject({
      errors: [{ extensions: { code: "THROTTLED" } }],
      extensions: { cost: { actualQueryCost: null } },
    });
    now = 1_000;
    expect((await ask(shop, query)).body.errors).toBeUndefined();
  });
});

test("products are the same each time, Persian and English, and ids may be larger than a number", () => {
  expect(makeProducts(5)).toEqual(makeProducts(5));
  const titles = makeProducts(4).map(({ title }) => /[\u0600-\u06ff]/.test(title));
  expect(titles).toEqual([true, false, true, false]);
  const [first, second] = makeProducts(2, { firstId: "9007199254740993001" });
  expect([first?.id, second?.id]).toEqual(["9007199254740993001", "9007199254740993002"]);
  const ids = makeProducts(50, { variants: () => 40 }).flatMap(({ variants }) => variants.map(({ id }) => id));
  expect(new Set(ids).size).toBe(2_000);
});

test("the request log says what was asked and what it cost", async () => {
  const shop = await start();
  await ask(shop, "query Names($first: Int) { products(first: $first) { nodes { title } } }", { first: 3 });
  expect(shop.requests).toMatchObject([{ method: "POST", operation: "Names", variables: { first: 3 }, cost: 5, isThrottled: false }]);
});

test("a stock change announces itself twice, a webhook names at most 100 variants and the ids of all", async () => {
  const shop = await start({ products: makeProducts(1, { variants: () => 130 }) });
  await ask(shop, 'mutation { webhookSubscriptionCreate(topic: PRODUCTS_UPDATE, webhookSubscription: { uri: "https://hub.example/a" }) { userErrors { message } } }'); // prettier-ignore
  await ask(shop, 'mutation { webhookSubscriptionCreate(topic: INVENTORY_LEVELS_UPDATE, webhookSubscription: { uri: "https://hub.example/a" }) { userErrors { message } } }'); // prettier-ignore
  const [id = ""] = shop.state.products.keys();
  shop.merchant.setStock(id, 0, 4);
  expect(shop.webhooks.waiting.map(({ topic }) => topic)).toEqual(["inventory_levels/update", "products/update"]);
  const body = JSON.parse(shop.webhooks.waiting[1]?.body ?? "{}") as { variants: unknown[]; variant_gids: unknown[] };
  expect([body.variants.length, body.variant_gids.length]).toEqual([100, 130]);
});

test("client credentials: a page for who does not ask for JSON, no parameter too many, no other grant", async () => {
  const shop = await start();
  const grant = async (change: Record<string, string>, headers: Record<string, string> = { Accept: "application/json" }) => {
    const { clientId: client_id, clientSecret: client_secret } = shop.app;
    const body = new URLSearchParams({ client_id, client_secret, grant_type: "client_credentials", ...change });
    const answer = await fetch(`${shop.origin}/admin/oauth/access_token`, { method: "POST", headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  const { status, text } = await grant({});
  expect([status, JSON.parse(text)]).toEqual([200, { access_token: expect.any(String) as string, scope: "read_products,read_inventory", expires_in: 86_399 }]); // prettier-ignore
  expect((await grant({ client_secret: "other" }, {})).text).toContain("<title>400 - Oauth error invalid_client");
  expect(JSON.parse((await grant({ client_secret: "other" })).text)).toMatchObject({ error: "invalid_client" });
  expect((await grant({ expiring: "1" })).text).toContain("invalid_request");
  expect((await grant({ grant_type: "password" })).text).toContain("unsupported_grant_type");
});
