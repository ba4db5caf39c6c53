import { randomInt } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { wait } from "../scripts/child.mjs";
import { aServer, type ServerProcess } from "./a-server";
import { aShop, productEvent, type Shop, type ShopEvent } from "./a-shop";
import { expectNoSecrets } from "./expect-no-secrets";
import { ownDatabase } from "./own-database";

const SENDERS = 16;
const PRODUCTS = 25;
/** After it has taken some: a busy machine may be a while about the first. */
const LOAD_MS = { min: 0, max: 1_500 };

/** Senders that deliver one event after the other until the line is cut. `acknowledged` grows as answers come. */
function startLoad(shop: Shop, sent: Map<string, { id: number; version: number }>, acknowledged: Set<string>) {
  const strange: string[] = [];
  let version = sent.size;
  const send = async (): Promise<void> => {
    for (;;) {
      version += 1;
      const id = 1 + randomInt(PRODUCTS);
      const event: ShopEvent = productEvent(id, version);
      sent.set(event.event_id, { id, version });
      const answer = await shop.deliver(event).catch(() => null);
      if (answer === null) return;
      if (answer.status === 202) acknowledged.add(event.event_id);
      else strange.push(`${answer.status} ${answer.text}`);
    }
  };
  const ended = Promise.all(Array.from({ length: SENDERS }, send));
  return { ended, strange };
}

async function killUnderLoad(server: ServerProcess, rounds: number): Promise<void> {
  await server.start();
  const shop = await aShop(server);
  const sent = new Map<string, { id: number; version: number }>();
  const acknowledged = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.size;
    const load = startLoad(shop, sent, acknowledged);
    await expect.poll(() => acknowledged.size - before).toBeGreaterThan(SENDERS);
    await wait(randomInt(LOAD_MS.min, LOAD_MS.max));
    await server.kill();
    await load.ended;
    expect(load.strange).toEqual([]);
    await server.start();
  }
  await shop.whenEnded();
  const events = await shop.events();
  const stored = new Map(events.map(({ event_id, status }) => [event_id, status]));
  expect(
    [...acknowledged].filter((eventId) => !stored.has(eventId)),
    "acknowledged and lost",
  ).toEqual([]);
  expect(stored.size, "an event is there once").toBe(events.length);
  expect(events.filter(({ status }) => status === "failed")).toEqual([]);

  // What was stored and not answered counts too: the newest of all that is there.
  const newest = new Map<string, number>();
  for (const eventId of stored.keys()) {
    const told = sent.get(eventId);
    if (told) newest.set(`woo_${told.id}`, Math.max(newest.get(`woo_${told.id}`) ?? 0, told.version));
  }
  await shop.whenEmbedded();
  const products = await shop.products();
  expect(Object.fromEntries(products.map(({ external_id, title }) => [external_id, title]))).toEqual(
    Object.fromEntries([...newest].map(([externalId, version]) => [externalId, `Product ${externalId.slice(4)} version ${version}`])),
  );
  expect(new Set(products.map(({ knowledge }) => knowledge.status))).toEqual(new Set(["ready"]));
  expectNoSecrets(server);
}

test("kill -9 under load loses no accepted event: embedded database, three times", async () => {
  const server = await aServer();
  onTestFinished(() => server.remove());
  await killUnderLoad(server, 3);
});

// Without a server there is nothing to run it on; `npm test` starts one.
if (process.env.TEST_DATABASE_URL)
  test("kill -9 under load loses no accepted event: PostgreSQL", async () => {
    const database = await ownDatabase();
    const server = await aServer({ DATABASE_URL: database.url });
    onTestFinished(async () => {
      await server.remove();
      await database.drop();
    });
    await killUnderLoad(server, 1);
  });
