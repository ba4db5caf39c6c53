import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { listHistory } from "@/lib/catalog/history/list-history";
import { historyQuery } from "@/lib/catalog/history/wire";
import { replayEvent } from "@/lib/events/replay-events";
import { showEvent } from "@/lib/events/show-event";
import { aHub } from "@/lib/testing/a-hub";
import { aPull } from "@/lib/testing/a-pull";
import { aStore, aUser } from "@/lib/testing/builders";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";

const shoe = { id: 414, name: "Shoe", currency: "IRT", stock_status: "instock" };
const historyOf = (db: DbClient) =>
  db.productChange.findMany({ orderBy: { number: "asc" }, select: { kind: true, cause: true, eventId: true, jobId: true } });
const newestEvent = async (db: DbClient) => (await db.event.findFirstOrThrow({ orderBy: { id: "desc" }, select: { id: true } })).id;
const again = (db: DbClient, id: bigint) =>
  db.$executeRaw`UPDATE event SET status = 'received', attempts_at_queue = attempts, lease_until = NULL WHERE id = ${id}`;

dbTest("an event is named as the cause; run again it changes nothing and says nothing", async ({ db }) => {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  await hub.deliver(storeId, { product: { ...shoe, price: "120000" }, occurred_at: "2026-01-01T00:00:00Z" });
  await hub.save(storeId);
  const first = await newestEvent(db);
  await hub.deliver(storeId, { product: { ...shoe, price: "99000" }, occurred_at: "2026-01-02T00:00:00Z" });
  await hub.save(storeId);
  const second = await newestEvent(db);
  for (const id of [first, second, second]) {
    await again(db, id);
    await hub.save(storeId);
  }
  expect(await historyOf(db)).toEqual([
    { kind: "created", cause: "event", eventId: first, jobId: null },
    { kind: "changed", cause: "event", eventId: second, jobId: null },
  ]);
});

dbTest("an event that changes something only when it runs again is a replay; what a worker left half done is told once", async ({ db }) => {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  await hub.deliver(storeId, { product: { ...shoe, price: "1" } });
  const id = await newestEvent(db);
  // The worker dies after its claim: nothing was written, the lease runs out.
  const dying = hub.save(storeId, {
    now: () => {
      throw new Error("killed");
    },
  });
  await expect(dying).rejects.toThrow("killed");
  expect(await historyOf(db)).toEqual([]);
  await db.$executeRaw`UPDATE event SET status = 'received', attempts = 2, attempts_at_queue = 2, lease_until = NULL WHERE id = ${id}`;
  await db.$executeRaw`DELETE FROM store_drain`;
  await hub.save(storeId);
  expect(await historyOf(db)).toEqual([{ kind: "created", cause: "replay", eventId: id, jobId: null }]);
});

dbTest("a job that read the shop is named, and a comparison that found something out", async ({ db }) => {
  const pull = await aPull(db, { products: makeProducts(1) });
  try {
    const [product = 0] = pull.shop.catalogue.ids();
    await pull.sync("full");
    const job = await db.syncJob.findFirstOrThrow({ where: { mode: "full" }, select: { id: true } });
    expect(await historyOf(db)).toEqual([{ kind: "created", cause: "job", eventId: null, jobId: job.id }]);
    pull.shop.actions.renameByPlugin(product, "A new name");
    await pull.sync("reconcile");
    const look = await db.syncJob.findFirstOrThrow({ where: { mode: "reconcile" }, select: { id: true } });
    expect((await historyOf(db)).slice(1)).toEqual([{ kind: "changed", cause: "comparison", eventId: null, jobId: look.id }]);
  } finally {
    await pull.stop();
  }
});

dbTest(
  "an event that failed and is sent again by the shop is told as sent again, and only a person's order as a replay",
  async ({ db }) => {
    const hub = await aHub(db);
    const owner = await aUser(db);
    const { id: storeId } = await aStore(db, owner);
    const send = (id: number, price: string) => hub.deliver(storeId, { event_id: `event-${id}`, product: { ...shoe, id, price } });
    const fail = (id: number) =>
      db.$executeRaw`UPDATE event SET status = 'failed', attempts = attempts + 4, processed_at = now() WHERE event_id = ${`event-${id}`}`;
    const numberOf = async (id: number) =>
      String((await db.event.findFirstOrThrow({ where: { eventId: `event-${id}` }, select: { id: true } })).id);
    const told = async (id: number) => {
      const product = await db.product.findFirstOrThrow({ where: { externalId: `woo_${id}` }, select: { id: true } });
      return (await listHistory({ db }, owner, product.id, historyQuery.parse({}))).rows.map(({ cause }) => cause);
    };
    const [again, replayed, both] = [1, 2, 3] as const;
    for (const id of [again, replayed, both]) {
      await send(id, "1");
      await fail(id);
    }
    for (const id of [again, both]) expect(await send(id, "2")).toBe("accepted");
    await fail(both);
    for (const id of [replayed, both]) await replayEvent({ db }, owner, await numberOf(id));
    await hub.save(storeId);

    expect(await told(again)).toEqual([{ kind: "redelivery", eventId: await numberOf(again), jobId: null }]);
    for (const id of [replayed, both]) expect(await told(id)).toEqual([{ kind: "replay", eventId: await numberOf(id), jobId: null }]);
    const { timeline } = await showEvent({ db }, owner, await numberOf(again));
    expect(timeline.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [4, "arrived_again"],
      [5, "succeeded"],
    ]);
  },
);
