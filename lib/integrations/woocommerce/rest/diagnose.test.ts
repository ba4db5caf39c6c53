import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { wooFindingsEn, wooFindingsFa } from "@/lib/i18n/ui/woo-findings";
import { diagnoseWoo, type WooConnection, type WooDiagnosis } from "./diagnose";

type Exchange = { file: string; response: { status: number; json?: unknown; body_raw?: string } };
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/rest.json", "utf8")) as { captures: Exchange[] };
const captured = (name: string): Answer => {
  const found = captures.find(({ file }) => file === `rest/${name}.json`);
  if (!found) throw new Error(`no capture ${name}`);
  return { status: found.response.status, body: found.response.body_raw ?? found.response.json };
};

type Answer = { status?: number; body?: unknown; headers?: Record<string, string>; afterMs?: number };
type Route = Answer | ((req: IncomingMessage) => Answer);

const atEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});

/** A healthy shop, put together from captures, in which some routes ("GET products") answer otherwise. */
const healthy: Record<string, Route> = {
  "GET /": captured("index-wp-json"),
  "GET products": { ...captured("products-list-fields-only"), headers: { "x-wp-total": "42" } },
  "GET webhooks": captured("webhooks-list"),
  "POST webhooks": captured("error-400-webhook-no-url"),
  "GET system_status": { body: { environment: { version: "9.9.5" } } },
  "GET data/currencies/current": captured("currency-current"),
  "GET settings/general/woocommerce_currency": captured("setting-currency"),
  "GET settings/general/woocommerce_price_num_decimals": captured("setting-decimals"),
};
const unknownKeys = captured("error-401-invalid-key");
const readOnly = captured("error-401-read-only-key");
const page = (title: string, status = 200): Answer => ({
  status,
  body: `<!DOCTYPE html><html><head><title>${title}</title></head></html>`,
});

async function diagnose(own: Record<string, Route> = {}, connection: Partial<WooConnection> = {}, clockOffMs = 0, path = "") {
  const asked: string[] = [];
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    const { pathname, searchParams } = new URL(req.url ?? "", "http://shop.example");
    const path = searchParams.has("rest_route") ? "rest_route" : pathname.replace(/^\/wp-json(\/wc\/v3\/)?/, "") || "/";
    const name = `${req.method} ${path}`;
    asked.push(name);
    const route = { ...healthy, ...own }[name] ?? page("Not Found", 404);
    const { status = 200, body = "", headers = {}, afterMs = 0 } = typeof route === "function" ? route(req) : route;
    req.resume();
    setTimeout(() => res.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body)), afterMs);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const fetch = createGuardedFetch({ allowPrivate: true });
  atEnd.push(
    () => fetch.close(),
    () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const deps = { fetch, now: () => new Date(Date.now() + clockOffMs), randomBytes: (size: number) => Buffer.alloc(size, 7) };
  const diagnosis = await diagnoseWoo(deps, {
    baseUrl: baseUrl + path,
    consumerKey: "ck_1",
    consumerSecret: "cs_1",
    auth: "basic",
    ...connection,
  });
  for (const one of diagnosis.findings) expectSentence(one);
  expect(JSON.stringify(diagnosis)).not.toMatch(/ck_1|cs_1/);
  return { ...diagnosis, asked, baseUrl };
}

/** Every value that a sentence names is among the facts of its finding. */
function expectSentence({ code, facts }: WooDiagnosis["findings"][number]) {
  for (const sentences of [wooFindingsEn[code], wooFindingsFa[code]])
    for (const [, name = ""] of Object.values(sentences)
      .join(" ")
      .matchAll(/\{(\w+)\}/g))
      expect(facts).toHaveProperty(name);
}
const codes = ({ findings }: WooDiagnosis) => findings.map(({ code }) => code);
const last = ({ findings }: WooDiagnosis) => findings.at(-1);

test("a healthy shop: everything is well but the missing https, and what was learned is told", async () => {
  const found = await diagnose();
  expect(codes(found)).toEqual([
    "address_reached",
    "woocommerce_found",
    "insecure_http",
    "keys_accepted",
    "keys_may_write",
    "version_found",
    "currency_found",
    "products_found",
    "clock_right",
    "answers_quick",
  ]);
  expect(found.learned).toMatchObject({ auth: "basic", currency: "IRT", priceDecimals: 0, wooVersion: "9.9.5", products: 42 });
  expect(Math.abs(found.learned.skewMs ?? NaN)).toBeLessThan(2_000);
});

test("over http the keys are signed", async () => {
  const found = await diagnose(
    { "GET products": (req) => (req.headers.authorization?.startsWith("OAuth ") ? { body: [] } : unknownKeys) },
    { auth: null },
  );
  expect(found.learned.auth).toBe("oauth1");
});

describe("the address", () => {
  test.each(["", "my shop", "ftp://shop.example", "https://"])("%j is none", async (baseUrl) => {
    expect(codes(await diagnose({}, { baseUrl }))).toEqual(["address_invalid"]);
  });
  test("nobody listens there", async () => {
    expect((await diagnose({}, { baseUrl: "http://127.0.0.1:1" })).findings).toEqual([
      { code: "connection_refused", severity: "error", facts: expect.objectContaining({ host: "127.0.0.1:1" }) as object },
    ]);
  });
  test("no such name; no https there; a private one where that is not allowed", async () => {
    expect(codes(await diagnose({}, { baseUrl: "http://shop.invalid" }))).toEqual(["dns_failed"]);
    const { baseUrl } = await diagnose();
    expect(codes(await diagnose({}, { baseUrl: baseUrl.replace("http:", "https:") }))).toEqual(["https_missing"]);
    const fetch = createGuardedFetch({ allowPrivate: false });
    atEnd.push(() => fetch.close());
    const strict = { fetch, now: () => new Date(), randomBytes: Buffer.alloc };
    for (const address of ["https://10.0.0.1", "https://localhost", "http://shop.example"])
      expect(codes(await diagnoseWoo(strict, { baseUrl: address, consumerKey: "k", consumerSecret: "s" }))).toEqual(["address_blocked"]);
  });
  test("whose port speaks https, written with http: nobody is sent to a firewall", async () => {
    const handshake = 22;
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
    const refused =
      "HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" +
      "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>";
    const server = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", (bytes: Buffer) => socket.end(bytes[0] === handshake ? alert : refused));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    atEnd.push(() => new Promise((resolve) => server.close(resolve)));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const facts = { address: baseUrl, to: baseUrl.replace("http:", "https:") };
    expect((await diagnose({}, { baseUrl })).findings).toEqual([{ code: "address_elsewhere", severity: "error", facts }]);
  });
  test.each([
    ["https://www.shop.example/wp-json/?_fields=name", "https://www.shop.example"],
    ["https://shop.example/fa/wp-json/", "https://shop.example/fa"],
    ["https://new.example/", "https://new.example"],
  ])("that redirects to %s is to be %s", async (location, to) => {
    const found = await diagnose({ "GET /": { status: 301, headers: { location } } });
    expect(found.findings).toEqual([{ code: "redirected", severity: "error", facts: expect.objectContaining({ to }) as object }]);
    expect(found.asked).toEqual(["GET /"]);
  });
  test.each([
    ["/shop/", { "GET /shop/wp-json/": { status: 301, headers: { location: "/shop/" } } }],
    ["/wp-admin", { "GET /wp-admin/wp-json/": { status: 302, headers: { location: "/wp-login.php" } } }],
    ["/wp-json/wc/v3", { "GET wp-json/": captured("error-404-rest-no-route") }],
    ["/fa/product/mug/", {}],
  ])("that is the page %s of the shop: its home is named", async (path, routes) => {
    const index = captured("index-wp-json");
    const found = await diagnose({ "GET rest_route": path === "/shop/" ? index : page("Not Found", 404), ...routes }, {}, 0, path);
    const { baseUrl } = found;
    const facts = { address: `${baseUrl}${path.replace(/\/$/, "")}`, to: baseUrl };
    expect(found.findings).toEqual([{ code: "address_elsewhere", severity: "error", facts }]);
  });
  test("that is a folder: nothing above it is a shop", async () => {
    const found = await diagnose({ "GET /": { body: { namespaces: ["wp/v2"] } } }, {}, 0, "/shop");
    expect(codes(found)).toEqual(["rest_off"]);
  });
  test("that redirects to a login is behind one", async () => {
    const found = await diagnose({ "GET /": { status: 302, headers: { location: "/wp-login.php?redirect_to=x" } } });
    expect(last(found)).toMatchObject({ code: "firewall_html", facts: { page: "/wp-login.php" } });
  });
});

describe("what stands at the address", () => {
  const index = captured("index-wp-json");
  test.each<[string, Record<string, Route>, string]>([
    [
      "plain permalinks: the front page after a redirect",
      { "GET /": { status: 301, headers: { location: "/" } }, "GET rest_route": index },
      "plain_permalinks",
    ],
    ["plain permalinks: the front page itself", { "GET /": page("My shop"), "GET rest_route": index }, "plain_permalinks"],
    ["plain permalinks: no such file", { "GET /": page("Not Found", 404), "GET rest_route": index }, "plain_permalinks"],
    [
      "REST sent to the front page",
      { "GET /": { status: 302, headers: { location: "/" } }, "GET rest_route": page("My shop") },
      "rest_off",
    ],
    ["no WordPress", { "GET /": page("Not Found", 404) }, "rest_off"],
    ["REST without an index", { "GET /": captured("error-404-rest-no-route") }, "rest_off"],
    ["a firewall", { "GET /": page("Attention Required!", 403) }, "firewall_html"],
    ["another page", { "GET /": page("Parked") }, "firewall_html"],
    ["maintenance", { "GET /": captured("error-503-maintenance") }, "maintenance"],
    ["PHP is down", { "GET /": captured("error-502-bad-gateway-html") }, "server_error"],
    ["too many", { "GET /": { status: 429 } }, "rate_limited"],
    ["rubbish", { "GET /": { body: "ok" } }, "answer_not_json"],
  ])("%s", async (_, routes, code) => {
    const found = await diagnose(routes);
    expect(codes(found)).toEqual([code]);
    expect(found.learned.auth).toBeNull();
    expect(found.asked.filter((name) => name.includes("products"))).toEqual([]);
  });
  test("the firewall's page is named", async () => {
    expect(last(await diagnose({ "GET /": page("Just a moment", 403) }))?.facts).toMatchObject({ page: "Just a moment" });
    expect(last(await diagnose({ "GET /": page("", 403) }))?.facts).toMatchObject({ page: "HTTP 403" });
  });
  test("WordPress without WooCommerce", async () => {
    const found = await diagnose({ "GET /": { body: { name: "Blog", namespaces: ["wp/v2"] } } });
    expect(codes(found)).toEqual(["address_reached", "woocommerce_missing"]);
  });
  test("REST closed to guests, and the keys open it", async () => {
    const found = await diagnose({ "GET /": { status: 401, body: { code: "rest_not_logged_in", message: "", data: { status: 401 } } } });
    expect(codes(found)).toContain("keys_accepted");
  });
  test("REST closed to everybody", async () => {
    const closed = { status: 403, body: { code: "rest_disabled", message: "", data: { status: 403 } } };
    expect(last(await diagnose({ "GET /": closed, "GET products": closed }))).toMatchObject({ code: "rest_off", severity: "error" });
  });
});

describe("the keys", () => {
  const secretWrong = captured("error-401-invalid-secret");
  test.each<[string, Record<string, Route>, string]>([
    ["unknown", { "GET products": unknownKeys }, "keys_unknown"],
    ["wrong secret", { "GET products": secretWrong, "POST webhooks": secretWrong }, "secret_wrong"],
    ["write-only", { "GET products": captured("error-401-write-only-key") }, "read_not_allowed"],
    [
      "of somebody who may not",
      { "GET products": { status: 403, body: { code: "woocommerce_rest_cannot_view", data: { status: 403 } } } },
      "read_not_allowed",
    ],
    ["stopped by a firewall", { "GET products": page("Wordfence", 403) }, "firewall_html"],
  ])("%s", async (_, routes, code) => {
    const found = await diagnose(routes);
    expect(codes(found)).toEqual(["address_reached", "woocommerce_found", "insecure_http", code]);
    expect(found.learned).toMatchObject({ auth: null, products: null });
  });
  describe("signed, and refused", () => {
    const invalid = captured("error-401-oauth-invalid-signature");
    const refused = { "GET products": invalid, "POST webhooks": invalid };
    const home = (of: (req: IncomingMessage) => unknown) => ({
      ...refused,
      "GET /": (req: IncomingMessage) => ({ body: { home: of(req), namespaces: ["wc/v3"] } }),
    });
    const own = home((req) => `https://${req.headers.host}/`);
    test("address and clock are right: the keys are not", async () => {
      expect(last(await diagnose(own, { auth: null }))).toEqual({ code: "keys_wrong", severity: "error", facts: {} });
    });
    test("the shop knows itself under another name", async () => {
      const found = await diagnose(
        home(() => "http://www.shop.example/fa/"),
        { auth: null },
      );
      expect(last(found)).toMatchObject({ code: "address_elsewhere", facts: { address: found.baseUrl, to: "http://www.shop.example/fa" } });
    });
    test("the clock is more than a quarter of an hour off, or the shop does not say where it lives", async () => {
      expect(last(await diagnose(own, { auth: null }, 3_600_000))?.code).toBe("signature_invalid");
      expect(
        last(
          await diagnose(
            home(() => undefined),
            { auth: null },
          ),
        )?.code,
      ).toBe("signature_invalid");
    });
  });
  test("a host that strips the header: they work in the address", async () => {
    const found = await diagnose({
      "GET products": (req) => (req.url?.includes("consumer_secret") ? { body: [], headers: { "x-wp-total": "1" } } : unknownKeys),
    });
    expect(found.findings).toContainEqual({ code: "header_stripped", severity: "warning", facts: {} });
    expect(found.learned).toMatchObject({ auth: "query", products: 1 });
  });
  test("a host that strips the header, and a wrong secret", async () => {
    const wrong = (req: IncomingMessage) => (req.url?.includes("consumer_secret") ? secretWrong : unknownKeys);
    expect(last(await diagnose({ "GET products": wrong, "POST webhooks": wrong }))?.code).toBe("secret_wrong");
  });
  test.each<[string, Record<string, Route>, string]>([
    ["read-only", { "POST webhooks": readOnly }, "read_only_keys"],
    [
      "of somebody who may not manage the shop",
      { "GET webhooks": { status: 403, body: { code: "woocommerce_rest_cannot_view", data: { status: 403 } } } },
      "webhooks_not_allowed",
    ],
    ["a firewall that lets nobody write", { "POST webhooks": page("Forbidden", 403) }, "writes_blocked"],
  ])("%s: a warning, for no webhook can be registered", async (_, routes, code) => {
    const found = await diagnose(routes);
    expect(found.findings[4]).toMatchObject({ code, severity: "warning" });
    expect(found.learned).toMatchObject({ auth: "basic", currency: "IRT" });
  });
});

describe("what may be better", () => {
  const none = captured("error-401-no-auth");
  test("a currency that only the settings tell, or nobody", async () => {
    expect((await diagnose({ "GET data/currencies/current": none })).learned.currency).toBe("IRT");
    const found = await diagnose({ "GET data/currencies/current": none, "GET settings/general/woocommerce_currency": none });
    expect([found.learned.currency, codes(found).includes("currency_unknown")]).toEqual([null, true]);
  });
  test("a version and decimals that are not told", async () => {
    const found = await diagnose({ "GET system_status": none, "GET settings/general/woocommerce_price_num_decimals": none });
    expect(found.learned).toMatchObject({ wooVersion: null, priceDecimals: null, products: 42 });
  });
  test("an empty shop", async () => {
    expect(codes(await diagnose({ "GET products": { body: [], headers: { "x-wp-total": "0" } } }))).toContain("no_products");
  });
  test.each([
    [3_600_000, -3_600],
    [-120_000, 120],
  ])("a clock that is off by %d ms", async (offMs, skewSeconds) => {
    const found = await diagnose({}, {}, offMs);
    expect(found.findings.find(({ code }) => code === "clock_skew")?.facts.seconds).toBe(Math.abs(skewSeconds));
    expect(Math.round((found.learned.skewMs ?? 0) / 10_000)).toBe(skewSeconds / 10);
  });
  test("slow answers", async () => {
    const found = await diagnose({ "GET products": { body: [], headers: { "x-wp-total": "1" }, afterMs: 3_100 } });
    expect(last(found)).toMatchObject({ code: "slow_answers", severity: "warning" });
    expect(last(found)?.facts.seconds).toBeGreaterThanOrEqual(3.1);
  });
});

test("every finding is said in both languages with the same values, and what is not well says what to do", () => {
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const code of Object.keys(wooFindingsEn) as (keyof typeof wooFindingsEn)[]) {
    const [en, fa] = [Object.values(wooFindingsEn[code]), Object.values(wooFindingsFa[code])];
    expect(fa.map((text) => [names(text), text === ""])).toEqual(en.map((text) => [names(text), text === ""]));
  }
});
