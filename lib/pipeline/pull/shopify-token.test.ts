import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { parseEnv } from "@/lib/core/env";
import type { DbClient } from "@/lib/core/db";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { firstAccess } from "@/lib/integrations/connections/first-access";
import { aShopifyPull, type ShopifyPull } from "@/lib/testing/a-shopify-pull";
import { testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The pull's store as OAuth connects it: a token of an hour, and one that gets the next. */
async function connectByOAuth(db: DbClient, { shop, deps, clock, storeId }: ShopifyPull): Promise<string> {
  deps.env = parseEnv({
    NEXTAUTH_SECRET: "-".repeat(32),
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    PUBLIC_URL: "https://hub.example.test",
    SHOPIFY_API_KEY: shop.app.clientId,
    SHOPIFY_API_SECRET: shop.app.clientSecret,
  });
  const asked = new URLSearchParams({ client_id: shop.app.clientId, redirect_uri: "https://hub.example.test/", scope: "read_products" });
  const code = new URL(shop.oauth.authorize(asked).headers.Location ?? "").searchParams.get("code");
  const body = { client_id: shop.app.clientId, client_secret: shop.app.clientSecret, code, expiring: "1" };
  const given = JSON.parse(shop.oauth.answerAccess("application/json", JSON.stringify(body)).body) as Record<string, string>;
  const credentials = {
    ...{ accessToken: given.access_token, refreshToken: given.refresh_token, appSecret: null, isOurApp: true },
    expiresAt: new Date(clock.nowMs() + HOUR).toISOString(),
  };
  await db.connection.update({
    where: { storeId },
    data: { credentials: testEncryption.encrypt(JSON.stringify(credentials)) },
    select: { storeId: true },
  });
  return String(given.access_token);
}

/** The same by client id and secret: a token of a day. */
async function connectByClient(db: DbClient, { shop, deps, clock, storeId }: ShopifyPull): Promise<string> {
  const app = { clientId: shop.app.clientId, clientSecret: shop.app.clientSecret };
  const outgoing = createGuardedFetch({ allowPrivate: true });
  const given = await firstAccess({ now: clock.now, outgoing }, shop.origin, app);
  await outgoing.close();
  if (!given.ok) throw new Error(given.finding.code);
  const credentials = deps.encryption.encrypt(JSON.stringify(given.credentials));
  await db.connection.update({ where: { storeId }, data: { credentials }, select: { storeId: true } });
  return given.credentials.accessToken;
}

async function withPull(
  db: DbClient,
  act: (pull: ShopifyPull, token: string) => Promise<void>,
  connect: typeof connectByOAuth = connectByOAuth,
): Promise<void> {
  const pull = await aShopifyPull(db, { products: makeProducts(60) });
  try {
    await act(pull, await connect(db, pull));
  } finally {
    await pull.stop();
  }
}
const renewals = ({ shop }: ShopifyPull) => shop.requests.filter(({ path }) => path.endsWith("access_token")).length;

dbTest("an hour passes in the middle of a job: it ends whole, with one renewal for each hour", async ({ db }) => {
  await withPull(db, async (pull, token) => {
    let pages = 0;
    // Two hours go by: before the first page, and once more before the next question.
    pull.shop.hooks.beforeAnswer = ({ path }) => {
      if (path.endsWith("graphql.json") && ++pages <= 4 && pages % 2 === 0) void pull.clock.wait(HOUR);
    };
    expect(await pull.sync("full")).toMatchObject({ status: "completed", total: 60, created: 60, problem: null });
    expect(pages).toBeGreaterThan(4);
    expect(renewals(pull)).toBe(2);
    expect(pull.shop.oauth.isValid(token)).toBe(false);
    expect(pull.shop.state.subscriptions.size, "the app's secret is a setting").toBe(5);
  });
});

dbTest("a token that Shopify refuses before its time is renewed once, and the job goes on", async ({ db }) => {
  await withPull(db, async (pull, token) => {
    pull.shop.revoke(token);
    expect(await pull.sync("full")).toMatchObject({ status: "completed", created: 60 });
    expect(renewals(pull)).toBe(1);
    expect(await pull.sync("incremental")).toMatchObject({ status: "completed" });
    expect(renewals(pull)).toBe(1);
  });
});

dbTest("an app that was taken out ends the job and says that the store must be connected again", async ({ db }) => {
  await withPull(db, async (pull, token) => {
    pull.shop.revoke(token);
    pull.shop.oauth.forgetRefreshTokens();
    expect(await pull.sync("full")).toMatchObject({ status: "failed", problem: "token_invalid" });
    expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({
      state: "disconnected",
      problem: "token_invalid",
    });
    expect(await db.product.count()).toBe(0);
  });
});

dbTest("a day passes in the middle of a job: the client id and secret get the next token, and the job ends whole", async ({ db }) => {
  await withPull(
    db,
    async (pull, token) => {
      let pages = 0;
      pull.shop.hooks.beforeAnswer = ({ path }) => {
        if (path.endsWith("graphql.json") && ++pages === 2) void pull.clock.wait(DAY);
      };
      expect(await pull.sync("full")).toMatchObject({ status: "completed", total: 60, created: 60, problem: null });
      // The first one stands before the job.
      expect([renewals(pull), pull.shop.oauth.isValid(token)]).toEqual([2, false]);
      expect(pull.shop.state.subscriptions.size, "the client secret verifies webhooks").toBe(5);
    },
    connectByClient,
  );
});

dbTest("a client secret that was changed at Shopify ends the job, by its own name", async ({ db }) => {
  await withPull(
    db,
    async (pull, token) => {
      pull.shop.revoke(token);
      pull.shop.app.clientSecret = "rotated";
      expect(await pull.sync("full")).toMatchObject({ status: "failed", problem: "client_refused" });
      const connection = await db.connection.findFirst({ select: { state: true, problem: true } });
      expect(connection).toEqual({ state: "disconnected", problem: "client_refused" });
    },
    connectByClient,
  );
});
