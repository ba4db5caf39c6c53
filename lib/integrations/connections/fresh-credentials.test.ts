import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { startShopifyShop, type ShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import { createManualClock, type ManualClock } from "@/fakes/shopify/connect-client";
import { parseEnv } from "@/lib/core/env";
import { createGuardedFetch, type GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { DbClient } from "@/lib/core/db";
import { shopifyAccess, type ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { aShopifyConnection } from "@/lib/testing/a-shopify-pull";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { exchangeCode } from "../shopify/install";
import { shopOf } from "../shopify/open-client";
import { freshToken, type FreshDeps } from "./fresh-credentials";

const settings = { NEXTAUTH_SECRET: "-".repeat(32), ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}` };
const env = parseEnv({ ...settings, SHOPIFY_API_KEY: "client-id", SHOPIFY_API_SECRET: "hush" });
const MINUTE = 60_000;

type Ground = {
  db: DbClient;
  shop: ShopifyShop;
  clock: ManualClock;
  outgoing: GuardedFetch;
  storeId: string;
  first: ShopifyAccessKept;
  /** One worker's token, opened as it was when the connection was made. */
  worker: (given?: Partial<FreshDeps>) => (refused?: string) => Promise<string>;
  kept: () => Promise<ShopifyAccessKept>;
  renewals: () => number;
};

/** A store connected by OAuth an instant ago: its token lives for an hour. */
async function onGround(db: DbClient, act: (ground: Ground) => Promise<void>): Promise<void> {
  const clock = createManualClock();
  const shop = await startShopifyShop({ clock: clock.nowMs });
  const outgoing = createGuardedFetch({ allowPrivate: true });
  try {
    const asked = new URLSearchParams({ client_id: "client-id", redirect_uri: "https://hub.test/", scope: "read_products", state: "s" });
    const code = new URL(shop.oauth.authorize(asked).headers.Location ?? "").searchParams.get("code") ?? "";
    const given = await exchangeCode(outgoing, { ...shopOf(shop.origin), clientId: "client-id", clientSecret: "hush", code });
    const first = shopifyAccess.parse({
      ...{ accessToken: given.accessToken, refreshToken: given.refreshToken, appSecret: null, isOurApp: true },
      expiresAt: new Date(clock.nowMs() + (given.expiresInMs ?? 0)).toISOString(),
    });
    const { id: storeId } = await anOwnedStore(db);
    await aShopifyConnection(db, storeId, { address: shop.origin, ...first });
    const deps: FreshDeps = { db, encryption: testEncryption, env, now: clock.now, outgoing, wait: (ms) => sleep(ms) };
    await act({
      ...{ db, shop, clock, outgoing, storeId, first },
      worker(own = {}) {
        const token = freshToken({ ...deps, ...own }, { storeId, address: shop.origin, credentials: first });
        if (typeof token === "string") throw new Error("it does not end");
        return token;
      },
      async kept() {
        const { credentials } = await db.connection.findUniqueOrThrow({ where: { storeId }, select: { credentials: true } });
        return shopifyAccess.parse(JSON.parse(testEncryption.decrypt(credentials)));
      },
      renewals: () => shop.requests.filter(({ path }) => path.endsWith("access_token")).length - 1,
    });
  } finally {
    await shop.stop();
    await outgoing.close();
  }
}
/** Of two workers' requests none goes on before both have come. */
function bothAtOnce(outgoing: GuardedFetch): GuardedFetch {
  let asked = 0;
  let open: () => void = () => {};
  const bothAsked = new Promise<void>((resolve) => (open = resolve));
  const together = async (...request: Parameters<GuardedFetch>) => {
    if (++asked === 2) open();
    await bothAsked;
    return outgoing(...request);
  };
  return Object.assign(together, { stream: outgoing.stream, close: outgoing.close });
}

/** The same store by client id and secret: nothing but these gets the next token. */
async function keepAsClient({ db, shop, first, storeId }: Ground, change: Partial<ShopifyAccessKept> = {}): Promise<void> {
  const app = { clientId: shop.app.clientId, appSecret: shop.app.clientSecret };
  const access: ShopifyAccessKept = { ...first, refreshToken: null, isOurApp: false, ...app, ...change };
  const credentials = testEncryption.encrypt(JSON.stringify(access));
  await db.connection.update({ where: { storeId }, data: { credentials }, select: { storeId: true } });
}

const stateOf = (db: DbClient) => db.connection.findFirst({ select: { state: true, problem: true } });

dbTest("a token is used while it lives, and renewed when fewer than five minutes are left", async ({ db }) => {
  await onGround(db, async ({ clock, shop, first, worker, kept, renewals }) => {
    const token = worker();
    expect(await token()).toBe(first.accessToken);
    await clock.wait(54 * MINUTE);
    expect([await token(), renewals()]).toEqual([first.accessToken, 0]);
    await clock.wait(2 * MINUTE);
    const [next, same] = await Promise.all([token(), token()]);
    expect(next).not.toBe(first.accessToken);
    expect([same, await token(), renewals()]).toEqual([next, next, 1]);
    expect(shop.oauth.isValid(next)).toBe(true);
    expect(await kept()).toMatchObject({ accessToken: next, isOurApp: true, expiresAt: "2026-11-01T10:56:00.000Z" });
    // Whoever opened the connection before takes what is kept.
    expect([await worker()(), renewals()]).toEqual([next, 1]);
    const { credentials } = await db.connection.findFirstOrThrow({ select: { credentials: true } });
    expect(credentials).not.toContain(next);
  });
});

dbTest.for([
  ["the shop forgets a refresh token that was used", false],
  ["the shop knows it a little longer, and both are given tokens", true],
] as const)("two workers renew at once: both go on with the one that was kept (%s)", async ([_, isForgiving], { db }) => {
  await onGround(db, async ({ clock, shop, worker, kept, outgoing, renewals }) => {
    shop.oauth.isForgiving = isForgiving;
    await clock.wait(58 * MINUTE);
    const together = bothAtOnce(outgoing);
    const [one, other] = await Promise.all([worker({ outgoing: together })(), worker({ outgoing: together })()]);
    expect([one, renewals()]).toEqual([other, 2]);
    expect((await kept()).accessToken).toBe(one);
    expect(shop.oauth.isValid(one)).toBe(true);
    expect((await stateOf(db))?.state).toBe("connected");
  });
});

dbTest("what was sealed anew with another key meanwhile is still renewed", async ({ db }) => {
  await onGround(db, async ({ clock, worker, kept, outgoing, renewals, storeId }) => {
    await clock.wait(58 * MINUTE);
    const sealingAnew: GuardedFetch = Object.assign(
      async (...request: Parameters<GuardedFetch>) => {
        const answer = await outgoing(...request);
        const credentials = testEncryption.encrypt(JSON.stringify(await kept()));
        await db.connection.update({ where: { storeId }, data: { credentials }, select: { storeId: true } });
        return answer;
      },
      { stream: outgoing.stream, close: outgoing.close },
    );
    const next = await worker({ outgoing: sealingAnew })();
    expect([(await kept()).accessToken, renewals()]).toEqual([next, 1]);
  });
});

dbTest("a refresh token that Shopify refuses disconnects the store until somebody connects it again", async ({ db }) => {
  await onGround(db, async ({ clock, shop, worker }) => {
    shop.oauth.forgetRefreshTokens();
    await clock.wait(58 * MINUTE);
    await expect(worker({ wait: async () => {} })()).rejects.toMatchObject({ problem: "token_invalid", isPassing: false });
    expect(await stateOf(db)).toEqual({ state: "disconnected", problem: "token_invalid" });
  });
});

dbTest("while Shopify is away the minutes that are left are used; afterwards it is a failure that passes", async ({ db }) => {
  await onGround(db, async ({ clock, shop, first, worker }) => {
    const token = worker();
    await clock.wait(58 * MINUTE);
    shop.failNext({ kind: "status", status: 502 });
    expect(await token()).toBe(first.accessToken);
    shop.failNext({ kind: "status", status: 502 });
    await expect(token(first.accessToken), "refused before its time").rejects.toMatchObject({ problem: "server_error" });
    await clock.wait(3 * MINUTE);
    shop.failNext({ kind: "status", status: 502 });
    await expect(token()).rejects.toMatchObject({ problem: "server_error", isPassing: true });
    expect((await stateOf(db))?.state).toBe("connected");
    expect(shop.oauth.isValid(await token())).toBe(true);
  });
});

dbTest("without the app's settings, and of a connection that is another one now, nothing is renewed", async ({ db }) => {
  await onGround(db, async ({ clock, first, worker, storeId, renewals }) => {
    const withoutApp = worker({ env: parseEnv(settings) });
    await clock.wait(58 * MINUTE);
    expect(await withoutApp()).toBe(first.accessToken);
    await clock.wait(3 * MINUTE);
    await expect(withoutApp()).rejects.toMatchObject({ problem: "token_invalid" });
    await db.connection.update({ where: { storeId }, data: { address: "https://other.myshopify.com" }, select: { storeId: true } });
    await expect(worker()()).rejects.toMatchObject({ problem: "token_invalid" });
    expect(renewals()).toBe(0);
  });
});

dbTest("by client id two workers ask at once: both go on with the token that was kept, for a day", async ({ db }) => {
  await onGround(db, async (ground) => {
    const { clock, shop, worker, kept, outgoing, renewals } = ground;
    await keepAsClient(ground);
    await clock.wait(58 * MINUTE);
    // The hub has no app of its own here.
    const own = { outgoing: bothAtOnce(outgoing), env: parseEnv(settings) };
    const [one, other] = await Promise.all([worker(own)(), worker(own)()]);
    expect([one, renewals()]).toEqual([other, 2]);
    expect(await kept()).toMatchObject({ accessToken: one, refreshToken: null, expiresAt: "2026-11-02T09:57:59.000Z" });
    expect(shop.oauth.isValid(one)).toBe(true);
    await clock.wait(23 * 60 * MINUTE);
    expect([await worker(own)(), renewals()]).toEqual([one, 2]);
  });
});

dbTest("a client that is refused disconnects the store at once, unless somebody has just connected it anew", async ({ db }) => {
  await onGround(db, async (ground) => {
    const { clock, shop, worker, outgoing } = ground;
    await keepAsClient(ground);
    await clock.wait(58 * MINUTE);
    shop.app.clientSecret = "rotated";
    const connectingAnew: GuardedFetch = Object.assign(
      async (...request: Parameters<GuardedFetch>) => {
        const answer = await outgoing(...request);
        await keepAsClient(ground, { accessToken: "shpat_of_the_new_secret", expiresAt: "2026-11-02T09:00:00.000Z" });
        return answer;
      },
      { stream: outgoing.stream, close: outgoing.close },
    );
    expect(await worker({ outgoing: connectingAnew })()).toBe("shpat_of_the_new_secret");
    expect((await stateOf(db))?.state).toBe("connected");

    await keepAsClient(ground, { appSecret: "hush" });
    await expect(worker()()).rejects.toMatchObject({ problem: "client_refused", isPassing: false });
    expect(await stateOf(db)).toEqual({ state: "disconnected", problem: "client_refused" });
  });
});
