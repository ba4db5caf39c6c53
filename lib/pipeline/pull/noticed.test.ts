import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { DbClient } from "@/lib/core/db";
import { noteAnswer, noteFailure } from "@/lib/sync/connections/breaker";
import { markProducts } from "@/lib/sync/marks/marks";
import { planSchedules } from "@/lib/sync/schedules/plan-schedules";
import { queueDueSchedules } from "@/lib/sync/schedules/queue-due";
import type { Pull } from "@/lib/testing/a-pull";
import { pullTest } from "@/lib/testing/pull-test";
import { testEncryption } from "@/lib/testing/builders";
import type { PullDeps } from "./pull-deps";
import { runSlice } from "./run-slice";

const few = { products: makeProducts(10, { variableShare: 0 }) };
const isActive = async (db: DbClient, externalId: string) =>
  (await db.product.findFirstOrThrow({ where: { externalId }, select: { isActive: true } })).isActive;

/** The shop as it is, but `then` happens between its word that products are gone and what we make of it. */
const afterAnswer = ({ deps }: Pull, then: () => Promise<void>): PullDeps => ({
  ...deps,
  openSource: (connection, asked) => {
    const source = deps.openSource(connection, asked);
    const askAlone: typeof source.askAlone = async (ids) => {
      const absent = await source.askAlone(ids);
      await then();
      return absent;
    };
    return { ...source, askAlone };
  },
});

pullTest("a product that came back while it was found gone stays", few, async (pull, db) => {
  await pull.sync("full");
  const id = pull.shop.catalogue.ids()[3] ?? 0;
  const externalId = `woo_${id}`;
  pull.shop.actions.trash(id);
  await markProducts(db, pull.storeId, [externalId]);
  const isBack = async () => {
    pull.shop.actions.restore(id);
    pull.shop.actions.update(id, { status: "publish" });
    const { consumerKey, consumerSecret, url } = pull.shop;
    const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString("base64")}`;
    const payload = await (await fetch(`${url}/wp-json/wc/v3/products/${id}`, { headers: { authorization } })).text();
    const said = { eventId: "webhook_back", eventType: "product.updated", source: "woocommerce_webhook" } as const;
    const nobody = { tokenId: null, sourceIp: null, requestId: null };
    await pull.deps.receiver.receive({
      ...said,
      ...nobody,
      storeId: pull.storeId,
      productId: String(id),
      occurredAt: new Date(),
      payload,
      headers: {},
    });
  };
  await runSlice(afterAnswer(pull, isBack), pull.storeId);
  await pull.run();
  expect(await isActive(db, externalId)).toBe(true);
  expect(await db.syncMark.count()).toBe(0);
});

pullTest(
  "what was deleted while the shop's webhooks were off is found by a comparison that their mending calls for",
  few,
  async (pull, db) => {
    await db.connection.updateMany({ data: { webhookSecret: testEncryption.encrypt("s3cret") } });
    await pull.sync("full");
    expect(await db.syncJob.count({ where: { mode: "reconcile" } }), "made for the first time, they missed nothing").toBe(0);
    for (const webhook of pull.shop.webhooks.list.values()) webhook.status = "disabled";
    const id = pull.shop.catalogue.ids()[3] ?? 0;
    pull.shop.actions.trash(id);
    await pull.sync("incremental");
    expect(await db.syncJob.findMany({ where: { mode: "reconcile" }, select: { status: true, trigger: true } })).toEqual([
      { status: "completed", trigger: "webhook" },
    ]);
    expect(await isActive(db, `woo_${id}`)).toBe(false);
  },
);

pullTest("the marks of a store whose keys were refused wait until somebody has acted", few, async (pull, db) => {
  await pull.sync("full");
  await markProducts(db, pull.storeId, [`woo_${pull.shop.catalogue.ids()[0]}`]);
  await db.connection.updateMany({ data: { state: "disconnected", problem: "keys_unknown" } });
  pull.shop.requests.clear();
  expect(await runSlice(pull.deps, pull.storeId)).toEqual({ hasMore: false, retryAt: null });
  expect(pull.shop.requests.count).toBe(0);
  expect(await db.connection.findFirst({ select: { state: true } })).toEqual({ state: "disconnected" });
  await noteAnswer(db, { storeId: pull.storeId, problemAt: null }, {}, new Date());
  await pull.run();
  expect(await db.syncMark.count()).toBe(0);
});

pullTest("a store that is disconnected in the middle of a look stays so, however the look ends", few, async (pull, db) => {
  await pull.sync("full");
  for (const look of [
    () => pull.sync("full"),
    () => markProducts(db, pull.storeId, [`woo_${pull.shop.catalogue.ids()[0]}`]).then(() => pull.run()),
  ]) {
    await db.connection.updateMany({ data: { state: "connected", problem: null, problemAt: null } });
    pull.shop.faults.beforeAnswer = async ({ query }) => {
      if (query.orderby === undefined) return;
      pull.shop.faults.beforeAnswer = null;
      await noteFailure(db, pull.storeId, { problem: "keys_unknown", isPassing: false }, new Date());
    };
    await look();
    expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({
      state: "disconnected",
      problem: "keys_unknown",
    });
  }
});

pullTest("a comparison that failed at night is made up for when the shop is back, once", few, async (pull, db) => {
  await pull.sync("full");
  await planSchedules(db, pull.storeId, new Date());
  const queueAt = (at: number) => queueDueSchedules({ db, now: () => new Date(at) }, 10);
  const nextAt = async () =>
    (await db.syncSchedule.findFirstOrThrow({ where: { mode: "reconcile" }, select: { nextAt: true } })).nextAt.getTime();
  await db.syncSchedule.updateMany({ where: { mode: "incremental" }, data: { isEnabled: false } });
  const night = await nextAt();
  await queueAt(night);
  pull.shop.faults.next({ kind: "bad-gateway", times: Infinity });
  await pull.run();
  const latest = { orderBy: { createdAt: "desc" }, where: { mode: "reconcile" }, select: { status: true } } as const;
  expect(await db.syncJob.findFirst(latest)).toEqual({ status: "failed" });
  const madeUp = await nextAt();
  expect(madeUp - Date.now(), "within the hour").toBeLessThanOrEqual(3_600_000);
  pull.shop.faults.clear();
  expect(await queueAt(madeUp)).toBe(1);
  await pull.run();
  expect(await db.syncJob.findFirst(latest)).toEqual({ status: "completed" });
  expect(((await nextAt()) - night) % 86_400_000, "back in its own rhythm").toBe(0);
});
