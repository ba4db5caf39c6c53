import fc from "fast-check";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { makeProducts } from "@/fakes/shopify/catalogue";
import { createManualClock } from "@/fakes/shopify/connect-client";
import type { Fault } from "@/fakes/shopify/faults";
import { startShopifyShop, type ShopifyShop } from "@/fakes/shopify/start-shopify-shop";
import type { Database } from "@/lib/core/open-database";
import { endpoints } from "@/lib/http/endpoints";
import { confirmGone } from "@/lib/integrations/digest/decide-gone";
import { openSource } from "@/lib/integrations/pull/open-source";
import { drainStore } from "@/lib/pipeline/drain-store";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import type { SyncMode } from "@/lib/sync/jobs/job";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { aShopifyConnection } from "./a-shopify-pull";
import { aStore, aUser } from "./builders";
import { call } from "./call-endpoint";
import { mortal } from "./kill-hub";
import { runtimeOn, type TestRuntime } from "./test-runtime";

/** What may happen to a Shopify shop, its webhooks, its requests and the hub. */
const verbs = ["rename", "price", "stock", "addVariant", "create", "remove", "hide", "show", "priceSilently"] as const;
const edit = fc.record({
  do: fc.constant("edit" as const),
  verb: fc.constantFrom(...verbs),
  which: fc.nat({ max: 20 }),
  value: fc.nat({ max: 4 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;
const deliver = fc.record({
  do: fc.constant("deliver" as const),
  drop: fc.oneof(fc.constant(0), fc.nat({ max: 4 })),
  twice: fc.boolean(),
  backwards: fc.boolean(),
});
const faultKinds: Fault[] = [
  { kind: "status", status: 429, retryAfterSeconds: 2 },
  { kind: "status", status: 502 },
  { kind: "html" },
  { kind: "cut" },
  { kind: "graphql", code: "THROTTLED" },
  { kind: "graphql", code: "INTERNAL_SERVER_ERROR" },
];
const faults = fc.record({
  do: fc.constant("faults" as const),
  fault: fc.constantFrom(...faultKinds),
  times: fc.integer({ min: 1, max: 5 }),
});
const bulkFault = fc.record({
  do: fc.constant("bulkFault" as const),
  kind: fc.constantFrom("TIMEOUT" as const, "INTERNAL_SERVER_ERROR" as const, "expire" as const),
});
const sync = fc.record({
  do: fc.constant("sync" as const),
  mode: fc.constantFrom("full" as const, "full" as const, "incremental" as const, "reconcile" as const),
  /** Killed before this commit, or at this word to the database. */
  death: fc.option(fc.oneof(fc.record({ commit: fc.integer({ min: 1, max: 12 }) }), fc.record({ word: fc.integer({ min: 1, max: 90 }) })), {
    freq: 2,
  }),
  slices: fc.integer({ min: 1, max: 4 }),
  isCancelled: fc.constantFrom(false, false, false, true),
  /** While the shop works out its n-th answer. */
  during: fc.array(fc.record({ request: fc.nat({ max: 14 }), edit }), { maxLength: 4 }),
});
const action = fc.oneof(
  { weight: 8, arbitrary: edit },
  { weight: 3, arbitrary: deliver },
  { weight: 4, arbitrary: sync },
  { weight: 1, arbitrary: faults },
  { weight: 1, arbitrary: bulkFault },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drain" as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

export const shopifySchedule = fc.record({
  products: fc.nat({ max: 14 }),
  looksPerBulk: fc.nat({ max: 3 }),
  isSyncedFirst: fc.constantFrom(true, false, false),
  actions: fc.array(action, { minLength: 2, maxLength: 14 }),
});
export type ShopifySchedule = typeof shopifySchedule extends fc.Arbitrary<infer T> ? T : never;

const SECRET = "app-secret-0123456789";
/** A first look at so many products is a bulk operation here. */
const BULK = { least: 5, batchSize: 3 };
const MAX_ROUNDS = 80;

export type ShopifyGround = { database: Database; runtime: TestRuntime; stop: () => Promise<void> };

/** A hub with a door that webhooks come to over real HTTP, opened once for many shops. */
export async function openShopifyGround(database: Database): Promise<ShopifyGround> {
  const door = createServer((request, response) => {
    void (async () => {
      const { searchParams } = new URL(request.url ?? "/", "http://hub.test");
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const query = { store: searchParams.get("store") ?? "" };
      const answer = await call(endpoints.shopifyWebhook, { query, body: await text(request), headers });
      response.writeHead(answer.status).end();
    })();
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const runtime = runtimeOn(database, { PUBLIC_URL: `http://127.0.0.1:${(door.address() as AddressInfo).port}`, LOG_LEVEL: "silent" });
  return {
    database,
    runtime,
    async stop() {
      door.close();
      await runtime.outgoing.close();
    },
  };
}

export type PlayedShopify = {
  storeId: string;
  shop: ShopifyShop;
  /** With the click of a person who knows the shop, where so much is gone that the hub asks. */
  sync: (mode: SyncMode) => Promise<{ status: string; problem: string | null }>;
};

/** Plays a schedule, lets everything come to rest, and hands over a quiet shop. The caller stops it. */
export async function playShopify({ database: { db }, runtime }: ShopifyGround, schedule: ShopifySchedule): Promise<PlayedShopify> {
  const clock = createManualClock();
  const shop = await startShopifyShop({
    products: makeProducts(schedule.products, { variants: (at) => 1 + (at % 3) }),
    looksPerBulk: schedule.looksPerBulk,
    clientSecret: SECRET,
    clock: clock.nowMs,
  });
  const owner = await aUser(db);
  const { id: storeId } = await aStore(db, owner);
  await aShopifyConnection(db, storeId, { address: shop.origin, appSecret: SECRET });
  const deps: PullDeps = {
    ...runtime,
    openSource: (connection, asked) => openSource({ ...runtime, now: clock.now }, connection, { ...asked, wait: clock.wait, bulk: BULK }),
  };
  let made = 0;

  /** Leases are over, retries due, pauses of the breaker past. */
  async function letTimePass(): Promise<void> {
    await clock.wait(60_000);
    await db.$executeRaw`UPDATE sync_job SET run_after = now(), lease_until = NULL WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running')`;
    await db.$executeRaw`UPDATE connection SET open_until = now() WHERE store_id = ${storeId}::uuid AND open_until > now()`;
  }

  function doEdit({ verb, which, value }: Edit): void {
    const ids = [...shop.state.products.keys()];
    const product = shop.state.products.get(ids[which % Math.max(1, ids.length)] ?? "");
    const price = `${10 + value}.00`;
    if (verb === "create") {
      const [fresh] = makeProducts(1, { firstId: String(9_200_000_000_000 + ++made), variants: () => 1 + (value % 3), from: clock.now() });
      return fresh && shop.merchant.create(fresh);
    }
    const [first] = product?.variants ?? [];
    if (!product || !first) return;
    switch (verb) {
      case "rename":
        return shop.merchant.update(product.id, { title: `Title ${value}` });
      case "price":
        return shop.merchant.update(product.id, { variants: product.variants.map((variant) => ({ ...variant, price })) });
      case "stock":
        return shop.merchant.setStock(product.id, value % product.variants.length, value);
      case "addVariant": {
        const id = String(70_000_000_000_000 + ++made);
        const added = { ...first, id, inventoryItemId: `${id}1`, sku: `NEW-${made}`, values: [`N${made}`] };
        const options = [{ name: "Size", values: [...product.variants, added].flatMap(({ values }) => values) }];
        return shop.merchant.update(product.id, { options, variants: [...product.variants, added] });
      }
      case "remove":
        return shop.merchant.remove(product.id);
      case "hide":
      case "show":
        return shop.merchant.update(product.id, { status: verb === "hide" ? "DRAFT" : "ACTIVE" });
      case "priceSilently":
        // As some apps write: no date moves, nothing is announced.
        for (const variant of product.variants) variant.price = price;
    }
  }

  async function doSync({ mode, death, slices, isCancelled, during }: Extract<Action, { do: "sync" }>): Promise<void> {
    await letTimePass();
    const id = await queueJob(db, storeId, "shopify", { mode, trigger: "manual" });
    let requests = 0;
    shop.hooks.beforeAnswer = () => {
      for (const { edit: one } of during.filter(({ request }) => request === requests)) doEdit(one);
      requests++;
    };
    const hub = death === null ? deps : mortal(deps, db, death);
    try {
      for (let slice = 0; slice < slices; slice++) {
        await runSlice(hub, storeId);
        await letTimePass();
      }
    } catch (error) {
      if (!String(error).includes("killed")) throw error;
    }
    delete shop.hooks.beforeAnswer;
    if (isCancelled) await db.$executeRaw`UPDATE sync_job SET is_cancelled = TRUE WHERE id = ${id}::uuid AND status = 'running'`;
  }

  async function doDeliver({ drop, twice, backwards }: Extract<Action, { do: "deliver" }>): Promise<void> {
    // What is dropped was announced to a subscription that is gone by now.
    for (const letter of shop.webhooks.waiting.slice(0, drop)) Object.assign(letter, { uri: "http://127.0.0.1:9/", attempts: 8 });
    await shop.webhooks.deliver({ twice, backwards });
  }

  async function comeToRest(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await letTimePass();
      while ((await drainStore(runtime, storeId)).hasMore);
      const { hasMore, retryAt } = await runSlice(deps, storeId);
      if (hasMore || retryAt !== null) continue;
      if ((await db.syncMark.count({ where: { storeId } })) === 0) return;
    }
    throw new Error("it does not come to rest");
  }

  async function act(one: Action): Promise<unknown> {
    switch (one.do) {
      case "edit":
        return doEdit(one);
      case "deliver":
        return doDeliver(one);
      case "faults":
        return shop.failNext(one.fault, one.times);
      case "bulkFault":
        if (one.kind !== "expire") return shop.failNextBulk({ errorCode: one.kind });
        return [...shop.state.bulks.keys()].forEach((id) => shop.expireBulk(id));
      case "drain":
        return drainStore(runtime, storeId);
      case "sync":
        return doSync(one);
    }
  }

  async function finish(mode: SyncMode) {
    await letTimePass();
    const id = await queueJob(db, storeId, "shopify", { mode, trigger: "manual" });
    await comeToRest();
    const asks = await db.digestRun.findFirst({ where: { storeId, state: "waiting" }, select: { id: true } });
    if (asks) {
      await confirmGone(runtime, owner, asks.id);
      await comeToRest();
    }
    return db.syncJob.findUniqueOrThrow({ where: { id }, select: { status: true, problem: true } });
  }

  if (schedule.isSyncedFirst) await finish("full");
  for (const one of schedule.actions) await act(one);
  shop.endFaults();
  await comeToRest();
  return { storeId, shop, sync: finish };
}
