import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { askShop } from "./ask-shop";
import { answered, CAPTURED_SITE, exchange } from "./captured";
import { baseString, readOAuthHeader } from "./oauth";
import { openShop } from "./open-shop";
import type { WooShop } from "./start-woo-shop";

const basic = (key: string, secret: string) => ({ Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}` });
const readOnly = { consumerKey: "ck_read", consumerSecret: "cs_read", permissions: "read" } as const;
const writeOnly = { consumerKey: "ck_write", consumerSecret: "cs_write", permissions: "write" } as const;

type Signing = { path: string; method?: string; hash?: "SHA1" | "SHA256"; at?: number; nonce?: string; secret?: string; key?: string };

const encode = (text: string) => encodeURIComponent(text).replaceAll("!", "%21");

/** Signs as a client would, from RFC 5849 and not with the shop's own code. */
function sign(shop: WooShop, { path, method = "GET", hash = "SHA256", at = Date.now(), nonce = randomUUID(), ...rest }: Signing) {
  const url = new URL(`${shop.url}/wp-json/wc/v3${path}`);
  const oauth: Record<string, string> = {
    oauth_consumer_key: rest.key ?? shop.consumerKey,
    oauth_nonce: nonce,
    oauth_signature_method: `HMAC-${hash}`,
    oauth_timestamp: String(Math.floor(at / 1_000)),
  };
  const pairs = [...url.searchParams, ...Object.entries(oauth)].map(([k, v]) => `${encode(k)}=${encode(v)}`).toSorted();
  const text = [method, `${url.origin}${url.pathname}`, pairs.join("&")].map(encode).join("&");
  oauth.oauth_signature = createHmac(hash.toLowerCase(), `${rest.secret ?? shop.consumerSecret}&`)
    .update(text)
    .digest("base64");
  return oauth;
}
const asHeader = (oauth: Record<string, string>) => ({
  Authorization: `OAuth ${Object.entries(oauth)
    .map(([name, value]) => `${name}="${encodeURIComponent(value)}"`)
    .join(", ")}`,
});
const codeOf = (json: unknown) => (json as { code?: string }).code;

test("the captured OAuth call has the captured base string, and is let in at its time", async () => {
  const { request } = exchange("auth-oauth1-header-ok");
  const [site = "", query = ""] = request.url.split("?");
  const params = new Map([...new URLSearchParams(query), ...readOAuthHeader(String(request.authorization))]);
  expect(baseString({ method: "GET", url: site, params })).toBe(request.oauth_signature_base_string);

  const consumerSecret = String(request.oauth_signing_key).replace(/&$/, "");
  const consumerKey = String(params.get("oauth_consumer_key"));
  const shop = await openShop({ siteUrl: CAPTURED_SITE, treatHttpAsHttps: false, consumerKey, consumerSecret });
  shop.clock.freeze(Number(params.get("oauth_timestamp")) * 1_000);
  const call = { as: "stranger" as const, headers: { Authorization: String(request.authorization) } };
  expect((await askShop(shop, "/products?per_page=1&orderby=id", call)).status).toBe(200);
  const again = await askShop(shop, "/products?per_page=1&orderby=id", call);
  expect(again).toMatchObject({ status: 401, json: { message: "Invalid nonce - nonce has already been used." } });
});

test("over plain http only OAuth is looked at", async () => {
  const shop = await openShop({ treatHttpAsHttps: false });
  expect((await askShop(shop, "/products")).json).toEqual(answered("error-401-no-auth"));
  const path = "/products?per_page=1&include[0]=5&search=a%20b%2Bc!";
  for (const hash of ["SHA1", "SHA256"] as const) {
    expect((await askShop(shop, path, { as: "stranger", headers: asHeader(sign(shop, { path, hash })) })).status).toBe(200);
    const inQuery = new URLSearchParams(sign(shop, { path, hash })).toString();
    expect((await askShop(shop, `${path}&${inQuery}`, { as: "stranger" })).status).toBe(200);
  }
  const json = { name: "x" };
  const headers = asHeader(sign(shop, { path: "/products", method: "POST" }));
  expect((await askShop(shop, "/products", { as: "stranger", method: "POST", json, headers })).status).toBe(201);
});

test.each([
  ["another secret", { secret: "cs_other" }, "Invalid signature - provided signature does not match."],
  ["an unknown key", { key: "ck_other" }, "Consumer key is invalid."],
  ["16 minutes ago", { at: Date.now() - 16 * 60_000 }, "Invalid timestamp."],
  ["in 16 minutes", { at: Date.now() + 16 * 60_000 }, "Invalid timestamp."],
])("OAuth with %s is refused", async (_, wrong, message) => {
  const shop = await openShop({ treatHttpAsHttps: false });
  const headers = asHeader(sign(shop, { path: "/products", ...wrong }));
  const told = await askShop(shop, "/products", { as: "stranger", headers });
  expect(told).toMatchObject({ status: 401, json: { code: "woocommerce_rest_authentication_error", message } });
});

test("the window follows the shop's clock, not ours", async () => {
  const shop = await openShop({ treatHttpAsHttps: false, skewMs: 60 * 60_000 });
  const headers = asHeader(sign(shop, { path: "/products" }));
  expect((await askShop(shop, "/products", { as: "stranger", headers })).json).toMatchObject({ message: "Invalid timestamp." });
  expect(Date.parse((await askShop(shop, "/wp-json/", { as: "stranger" })).headers.get("date") ?? "") - Date.now()).toBeGreaterThan(
    58 * 60_000,
  );
});

test.each([
  ["no key", {}, "error-401-no-auth"],
  ["an unknown key", basic("ck_unknown", "cs_x"), "error-401-invalid-key"],
  ["a wrong secret", null, "error-401-invalid-secret"],
  ["a key that only writes", basic(writeOnly.consumerKey, writeOnly.consumerSecret), "error-401-write-only-key"],
])("%s is refused as captured", async (_, headers, capture) => {
  const shop = await openShop({ keys: [writeOnly] });
  const told = await askShop(shop, "/products", { as: "stranger", headers: headers ?? basic(shop.consumerKey, "cs_wrong") });
  expect([told.status, told.json]).toEqual([401, answered(capture)]);
});

test("a key that only reads reads", async () => {
  const shop = await openShop({ keys: [readOnly] });
  const headers = basic(readOnly.consumerKey, readOnly.consumerSecret);
  expect((await askShop(shop, "/products", { as: "stranger", headers })).status).toBe(200);
  const told = await askShop(shop, "/products", { as: "stranger", headers, method: "POST", json: { name: "x" } });
  expect([told.status, told.json]).toEqual([401, answered("error-401-read-only-key")]);
});

test("a stranger learns of unknown routes before being sent away", async () => {
  const shop = await openShop();
  expect(codeOf((await askShop(shop, "/nothing", { as: "stranger" })).json)).toBe("rest_no_route");
  expect(codeOf((await askShop(shop, "/products/1", { as: "stranger" })).json)).toBe("woocommerce_rest_cannot_view");
});

test("an error is told whole, whatever fields were asked for", async () => {
  const shop = await openShop();
  const unknown = { as: "stranger" as const, headers: basic(shop.consumerKey, "cs_another") };
  for (const path of ["/products?_fields=id", "/products?_fields=code"]) {
    const { status, json } = await askShop(shop, path, unknown);
    expect([status, Object.keys(json as object)]).toEqual([401, ["code", "message", "data"]]);
  }
});
