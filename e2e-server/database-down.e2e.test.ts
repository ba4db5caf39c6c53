import { afterAll, beforeAll, expect, test } from "vitest";
import { aServer, type ServerProcess } from "./a-server";
import { aShop, productEvent, type Shop } from "./a-shop";
import { expectNoSecrets } from "./expect-no-secrets";
import { restartablePostgres, type RestartablePostgres } from "./restartable-postgres";

const PASSWORD = "the-password-of-the-database";

let postgres: RestartablePostgres;
let server: ServerProcess;
let shop: Shop;

beforeAll(async () => {
  postgres = await restartablePostgres();
  const url = new URL(postgres.url);
  url.password = PASSWORD;
  server = await aServer({ DATABASE_URL: url.href });
  server.secrets.push(PASSWORD);
  await server.start();
  shop = await aShop(server);
});
afterAll(async () => {
  await server.remove();
  await postgres.remove();
});

const ready = async () => {
  const response = await fetch(`${server.url}/api/health/ready`);
  return { status: response.status, body: (await response.json()) as { checks: { database: { status: string } } } };
};

async function expectAway(): Promise<void> {
  const refused = await Promise.all(Array.from({ length: 30 }, (_, index) => shop.deliver(productEvent(1, 1_000 + index))));
  for (const { status, headers, text } of refused) {
    expect([status, headers.get("retry-after")], text).toEqual([503, "5"]);
    expect(text).not.toMatch(/ECONNREFUSED|prisma|terminating|127\.0\.0\.1|stack/i);
  }
  expect(await ready()).toMatchObject({ status: 503, body: { checks: { database: { status: "down" } } } });
  expect((await fetch(`${server.url}/api/health/live`)).status).toBe(200);
}

test("with PostgreSQL away senders hear 503 with Retry-After, readiness names the database, and all goes on once it is back", async () => {
  expect((await shop.deliver(productEvent(1, 1))).status).toBe(202);
  await postgres.stop();
  await expectAway();
  await postgres.start();
  await expect.poll(async () => (await ready()).status, { timeout: 30_000 }).toBe(200);
  expect((await shop.deliver(productEvent(1, 2))).status).toBe(202);
  await shop.whenEnded();
  await shop.whenEmbedded();
  expect((await shop.events()).map(({ status }) => status !== "failed")).toEqual([true, true]);
  expect((await shop.products()).map(({ title }) => title)).toEqual(["Product 1 version 2"]);
});

test("a database that goes while events are being processed loses none of them", async () => {
  const events = Array.from({ length: 300 }, (_, index) => productEvent(1 + (index % 50), index + 10));
  const taken = await Promise.all(events.map(async (event) => ({ event, status: (await shop.deliver(event)).status })));
  expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([202]));
  await postgres.stop();
  await postgres.start();
  await expect.poll(async () => (await ready()).status, { timeout: 30_000 }).toBe(200);
  await shop.whenEnded();
  const ends = new Map((await shop.events()).map(({ event_id, status }) => [event_id, status]));
  expect(taken.filter(({ event }) => !["succeeded", "superseded", "stale"].includes(ends.get(event.event_id) ?? ""))).toEqual([]);
});

test("a server that starts before its database waits for it, and answers 503 until then", async () => {
  expect(await server.stop()).toBe(0);
  await postgres.stop();
  await server.start("live");
  await expectAway();
  await postgres.start();
  await expect.poll(async () => (await ready()).status, { timeout: 60_000 }).toBe(200);
  expect((await shop.deliver(productEvent(2, 9_000))).status).toBe(202);
  await shop.whenEnded();
  await shop.whenEmbedded();
  expect((await shop.products()).find(({ external_id }) => external_id === "woo_2")?.title).toBe("Product 2 version 9000");
});

test("its log holds none of the secrets, the database's password included", () => {
  expectNoSecrets(server);
});
