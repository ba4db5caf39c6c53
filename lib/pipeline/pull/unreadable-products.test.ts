import { expect } from "vitest";
import { makeProducts } from "@/fakes/woocommerce/make-products";
import type { DbClient } from "@/lib/core/db";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";
import type { Pull } from "@/lib/testing/a-pull";
import { pullTest } from "@/lib/testing/pull-test";
import { runSlice } from "./run-slice";

const woo = (id: number) => `woo_${id}`;
const simple = (count: number) => makeProducts(count, { variableShare: 0 });

/** Every answer that shows the whole of this product is a fatal error of PHP. */
function breakProduct({ shop }: Pull, broken: number): void {
  shop.faults.beforeAnswer = ({ query }) => {
    if (!String(query._fields).includes("description")) return;
    const [from, size] = [Number(query.offset ?? 0), Number(query.per_page)];
    const isShown = query.include
      ? String(query.include).split(",").includes(String(broken))
      : // What changed of late: only it, in these tests.
        query.modified_after !== undefined ||
        shop.catalogue
          .ids()
          .slice(from, from + size)
          .includes(broken);
    if (isShown) throw new Error("Allowed memory size exhausted");
  };
}
const problems = (db: DbClient) => db.syncProblem.findMany({ select: { externalId: true, title: true, message: true } });

pullTest("a product that breaks its page is a problem of its own, in every kind of look", { products: simple(130) }, async (pull, db) => {
  const broken = pull.shop.catalogue.ids()[70] ?? 0;
  breakProduct(pull, broken);
  expect(await pull.sync("full")).toMatchObject({ status: "partial", created: 129, failed: 1, problem: null });
  const [problem] = await problems(db);
  expect(problem).toMatchObject({ externalId: woo(broken), message: "product is not shown by the shop (server_error)" });
  expect(problem?.title).not.toBe("");
  expect(await pull.sync("reconcile")).toMatchObject({ status: "partial", unchanged: 129, failed: 1, deactivated: 0 });
  expect((await problems(db)).map(({ title }) => title)).toEqual([problem?.title, problem?.title]);
  pull.shop.actions.quickEdit(broken, { regular_price: "5" });
  expect(await pull.sync("incremental")).toMatchObject({ status: "partial", failed: 1 });
  pull.shop.faults.clear();
  expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", created: 1 });
  expect(await db.connection.findFirst({ select: { state: true } })).toEqual({ state: "connected" });
});

pullTest(
  "a mark whose product the shop cannot show is struck off with the others, its product stays as it was",
  { products: simple(60) },
  async (pull, db) => {
    await pull.sync("full");
    const [broken = 0, edited = 0] = pull.shop.catalogue.ids().slice(20);
    for (const id of [broken, edited]) pull.shop.actions.quickEdit(id, { regular_price: "777" });
    breakProduct(pull, broken);
    await markProducts(db, pull.storeId, pull.shop.catalogue.ids().map(woo));
    await pull.run();
    expect(await db.syncMark.count()).toBe(0);
    const stored = await db.product.findMany({
      where: { externalId: { in: [woo(broken), woo(edited)] } },
      select: { externalId: true, isActive: true, price: true },
    });
    const priceOf = (id: number) => stored.find(({ externalId }) => externalId === woo(id))?.price?.toFixed();
    expect(stored.every(({ isActive }) => isActive)).toBe(true);
    expect([priceOf(edited), priceOf(broken) === "777"]).toEqual(["777", false]);
    expect(await pull.sync("incremental"), "and the next look tells it").toMatchObject({ status: "partial", failed: 1 });
  },
);

pullTest("marks that the shop cannot answer all at once are fetched in smaller portions", { products: simple(120) }, async (pull, db) => {
  await pull.sync("full");
  pull.shop.faults.next({ kind: "bad-gateway", path: /include=.*per_page=(100|[3-9]\d)/, times: Infinity });
  await markProducts(db, pull.storeId, pull.shop.catalogue.ids().map(woo));
  const id = await queueJob(db, pull.storeId, "woocommerce", { mode: "full", trigger: "manual" });
  await pull.run();
  expect(await db.syncMark.count()).toBe(0);
  expect(await db.syncJob.findUnique({ where: { id }, select: { status: true } })).toEqual({ status: "completed" });
});

pullTest(
  "marks that fail keep no job from its turn, and what is learned of the page is kept",
  { products: simple(120) },
  async (pull, db) => {
    await pull.sync("full");
    pull.shop.faults.next({ kind: "too-many", path: "include=", times: Infinity, retryAfterSeconds: 60 });
    await markProducts(db, pull.storeId, pull.shop.catalogue.ids().map(woo));
    const id = await queueJob(db, pull.storeId, "woocommerce", { mode: "reconcile", trigger: "manual" });
    for (let slice = 0; slice < 3; slice++) await runSlice(pull.deps, pull.storeId);
    expect(await db.syncJob.findUnique({ where: { id }, select: { status: true } })).toEqual({ status: "completed" });
    expect(await db.syncMark.count(), "they wait").toBe(120);
  },
);

pullTest("a shop that is away loses no mark and blames no product", { products: simple(30) }, async (pull, db) => {
  await pull.sync("full");
  pull.shop.faults.next({ kind: "bad-gateway", times: Infinity });
  await markProducts(db, pull.storeId, pull.shop.catalogue.ids().map(woo));
  const { retryAt } = await runSlice(pull.deps, pull.storeId);
  expect(retryAt).not.toBeNull();
  expect(await db.syncMark.count()).toBe(30);
  pull.shop.faults.clear();
  await pull.run();
  expect(await db.syncMark.count()).toBe(0);
});

pullTest("a page over the limit of bytes is asked for smaller", { products: simple(90) }, async (pull, db) => {
  for (const id of pull.shop.catalogue.ids()) pull.shop.actions.update(id, { description: "x".repeat(400_000) });
  expect(await pull.sync("full")).toMatchObject({ status: "completed", created: 90 });
  expect(await db.connection.findFirst({ select: { state: true, failures: true } })).toEqual({ state: "connected", failures: 0 });
});

pullTest(
  "variations that the shop cannot show are a problem of their product",
  { products: makeProducts(30, { variableShare: 1, variationsEach: 2 }) },
  async (pull, db) => {
    const broken = pull.shop.catalogue.ids()[4] ?? 0;
    for (const path of ["/wc-analytics/variations", `/products/${broken}/variations`])
      pull.shop.faults.next({ kind: "fatal", path, times: Infinity });
    expect(await pull.sync("full")).toMatchObject({ status: "partial", created: 29, failed: 1 });
    expect((await problems(db)).map(({ externalId }) => externalId)).toEqual([woo(broken)]);
  },
);

pullTest(
  "variations that the shop cannot give all at once are asked for in smaller portions, and only for what is read of them",
  { products: makeProducts(4, { variableShare: 1, variationsEach: 130 }) },
  async (pull, db) => {
    pull.shop.faults.next({ kind: "bad-gateway", path: /variations\?.*per_page=(100|[3-9]\d)/, times: Infinity });
    expect(await pull.sync("full")).toMatchObject({ status: "completed", created: 4, failed: 0 });
    expect(await db.variant.count()).toBe(4 * 130);
    const questions = pull.shop.requests.list.filter(({ path }) => path.endsWith("/variations"));
    expect(questions.filter(({ query }) => !String(query._fields).includes("regular_price"))).toEqual([]);
  },
);
