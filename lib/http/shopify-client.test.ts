import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { startShopifyShop, type ShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { aStore, aUser, anAccessKey, testEncryption } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

const SECRET = "shpss_0123456789abcdef";

type Ground = {
  shop: ShopifyShop;
  runtime: TestRuntime;
  params: { id: string };
  headers: Record<string, string>;
  /** Undefined leaves a field out. */
  connect: (change?: Record<string, string | undefined>, language?: string) => Promise<Response>;
};

async function onGround(database: Database, act: (ground: Ground) => Promise<void>): Promise<void> {
  const runtime = runtimeOn(database);
  const owner = await aUser(database.db);
  const { id } = await aStore(database.db, owner);
  const { bearer } = await anAccessKey(database.db, owner);
  const shop = await startShopifyShop({ products: makeProducts(5), clientId: "an-app", clientSecret: SECRET });
  const params = { id };
  const body = { kind: "shopify", shop_domain: shop.origin, client_id: "an-app", client_secret: SECRET };
  const connect = (change = {}, language = "en") =>
    call(endpoints.connectStore, { params, headers: { ...bearer, "accept-language": language }, body: { ...body, ...change } });
  try {
    await act({ shop, runtime, params, headers: bearer, connect });
  } finally {
    await shop.stop();
    await runtime.outgoing.close();
  }
}
const fieldsOf = async (answer: Promise<Response>) => (await jsonOf<{ fields: Record<string, string> }>(answer)).fields;
async function keptIn(db: DbClient): Promise<Record<string, string>> {
  const { credentials } = await db.connection.findFirstOrThrow({ select: { credentials: true } });
  return JSON.parse(testEncryption.decrypt(credentials)) as Record<string, string>;
}
const asked = ({ requests }: ShopifyShop) => requests.filter(({ path }) => path.endsWith("access_token")).length;

dbTest(
  "an app's client id and secret connect a shop; both are sealed, and webhooks are verified with the secret",
  async ({ db, database }) => {
    await onGround(database, async ({ shop, runtime, params, headers, connect }) => {
      const answer = await connect();
      expect(answer.status).toBe(201);
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({ kind: "shopify", address: shop.origin, state: "connected", products: 5 });
      expect((JSON.parse(text) as { findings: { code: string }[] }).findings.map(({ code }) => code)).toEqual([
        ...["token_accepted", "currency_found", "products_found"],
      ]);
      const { credentials } = await db.connection.findFirstOrThrow({ select: { credentials: true } });
      const kept = JSON.parse(testEncryption.decrypt(credentials)) as Record<string, string>;
      expect(kept).toMatchObject({ clientId: "an-app", appSecret: SECRET, isOurApp: false, refreshToken: null });
      expect(Math.round((new Date(kept.expiresAt ?? "").getTime() - Date.now()) / 3_600_000)).toBe(24);
      const tables = await db.$queryRaw`SELECT c::text AS c, (SELECT string_agg(a::text, '') FROM audit_entry a) AS a FROM connection c`;
      for (const secret of [SECRET, String(kept.accessToken)])
        expect(text + runtime.logged() + JSON.stringify(tables)).not.toContain(secret);

      while ((await runSlice(runtime, params.id)).hasMore);
      expect(await db.product.count({ where: { storeId: params.id, isActive: true } })).toBe(5);
      expect([shop.state.subscriptions.size, asked(shop)]).toEqual([5, 1]);
      // What was lost at Shopify is asked for anew, also by the doctor.
      shop.revoke(kept.accessToken);
      expect(await jsonOf(call(endpoints.testConnection, { params, headers }))).toMatchObject({ works: true });
      expect(asked(shop)).toBe(2);
      shop.revoke((await keptIn(db)).accessToken);
      shop.oauth.isInstalled = false;
      const { works, findings } = await jsonOf<{ works: boolean; findings: { code: string }[] }>(
        call(endpoints.testConnection, { params, headers }),
      );
      expect([works, findings[0]?.code]).toEqual([false, "app_not_installed"]);
    });
  },
);

dbTest(
  "what keeps Shopify from giving a token is named with its cure, in both languages, and nothing is kept",
  async ({ db, database }) => {
    await onGround(database, async ({ shop, runtime, connect }) => {
      const refusalOf = async (change = {}) => {
        const [english, persian] = [await fieldsOf(connect(change)), await fieldsOf(connect(change, "fa"))];
        const [code = ""] = Object.keys(english);
        expect(Object.keys(persian)).toEqual([code]);
        expect(persian[code]).toMatch(/[\u0600-\u06ff]/);
        return `${code}: ${english[code]}`;
      };
      expect(await refusalOf({ client_secret: "shpss_wrong" })).toMatch(/^client_refused: .*Settings, copy Client ID and Secret anew/);
      expect(await refusalOf({ client_id: "other" })).toMatch(/^client_refused: /);
      expect(await refusalOf({ shop_domain: "https://shop.example" })).toMatch(/^address_invalid: /);
      expect(await refusalOf({ shop_domain: "http://127.0.0.1:1" })).toMatch(/^refused: /);
      shop.oauth.isInstalled = false;
      expect(await refusalOf()).toMatch(/^app_not_installed: .*press “Install app”/);
      shop.oauth.isOwnOrganisation = false;
      expect(await refusalOf()).toMatch(/^shop_not_permitted: .*organisation of the shop/);
      Object.assign(shop.oauth, { isInstalled: true, isOwnOrganisation: true });
      shop.oauth.withheld.add("read_inventory");
      expect(await refusalOf()).toMatch(/^scope_missing: .*no access scope read_inventory.*release it/);
      expect([await db.connection.count(), await db.syncJob.count()]).toEqual([0, 0]);
      expect(runtime.logged()).not.toContain(SECRET);
    });
  },
);

dbTest("a body has one way or the other; what is missing or too much is named, all at once", async ({ db, database }) => {
  await onGround(database, async ({ shop, connect }) => {
    const none = { client_id: undefined, client_secret: undefined };
    const wrong = async (change: Record<string, string | undefined>) => Object.keys(await fieldsOf(connect(change))).sort();
    expect(await wrong({ client_secret: undefined })).toEqual(["client_secret"]);
    expect(await wrong({ client_id: undefined })).toEqual(["client_id"]);
    expect(await wrong({ client_secret: "" })).toEqual(["client_secret"]);
    expect(await wrong(none)).toEqual(["access_token", "client_id", "client_secret"]);
    expect(await wrong({ ...none, shop_domain: undefined })).toEqual(["access_token", "client_id", "client_secret", "shop_domain"]);
    expect(await wrong({ access_token: shop.accessToken })).toEqual(["access_token"]);
    expect(await wrong({ app_secret: SECRET })).toEqual(["app_secret"]);
    expect(shop.requests).toEqual([]);
    expect(await db.connection.count()).toBe(0);
    expect((await connect({ ...none, access_token: shop.accessToken, app_secret: SECRET })).status).toBe(201);
    expect((await connect()).status, "the same store, by today's way").toBe(201);
    expect(await db.connection.count()).toBe(1);
  });
});
