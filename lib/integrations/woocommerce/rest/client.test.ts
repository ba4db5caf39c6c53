import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createGuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { createWooClient, type WooCredentials } from "./client";
import { signOAuth } from "./sign-oauth";
import { WooError } from "./woo-error";

type Exchange = {
  file: string;
  request: { method: "GET" | "POST" | "PUT" | "DELETE"; url: string; authorization: string | null; json?: unknown };
  oauth_signature_base_string?: string;
  oauth_signing_key?: string;
  response: { status: number; headers: Record<string, string>; json?: unknown; body_raw?: string };
};
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/rest.json", "utf8")) as { captures: Exchange[] };

const atEnd: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of atEnd.splice(0)) await end();
});

const NOW = new Date("2026-11-21T03:22:23.900Z");
type Asked = { method?: string; url?: string; headers: IncomingMessage["headers"]; body: string };

/** A shop on loopback that answers as told, and a client of it. */
async function shop(answer: (res: ServerResponse, req: IncomingMessage) => void, own: Partial<WooCredentials> = {}) {
  const asked: Asked[] = [];
  const server = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk: Buffer) => (body += chunk.toString()));
    req.on("end", () => {
      asked.push({ method: req.method, url: req.url, headers: req.headers, body });
      answer(res, req);
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const fetch = createGuardedFetch({ allowPrivate: true });
  atEnd.push(
    () => fetch.close(),
    () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials: WooCredentials = { baseUrl, consumerKey: "ck_1", consumerSecret: "cs_1", auth: "basic", ...own };
  return { asked, baseUrl, client: createWooClient({ fetch, now: () => NOW, randomBytes: (size) => Buffer.alloc(size, 7) }, credentials) };
}

const json = (res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const replay =
  ({ response }: Exchange) =>
  (res: ServerResponse) => {
    const { "Content-Length": _length, ...headers } = response.headers;
    res.writeHead(response.status, headers).end(response.body_raw ?? JSON.stringify(response.json));
  };
async function failure(work: Promise<unknown>): Promise<WooError> {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WooError)) throw error;
  return error;
}

describe("a request", () => {
  test("goes to the API of a shop in a folder, says who asks and how the answer shall be", async () => {
    const { client, asked } = await shop((res) => json(res, 200, []));
    await client.get("/products", { per_page: 100, include: [7, 8], search: "چای (سبز) & more", orderby: undefined, dates_are_gmt: true });
    expect(asked[0]).toMatchObject({
      method: "GET",
      url: "/wp-json/wc/v3/products?per_page=100&include=7%2C8&search=%DA%86%D8%A7%DB%8C%20%28%D8%B3%D8%A8%D8%B2%29%20%26%20more&dates_are_gmt=true",
      headers: { "user-agent": "FikoSync/1", accept: "application/json", authorization: `Basic ${btoa("ck_1:cs_1")}` },
    });
  });

  test.each(["", "/", "/shop", "/shop/", "/shop/?lang=fa#top"])("to a base address that ends in %j", async (end) => {
    const { client, asked, baseUrl } = await shop((res) => json(res, 200, []));
    const fetch = createGuardedFetch({ allowPrivate: true });
    atEnd.unshift(() => fetch.close());
    await createWooClient(
      { fetch, now: () => NOW, randomBytes: Buffer.alloc },
      { baseUrl: baseUrl + end, consumerKey: "k", consumerSecret: "s", auth: "basic" },
    ).get("products");
    expect(client).toBeDefined();
    expect(asked[0]?.url).toBe(`${end.startsWith("/shop") ? "/shop" : ""}/wp-json/wc/v3/products`);
  });

  test("that writes has its body as JSON", async () => {
    const { client, asked } = await shop((res) => json(res, 200, {}));
    await client.post("webhooks", { topic: "product.updated" });
    await client.put("webhooks/3", { status: "active" });
    await client.delete("webhooks/3", { force: true });
    expect(asked.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", "/wp-json/wc/v3/webhooks", '{"topic":"product.updated"}'],
      ["PUT", "/wp-json/wc/v3/webhooks/3", '{"status":"active"}'],
      ["DELETE", "/wp-json/wc/v3/webhooks/3?force=true", ""],
    ]);
    expect(asked.map(({ headers }) => headers["content-type"])).toEqual(["application/json", "application/json", undefined]);
  });

  test("with the keys in its address has no header for them", async () => {
    const { client, asked } = await shop((res) => json(res, 200, []), { auth: "query" });
    await client.get("products", { page: 2 });
    expect(asked[0]?.url).toBe("/wp-json/wc/v3/products?page=2&consumer_key=ck_1&consumer_secret=cs_1");
    expect(asked[0]?.headers.authorization).toBeUndefined();
  });

  test("signed is the captured one, to the last sign of its signature", () => {
    const { request, oauth_signing_key: signingKey = "" } = captures.find(({ oauth_signing_key: key }) => key !== undefined) as Exchange;
    const parts = Object.fromEntries(
      [...(request.authorization ?? "").matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
    );
    const secret = signingKey.replace(/&$/, "");
    const header = signOAuth(
      request.method,
      request.url,
      { key: parts.oauth_consumer_key ?? "", secret },
      { timestamp: parts.oauth_timestamp ?? "", nonce: parts.oauth_nonce ?? "" },
    );
    const sortedParts = (text: string) =>
      text
        .replace(/^OAuth /, "")
        .split(", ")
        .sort();
    expect(sortedParts(header)).toEqual(sortedParts(request.authorization ?? ""));
    expect(header).not.toContain(secret);
  });

  test("over OAuth has the time of our clock and a fresh number", async () => {
    const { client, asked } = await shop((res) => json(res, 200, []), { auth: "oauth1" });
    await client.get("products", { per_page: 1 });
    expect(asked[0]?.headers.authorization).toMatch(/^OAuth .*oauth_nonce="070707070707070707070707".*oauth_timestamp="1795231343"/);
  });
});

describe("an answer", () => {
  test("has its totals, the shop's time and its size", async () => {
    const { client } = await shop((res) =>
      json(res, 200, [{ name: "چای" }], { "x-wp-total": "42", "x-wp-totalpages": "5", date: "Sat, 21 Nov 2026 03:22:24 GMT" }),
    );
    expect(await client.get("products")).toMatchObject({
      json: [{ name: "چای" }],
      total: 42,
      totalPages: 5,
      shopTime: new Date("2026-11-21T03:22:24Z"),
      sentAt: NOW,
      bytes: 19,
    });
  });
  test("without totals says so", async () => {
    const { client } = await shop((res) => json(res, 200, {}));
    expect(await client.get("products/7")).toMatchObject({ total: null, totalPages: null });
  });

  test.each([
    ['<br />\n<b>Warning</b>:  Undefined array key "x" in <b>/a.php</b> on line <b>7</b><br />\n{"id":7}', { id: 7 }],
    ["<b>Notice</b>: Undefined offset [3] {x} in a.php\n[{},2]", [{}, 2]],
    ['\ufeff{"id":7}', { id: 7 }],
    ['\n\n{"id":7}\n<!-- cached by a plugin -->', { id: 7 }],
    ['{"price":12345678901234567.89,"id":12345678901234567890}', { price: "12345678901234567.89", id: "12345678901234567890" }],
  ])("%j is data", async (body, data) => {
    const { client } = await shop((res) => res.end(body));
    expect((await client.get("products")).json).toEqual(data);
  });
});

const good = captures.filter(({ response: { status } }) => status < 300);
test.each(good)("$file is data", async (exchange) => {
  const { client } = await shop(replay(exchange));
  const answer = await client.get("products");
  expect(answer.json).toEqual(exchange.response.json);
  const { "X-WP-Total": total } = exchange.response.headers;
  expect(answer.total).toBe(total === undefined ? null : Number(total));
});

/** problem, worth another try */
const problems: Record<string, [string, boolean]> = {
  "error-400-duplicate-sku": ["invalid", false],
  "error-400-invalid-date": ["invalid", false],
  "error-400-invalid-id-update": ["not_found", false],
  "error-400-invalid-json": ["invalid", false],
  "error-400-invalid-param": ["invalid", false],
  "error-400-per-page": ["invalid", false],
  "error-400-price-number": ["invalid", false],
  "error-400-webhook-invalid-topic": ["invalid", false],
  "error-400-webhook-no-url": ["invalid", false],
  "error-401-invalid-key": ["keys_unknown", false],
  "error-401-invalid-secret": ["secret_wrong", false],
  "error-401-no-auth": ["keys_unknown", false],
  "error-401-oauth-invalid-signature": ["signature_invalid", false],
  "error-401-read-only-key": ["permission_missing", false],
  "error-401-write-only-key": ["secret_wrong", false],
  "error-404-delete-deleted-product": ["not_found", false],
  "error-404-deleted-product": ["not_found", false],
  "error-404-id-of-other-post-type": ["not_found", false],
  "error-404-invalid-id": ["not_found", false],
  "error-404-order-invalid-id": ["not_found", false],
  "error-404-rest-no-route": ["not_woocommerce", false],
  "error-404-rest-no-route-method": ["not_woocommerce", false],
  "error-410-already-trashed": ["not_found", false],
  "error-413-batch-too-large": ["too_large", false],
  "error-502-bad-gateway-html": ["server_error", true],
  "error-503-maintenance": ["maintenance", true],
  "variation-wrong-parent": ["not_found", false],
};
const refused = captures
  .filter(({ response: { status } }) => status >= 400)
  .map((one): [string, Exchange] => [one.file.replace(/^rest\/|\.json$/g, ""), one]);

test("every captured refusal is named here", () => {
  expect(refused.map(([name]) => name).sort()).toEqual(Object.keys(problems).sort());
});
test.each(refused)("%s", async (name, exchange) => {
  let isFirst = exchange.request.method !== "GET";
  const { client } = await shop((res) => (isFirst ? json(res, 200, {}) : replay(exchange)(res)), {
    auth: name.includes("oauth") ? "oauth1" : "basic",
  });
  // What is written is written by a key that has read before.
  if (isFirst) await client.get("products");
  isFirst = false;
  const { method } = exchange.request;
  const error = await failure(
    method === "GET"
      ? client.get("x")
      : method === "DELETE"
        ? client.delete("x")
        : method === "PUT"
          ? client.put("x", {})
          : client.post("x", {}),
  );
  const { status, json: body } = exchange.response;
  expect([error.problem, error.isPassing]).toEqual(problems[name]);
  expect(error).toMatchObject({ status, code: (body as { code?: string } | undefined)?.code ?? null });
  expect(error.retryAfterMs).toBe(name.includes("maintenance") ? 600_000 : null);
  expect(error.detail.length).toBeLessThanOrEqual(120);
});

describe("what shops and hosts also answer", () => {
  const html = (title: string) =>
    `<!DOCTYPE html><html><head><title>${title}</title><script>{"@context":1}</script></head><body></body></html>`;
  test.each<[string, number, Record<string, string>, string, Record<string, unknown>]>([
    [
      "a firewall's page",
      403,
      {},
      html("Attention Required! |\n Cloudflare"),
      { problem: "html_answer", detail: "Attention Required! | Cloudflare", isPassing: true },
    ],
    ["a login page with 200", 200, {}, html("Log In"), { problem: "html_answer", detail: "Log In" }],
    ["a page with JSON in it alone", 200, {}, '<script type="application/json">{"id":7}</script>', { problem: "html_answer" }],
    ["a web server that knows no such file", 404, {}, html("404 Not Found"), { problem: "html_answer", status: 404 }],
    ["nothing", 200, {}, "", { problem: "not_json", isPassing: true }],
    ["a number", 200, {}, "0", { problem: "not_json" }],
    ["the first half", 200, {}, '[{"id":7},{"id"', { problem: "not_json" }],
    ["the first half behind a warning", 200, {}, '<b>Warning</b>: x\n[{"id":7},\n{"id"', { problem: "not_json" }],
    ["a challenge for a robot", 503, {}, html("Just a moment..."), { problem: "server_error", isPassing: true }],
    [
      "a broken plugin",
      500,
      {},
      '{"code":"internal_server_error","message":"<p>x</p>","data":{"status":500}}',
      { problem: "server_error", code: "internal_server_error" },
    ],
    [
      "a proxy that makes 200 of everything",
      200,
      {},
      '{"code":"woocommerce_rest_cannot_view","message":"","data":{"status":401}}',
      { problem: "keys_unknown", status: 401 },
    ],
    [
      "a key of a person who may not",
      403,
      {},
      '{"code":"woocommerce_rest_cannot_view","message":"","data":{"status":403}}',
      { problem: "permission_missing" },
    ],
    [
      "too many, as JSON",
      429,
      { "retry-after": "7" },
      '{"code":"too_many"}',
      { problem: "rate_limited", retryAfterMs: 7_000, isPassing: true },
    ],
    ["too many, as a page", 429, { "retry-after": "86400" }, html("429"), { problem: "rate_limited", retryAfterMs: 3_600_000 }],
    [
      "busy until a date on its own clock",
      503,
      { "retry-after": "Wed, 01 Jan 2020 00:02:00 GMT", date: "Wed, 01 Jan 2020 00:00:00 GMT" },
      "{}",
      { problem: "server_error", retryAfterMs: 120_000 },
    ],
    ["busy until long ago", 503, { "retry-after": "Wed, 01 Jan 2020 00:00:00 GMT" }, "{}", { retryAfterMs: 0 }],
    ["busy until nonsense", 503, { "retry-after": "soon" }, "{}", { retryAfterMs: null }],
    [
      "a redirect",
      301,
      { location: "https://www.shop.example/wp-json/wc/v3/products?consumer_secret=cs_1" },
      "",
      { problem: "redirected", location: "https://www.shop.example/wp-json/wc/v3/products", isPassing: false },
    ],
    ["a redirect to a slash", 301, { location: "/wp-json/wc/v3/products/" }, "", { problem: "redirected" }],
    ["a redirect to its front page", 301, { location: "/" }, "", { problem: "plain_permalinks" }],
    ["a redirect to nowhere", 302, {}, "", { problem: "redirected", location: null }],
    ["a redirect to rubbish", 302, { location: "http://[" }, "", { problem: "redirected", location: null }],
  ])("%s", async (_, status, headers, body, expected) => {
    const { client } = await shop((res) => res.writeHead(status, headers).end(body));
    expect(await failure(client.get("products"))).toMatchObject(expected);
  });

  test("a write that is refused before anything was read may be the secret's fault", async () => {
    const { client } = await shop((res) => json(res, 401, { code: "woocommerce_rest_authentication_error", data: { status: 401 } }));
    expect((await failure(client.post("webhooks", {}))).problem).toBe("secret_wrong");
  });
  test("nothing in time, nobody there, cut off", async () => {
    const { client } = await shop((res, req) => {
      if (req.url?.includes("cut")) res.writeHead(200, { "content-length": 99 }).write("{", () => res.destroy());
    });
    expect(await failure(client.get("slow", {}, { timeoutMs: 60 }))).toMatchObject({ problem: "timeout", isPassing: true, status: null });
    expect(await failure(client.get("cut"))).toMatchObject({ problem: "network", isPassing: true });
    const { client: nobody } = await shop((res) => res.end(), { baseUrl: "http://127.0.0.1:1" });
    expect(await failure(nobody.get("products"))).toMatchObject({ problem: "refused", detail: "ECONNREFUSED" });
    const { client: nowhere } = await shop((res) => res.end(), { baseUrl: "my shop" });
    expect(await failure(nowhere.get("products"))).toMatchObject({ problem: "address_blocked", isPassing: false });
  });
  test("the caller's own wish is no problem of the shop", async () => {
    const { client } = await shop(() => undefined);
    await expect(client.get("products", {}, { signal: AbortSignal.timeout(30) })).rejects.toMatchObject({
      name: "OutgoingError",
      kind: "aborted",
    });
  });
  test("no error holds a key", async () => {
    const { client } = await shop((res) => res.writeHead(302, { location: "https://x.example/?consumer_secret=cs_1" }).end(), {
      auth: "query",
    });
    const error = await failure(client.get("products"));
    expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toMatch(/cs_1|ck_1/);
  });
});
