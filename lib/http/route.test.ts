import { expect } from "vitest";
import { aStore, aToken, aUser, anAccessKey, anAdmin } from "@/lib/testing/builders";
import { call, importRoute, jsonOf, routeFileOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, runtimeThatFails } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

dbTest("an error is a short English title, a sentence in the caller's language, and nothing of our inside", async ({ db, database }) => {
  runtimeOn(database);
  const { bearer } = await anAccessKey(db, await aUser(db));
  const ask = (language?: string) =>
    jsonOf(call(endpoints.showProduct, { params: { id: "x" }, headers: { ...bearer, ...(language && { "accept-language": language }) } }));
  const persian = { error: "Product not found", detail: expect.stringMatching(/[آ-ی]/) as string };
  const english = { error: "Product not found", detail: "There is no such product, or it is not one of yours." };
  for (const language of [undefined, "fa", "fa-IR,en;q=0.5", "de", "*", "en;q=0", "nonsense;;;"])
    expect(await ask(language), language).toEqual(persian);
  for (const language of ["en", "en-GB", "EN-us;q=0.9, fa;q=0.5", "de, en;q=0.3"]) expect(await ask(language), language).toEqual(english);
});

dbTest("what is wrong with a query or a body is named; what no database can store is dropped", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const { bearer: headers } = await anAccessKey(db, await anAdmin(db));
  const store = await aStore(db, await aUser(db));
  for (const [query, field] of [
    [{ limit: "0" }, "limit"],
    [{ limit: "101" }, "limit"],
    [{ limit: "many" }, "limit"],
    [{ limit: "" }, "limit"],
    [{ status: "lost" }, "status"],
    [{ since: "yesterday" }, "since"],
    [{ since: "0000-01-01T00:00:00Z" }, "since"],
    [{ cursor: "" }, "cursor"],
  ] as const) {
    const answer = await call(endpoints.listEvents, { query, headers });
    expect([answer.status, Object.keys((await jsonOf<{ fields: object }>(answer)).fields)], JSON.stringify(query)).toEqual([400, [field]]);
  }
  for (const cursor of ["nonsense", Buffer.from('["9999999999999999999"]').toString("base64url")])
    expect(await jsonOf(call(endpoints.listEvents, { query: { cursor }, headers }))).toMatchObject({ error: "Invalid cursor" });
  const wrong: [unknown, number, string][] = [
    ["{", 400, "Invalid JSON"],
    ["", 400, "Invalid JSON"],
    [{}, 400, "Invalid request body"],
    ["[]", 400, "Invalid request body"],
    [{ integration_type: "woocommerce", name: " " }, 400, "Invalid request body"],
    [{ integration_type: "x", name: "n" }, 400, "Invalid integration type"],
    [{ integration_type: "woocommerce", name: "n", allowed_ips: ["127.1"] }, 400, "Invalid request body"],
    [{ integration_type: "woocommerce", name: "n", expires_at: "0000-01-01T00:00:00Z" }, 400, "Invalid request body"],
  ];
  for (const [body, status, error] of wrong) {
    const answer = await call(endpoints.generateToken, { headers, body });
    expect([answer.status, (await jsonOf(answer)).error], JSON.stringify(body)).toEqual([status, error]);
  }
  expect((await call(endpoints.generateToken, { headers: { ...headers, "content-type": "text/plain" }, body: "{}" })).status).toBe(415);
  expect((await call(endpoints.generateToken, { headers, body: `{"name":"${"x".repeat(1 << 20)}"}` })).status).toBe(413);

  const nul = "a\u0000b";
  for (const endpoint of [
    endpoints.listEvents,
    endpoints.listProducts,
    endpoints.listTokens,
    endpoints.listUsers,
    endpoints.listStores,
    endpoints.listAccessKeys,
  ]) {
    expect(
      (await call(endpoint, { headers, query: { q: nul, user_id: nul, store_id: nul, category: nul, tag: nul } })).status,
      endpoint.path,
    ).toBe(200);
  }
  expect((await call(endpoints.searchKnowledge, { headers, body: { query: nul, filters: { category: nul, tags: [nul] } } })).status).toBe(
    200,
  );
  expect(await jsonOf(call(endpoints.updateStore, { params: { id: store.id }, headers, body: { name: nul } }))).toMatchObject({
    name: "ab",
  });
  for (const { path, method } of Object.values(endpoints).filter(
    (endpoint) => endpoint.path.includes("{id}") && endpoint.method === "GET",
  )) {
    for (const id of [nul, "..", "%2e%2e%2f", "9".repeat(400), "__proto__", "[object Object]", "💐"])
      expect((await call({ path, method }, { params: { id }, headers })).status, `${path} ${id}`).toBe(404);
  }
  expect(runtime.logged()).not.toContain("request failed");
});

dbTest("an unknown address of the API answers 404 in the same JSON, whatever the method", async ({ database }) => {
  runtimeOn(database);
  const route = await importRoute(routeFileOf("/api/[[...path]]/"));
  for (const method of ["GET", "POST", "PATCH", "PUT", "DELETE"] as const) {
    const answer = await route[method]?.(new Request("http://hub.test/api/v9/nothing/", { method, headers: { "accept-language": "en" } }), {
      params: Promise.resolve({}),
    });
    expect([answer?.status, await answer?.json()]).toEqual([404, { error: "Not found", detail: "There is nothing at this address." }]);
  }
});

dbTest(
  "refused callers are counted by address: over the rate nothing more is looked at, with when to come back; others are not touched",
  async ({ db, database }) => {
    runtimeOn(database, { ADDRESS_RATE_PER_MINUTE: "2" });
    const { bearer } = await anAccessKey(db, await aUser(db));
    const from = (address: string, headers: Record<string, string> = {}) => call(endpoints.listStores, { address, headers });
    expect([(await from("203.0.113.7")).status, (await from("203.0.113.7", { authorization: "Bearer fk_live_x" })).status]).toEqual([
      401, 401,
    ]);
    const stopped = await from("203.0.113.7", bearer);
    expect([stopped.status, await jsonOf(stopped)]).toEqual([429, { error: "Too many requests", detail: expect.any(String) as string }]);
    for (const name of ["retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"])
      expect(stopped.headers.get(name), name).toMatch(/^\d+$/);
    for (let count = 0; count < 5; count++) expect((await from("203.0.113.8", bearer)).status).toBe(200);
    expect([(await from("2001:db8::1")).status, (await from("2001:db8::2")).status, (await from("2001:db8::3")).status]).toEqual([
      401, 401, 429,
    ]);
  },
);

dbTest("with the database away an answer is 503 with Retry-After, whether it goes before or during a request", async ({ db, database }) => {
  runtimeThatFails(new Error("connect ECONNREFUSED 127.0.0.1:5432 password=hunter2"));
  const before = await call(endpoints.listStores, {});
  expect([before.status, before.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(JSON.stringify(await before.json())).not.toMatch(/ECONN|hunter2|5432/);

  const { bearer } = await anAccessKey(db, await aUser(db));
  const away = new Proxy(db, {
    get: (target, name) =>
      name === "store"
        ? { findMany: () => Promise.reject(Object.assign(new Error("gone"), { code: "ECONNRESET" })) }
        : (Reflect.get(target, name) as unknown),
  });
  runtimeOn(database, {}, { db: away });
  expect((await call(endpoints.listStores, { headers: bearer })).status).toBe(503);
});

dbTest("what nobody foresaw is 500: a title for the caller, the cause for the log", async ({ db, database }) => {
  const { bearer } = await anAccessKey(db, await aUser(db));
  const broken = new Proxy(db, {
    get: (target, name) =>
      name === "store"
        ? { findMany: () => Promise.reject(new Error("SELECT secret_column FROM x")) }
        : (Reflect.get(target, name) as unknown),
  });
  const runtime = runtimeOn(database, {}, { db: broken });
  const answer = await call(endpoints.listStores, { headers: { ...bearer, "accept-language": "en" } });
  expect([answer.status, await jsonOf(answer)]).toEqual([
    500,
    { error: "Internal error", detail: "Something went wrong on our side. Try again; if it stays, tell us the request id." },
  ]);
  expect(runtime.logged()).toContain("secret_column");
  expect(runtime.logged()).toContain('"requestId":"request-of-a-test"');
});

dbTest("no answer that belongs to somebody may be kept by a cache", async ({ db, database }) => {
  runtimeOn(database);
  const admin = await anAdmin(db);
  const [{ bearer: headers }, token] = [await anAccessKey(db, admin), await aToken(db, admin)];
  for (const endpoint of [
    endpoints.listTokens,
    endpoints.listUsers,
    endpoints.listStores,
    endpoints.listEvents,
    endpoints.listProducts,
    endpoints.knowledgeStats,
  ]) {
    expect((await call(endpoint, { headers })).headers.get("cache-control"), endpoint.path).toBe("no-store");
  }
  expect((await call(endpoints.tokenHealth, { headers: token.bearer })).headers.get("cache-control")).toBe("no-store");
  expect((await call(endpoints.listTokens, {})).headers.get("cache-control")).toBe("no-store");
});

dbTest("the health of a token says whose it is, counts, and does not use up the token's rate", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db, { email: "owner@example.test" });
  const token = await aToken(db, owner, { ratePerMinute: 1, rateBurst: 0, name: "Plugin", allowedIps: ["203.0.113.7"] });
  const ask = () => call(endpoints.tokenHealth, { headers: token.bearer, address: "203.0.113.7" });
  for (let count = 0; count < 4; count++) expect((await ask()).status).toBe(200);
  expect(await jsonOf(ask())).toEqual({
    status: "ok",
    message: "اتصال برقرار است",
    user: { id: owner.userId, email: "owner@example.test", username: "owner@example.test" },
    store: token.store,
    integration_type: "woocommerce",
    token: {
      id: token.id,
      name: "Plugin",
      integration_type: "woocommerce",
      last_used_at: expect.stringMatching(/Z$/) as string,
      usage_count: 5,
    },
    plugin: { latest_version: expect.any(String) as string },
    timestamp: expect.stringMatching(/Z$/) as string,
  });
  expect((await call(endpoints.tokenHealth, { headers: token.bearer, address: "198.51.100.1" })).status).toBe(403);
  expect((await call(endpoints.tokenHealth, {})).status).toBe(401);
});

dbTest("a client's own X-Forwarded-For is in no record", async ({ db, database }) => {
  runtimeOn(database);
  const admin = await anAdmin(db);
  const { bearer } = await anAccessKey(db, admin);
  const store = await aStore(db, admin);
  await call(endpoints.updateStore, {
    params: { id: store.id },
    headers: { ...bearer, "x-forwarded-for": "203.0.113.99" },
    body: { name: "n" },
    address: "::ffff:192.0.2.1",
  });
  expect((await db.auditEntry.findFirstOrThrow()).sourceIp).toBe("192.0.2.1");
});
