import { expect, test } from "vitest";
import type { Caller } from "@/lib/access/caller";
import type { DbClient } from "@/lib/core/db";
import { OF_THE_HUB } from "@/lib/knowledge/ledger";
import { aStore, aToken, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, embedAll, hashedEmbedders, saveProducts, searchableProducts } from "@/lib/testing/products";
import { adoptModel } from "@/lib/knowledge/models";
import { periodsOf } from "./periods";
import { showOverview } from "./show-overview";

/** Twenty past the hour, in UTC. */
const now = new Date("2026-03-10T12:20:00.000Z");
const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000);
const overview = (db: DbClient, caller: Caller) => showOverview({ db, now: () => now }, caller, "en");

type Given = { createdAt: Date; tookMs?: number; status?: string; productId?: string; isReplayed?: boolean };
async function anEvent(
  db: DbClient,
  storeId: string,
  { createdAt, tookMs = 1_000, status = "succeeded", productId = "414", isReplayed }: Given,
) {
  const [id = ""] = await someEvents(db, [anIncomingEvent(storeId, { productId })]);
  const isEnded = ["succeeded", "failed", "stale"].includes(status);
  await db.event.update({
    where: { id: BigInt(id) },
    data: { createdAt, status, processedAt: isEnded ? new Date(createdAt.getTime() + tookMs) : null, attemptsAtQueue: isReplayed ? 1 : 0 },
  });
  return BigInt(id);
}

test.each([
  ["en", "2026-03-10T12:20:31.500Z", "2026-03-09T13:00:00.000Z", "2026-03-10", "2026-03-01"],
  ["fa", "2026-03-10T12:20:31.500Z", "2026-03-09T12:30:00.000Z", "2026-03-10", "2026-02-20"],
  ["fa", "2026-03-20T23:00:00.000Z", "2026-03-19T23:30:00.000Z", "2026-03-20", "2026-02-20"],
  ["fa", "2026-03-21T01:00:00.000Z", "2026-03-20T01:30:00.000Z", "2026-03-21", "2026-03-21"],
  ["fa", "2026-03-10T21:00:00.000Z", "2026-03-09T21:30:00.000Z", "2026-03-10", "2026-02-20"],
] as const)("in %s at %s the 24 hours began at %s, today is %s and the month began on %s", (language, given, from, today, month) => {
  const periods = periodsOf(new Date(given), language);
  expect(periods.from.toISOString()).toBe(from);
  expect(periods.today.toISOString().slice(0, 10)).toBe(today);
  expect(periods.month.toISOString().slice(0, 10)).toBe(month);
});

dbTest("without a store everything is nothing, and no figure is made up", async ({ db }) => {
  expect(await overview(db, await aUser(db))).toMatchObject({
    stores: { count: 0, attention: 0, worst: [] },
    products: { known: 0, forAi: 0, preparing: 0, failed: 0 },
    queue: { waiting: 0, oldestAt: null },
    lastEventAt: null,
    hours: { received: 0, failed: 0, before: { received: 0, failed: 0 } },
    searchable: { p50Ms: null, p95Ms: null, events: 0, pending: 0 },
    spend: { todayUsd: "0", monthUsd: "0", savedUsd: "0" },
    slowest: [],
  });
});

dbTest(
  "events stand in the hour of their arrival; what failed is counted, the day before beside it, others' not at all",
  async ({ db }) => {
    const [owner, other] = [await aUser(db), await aUser(db)];
    const [store, foreign] = [await aStore(db, owner), await aStore(db, other)];
    for (const given of [
      { createdAt: at(0.1) },
      { createdAt: at(0.2), status: "failed" },
      { createdAt: at(3) },
      // The first hour of the 24 begins at 13:00 of the day before.
      { createdAt: new Date("2026-03-09T13:00:00.000Z") },
      { createdAt: new Date("2026-03-09T12:59:59.999Z"), status: "failed" },
      { createdAt: new Date("2026-03-08T13:00:00.000Z") },
      { createdAt: new Date("2026-03-08T12:59:59.999Z") },
    ])
      await anEvent(db, store.id, given);
    await anEvent(db, foreign.id, { createdAt: at(0.1), status: "failed" });

    const { hours, lastEventAt } = await overview(db, owner);
    expect(hours).toMatchObject({ received: 4, failed: 1, before: { received: 2, failed: 1 } });
    expect(hours.hours).toHaveLength(24);
    expect(hours.hours.flatMap(({ received, failed }, hour) => (received > 0 ? [[hour, received, failed]] : []))).toEqual([
      [0, 1, 0],
      [20, 1, 0],
      [23, 2, 1],
    ]);
    expect(hours.hours[23]?.from.toISOString()).toBe("2026-03-10T12:00:00.000Z");
    expect(lastEventAt, "by arrival").toEqual(new Date("2026-03-08T12:59:59.999Z"));
    expect((await overview(db, await anAdmin(db))).hours).toMatchObject({ received: 5, failed: 2 });
  },
);

dbTest("searchable is when the texts have their vectors, if they had to be made, and the save else", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(
    db,
    store.id,
    Array.from({ length: 20 }, (_, index) => aDraft({ externalId: `woo_${index + 1}`, title: `Product ${index + 1}` })),
  );
  await db.embedding.updateMany({ data: { createdAt: at(100) } });
  // An earlier change of a product says nothing of what its texts wait for now.
  await anEvent(db, store.id, { createdAt: at(5), productId: "2", tookMs: 3_000_000 });
  // 1 to 20 seconds, each of a product of its own.
  for (let seconds = 1; seconds <= 20; seconds++)
    await anEvent(db, store.id, { createdAt: at(2), tookMs: seconds * 1_000, productId: String(seconds) });
  expect((await overview(db, owner)).searchable).toEqual({ p50Ms: 10_000, p95Ms: 19_000, events: 20, pending: 0 });

  // The text of the first took a minute.
  const chunk = await db.knowledgeChunk.findFirstOrThrow({ where: { product: { externalId: "woo_1" } }, select: { textHash: true } });
  await db.embedding.updateMany({ where: { textHash: chunk.textHash }, data: { createdAt: new Date(at(2).getTime() + 60_000) } });
  expect((await overview(db, owner)).searchable).toEqual({ p50Ms: 11_000, p95Ms: 20_000, events: 20, pending: 0 });
  const { stores } = await overview(db, owner);
  expect(stores.worst[0]?.searchable).toMatchObject({ p95Ms: 20_000, events: 20 });
});

dbTest(
  "a product whose texts wait is in no figure; neither is a replay, a failure, or another's; a new model is no delay",
  async ({ db }) => {
    const [owner, other] = [await aUser(db), await aUser(db)];
    const [store, foreign] = [await aStore(db, owner), await aStore(db, other)];
    await adoptModel(db, hashedEmbedders.configured.model);
    await saveProducts(db, store.id, [aDraft({ externalId: "woo_1", title: "Waiting" })]);
    await anEvent(db, store.id, { createdAt: at(1), productId: "1" });
    await anEvent(db, store.id, { createdAt: at(1), productId: "2", tookMs: 7_000 });
    await anEvent(db, store.id, { createdAt: at(1), productId: "3", isReplayed: true });
    await anEvent(db, store.id, { createdAt: at(1), productId: "4", status: "failed" });
    await anEvent(db, store.id, { createdAt: at(30), productId: "5" });
    await anEvent(db, foreign.id, { createdAt: at(1), productId: "6" });
    expect(await overview(db, owner)).toMatchObject({
      searchable: { p50Ms: 7_000, p95Ms: 7_000, events: 1, pending: 1 },
      products: { known: 1, forAi: 1, preparing: 1 },
    });

    await embedAll(db);
    await db.embedding.updateMany({ data: { createdAt: new Date(at(1).getTime() + 2_000) } });
    const { id } = await db.embeddingModel.create({ data: { name: "later", version: "1", dimensions: 8, state: "building" } });
    await db.$executeRaw`INSERT INTO embedding (model_id, text_hash, embedding, tokens) SELECT ${id}, text_hash, embedding, tokens FROM embedding`;
    expect(await overview(db, owner)).toMatchObject({
      searchable: { p50Ms: 2_000, p95Ms: 7_000, events: 2, pending: 0 },
      products: { preparing: 0 },
    });
  },
);

dbTest("products are counted as known, for the AI and failed; a failure that something newer made good is none", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(db, store.id, [
    aDraft({ externalId: "woo_1" }),
    aDraft({ externalId: "woo_2", status: "draft" }),
    aDraft({ externalId: "woo_3" }),
  ]);
  await db.product.updateMany({ where: { externalId: "woo_3" }, data: { isActive: false, isPublishable: false } });
  const failures = await Promise.all(
    ["1", "2", "2", "9"].map((productId) => anEvent(db, store.id, { createdAt: at(50), status: "failed", productId })),
  );
  await db.productVersion.updateMany({ data: { seq: 0n } });
  expect((await overview(db, owner)).products).toEqual({ known: 2, forAi: 1, hidden: 0, preparing: 0, failed: 3 });

  const last = failures.reduce((a, b) => (a > b ? a : b));
  await db.productVersion.updateMany({ where: { externalId: "woo_2" }, data: { seq: last + 1n } });
  expect((await overview(db, owner)).products.failed).toBe(2);
});

dbTest("all that was paid is summed by day and month, of the own stores; what no store bears is the hub's", async ({ db }) => {
  const [owner, other] = [await aUser(db), await aUser(db)];
  const [store, second, foreign] = [await aStore(db, owner), await aStore(db, owner), await aStore(db, other)];
  const entry = (storeId: string, day: string, costUsd: string, costAvoidedUsd: string) => ({
    ...{ storeId, purpose: "embedding", model: "m", textsPaid: 2, textsAvoided: 30 },
    ...{ day: new Date(`${day}T00:00:00Z`), costUsd, costAvoidedUsd },
  });
  await db.ledgerDay.createMany({
    data: [
      entry(store.id, "2026-03-10", "0.0000000001", "1.5"),
      entry(second.id, "2026-03-10", "0.2", "0"),
      entry(store.id, "2026-03-01", "1", "2.25"),
      entry(store.id, "2026-02-28", "40", "40"),
      entry(foreign.id, "2026-03-10", "700", "700"),
      { ...entry(store.id, "2026-03-10", "9", "0"), textsAvoided: 0, purpose: "query" },
      { ...entry(store.id, "2026-03-01", "0.5", "0"), textsAvoided: 0, purpose: "summary" },
      { ...entry(OF_THE_HUB, "2026-03-10", "5", "0"), textsAvoided: 0, purpose: "query" },
    ],
  });
  expect((await overview(db, owner)).spend).toEqual({
    todayUsd: "9.2000000001",
    monthUsd: "10.7000000001",
    savedUsd: "3.75",
    textsPaid: 6,
    textsSaved: 90,
  });
  expect((await overview(db, await anAdmin(db))).spend.todayUsd).toBe("714.2000000001");
});

dbTest("all stores are in the sums, the twenty worst are told, and the slowest are those that are waited for longest", async ({ db }) => {
  const admin = await anAdmin(db);
  for (let shop = 0; shop < 22; shop++) {
    const { store } = await aToken(db, admin, { store: await aStore(db, admin, { name: `Well ${String(shop).padStart(2, "0")}` }) });
    await db.integrationToken.updateMany({ where: { storeId: store.id }, data: { lastUsedAt: at(1) } });
    await anEvent(db, store.id, { createdAt: at(1), tookMs: shop < 2 ? 9_000 : 10 });
  }
  const { store: behind } = await aToken(db, admin, { store: await aStore(db, admin, { name: "Behind" }) });
  await db.integrationToken.updateMany({ where: { storeId: behind.id }, data: { lastUsedAt: at(1) } });
  for (const hours of [2, 1, 0.5]) await anEvent(db, behind.id, { createdAt: at(hours), status: "received" });
  await aStore(db, admin, { name: "Never connected" });

  const shown = await overview(db, admin);
  expect(shown.stores).toMatchObject({ count: 24, attention: 1 });
  expect(shown.stores.worst.map(({ name, state }) => `${name}: ${state}`).slice(0, 3)).toEqual([
    "Never connected: unconnected",
    "Behind: catchingUp",
    "Well 00: synced",
  ]);
  expect(shown.stores.worst).toHaveLength(20);
  expect(shown.queue).toEqual({ waiting: 3, oldestAt: at(2) });
  expect(shown.slowest.map(({ name }) => name).slice(0, 3)).toEqual(["Behind", expect.stringMatching(/^Well 0[01]$/), expect.any(String)]);
  expect(shown.slowest).toHaveLength(5);
  expect(shown.slowest[0]).toMatchObject({ waiting: 3, oldestWaitingAt: at(2), p95Ms: null });

  const again = await overview(db, admin);
  expect(again.version, "nothing has changed").toBe(shown.version);
  await anEvent(db, behind.id, { createdAt: at(0.1), status: "received" });
  expect((await overview(db, admin)).version).not.toBe(shown.version);
});

dbTest("how long catching up takes is told by the pace of the last two minutes, or not at all", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const real = new Date();
  const ago = (seconds: number) => new Date(real.getTime() - seconds * 1_000);
  const left = async () => (await showOverview({ db, now: () => real }, owner, "en")).stores.worst[0]?.secondsLeft;
  for (let sent = 0; sent < 10; sent++) await anEvent(db, store.id, { createdAt: ago(100), tookMs: 0, productId: String(sent) });
  await db.event.updateMany({ data: { processedAt: ago(50) } });
  expect(await left(), "nothing waits").toBeNull();
  for (let sent = 0; sent < 20; sent++) await anEvent(db, store.id, { createdAt: ago(10), status: "received" });
  // Ten in 50 seconds, and as long as this test took.
  expect(await left()).toBeGreaterThanOrEqual(100);
  expect(await left()).toBeLessThan(300);
  await db.event.updateMany({ where: { status: "succeeded" }, data: { processedAt: ago(3_600) } });
  expect(await left(), "nothing was saved lately").toBeNull();
});
