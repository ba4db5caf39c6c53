import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runChild } from "../scripts/child.mjs";
import { aServer, type ServerProcess } from "./a-server";
import { aShop, productEvent, type Shop } from "./a-shop";
import { expectNoSecrets } from "./expect-no-secrets";

let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  server = await aServer();
  await server.start();
  shop = await aShop(server);
});
afterAll(() => server.remove());

test("a second process that opens the embedded database is refused with a sentence that says what to do", async () => {
  const other = await runChild(process.execPath, ["scripts/server.mjs"], { env: { ...server.settings, PORT: "0" }, timeoutMs: 60_000 });
  expect(other).toMatchObject({ timedOut: false, code: 1 });
  expect(other.tail).toMatch(/The embedded database in .* is in use by process \d+\. Stop that process first, or set another DATA_DIR\./);
  expect((await shop.deliver(productEvent(1, 1))).status).toBe(202);
});

test("the command line works while the server has the embedded database open", async () => {
  expect(await server.cli("user", "create", "--email", "owner@example.test", "--password", "a-long-enough-password")).toEqual({
    code: 0,
    output: "User owner@example.test made.",
  });
  server.secrets.push("a-long-enough-password");
  expect((await shop.ask("/api/v1/users/")).text).toContain("owner@example.test");
  await shop.whenEnded();
  const replayed = await server.cli("events", "replay", "--store-id", shop.token.store.id);
  expect(replayed).toEqual({ code: 0, output: `${(await shop.events()).length} events queued again.` });
  const wrong = await server.cli("token", "create", "--email", "nobody@example.test", "--name", "x");
  expect(wrong.code).toBe(1);
});

test("pages and their scripts travel compressed; answers to programs do not wait for that", async () => {
  const headers = { "accept-encoding": "gzip" };
  const page = await fetch(`${server.url}/sign-in`, { headers });
  expect([page.status, page.headers.get("content-encoding")]).toEqual([200, "gzip"]);
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(await page.text()) ?? [];
  expect((await fetch(`${server.url}${script}`, { headers })).headers.get("content-encoding")).toBe("gzip");
  const document = await fetch(`${server.url}/api/openapi.json`, { headers });
  expect([document.status, document.headers.get("content-encoding")]).toEqual([200, null]);
});

test("an address that does not take a method says so in JSON, and which it takes", async () => {
  for (const [method, path, allow] of [
    ["GET", "/v1/catalog/sync/woocommerce", "POST, OPTIONS"],
    ["DELETE", "/api/v1/stores/", "GET, POST, HEAD, OPTIONS"],
    ["PUT", "/api/integrations/woocommerce/webhook", "POST, OPTIONS"],
  ] as const) {
    const answer = await fetch(server.url + path, { method, headers: { "accept-language": "en" } });
    expect([answer.status, answer.headers.get("allow")], path).toEqual([405, allow]);
    expect(await answer.json()).toEqual({ error: "Method not allowed", detail: "This address does not take this method." });
  }
});

const MEGABYTE = 1_000_000;
const LONG = randomBytes(75_000).toString("base64url");
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const withText = (id: string, text: string) =>
  `{"event_id":"${id}","event_type":"product.updated","product":{"id":77,"name":"Strange","description":${text}}}`;
const withExtra = (id: string, extra: string) =>
  `{"event_id":"${id}","event_type":"product.updated","product":{"id":77,"name":"Strange","extra_field":${extra}}}`;

/** Body, and whether the webhook has to take it (null: it may say 202 or 400, as the contract leaves it open). */
const bodies: [what: string, body: string, status: 202 | 400 | null][] = [
  ["an escaped NUL", withText("nul", '"a\\u0000b"'), 202],
  [
    "an escaped NUL in the name of an attribute",
    withExtra("nul-key", '1,"attributes":[{"name":"si\\u0000ze","options":["4\\u00002"]}]'),
    202,
  ],
  ["an escaped NUL in an unknown field", withExtra("nul-extra", '{"a\\u0000":"b\\u0000"}'), 202],
  ["a raw NUL", withText("raw-nul", '"a\u0000b"'), 400],
  ["a lone surrogate", withText("surrogate", '"a\\ud800b"'), 202],
  [
    "a lone surrogate in a tag and a variation",
    withExtra("surrogates", '1,"tags":["\\udc00"],"variations":[{"id":78,"attributes":{"\\ud800":"\\udfff"}}]'),
    202,
  ],
  ["a lone surrogate in the event_id", withText("\\ud800", '"x"'), 400],
  ["an integer of a megabyte", withExtra("integer", "9".repeat(MEGABYTE)), 202],
  ["a price of a megabyte", withExtra("price", `1,"price":${"9".repeat(MEGABYTE)}`), 400],
  ["a stock of a megabyte in text", withExtra("stock", `1,"stock_quantity":"${"9".repeat(MEGABYTE)}"`), 400],
  ["a price with an exponent", withExtra("exponent", '1,"price":1e999999999'), 400],
  [
    "a sku, a title and a tag of 100,000 characters that no index takes",
    withExtra("sku", `1,"sku":"${LONG}","name":"${LONG}","tags":["${LONG}"],"brand":"${LONG}"`),
    202,
  ],
  ["5,000 nested arrays", withExtra("nested-5000", nested(5_000)), 202],
  ["20,000 nested arrays", withExtra("nested-20000", nested(20_000)), null],
  ["20,000 nested arrays where a text belongs", withText("nested-text", nested(20_000)), 400],
  ["200,000 nested arrays", withExtra("nested-200000", nested(200_000)), null],
  ["a key that is a prototype's", withExtra("proto", '1,"__proto__":{"id":1},"dimensions":{"__proto__":"1","constructor":"2"}'), 202],
];

for (const [what, body, status] of bodies) {
  test(`${what} in a body is no accident, alone or in a batch`, async () => {
    const answer = await shop.send(body);
    expect(status === null ? [202, 400] : [status]).toContain(answer.status);
    const batch = await shop.ask("/api/integrations/woocommerce/webhook/batch/", {
      method: "POST",
      body: `{"events":[${body.replace('"event_id":"', '"event_id":"batch ')}]}`,
      headers: { authorization: `Bearer ${shop.token.token}` },
    });
    expect([207, 400]).toContain(batch.status);
    expect(`${answer.text}${batch.text}`).not.toMatch(/node_modules|prisma|\.ts:|RangeError/i);
  });
}

test("every strange event that was taken ends, and its detail can be read", async () => {
  await shop.whenEnded();
  const events = (await shop.events()).filter(({ event_id }) => event_id !== "");
  expect(events.filter(({ status }) => status === "failed")).toEqual([]);
  for (const { id } of events) {
    const detail = await shop.ask(`/api/v1/integrations/woocommerce/events/${id}/`);
    expect(detail.status, detail.text.slice(0, 300)).toBe(200);
    expect(() => JSON.parse(detail.text) as unknown).not.toThrow();
  }
  expect((await shop.products()).map(({ external_id }) => external_id)).toContain("woo_77");
});

const health = z.object({ token: z.object({ usage_count: z.number() }) });
const usageOf = async () => {
  const answer = await shop.ask("/api/integrations/woocommerce/health/", { headers: { authorization: `Bearer ${shop.token.token}` } });
  return health.parse(JSON.parse(answer.text)).token.usage_count;
};

test("SIGTERM ends it in order: requests answered, usage written, exit code 0, and the next start goes on", async () => {
  const before = await usageOf();
  const deliveries = Array.from({ length: 40 }, (_, index) => shop.deliver(productEvent(5, index + 1)));
  const answers = await Promise.all(deliveries);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect(await server.stop()).toBe(0);
  await server.start();
  // Forty deliveries, and the question before them.
  expect(await usageOf()).toBe(before + 41);
  await shop.whenEnded();
  expect((await shop.products()).find(({ external_id }) => external_id === "woo_5")?.title).toBe("Product 5 version 40");
});

test("SIGTERM in the middle of deliveries leaves none without its answer or its event", async () => {
  const events = Array.from({ length: 200 }, (_, index) => productEvent(6, index + 1));
  const answers = Promise.all(events.map(async (event) => ({ event, answer: await shop.deliver(event).catch(() => null) })));
  await expect.poll(async () => (await shop.events()).length > 0).toBe(true);
  const [code, ended] = await Promise.all([server.stop(), answers]);
  expect(code).toBe(0);
  await server.start();
  const stored = new Set((await shop.events()).map(({ event_id }) => event_id));
  expect(ended.filter(({ event, answer }) => answer?.status === 202 && !stored.has(event.event_id))).toEqual([]);
  await shop.whenEnded();
});

test("its log holds none of the secrets", () => {
  expectNoSecrets(server);
});
