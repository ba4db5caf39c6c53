import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { recordAudit } from "@/lib/access/audit";
import { scopes, type Scope } from "@/lib/access/caller";
import { judge } from "@/lib/knowledge/judgements/judge";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { aConnection } from "@/lib/testing/a-connection";
import { aStore, aToken, aUser, anAccessKey, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { call } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant, searchableProducts } from "@/lib/testing/products";
import { runtimeOn } from "@/lib/testing/test-runtime";
import type { Endpoint } from "./endpoint";
import { endpoints } from "./endpoints";

type Name = keyof typeof endpoints;
const all = Object.entries(endpoints) as [Name, Endpoint][];
const withId = all.filter(([, endpoint]) => endpoint.access !== null && endpoint.path.includes("{"));
/** Answers what it found: a list, a search, a sum over many rows. */
const reads = all.filter(
  ([, endpoint]) => endpoint.access !== null && !endpoint.path.includes("{") && (endpoint.method === "GET" || endpoint.tag === "knowledge"),
);

/** Takes another's id in its body. */
const writes = all.filter(
  ([, endpoint]) => endpoint.access !== null && !endpoint.path.includes("{") && endpoint.method === "POST" && endpoint.tag !== "knowledge",
);

/** One tenant with something of everything, and the words that must not reach anybody else. */
async function aTenant(db: DbClient) {
  const owner = await aUser(db, { email: "victim@victim-mail.test", name: "Victoria Victim" });
  const store = await aStore(db, owner, { name: "VictimShop" });
  const token = await aToken(db, owner, { store, name: "VictimToken" });
  const key = await anAccessKey(db, owner, { name: "VictimKey" });
  const [product = ""] = await searchableProducts(db, store.id, [
    aDraft({
      externalId: "woo_987654",
      title: "کفش VictimProduct",
      sku: "VICTIM-SKU",
      categories: ["VictimCategory"],
      variants: [aVariant({ sku: "VICTIM-VAR" })],
    }),
  ]);
  const [event = ""] = await someEvents(db, [
    anIncomingEvent(store.id, { eventId: "victim_event", productId: "987654", sourceIp: "192.0.2.77" }),
  ]);
  await db.event.updateMany({ data: { status: "failed", errorMessage: "VictimError" } });
  await aConnection(db, store.id, { address: "https://victim.example" });
  const job = await queueJob(db, store.id, "woocommerce", { mode: "full", trigger: "manual" });
  await recordAudit(db, owner, {
    action: "token.revoke",
    targetType: "token",
    targetId: token.id,
    storeId: store.id,
    details: { name: "VictimToken" },
  });
  await judge({ db, now: () => new Date() }, owner, {
    productId: product,
    query: "VictimQuery",
    filters: { category: "VictimCategory" },
    rank: 1,
    score: 0.2,
    verdict: "up",
  });
  const ids = {
    syncJob: job,
    cancelSyncJob: job,
    updateToken: token.id,
    rotateToken: token.id,
    revokeToken: token.id,
    updateUser: owner.userId,
    revokeAccessKey: key.id,
    showConnection: store.id,
    connectStore: store.id,
    authorizeStore: store.id,
    disconnectStore: store.id,
    testConnection: store.id,
    showStore: store.id,
    updateStore: store.id,
    previewVisibility: store.id,
    storeSetup: store.id,
    storeDrift: store.id,
    showEvent: event,
    replayEvent: event,
    showProduct: product,
    productHistory: product,
    hideProduct: product,
  };
  const words = /victim|987654|192\.0\.2\.77/i;
  const secretIds = [owner.userId, store.id, token.id, key.id, product, job];
  return {
    owner,
    store,
    token,
    key,
    product,
    event,
    ids: ids satisfies Partial<Record<Name, string>> as Partial<Record<Name, string>>,
    words,
    secretIds,
  };
}

/** What changes something needs a body that would do it, if it were allowed. */
const bodies: Partial<Record<Name, (tenant: Awaited<ReturnType<typeof aTenant>>) => unknown>> = {
  updateToken: () => ({ name: "mine now" }),
  rotateToken: () => ({ grace_seconds: 0 }),
  updateUser: () => ({ role: "ADMIN" }),
  updateStore: () => ({ name: "mine now" }),
  previewVisibility: () => ({ hide_unpriced: true }),
  hideProduct: () => ({ hidden: true }),
  createStore: () => ({ name: "a store of one's own" }),
  searchKnowledge: () => ({ query: "کفش VictimProduct VICTIM-SKU", limit: 50 }),
  generateToken: ({ owner, store }) => ({ integration_type: "woocommerce", name: "mine", user_id: owner.userId, store_id: store.id }),
  createUser: () => ({ email: "friend@example.test", role: "ADMIN", password: "long enough it is" }),
  createAccessKey: ({ owner }) => ({ name: "mine", scopes: ["*"], user_id: owner.userId }),
  connectStore: () => ({ kind: "woocommerce", shop_url: "http://127.0.0.1:9", consumer_key: "ck_x", consumer_secret: "cs_x" }),
  authorizeStore: () => ({ kind: "woocommerce", shop_url: "https://stranger.example" }),
  syncWooCommerce: ({ store }) => ({ store_id: store.id }),
  syncWooCommerceUnderApi: ({ store }) => ({ store_id: store.id }),
  syncShopify: ({ store }) => ({ store_id: store.id }),
  syncShopifyUnderApi: ({ store }) => ({ store_id: store.id }),
  replayEvents: ({ store }) => ({ filter: { store_id: store.id } }),
};
/** Every filter a list has for a tenant, pointed at the other one. */
const probes: Partial<Record<Name, (tenant: Awaited<ReturnType<typeof aTenant>>) => Record<string, string | undefined>[]>> = {
  listTokens: ({ owner, store }) => [{}, { user_id: owner.userId }, { store_id: store.id }, { q: "Victim" }, { state: "on,off" }],
  exportTokens: ({ store }) => [{}, { store_id: store.id }],
  listUsers: () => [{}, { q: "victim" }],
  listAccessKeys: ({ owner }) => [{}, { user_id: owner.userId }],
  listAudit: ({ owner, store, token }) => [
    {},
    { user_id: owner.userId },
    { action: "token.revoke" },
    { target_type: "token", target_id: token.id },
    { target_type: "store", target_id: store.id },
    { store_id: store.id },
    { source_ip: "192.0.2.*" },
  ],
  listStores: ({ owner }) => [{}, { user_id: owner.userId }, { q: "Victim" }, { ordering: "-products" }, { ordering: "last_event_at" }],
  listEvents: ({ owner, store }) => [
    {},
    { user_id: owner.userId },
    { store_id: store.id },
    { q: "victim_event" },
    { woo_product_id: "987654" },
    { status: "failed" },
  ],
  listProducts: ({ owner, store }) => [
    {},
    { user_id: owner.userId },
    { store_id: store.id },
    { q: "VICTIM-SKU" },
    { category: "VictimCategory" },
    { ai_state: "ready,waiting,hidden,not_public" },
    { ai_state: "waiting,not_public" },
  ],
  jump: ({ store, product, event }) => [
    {},
    ...["Victim", "VICTIM-SKU", "VICTIM-VAR", "987654", "woo_987654", "victim_event", store.id, product, event].map((q) => ({ q })),
  ],
  exportAudit: ({ owner, store }) => [{}, { user_id: owner.userId }, { store_id: store.id }, { source_ip: "192.0.2.*" }],
  exportEvents: ({ owner, store }) => [{}, { user_id: owner.userId }, { store_id: store.id }, { q: "victim_event" }],
  exportProducts: ({ owner, store }) => [{}, { user_id: owner.userId }, { store_id: store.id }, { categories: "VictimCategory" }],
  listSyncJobs: ({ store }) => [{}, { store_id: store.id }, { status: "queued" }],
  exportSyncJobs: ({ store }) => [{}, { store_id: store.id }, { status: "queued" }],
  overview: () => [{}, { language: "fa" }],
  knowledgeStats: ({ store }) => [{}, { store_id: store.id }],
  searchKnowledge: () => [{}],
  listJudgements: ({ store }) => [{}, { store_id: store.id }, { verdict: "up" }, { q: "e" }],
  exportJudgements: ({ store }) => [{}, { store_id: store.id }, { verdict: "up" }, { q: "e" }],
};

function mustHave<T>(table: Partial<Record<Name, T>>, name: Name): T {
  const found = table[name];
  if (found === undefined) throw new Error(`${name} is new: say here how a foreign caller would try it`);
  return found;
}

/** Everything of the other tenant, as it stands in the database. */
const stateOf = async (db: DbClient, storeId: string, userId: string) =>
  JSON.stringify(
    await Promise.all([
      db.$queryRaw`SELECT t::text FROM integration_token t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM access_key t WHERE user_id = ${userId}::uuid`,
      db.$queryRaw`SELECT t::text FROM "user" t WHERE id = ${userId}::uuid`,
      db.$queryRaw`SELECT t::text FROM store t WHERE id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM event t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM connection t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM shop_authorization t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM sync_job t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM search_judgement t WHERE store_id = ${storeId}::uuid`,
      db.$queryRaw`SELECT t::text FROM product t WHERE store_id = ${storeId}::uuid`,
    ]),
  );

dbTest(
  "no list, id, filter or search shows or changes anything of another tenant, whatever key an owner uses",
  async ({ db, database }) => {
    const tenant = await aTenant(db);
    const stranger = await aUser(db, { email: "stranger@example.test" });
    await aToken(db, stranger, { name: "Own token" });
    const before = await stateOf(db, tenant.store.id, tenant.owner.userId);
    const keys = await Promise.all(
      [["*"], ...scopes.map((scope) => [scope])].map((own) => anAccessKey(db, stranger, { scopes: own as (Scope | "*")[] })),
    );

    const seen: string[] = [];
    for (const [index, { bearer: headers }] of keys.entries()) {
      // Downloads are rated by person, whatever the key: each begins anew.
      const runtime = runtimeOn(database);
      for (const [name, endpoint] of withId) {
        const answer = await call(endpoint, { params: { id: mustHave(tenant.ids, name) }, headers, body: bodies[name]?.(tenant) });
        // With all of its rights 404 or, where only administrators may, 403; a key without the scope is told so.
        expect([403, 404], `${name} with key ${index}`).toContain(answer.status);
        if (index === 0 && !endpoint.access?.isAdminOnly) expect(answer.status, name).toBe(404);
        seen.push(await answer.text());
      }
      for (const [name, endpoint] of reads) {
        for (const query of mustHave(probes, name)(tenant)) {
          const answer = await call(endpoint, { query, headers, body: bodies[name]?.(tenant) });
          expect([200, 403, 404], `${name} ${JSON.stringify(query)} with key ${index}`).toContain(answer.status);
          if (index === 0 && !endpoint.access?.isAdminOnly && Object.keys(query).length === 0) expect(answer.status, name).toBe(200);
          const { query: _echo, ...body } = (await answer.json()) as Record<string, unknown>;
          seen.push(JSON.stringify(body));
        }
      }
      for (const [name, endpoint] of writes) {
        const answer = await call(endpoint, { headers, body: mustHave(bodies, name)(tenant) });
        if (name === "createStore" && answer.status === 201)
          expect(await answer.clone().json(), "what a stranger makes is the stranger's").toMatchObject({ user: { id: stranger.userId } });
        else if (answer.status === 202) expect(await answer.clone().json()).toMatchObject({ queued: 0 });
        else expect([403, 404], `${name} with key ${index}`).toContain(answer.status);
        seen.push(await answer.text());
      }
      const searched = await call(endpoints.searchKnowledge, { headers, body: { query: "کفش", store_id: tenant.store.id } });
      expect([403, 404]).toContain(searched.status);
      expect(runtime.nudged).toEqual([]);
    }

    expect(seen.length).toBeGreaterThan(100);
    for (const text of seen) {
      expect(text).not.toMatch(tenant.words);
      for (const id of tenant.secretIds) expect(text).not.toContain(id);
    }
    expect(await stateOf(db, tenant.store.id, tenant.owner.userId)).toBe(before);
  },
);

dbTest("the same tries find everything for the tenant itself: the test above looks where something is", async ({ db, database }) => {
  runtimeOn(database);
  const tenant = await aTenant(db);
  const { bearer: headers } = await anAccessKey(db, tenant.owner);
  for (const [name, endpoint] of reads) {
    const answer = await call(endpoint, { headers, body: bodies[name]?.(tenant) });
    if (endpoint.access?.isAdminOnly) expect(answer.status, name).toBe(403);
    else
      expect(JSON.stringify(((await answer.json()) as { results?: unknown; products?: unknown }).results ?? "victim 1"), name).toMatch(
        tenant.words,
      );
  }
  for (const [name, endpoint] of withId.filter(([, { method }]) => method === "GET"))
    expect((await call(endpoint, { headers, params: { id: mustHave(tenant.ids, name) } })).status, name).toBe(200);
});

dbTest(
  "a key without its scope gets 403 from every endpoint that needs one, an administrator's too; without credential it is 401",
  async ({ db, database }) => {
    runtimeOn(database);
    const admin = await anAdmin(db);
    const tenant = await aTenant(db);
    const guarded = all.filter(([, endpoint]) => endpoint.access !== null);
    for (const scope of scopes) {
      const { bearer: headers } = await anAccessKey(db, admin, { scopes: [scope] });
      for (const [name, endpoint] of guarded) {
        const needed = endpoint.access?.scope;
        if (needed === "any" || needed === scope) continue;
        const answer = await call(endpoint, { headers, params: { id: tenant.ids[name] ?? tenant.store.id }, body: endpoint.body && {} });
        expect([answer.status, ((await answer.json()) as { error: string }).error], `${name} with ${scope}`).toEqual([
          403,
          "Scope missing",
        ]);
      }
    }
    for (const [name, endpoint] of guarded) {
      const answer = await call(endpoint, { params: { id: tenant.ids[name] ?? tenant.store.id }, body: endpoint.body && {} });
      expect([answer.status, answer.headers.get("www-authenticate")], name).toEqual([401, "Bearer"]);
      const asToken = await call(endpoint, {
        headers: tenant.token.bearer,
        params: { id: tenant.ids[name] ?? tenant.store.id },
        body: endpoint.body && {},
      });
      expect(asToken.status, `${name} with an integration token`).toBe(403);
    }
  },
);

dbTest("the X-TENANT-ID beside a key changes nothing: the tenant is the credential's", async ({ db, database }) => {
  runtimeOn(database);
  const tenant = await aTenant(db);
  const { secret } = await anAccessKey(db, await aUser(db));
  for (const id of [tenant.owner.userId, tenant.store.id]) {
    const answer = await call(endpoints.listProducts, { headers: { "x-tenant-api-key": secret, "x-tenant-id": id } });
    expect(await answer.json()).toMatchObject({ count: 0, results: [] });
  }
});
