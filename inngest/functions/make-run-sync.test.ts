import { setTimeout as sleep } from "node:timers/promises";
import { Inngest } from "inngest";
import { pino } from "pino";
import { expect, onTestFinished } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { DbClient } from "@/lib/core/db";
import type { JobTrigger } from "@/lib/sync/jobs/job";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { aPull, type Pull } from "@/lib/testing/a-pull";
import { dbTest } from "@/lib/testing/db-test";
import { EMBEDDED_BASE_URL } from "../embedded/call";
import { startEmbeddedEngine, type EmbeddedEngine } from "../embedded/engine";
import { embeddedTransport } from "../embedded/transport";
import { storeHasJob } from "../events";
import { chooseLanes } from "./choose-lanes";
import { makeRunSync } from "./make-run-sync";

const log = pino({ level: "silent" });

/** The function itself, on the engine itself. Its deps are those of any of the shops: a store's connection names its own. */
async function anEngine(db: DbClient, { deps }: Pull): Promise<Inngest> {
  const started: { engine?: EmbeddedEngine } = {};
  const fetch = embeddedTransport(
    () => db,
    () => started.engine?.wake(),
  );
  const client = new Inngest({ id: "app", isDev: true, baseUrl: EMBEDDED_BASE_URL, fetch, logger: log });
  const functions = [makeRunSync(client, () => Promise.resolve(deps))];
  started.engine = await startEmbeddedEngine({ db, client, functions, log, pollMs: 20 });
  onTestFinished(() => started.engine?.stop(100));
  return client;
}

async function someShops(db: DbClient, count: number): Promise<Pull[]> {
  const shops = await Promise.all(Array.from({ length: count }, () => aPull(db, { products: makeProducts(3, { variableShare: 0 }) })));
  onTestFinished(async () => void (await Promise.all(shops.map((shop) => shop.stop()))));
  return shops;
}
const statusOf = async (db: DbClient, { storeId }: Pull) =>
  (await db.syncJob.findFirstOrThrow({ where: { storeId }, select: { status: true } })).status;
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await sleep(20);
};

/** Queues a job for each and wakes them all in this order. */
async function wake(db: DbClient, client: Inngest, shops: readonly Pull[], trigger: JobTrigger = "schedule"): Promise<void> {
  for (const { storeId } of shops) await queueJob(db, storeId, "woocommerce", { mode: "full", trigger });
  const woken = await chooseLanes(
    db,
    shops.map(({ storeId }) => storeId),
  );
  await client.send(woken.map((store) => storeHasJob.create(store)));
}

dbTest("two shops that hang keep a third from nothing", async ({ db }) => {
  const [one, other, live] = (await someShops(db, 3)) as [Pull, Pull, Pull];
  for (const { shop } of [one, other]) shop.faults.next({ kind: "hang", times: Infinity });
  const client = await anEngine(db, live);
  await wake(db, client, [one, other]);
  await until(async () => one.shop.requests.concurrent > 0 && other.shop.requests.concurrent > 0);
  await wake(db, client, [live]);
  await until(async () => (await statusOf(db, live)) === "completed");
  expect([one.shop.requests.concurrent, other.shop.requests.concurrent], "they hang still").toEqual([1, 1]);
  expect([await statusOf(db, one), await statusOf(db, other)]).toEqual(["running", "running"]);
});

dbTest("however many shops do not answer, they wait for each other and not in the way of one that does", async ({ db }) => {
  const [live, ...hanging] = (await someShops(db, 6)) as [Pull, ...Pull[]];
  for (const { shop, storeId } of hanging) {
    shop.faults.next({ kind: "hang", times: Infinity });
    await db.connection.update({ where: { storeId }, data: { failures: 1, state: "degraded" }, select: { storeId: true } });
  }
  const client = await anEngine(db, live);
  await wake(db, client, hanging);
  const waitingFor = () => hanging.filter(({ shop }) => shop.requests.concurrent > 0).length;
  await until(async () => waitingFor() === 3);
  await wake(db, client, [live]);
  await until(async () => (await statusOf(db, live)) === "completed");
  expect(waitingFor(), "three hang, two wait for their places").toBe(3);
});

dbTest("what somebody waits for waits for no shop's night: a first sync and one by hand have places of their own", async ({ db }) => {
  const [first, byHand, ...nightly] = (await someShops(db, 6)) as [Pull, Pull, ...Pull[]];
  const client = await anEngine(db, first);
  for (const { shop } of nightly) shop.faults.next({ kind: "hang", times: Infinity });
  await wake(db, client, nightly);
  const waitingFor = () => nightly.filter(({ shop }) => shop.requests.concurrent > 0).length;
  await until(async () => waitingFor() === 3);
  await wake(db, client, [first], "connect");
  await wake(db, client, [byHand], "manual");
  for (const shop of [first, byHand]) await until(async () => (await statusOf(db, shop)) === "completed");
  expect(waitingFor(), "three hang, one waits for its place").toBe(3);
});
