import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { Pull } from "@/lib/testing/a-pull";
import { pullTest } from "@/lib/testing/pull-test";
import { anAdmin, anIncomingEvent } from "@/lib/testing/builders";
import { intercept } from "@/lib/testing/intercept-db";
import { runUntilKilled } from "@/lib/testing/kill-hub";
import { confirmGone } from "@/lib/integrations/digest/decide-gone";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { planSchedules } from "@/lib/sync/schedules/plan-schedules";
import { queueDueSchedules } from "@/lib/sync/schedules/queue-due";
import { runSlice } from "./run-slice";

/** A hub and a shop for one test. */
const none = { problem: null, created: 0, updated: 0, deactivated: 0, failed: 0 };
/** Ids of the products the shop lists. */
const shopIds = ({ shop }: Pull): number[] => shop.catalogue.ids();
const priceOf = async (db: DbClient, id: number) =>
  (await db.product.findFirst({ where: { externalId: `woo_${id}` }, select: { price: true } }))?.price?.toFixed();
/** Rows that were written since, by their own transaction ids: an update that changes nothing shows too. */
async function writes(db: DbClient): Promise<string> {
  const rows = await db.$queryRaw<{ mark: string }[]>`
    SELECT md5(string_agg(x, ',' ORDER BY x)) AS mark FROM (
      SELECT 'p' || id || xmin::text AS x FROM product UNION ALL SELECT 'v' || id || xmin::text FROM variant
      UNION ALL SELECT 'c' || id || xmin::text FROM knowledge_chunk UNION ALL SELECT 's' || external_id || xmin::text FROM product_version) AS marks`;
  return rows[0]?.mark ?? "";
}

pullTest(
  "a first full sync brings every product with its variants, and the AI reads it",
  { products: makeProducts(250) },
  async (pull, db) => {
    expect(await pull.sync("full")).toEqual({ ...none, status: "completed", total: 250, done: 250, created: 250, unchanged: 0 });
    const stored = await db.product.findMany({
      select: { externalId: true, isActive: true, currency: true, price: true, _count: { select: { variants: true } } },
    });
    expect(stored.map(({ externalId }) => externalId).sort()).toEqual(
      shopIds(pull)
        .map((id) => `woo_${id}`)
        .sort(),
    );
    expect(new Set(stored.map(({ currency }) => currency))).toEqual(new Set(["IRT"]));
    expect(stored.some(({ _count }) => _count.variants > 0)).toBe(true);
    expect(await db.knowledgeChunk.count()).toBeGreaterThan(250);
    expect(await db.embeddingJob.count()).toBe(0);
    expect(await db.digestRun.findMany({ select: { origin: true, state: true, total: true, missing: true, extra: true } })).toEqual([
      { origin: "pull", state: "completed", total: 250, missing: 250, extra: 0 },
    ]);
    expect(pull.shop.requests.maxConcurrent).toBeLessThanOrEqual(6);
  },
);

pullTest(
  "what is unchanged costs no write and no embedding; only a comparison asks about variations, those of many products at a question",
  { products: makeProducts(230) },
  async (pull, db) => {
    await pull.sync("full");
    const before = await writes(db);
    const paid = pull.hub.embedder.paid.size;
    for (const mode of ["full", "reconcile"] as const) {
      pull.shop.requests.clear();
      expect(await pull.sync(mode)).toEqual({ ...none, status: "completed", total: 230, done: 230, unchanged: 230 });
      const asked = pull.shop.requests.list.filter(({ path }) => path.includes("variations")).map(({ path }) => path);
      expect(new Set(asked)).toEqual(new Set(mode === "full" ? [] : ["/wp-json/wc-analytics/variations"]));
    }
    expect([await writes(db), pull.hub.embedder.paid.size]).toEqual([before, paid]);
    expect(
      await db.digestRun.findFirst({
        orderBy: { startedAt: "desc" },
        select: { verified: true, missing: true, different: true, extra: true },
      }),
    ).toEqual({
      verified: 230,
      missing: 0,
      different: 0,
      extra: 0,
    });
  },
);

pullTest(
  "a reconcile finds what no event told: a silent price, a new product, one deleted for ever",
  { products: makeProducts(60, { variableShare: 0 }) },
  async (pull, db) => {
    await pull.sync("full");
    const [silent = 0, renamed = 0, deleted = 0] = shopIds(pull);
    pull.shop.actions.writeMeta(silent, { regular_price: "777", price: "777" });
    pull.shop.actions.renameByPlugin(renamed, "نام تازه");
    pull.shop.actions.deleteForever(deleted);
    const added = pull.shop.actions.publish({ name: "محصول تازه", regular_price: "12345" });
    pull.shop.requests.clear();
    expect(await pull.sync("reconcile")).toEqual({
      ...none,
      status: "completed",
      total: 60,
      done: 60,
      created: 1,
      updated: 2,
      unchanged: 57,
      deactivated: 1,
    });
    expect([await priceOf(db, silent), await priceOf(db, added)]).toEqual(["777", "12345"]);
    expect((await db.product.findFirst({ where: { externalId: `woo_${renamed}` }, select: { title: true } }))?.title).toBe("نام تازه");
    const gone = await db.product.findFirst({
      where: { externalId: `woo_${deleted}` },
      select: { isActive: true, chunks: { select: { id: true } } },
    });
    expect(gone).toEqual({ isActive: false, chunks: [] });
  },
);

pullTest(
  "variations of a product that changed are read, those of others are not",
  { products: makeProducts(40, { variableShare: 1, variationsEach: 3 }) },
  async (pull, db) => {
    await pull.sync("full");
    const [first = 0] = shopIds(pull);
    const [variation = 0] = pull.shop.catalogue.get(first)?.variations ?? [];
    pull.shop.actions.saveVariations(first, { [variation]: { regular_price: "4321" } });
    pull.shop.requests.clear();
    expect(await pull.sync("full")).toMatchObject({ updated: 1, unchanged: 39 });
    const asked = pull.shop.requests.list.filter(({ path }) => path.includes("variations"));
    expect(asked.map(({ query }) => query.include)).toEqual([pull.shop.catalogue.get(first)?.variations.join(",")]);
    const stored = await db.variant.findFirst({ where: { externalId: `woo_${variation}` }, select: { price: true } });
    expect(stored?.price?.toFixed()).toBe("4321");
  },
);

pullTest(
  "an incremental sync asks for what changed since, from the shop's clock, however wrong that is",
  { products: makeProducts(120, { variableShare: 0 }), skewMs: -9_000_000 },
  async (pull, db) => {
    await pull.sync("full");
    pull.shop.clock.skewMs -= -3_600_000;
    const [edited = 0] = shopIds(pull);
    pull.shop.actions.quickEdit(edited, { regular_price: "99" });
    pull.shop.requests.clear();
    expect(await pull.sync("incremental")).toMatchObject({ status: "completed", updated: 1 });
    expect(await priceOf(db, edited)).toBe("99");
    const listing = pull.shop.requests.list.find(({ query }) => query.modified_after !== undefined);
    expect(listing?.query.dates_are_gmt).toBe("true");
    expect(pull.shop.requests.list.length).toBeLessThan(8);
  },
);

pullTest(
  "a shop that does not know modified_after is listed whole, and nothing is lost",
  { products: makeProducts(150, { variableShare: 0 }), modifiedAfterIgnored: true },
  async (pull, db) => {
    await pull.sync("full");
    const [edited = 0] = shopIds(pull);
    pull.shop.actions.quickEdit(edited, { regular_price: "55" });
    expect(await pull.sync("incremental")).toMatchObject({ status: "completed", updated: 1, unchanged: 149 });
    expect(await priceOf(db, edited)).toBe("55");
  },
);

pullTest(
  "much that is gone waits for a click; a little goes by itself",
  { products: makeProducts(200, { variableShare: 0 }) },
  async (pull, db) => {
    await pull.sync("full");
    const ids = shopIds(pull);
    for (const id of ids.slice(0, 5)) pull.shop.actions.deleteForever(id);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", deactivated: 5 });
    for (const id of ids.slice(5, 80)) pull.shop.actions.deleteForever(id);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", deactivated: 0 });
    expect(await db.product.count({ where: { isActive: true } })).toBe(195);
    expect(await db.digestRun.findFirst({ orderBy: { startedAt: "desc" }, select: { state: true, extra: true } })).toEqual({
      state: "waiting",
      extra: 75,
    });
  },
);

pullTest(
  "products deleted between two pages make the walk skip nothing",
  { products: makeProducts(400, { variableShare: 0 }) },
  async (pull, db) => {
    const ids = shopIds(pull);
    let asked = 0;
    pull.shop.faults.beforeAnswer = ({ query }) => {
      // Fewer than what would wait for a click.
      if (query.offset === undefined || asked === 15) return;
      for (const id of ids.slice(asked * 3, asked * 3 + 3)) pull.shop.actions.deleteForever(id);
      asked++;
    };
    await pull.sync("full");
    pull.shop.faults.beforeAnswer = null;
    await pull.sync("reconcile");
    const active = await db.product.findMany({ where: { isActive: true }, select: { externalId: true } });
    expect(active.map(({ externalId }) => externalId).sort()).toEqual(
      shopIds(pull)
        .map((id) => `woo_${id}`)
        .sort(),
    );
  },
);

pullTest(
  "a shop with a bad day is asked again: errors, pages of a firewall, cut answers, waits",
  { products: makeProducts(300) },
  async (pull, db) => {
    for (const kind of ["fatal", "bad-gateway", "warnings", "cut", "too-many", "maintenance", "firewall"] as const)
      pull.shop.faults.next({ kind, path: "/products", times: 2, ...(kind === "maintenance" && { retryAfterSeconds: 1 }) });
    expect(await pull.sync("full")).toMatchObject({ status: "completed", created: 300 });
    expect(await db.product.count()).toBe(300);
    expect(await db.connection.findFirst({ select: { state: true, failures: true } })).toEqual({ state: "connected", failures: 0 });
  },
);

pullTest(
  "a shop that is down for good fails the job after its tries, and leaves everything as it was",
  { products: makeProducts(30) },
  async (pull, db) => {
    await pull.sync("full");
    pull.shop.faults.next({ kind: "bad-gateway", times: Infinity });
    expect(await pull.sync("full")).toMatchObject({ status: "failed", problem: "server_error" });
    expect(await db.product.count({ where: { isActive: true } })).toBe(30);
    expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({
      state: "degraded",
      problem: "server_error",
    });
  },
);

pullTest("refused keys end the job and the connection at once", { products: makeProducts(5) }, async (pull, db) => {
  await db.connection.updateMany({
    data: { auth: "basic", credentials: pull.deps.encryption.encrypt(JSON.stringify({ consumerKey: "ck_no", consumerSecret: "cs_no" })) },
  });
  expect(await pull.sync("full")).toMatchObject({ status: "failed", problem: "keys_unknown" });
  expect(await db.connection.findFirst({ select: { state: true } })).toEqual({ state: "disconnected" });
});

pullTest("one redirect fails its job, and the store is looked at again", { products: makeProducts(5) }, async (pull, db) => {
  await planSchedules(db, pull.storeId, new Date());
  pull.shop.faults.next({ kind: "redirect", location: "https://shop.example/maintenance" });
  expect(await pull.sync("reconcile")).toMatchObject({ status: "failed", problem: "redirected" });
  expect(await db.connection.findFirst({ select: { state: true, problem: true } })).toEqual({ state: "degraded", problem: "redirected" });
  // The database counts microseconds, a Date milliseconds: "now" could still be to come.
  await db.$executeRaw`UPDATE sync_schedule SET next_at = now() - interval '1 second'`;
  expect(await queueDueSchedules({ db, now: () => new Date() }, 10)).toBe(2);
});

pullTest(
  "a process that dies between two pages costs the page it had in hand",
  { products: makeProducts(350, { variableShare: 0 }) },
  async (pull, db) => {
    await queueJob(db, pull.storeId, "woocommerce", { mode: "full", trigger: "manual" });
    let commits = 0;
    const dying = intercept(db, {
      beforeCommit: () => {
        if (++commits === 3) throw Object.assign(new Error("power cut"), { code: "57P01" });
      },
    });
    await expect(runSlice({ ...pull.deps, db: dying }, pull.storeId)).rejects.toThrow("power cut");
    const kept = await db.product.count();
    await db.$executeRaw`UPDATE sync_job SET lease_until = now() - interval '1 second', run_after = now()`;
    pull.shop.requests.clear();
    await pull.run();
    expect(await db.syncJob.findFirst({ select: { status: true, created: true, done: true } })).toEqual({
      status: "completed",
      created: 350,
      done: 350,
    });
    expect(kept).toBeGreaterThan(0);
    expect(pull.shop.requests.list.filter(({ query }) => query.offset === "0")).toEqual([]);
  },
);

pullTest(
  "a cancelled job stops at its next page and keeps what it saved",
  { products: makeProducts(400, { variableShare: 0 }) },
  async (pull, db) => {
    const id = await queueJob(db, pull.storeId, "woocommerce", { mode: "full", trigger: "manual" });
    let pages = 0;
    pull.shop.faults.beforeAnswer = async ({ query }) => {
      if (query.offset !== undefined && ++pages === 3)
        await db.syncJob.update({ where: { id }, data: { isCancelled: true }, select: { id: true } });
    };
    await pull.run();
    const job = await db.syncJob.findUniqueOrThrow({ where: { id }, select: { status: true, done: true } });
    expect(job.status).toBe("cancelled");
    expect(job.done).toBeLessThan(400);
    expect(await db.product.count()).toBe(job.done);
    expect(await db.digestRun.count()).toBe(0);
  },
);

pullTest(
  "wherever a process dies, also between the last page and the sum, a listing that did not add up is looked at again",
  { products: makeProducts(150, { variableShare: 0 }) },
  async (pull, db) => {
    await pull.sync("full");
    for (let commit = 1; commit <= 6; commit++) {
      const id = await queueJob(db, pull.storeId, "woocommerce", { mode: "reconcile", trigger: "manual" });
      const [gone = 0] = shopIds(pull);
      // One of the first page goes while the last is worked out: a name more than the shop counts then.
      pull.shop.faults.beforeAnswer = ({ query }) => {
        if (Number(query.offset ?? 0) === 0) return;
        pull.shop.faults.beforeAnswer = null;
        pull.shop.actions.deleteForever(gone);
      };
      await runUntilKilled(pull, db, { commit });
      await pull.run();
      expect(await db.syncJob.findUnique({ where: { id }, select: { status: true, problem: true } }), `commit ${commit}`).toEqual({
        status: "completed",
        problem: null,
      });
    }
  },
);

pullTest(
  "changes are asked for from where the last complete look began, not from one that did not add up",
  { products: makeProducts(120, { variableShare: 0 }) },
  async (pull, db) => {
    await pull.sync("full");
    const seenUntil = async () => (await db.connection.findFirstOrThrow({ select: { seenUntil: true } })).seenUntil;
    const before = await seenUntil();
    pull.shop.clock.skewMs = 3_600_000;
    // The shop counts one more than it shows, whatever it is asked.
    pull.shop.faults.beforeAnswer = ({ query }) => {
      if (query.offset === undefined) return;
      for (const id of shopIds(pull).slice(0, 1)) pull.shop.actions.deleteForever(id);
    };
    expect(await pull.sync("full")).toMatchObject({ status: "partial", problem: "count_differs" });
    expect(await seenUntil()).toEqual(before);
    pull.shop.faults.beforeAnswer = null;
    expect(await pull.sync("full")).toMatchObject({ status: "completed" });
    expect(await seenUntil()).not.toEqual(before);
  },
);

/** A hub to which the shop tells of a product's return just before its deletion is written down. */
const toldMeanwhile = ({ deps, shop, storeId }: Pull, back: number): Pull["deps"] => ({
  ...deps,
  receiver: {
    ...deps.receiver,
    async receive(event) {
      if (event.productId === String(back)) {
        shop.actions.restore(back);
        await deps.receiver.receive(anIncomingEvent(storeId, { eventId: "restored", productId: String(back) }));
      }
      return deps.receiver.receive(event);
    },
  },
});
const isActive = (db: DbClient, id: number) => db.product.findFirst({ where: { externalId: `woo_${id}` }, select: { isActive: true } });

pullTest(
  "a product that speaks while it is deleted as gone is looked at again, also when somebody had to say yes",
  { products: makeProducts(40, { variableShare: 0 }) },
  async (pull, db) => {
    await pull.sync("full");
    const [one = 0, ...others] = shopIds(pull);
    const [back = 0] = others;
    pull.shop.actions.trash(one);
    await queueJob(db, pull.storeId, "woocommerce", { mode: "reconcile", trigger: "manual" });
    await pull.run(toldMeanwhile(pull, one));
    await pull.run();
    expect(await isActive(db, one)).toEqual({ isActive: true });

    for (const id of others.slice(0, 30)) pull.shop.actions.trash(id);
    await pull.sync("reconcile");
    const { id } = await db.digestRun.findFirstOrThrow({ where: { state: "waiting" }, select: { id: true } });
    await db.event.deleteMany({ where: { eventId: "restored" } });
    await confirmGone(toldMeanwhile(pull, back), await anAdmin(db), id);
    await pull.run();
    expect(await isActive(db, back)).toEqual({ isActive: true });
    expect(await db.product.count({ where: { isActive: true } })).toBe(11);
  },
);
