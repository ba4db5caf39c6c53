import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Caller } from "@/lib/access/caller";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { createGuardedFetch, type GuardedFetch, type OutgoingRequest } from "@/lib/core/outgoing/guarded-fetch";
import { createEventReceiver } from "@/lib/events/receive-event";
import { hasDueEvents } from "@/lib/events/waiting-events";
import { endpoints } from "@/lib/http/endpoints";
import { openSource } from "@/lib/integrations/pull/open-source";
import { embedWaiting } from "@/lib/knowledge/embed-waiting";
import { adoptModel } from "@/lib/knowledge/models";
import { drainStore } from "@/lib/pipeline/drain-store";
import type { PullDeps } from "@/lib/pipeline/pull/pull-deps";
import { runSlice } from "@/lib/pipeline/pull/run-slice";
import { cancelJob } from "@/lib/sync/jobs/cancel-job";
import type { SyncMode } from "@/lib/sync/jobs/job";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import { fieldsOf, type ProductRow } from "@/fakes/woocommerce/product-row";
import { startWooShop, type WooShop } from "@/fakes/woocommerce/start-woo-shop";
import { aConnection } from "./a-connection";
import { silentLog } from "./a-hub";
import { anOwnedStore } from "./an-owned-store";
import { testEncryption } from "./builders";
import { call } from "./call-endpoint";
import { countingEmbedder, embeddersOf, type CountingEmbedder } from "./counting-embedder";
import { intercept } from "./intercept-db";
import type { Action, Crash, Edit, ShopSchedule } from "./play-shop-schedule";
import { runtimeOn, type TestRuntime } from "./test-runtime";

/** A shop, a hub and the door between them: opened once, played in many times. */
export type Ground = {
  shop: WooShop;
  db: DbClient;
  runtime: TestRuntime;
  embedder: CountingEmbedder;
  door: Door;
  /** While requests may hang, they are not waited for long. */
  patience: { timeoutMs: number };
  stop: () => Promise<void>;
};

type Letter = { storeId: string; topic: string; body: string; headers: Record<string, string> };
/** Where the shop's webhooks arrive: at once, later, or at a hub that is down. */
type Door = { way: "open" | "held" | "down"; held: Letter[] };

export type Played = {
  storeId: string;
  /** The job that was to put everything right. */
  reconcile: { status: string; problem: string | null };
  /** One more job, on a quiet shop. */
  sync: (mode: SyncMode, isForced?: boolean) => Promise<{ status: string; problem: string | null }>;
};

const SECRET = "a-secret-of-ours_0123456789";
const SHORT_TIMEOUT_MS = 150;
const LONG_TIMEOUT_MS = 60_000;
/** Rounds of "time passes, workers work" after which everything must have ended. */
const MAX_ROUNDS = 60;
const MINUTE_MS = 60_000;

const operator: Caller = {
  kind: "cli",
  userId: randomUUID(),
  email: "a@example.test",
  role: "ADMIN",
  scopes: "*",
  sourceIp: null,
  requestId: null,
};

export async function openGround(database: Database): Promise<Ground> {
  const { db } = database;
  const shop = await startWooShop();
  const embedder = countingEmbedder();
  const door: Door = { way: "open", held: [] };
  const patience = { timeoutMs: LONG_TIMEOUT_MS };
  const entrance = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://hub.test");
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const letter = {
        storeId: url.searchParams.get("store") ?? "",
        topic: url.pathname.split("/").at(-1) ?? "",
        body: await text(request),
        headers,
      };
      if (door.way === "held" && headers["x-wc-webhook-topic"]) {
        door.held.push(letter);
        return response.writeHead(200).end();
      }
      response.writeHead(door.way === "down" ? 503 : await post(letter)).end();
    })();
  });
  await new Promise<void>((resolve) => entrance.listen(0, "127.0.0.1", resolve));
  const outgoing = createGuardedFetch({ allowPrivate: true });
  const impatient: GuardedFetch = Object.assign(
    (url: string, request: OutgoingRequest) => outgoing(url, { ...request, timeoutMs: Math.min(request.timeoutMs, patience.timeoutMs) }),
    outgoing,
  );
  const settings = { PUBLIC_URL: `http://127.0.0.1:${(entrance.address() as AddressInfo).port}`, LOG_LEVEL: "silent" };
  const runtime = runtimeOn(database, settings, {
    embedders: embeddersOf(embedder),
    nudge: () => {},
    nudgeSync: () => {},
    receiver: createEventReceiver({ db, log: silentLog, onAccepted: () => {} }),
  });
  runtime.openSource = (connection, asked) =>
    openSource({ ...runtime, outgoing: impatient }, connection, { ...asked, wait: async () => {} });
  await adoptModel(db, embedder.model);
  return {
    shop,
    db,
    runtime,
    embedder,
    door,
    patience,
    async stop() {
      entrance.close();
      await shop.stop();
      await outgoing.close();
      await runtime.outgoing.close();
    },
  };
}

/** @returns the hub's status, that of a hub which did not get it when its database did not take it */
async function post({ storeId, topic, body, headers }: Letter): Promise<number> {
  return (await call(endpoints.storeWebhook, { params: { topic }, query: { store: storeId }, body, headers })).status;
}

const isInjected = (error: unknown): boolean =>
  error instanceof Error && (error.message.startsWith("injected") || (error.cause !== undefined && isInjected(error.cause)));

/**
 * Plays a schedule, then lets everything come to rest: faults end, what waits is delivered, jobs under way end, and one
 * reconcile runs.
 * @throws Error it does not come to rest, or something failed that nobody injected
 */
export async function playShop(ground: Ground, schedule: ShopSchedule): Promise<Played> {
  const { shop, db, runtime, door, patience } = ground;
  shop.reset(rowsOf(schedule));
  // Time passes by the schedule.
  shop.clock.freeze();
  shop.clock.skewMs = schedule.skewMinutes * MINUTE_MS;
  door.way = "open";
  door.held = [];
  patience.timeoutMs = LONG_TIMEOUT_MS;
  const { id: storeId } = await anOwnedStore(db);
  const { consumerKey, consumerSecret } = shop;
  await aConnection(db, storeId, { address: shop.url, consumerKey, consumerSecret });
  await db.connection.update({
    where: { storeId },
    data: {
      webhookSecret: testEncryption.encrypt(SECRET),
      learned: { perPage: schedule.perPage, atOnce: schedule.atOnce },
    },
    select: { storeId: true },
  });

  /** The database as a worker sees it to which this happens. */
  function depsWith(given: Crash | null): PullDeps {
    if (given === null) return runtime;
    let words = 0;
    let commits = 0;
    let isDead = false;
    const refuse = () => Object.assign(new Error(`injected: ${given.kind}`), { code: "57P01" });
    const meet = (count: number, isMine: boolean) => {
      if (isDead) throw refuse();
      if (!isMine || count !== given.at) return;
      isDead = given.kind === "killed";
      throw refuse();
    };
    const line = intercept(db, {
      before: () => meet(words++, !given.isAtCommit),
      // Commits are fewer than words.
      beforeCommit: () => meet(commits++ * 5, given.isAtCommit),
    });
    return { ...runtime, db: line, receiver: createEventReceiver({ db: line, log: silentLog, onAccepted: () => {} }) };
  }

  async function tolerate(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!isInjected(error)) throw error;
      return false;
    }
  }

  /** Every lease is over, every retry due, every pause of the breaker past. */
  async function letTimePass(): Promise<void> {
    await db.$executeRaw`
      WITH jobs AS (UPDATE sync_job SET run_after = now(), lease_until = NULL WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running')),
        breaker AS (UPDATE connection SET open_until = now() WHERE store_id = ${storeId}::uuid AND open_until > now()),
        drains AS (UPDATE store_drain SET lease_until = now() - interval '1 second' WHERE store_id = ${storeId}::uuid)
      UPDATE event SET lease_until = now() - interval '1 second', next_attempt_at = now() - interval '1 second'
      WHERE store_id = ${storeId}::uuid AND status IN ('processing', 'retrying')`;
  }

  function doEdit(edit: Edit): void {
    if (!edit.isInSameSecond) shop.clock.advance(1_000);
    editShop(shop, edit);
  }

  async function doDeliver({ drop, double, isReordered, way }: Extract<Action, { do: "deliver" }>): Promise<void> {
    Object.assign(shop.webhooks.disturb, { drop, double, reorder: isReordered });
    door.way = way;
    await shop.webhooks.deliver();
    door.way = "open";
    Object.assign(shop.webhooks.disturb, { drop: 0, double: 0, reorder: false });
  }

  /** Letters from before arrive now: where no date moved since, they undo what they do not know of. */
  async function doRelease(isReversed: boolean): Promise<void> {
    const letters = isReversed ? door.held.toReversed() : door.held;
    door.held = [];
    for (const letter of letters) {
      const status = await post(letter);
      if (status !== 200) throw new Error(`a letter was answered with ${status}`);
    }
  }

  async function doCancel(): Promise<void> {
    const job = await db.syncJob.findFirst({ where: { storeId, status: { in: ["queued", "running"] } }, select: { id: true } });
    if (job) await cancelJob(runtime, operator, job.id);
  }

  async function doSync({ mode, isForced, crash, slices, during }: Extract<Action, { do: "sync" }>): Promise<void> {
    await letTimePass();
    await queueJob(db, storeId, "woocommerce", { mode, trigger: "manual", isForced });
    const deps = depsWith(crash);
    let requests = 0;
    // One at a time: what happens meanwhile happens in an order.
    let turn: Promise<void> = Promise.resolve();
    let failure: unknown = null;
    shop.faults.beforeAnswer = () => {
      const due = during.filter(({ request }) => request === requests);
      requests++;
      turn = turn.then(async () => {
        for (const { act: one } of due) await act(one).catch((error: unknown) => (failure ??= error));
      });
      return turn;
    };
    for (let slice = 0; slice < slices; slice++) {
      const isAlive = await tolerate(() => runSlice(deps, storeId));
      if (!isAlive) break;
      await letTimePass();
    }
    shop.faults.beforeAnswer = null;
    await turn;
    if (failure !== null) throw failure instanceof Error ? failure : new Error(String(failure));
  }

  async function act(action: Action): Promise<unknown> {
    switch (action.do) {
      case "edit":
        return doEdit(action);
      case "deliver":
        return doDeliver(action);
      case "release":
        return doRelease(action.isReversed);
      case "drain":
        return tolerate(() => drainStore(depsWith(action.crash), storeId));
      case "cancel":
        return doCancel();
      case "clock":
        return shop.clock.advance(action.minutes * MINUTE_MS);
      case "faults":
        if (action.kind === "hang") patience.timeoutMs = SHORT_TIMEOUT_MS;
        return shop.faults.next({
          kind: action.kind,
          times: action.kind === "hang" ? 1 : action.times,
          path: action.path,
          ...(action.kind === "maintenance" && { retryAfterSeconds: 1 }),
        });
      case "embed":
        return embedAll();
      case "sync":
        return doSync(action);
    }
  }

  async function embedAll(): Promise<void> {
    while ((await embedWaiting(runtime)) > 0);
  }

  /** Events, marks and jobs, until none waits. */
  async function comeToRest(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await letTimePass();
      while ((await drainStore(runtime, storeId)).hasMore);
      const { hasMore, retryAt } = await runSlice(runtime, storeId);
      if (hasMore || retryAt !== null || (await hasDueEvents(db, storeId))) continue;
      const left = await db.event.count({ where: { storeId, status: { in: ["received", "processing", "retrying"] } } });
      const marks = await db.syncMark.count({ where: { storeId } });
      if (left === 0 && marks === 0) return embedAll();
    }
    const waiting = await db.$queryRaw`
      SELECT (SELECT json_agg(row_to_json(j)) FROM sync_job j WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running')) AS jobs,
        (SELECT json_agg(row_to_json(m)) FROM sync_mark m WHERE store_id = ${storeId}::uuid) AS marks,
        (SELECT json_agg(json_build_object('id', e.event_id, 'status', e.status)) FROM event e WHERE store_id = ${storeId}::uuid AND status IN ('received', 'processing', 'retrying')) AS events`;
    throw new Error(`it does not come to rest: ${JSON.stringify(waiting)}`);
  }

  async function sync(mode: SyncMode, isForced = false): Promise<{ status: string; problem: string | null }> {
    const id = await queueJob(db, storeId, "woocommerce", { mode, trigger: "manual", isForced });
    await comeToRest();
    return db.syncJob.findUniqueOrThrow({ where: { id }, select: { status: true, problem: true } });
  }

  if (schedule.isSyncedFirst) await sync("full");
  for (const action of schedule.actions) await act(action);

  shop.faults.clear();
  patience.timeoutMs = LONG_TIMEOUT_MS;
  await doRelease(false);
  await doDeliver({ do: "deliver", drop: 0, double: 0, isReordered: false, way: "open" });
  await comeToRest();
  return { storeId, reconcile: await sync("reconcile"), sync };
}

/** Small texts: what is looked for is not in their length. */
function rowsOf({ products, variableTenths, seed }: ShopSchedule): ProductRow[] {
  return makeProducts(products, { variableShare: variableTenths / 10, variationsEach: 3, seed }).map((row) => {
    const { make: _, ...rest } = row;
    const fields = fieldsOf(row);
    return { ...rest, fields: { ...fields, short_description: "", description: `<p>${fields.name} is sold here.</p>` } };
  });
}

const PRICES = ["1000", "2500", "40000", "7"] as const;
const CATEGORIES = [30, 31, 32, 33] as const;

function editShop(shop: WooShop, { verb, which, value }: Edit): void {
  const { actions, catalogue, clock } = shop;
  const all = [...catalogue.products()];
  const among = (rows: readonly ProductRow[], act: (row: ProductRow) => void) => {
    const row = rows[which % Math.max(rows.length, 1)];
    if (row) act(row);
  };
  const listed = all.filter(({ status }) => status !== "trash");
  const simple = listed.filter(({ type }) => type === "simple");
  const variations = listed.flatMap((row) => catalogue.variationsOf(row)).filter(({ status }) => status !== "trash");
  const price = PRICES[value % PRICES.length] ?? "1";
  const prices = { regular_price: price, sale_price: value === 2 ? "900" : "" };
  const name = `Product ${which % 5} in version ${value}`;
  const category = CATEGORIES[value % CATEGORIES.length] ?? CATEGORIES[0];
  const made = { name, ...prices, categories: [{ id: category }], description: `<p>${name} is good.</p>` };
  switch (verb) {
    case "publish":
      return void actions.publish(made);
    case "saveDraft":
      return void actions.saveDraft(made);
    case "publishDraft":
      return among(
        listed.filter(({ status }) => status === "draft"),
        ({ id }) => actions.publishDraft(id),
      );
    case "schedule":
      return void actions.publish({ ...made, date_created_gmt: new Date(clock.now() + 90 * MINUTE_MS).toISOString().slice(0, 19) });
    case "publishScheduled":
      return actions.publishScheduled();
    case "rename":
      return among(listed, ({ id }) => actions.update(id, { name, categories: [{ id: category }] }));
    case "describe":
      return among(listed, ({ id }) => actions.update(id, { description: `<p>Version ${value} of it.</p>` }));
    case "hide":
      return among(listed, ({ id }) =>
        actions.update(
          id,
          [
            { catalog_visibility: "hidden" },
            { status: "private" },
            { post_password: "sesame" },
            { status: "publish", catalog_visibility: "visible" },
          ][value] ?? {},
        ),
      );
    case "quickEdit":
      return among(listed, ({ id }) => actions.quickEdit(id, prices));
    case "bulkEdit":
      return actions.bulkEdit(
        listed.slice(which % 4, (which % 4) + 4).map(({ id }) => id),
        { manage_stock: true, stock_quantity: value },
      );
    case "importCsv":
      return among(simple, ({ id }) => void actions.importCsv([{ id, ...prices }, made]));
    case "saveVariations":
      return among(
        listed.filter((row) => catalogue.variationsOf(row).length > 0),
        (row) => {
          const [first, second] = catalogue.variationsOf(row);
          actions.saveVariations(row.id, {
            ...(first && { [first.id]: prices }),
            ...(second && { [second.id]: { status: value === 3 ? "private" : "publish", manage_stock: true, stock_quantity: value } }),
          });
        },
      );
    case "variationStock":
      return among(variations, ({ id }) => actions.setStock(id, value));
    case "variationMeta":
      return among(variations, ({ id }) => actions.writeMeta(id, { regular_price: price, price, sale_price: "" }));
    case "deleteVariation":
      return among(variations, ({ id }) => actions.deleteForever(id));
    case "trash":
      return among(listed, ({ id }) => actions.trash(id));
    case "restore":
      return among(
        all.filter(({ status }) => status === "trash"),
        ({ id }) => actions.restore(id),
      );
    case "deleteForever":
      return among(all, ({ id }) => actions.deleteForever(id));
    case "emptyTrash":
      return actions.emptyTrash();
    case "checkout":
      return actions.checkout(simple.slice(which % 4, (which % 4) + 2).map(({ id }) => ({ id, quantity: value - 1 })));
    case "setStock":
      return among(simple, ({ id }) => actions.setStock(id, value));
    case "renameByPlugin":
      return among(listed, ({ id }) => actions.renameByPlugin(id, name));
    case "writeMeta":
      return among(simple, ({ id }) =>
        actions.writeMeta(id, value % 2 ? { regular_price: price, price, sale_price: "" } : { manage_stock: true, stock_quantity: value }),
      );
    case "describeSilently":
      return among(listed, ({ id }) => actions.writeMeta(id, { description: `<p>Silently ${value}.</p>` }));
    case "duplicate":
      return among(listed, ({ id }) => void actions.duplicate(id));
    case "renameCategory":
      return actions.renameCategory(category, `Category ${which % 7}`);
    case "review":
      return among(listed, ({ id }) => actions.review(id, value + 1));
  }
}
