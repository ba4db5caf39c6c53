import { createHmac } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { connectClient, type Connected } from "@/fakes/shopify/connect-client";
import { plainFetch } from "@/fakes/shopify/plain-fetch";
import { createShopifyClient } from "./client";
import { exchangeCode, grantAccess, installUrl, missingScopes, refreshAccess, verifyCallback } from "./install";
import { readShop } from "./pull";

let open: Connected | null = null;
afterEach(() => open?.stop());

const sign = (params: Record<string, string>, secret = "hush") => {
  const message = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`).join("&"); // prettier-ignore
  return new URLSearchParams({ ...params, hmac: createHmac("sha256", secret).update(message).digest("hex") });
};
const params = { code: "abc", host: "YWRtaW4", shop: "fake-shop.myshopify.com", state: "nonce", timestamp: "1337178173" };

describe("the way back", () => {
  test("the vector of Shopify's documentation", () => {
    const query = new URLSearchParams(
      "code=0907a61c0c8d55e99db179b68161bc00&hmac=700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf&shop=some-shop.myshopify.com&state=0.6784241404160823&timestamp=1337178173",
    );
    expect(verifyCallback(query, ["hush"], "0.6784241404160823")).toEqual({
      ok: true,
      shopDomain: "some-shop.myshopify.com",
      code: "0907a61c0c8d55e99db179b68161bc00",
    });
  });
  test("an old secret holds, and a host with padding, however Shopify hashed it", () => {
    const padded = { ...params, host: "YWRtaW4uc2hvcGlmeQ==" };
    expect(verifyCallback(sign(padded), ["new", "hush"], "nonce")).toMatchObject({ ok: true });
    const encoded = new URLSearchParams(Object.entries(padded).sort()).toString();
    const query = new URLSearchParams({ ...padded, hmac: createHmac("sha256", "hush").update(encoded).digest("hex") });
    expect(verifyCallback(query, ["hush"], "nonce")).toMatchObject({ ok: true });
  });
  test.each([
    [
      "a changed shop",
      () => {
        const query = sign(params);
        query.set("shop", "other.myshopify.com");
        return query;
      },
      "hmac",
    ],
    [
      "a parameter more",
      () => {
        const query = sign(params);
        query.set("extra", "1");
        return query;
      },
      "hmac",
    ],
    [
      "a parameter twice",
      () => {
        const query = sign(params);
        query.append("shop", params.shop);
        return query;
      },
      "hmac",
    ],
    ["no hmac", () => new URLSearchParams(params), "hmac"],
    ["a short hmac", () => new URLSearchParams({ ...params, hmac: "00" }), "hmac"],
    [
      "two parameters that pretend to be one",
      () => {
        const query = sign({ ...params, state: "nonce", x: "1" });
        query.delete("x");
        query.set("timestamp", "1337178173&x=1");
        return query;
      },
      "hmac",
    ],
    ["another's state", () => sign({ ...params, state: "other" }), "state"],
    ["no state", () => sign({ ...params, state: "" }), "state"],
    ["a shop elsewhere", () => sign({ ...params, shop: "fake-shop.myshopify.com.evil.com" }), "shop"],
    ["no code", () => sign({ ...params, code: "" }), "code"],
  ] as const)("%s", (_name, make, problem) => {
    expect(verifyCallback(make(), ["hush"], "nonce")).toEqual({ ok: false, problem });
  });
  test("no state of ours never equals no state of theirs", () => {
    expect(verifyCallback(sign({ ...params, state: "" }), ["hush"], "")).toEqual({ ok: false, problem: "state" });
  });
});

test("where a merchant is sent", () => {
  const app = { clientId: "id", redirectUri: "https://hub.example/api/shopify/callback", state: "nonce" };
  expect(installUrl({ ...app, shopDomain: "fake-shop.myshopify.com" })).toBe(
    "https://fake-shop.myshopify.com/admin/oauth/authorize?client_id=id&scope=read_products%2Cread_inventory&redirect_uri=https%3A%2F%2Fhub.example%2Fapi%2Fshopify%2Fcallback&state=nonce",
  );
  expect(() => installUrl({ ...app, shopDomain: "evil.com" })).toThrow(TypeError);
});

describe("installing at the fake", () => {
  const install = async () => {
    const connected = await connectClient();
    open = connected;
    const { shop } = connected;
    const app = { shopDomain: shop.shopDomain, developmentBaseUrl: shop.origin, ...shop.app };
    const start = installUrl({ ...app, redirectUri: "https://hub.example/callback", state: "nonce" });
    const answer = await fetch(start, { redirect: "manual" });
    const back = verifyCallback(new URL(answer.headers.get("location") ?? "").searchParams, [app.clientSecret], "nonce");
    if (!back.ok) throw new Error(back.problem);
    return { ...connected, app, code: back.code };
  };
  const nameAt = async ({ shop, clock }: Connected, accessToken: string) => {
    const at = { shopDomain: shop.shopDomain, developmentBaseUrl: shop.origin, accessToken };
    return (await readShop(createShopifyClient({ fetch: plainFetch, now: clock.now, wait: clock.wait }, at))).name;
  };

  test("a code gives a token for an hour, which a refresh token renews", async () => {
    const installed = await install();
    const access = await exchangeCode(plainFetch, { ...installed.app, code: installed.code });
    expect(access).toMatchObject({
      scopes: ["read_products", "read_inventory"],
      expiresInMs: 3_600_000,
      refreshExpiresInMs: 7_776_000_000,
    });
    expect(await nameAt(installed, access.accessToken)).toBe("Fake shop");
    await installed.clock.wait(3_600_000);
    await expect(nameAt(installed, access.accessToken)).rejects.toMatchObject({ problem: "token_invalid" });
    const renewed = await refreshAccess(plainFetch, { ...installed.app, refreshToken: access.refreshToken ?? "" });
    expect(await nameAt(installed, renewed.accessToken)).toBe("Fake shop");
  });

  test("a token without end, for custom apps", async () => {
    const { app, code } = await install();
    expect(await exchangeCode(plainFetch, { ...app, code, isExpiring: false })).toMatchObject({ expiresInMs: null, refreshToken: null });
  });

  test("a code works once; a wrong secret never", async () => {
    const { app, code } = await install();
    await exchangeCode(plainFetch, { ...app, code });
    await expect(exchangeCode(plainFetch, { ...app, code })).rejects.toMatchObject({ problem: "query_refused", isPassing: false });
    await expect(exchangeCode(plainFetch, { ...app, code, clientSecret: "no" })).rejects.toMatchObject({ problem: "query_refused" });
    await expect(refreshAccess(plainFetch, { ...app, refreshToken: "no" })).rejects.toMatchObject({ problem: "token_invalid" });
  });

  test("an app of the shop's organisation is given a token for a day by its id and secret alone", async () => {
    const installed = await install();
    const access = await grantAccess(plainFetch, installed.app);
    expect(access).toMatchObject({ scopes: ["read_products", "read_inventory"], expiresInMs: 86_399_000, refreshToken: null });
    await installed.clock.wait(86_398_000);
    expect(await nameAt(installed, access.accessToken)).toBe("Fake shop");
    await installed.clock.wait(1_000);
    await expect(nameAt(installed, access.accessToken)).rejects.toMatchObject({ problem: "token_invalid" });
    expect(await nameAt(installed, (await grantAccess(plainFetch, installed.app)).accessToken)).toBe("Fake shop");
  });

  test("what keeps it from one is told apart, and nothing that was sent is repeated", async () => {
    const { app, shop } = await install();
    const refused = (change: Partial<typeof app> = {}) =>
      grantAccess(plainFetch, { ...app, ...change }).catch((error: unknown) => {
        expect(JSON.stringify(error)).not.toContain(change.clientSecret ?? app.clientSecret);
        return error;
      });
    expect(await refused({ clientSecret: "shpss_other" })).toMatchObject({ problem: "client_refused", isPassing: false, status: 400 });
    expect(await refused({ clientId: "other" })).toMatchObject({ problem: "client_refused", detail: "application_cannot_be_found" });
    shop.oauth.isInstalled = false;
    expect(await refused()).toMatchObject({ problem: "app_not_installed", isPassing: false });
    shop.oauth.isOwnOrganisation = false;
    expect(await refused()).toMatchObject({ problem: "shop_not_permitted", isPassing: false });
    shop.failNext({ kind: "status", status: 503 });
    expect(await refused()).toMatchObject({ problem: "server_error", isPassing: true });
    shop.failNext({ kind: "status", status: 404 });
    expect(await refused()).toMatchObject({ problem: "shop_unavailable" });
    shop.failNext({ kind: "html" });
    expect(await refused()).toMatchObject({ problem: "not_json" });
  });

  test("the right to write holds the one to read", () => {
    expect(missingScopes(["write_products", "read_inventory"])).toEqual([]);
    expect(missingScopes(["read_orders"])).toEqual(["read_products", "read_inventory"]);
  });
});
