import { expect } from "vitest";
import { makeProducts } from "@/fakes/shopify/catalogue";
import type { ShopOptions } from "@/fakes/shopify/start-shopify-shop";
import type { DbClient } from "@/lib/core/db";
import { shopifyExternalId } from "@/lib/integrations/shopify/gid";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import { markProducts } from "@/lib/sync/marks/marks";
import { jobFigures } from "@/lib/testing/a-pull";
import { aShopifyPull, type ShopifyPull } from "@/lib/testing/a-shopify-pull";
import { dbTest } from "@/lib/testing/db-test";
import { emptyTables } from "@/lib/testing/empty-tables";
import { runUntilKilled } from "@/lib/testing/kill-hub";
import { runSlice } from "./run-slice";

/** From ten products on, and five of a file a page: a small shop shows what a large one does. */
const SMALL = { least: 10, batchSize: 5 };

const bulkTest = (fact: string, options: ShopOptions, act: (pull: ShopifyPull, db: DbClient) => Promise<void>) =>
  dbTest(fact, async ({ db }) => {
    const pull = await aShopifyPull(db, options, SMALL);
    try {
      await act(pull, db);
    } finally {
      await pull.stop();
    }
  });

const none = { problem: null, created: 0, updated: 0, unchanged: 0, deactivated: 0, failed: 0 };
const whole = (count: number) => ({ ...none, status: "completed", total: count, done: count, created: count });
const idsOf = ({ shop }: ShopifyPull): string[] => [...shop.state.products.keys()];
const asked = ({ shop }: ShopifyPull, operation: string): number => shop.requests.filter((one) => one.operation === operation).length;
const queue = (db: DbClient, { storeId }: ShopifyPull) => queueJob(db, storeId, "shopify", { mode: "full", trigger: "manual" });
const figuresOf = (db: DbClient, id: string) => db.syncJob.findUniqueOrThrow({ where: { id }, select: jobFigures });
const stateOf = (db: DbClient) =>
  db.syncJob.findFirstOrThrow({ select: { status: true, phase: true, place: true, done: true, total: true } });

/** Slices until the file is being read: so many of its products are saved. */
const inTheFile = async (pull: ShopifyPull, db: DbClient, products: number): Promise<string> => {
  const id = await queue(db, pull);
  let pages = 0;
  const isFileOpen = () => pull.shop.requests.some(({ path }) => path.startsWith("/bulk/"));
  expect(await runUntilKilled(pull, db, { atCommitWhen: () => isFileOpen() && ++pages > products / SMALL.batchSize })).toBe(true);
  expect(await db.product.count()).toBe(products);
  return id;
};

async function expectEqual(pull: ShopifyPull, db: DbClient): Promise<void> {
  const reconciled = await pull.sync("reconcile");
  expect(reconciled).toMatchObject({ status: "completed", problem: null });
  const stored = await db.product.findMany({ where: { isActive: true }, select: { externalId: true, title: true } });
  expect(Object.fromEntries(stored.map(({ externalId, title }) => [externalId, title]))).toEqual(
    Object.fromEntries([...pull.shop.state.products.values()].map(({ id, title }) => [shopifyExternalId(id), title])),
  );
}

bulkTest(
  "a shop that was never seen comes by one bulk operation, whole; the next looks are pages and cost no write",
  { products: makeProducts(23) },
  async (pull, db) => {
    expect(await pull.sync("full")).toEqual(whole(23));
    expect([pull.shop.state.bulks.size, asked(pull, "FikoProducts")]).toEqual([1, 0]);
    const expected = [...pull.shop.state.products.values()].reduce(
      (sum, { variants }) => sum + (variants.length > 1 ? variants.length : 0),
      0,
    );
    expect(await db.variant.count()).toBe(expected);
    const writes = async () => db.$queryRaw`
    SELECT md5(string_agg(x, ',' ORDER BY x)) AS mark FROM (
      SELECT 'p' || id || xmin::text AS x FROM product UNION ALL SELECT 'v' || id || xmin::text FROM variant
      UNION ALL SELECT 'c' || id || xmin::text FROM knowledge_chunk UNION ALL SELECT 's' || external_id || xmin::text FROM product_version) AS marks`;
    const [before, paid] = [await writes(), pull.hub.embedder.paid.size];
    expect(await pull.sync("full")).toEqual({ ...none, status: "completed", total: 23, done: 23, unchanged: 23 });
    expect(pull.shop.state.bulks.size).toBe(1);
    // The same file again, as if the shop had never been seen: what was read by the other way is not another product.
    await db.connection.updateMany({ data: { seenUntil: null } });
    expect(await pull.sync("full")).toEqual({ ...none, status: "completed", total: 23, done: 23, unchanged: 23 });
    expect(pull.shop.state.bulks.size).toBe(2);
    expect([await writes(), pull.hub.embedder.paid.size]).toEqual([before, paid]);
  },
);

dbTest("a shop of 250 products is large enough for it, one product less is not; an empty one is neither", async ({ db }) => {
  for (const [count, bulks] of [
    [0, 0],
    [249, 0],
    [250, 1],
  ] as const) {
    await emptyTables(db);
    const pull = await aShopifyPull(db, { products: makeProducts(count, { variants: () => 1 }) });
    expect(await pull.sync("full")).toEqual(whole(count));
    expect(pull.shop.state.bulks.size).toBe(bulks);
    await pull.stop();
  }
});

dbTest("killed before any commit, the job goes on where it was: nothing twice, nothing left out", async ({ db }) => {
  const places = new Set<string>();
  for (let commit = 1; ; commit++) {
    await emptyTables(db);
    const pull = await aShopifyPull(db, { products: makeProducts(13, { variants: () => 2 }) }, SMALL);
    try {
      const id = await queue(db, pull);
      const isDead = await runUntilKilled(pull, db, { commit });
      if (!isDead) break;
      const { phase, done } = await stateOf(db);
      places.add(`${phase} ${done}`);
      await pull.run();
      expect(await figuresOf(db, id)).toEqual(whole(13));
      // One that nobody knew of yet was left to itself.
      expect(pull.shop.state.bulks.size).toBeLessThanOrEqual(2);
      expect(asked(pull, "FikoProducts")).toBe(0);
    } finally {
      await pull.stop();
    }
  }
  expect([...places]).toEqual(["listing 0", "waiting 0", "listing 5", "listing 10", "listing 13"]);
});

dbTest("killed at any word to the database, too", async ({ db }) => {
  for (let word = 3; ; word += 9) {
    await emptyTables(db);
    const pull = await aShopifyPull(db, { products: makeProducts(12, { variants: () => 1 }), looksPerBulk: 1 }, SMALL);
    try {
      const id = await queue(db, pull);
      const isDead = await runUntilKilled(pull, db, { word });
      if (!isDead) break;
      await pull.run();
      expect(await figuresOf(db, id), `killed at word ${word}`).toEqual(whole(12));
    } finally {
      await pull.stop();
    }
  }
});

bulkTest(
  "a slice that finds the shop still at work lets others have the worker",
  { products: makeProducts(12), looksPerBulk: 6 },
  async (pull, db) => {
    const id = await queue(db, pull);
    expect(await runUntilKilled(pull, db, { atCommitWhen: () => asked(pull, "FikoBulkState") === 2 })).toBe(true);
    expect(await stateOf(db)).toMatchObject({ status: "running", phase: "waiting", done: 0, total: 12 });
    const looks = asked(pull, "FikoBulkState");
    const { hasMore, retryAt } = await runSlice(pull.deps, pull.storeId);
    expect([hasMore, asked(pull, "FikoBulkState") - looks]).toEqual([false, 1]);
    expect(new Date(retryAt ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(await db.syncJob.findFirst({ select: { status: true, leaseUntil: true, problem: true, attempts: true } })).toEqual({
      status: "running",
      leaseUntil: null,
      problem: null,
      attempts: 0,
    });
    await db.$executeRaw`UPDATE sync_job SET run_after = now()`;
    await pull.run();
    expect(await figuresOf(db, id)).toEqual(whole(12));
    expect(pull.shop.state.bulks.size).toBe(1);
  },
);

for (const [name, fail] of [
  ["Shopify ran out of time", (pull: ShopifyPull) => pull.shop.failNextBulk({ errorCode: "TIMEOUT", partialLines: 7 })],
  ["Shopify failed", (pull: ShopifyPull) => pull.shop.failNextBulk({ errorCode: "INTERNAL_SERVER_ERROR" })],
  ["the app may not", (pull: ShopifyPull) => pull.shop.failNextBulk({ errorCode: "ACCESS_DENIED" })],
  [
    "somebody stopped it in the shop",
    ({ shop }: ShopifyPull) => {
      shop.hooks.beforeAnswer = () => {
        for (const bulk of shop.state.bulks.values()) bulk.status = "CANCELED";
      };
    },
  ],
  [
    "its file was cut again and again",
    ({ shop }: ShopifyPull) => {
      shop.hooks.beforeAnswer = ({ path }) => {
        if (path.startsWith("/bulk/")) shop.failNext({ kind: "cut" });
      };
    },
  ],
  [
    "its file is not there",
    ({ shop }: ShopifyPull) => {
      shop.hooks.beforeAnswer = ({ path }) => {
        if (path.startsWith("/bulk/")) shop.failNext({ kind: "status", status: 401 });
      };
    },
  ],
  [
    "its file holds something else",
    ({ shop }: ShopifyPull) => {
      shop.hooks.beforeAnswer = ({ path }) => {
        if (path.startsWith("/bulk/")) shop.failNext({ kind: "html" });
      };
    },
  ],
  [
    "no place becomes free",
    ({ shop }: ShopifyPull) => {
      shop.state.bulkLimit = 0;
    },
  ],
] as const)
  bulkTest(`the job goes on by pages when ${name}`, { products: makeProducts(17) }, async (pull) => {
    fail(pull);
    expect(await pull.sync("full")).toEqual(whole(17));
    expect(asked(pull, "FikoProducts")).toBeGreaterThan(0);
  });

bulkTest(
  "a file that expired in the middle is left for pages; what was taken is not counted again",
  { products: makeProducts(17) },
  async (pull, db) => {
    const id = await inTheFile(pull, db, 10);
    for (const operationId of pull.shop.state.bulks.keys()) pull.shop.expireBulk(operationId);
    // Killed once more between the two ways: it does not come back to the first.
    expect(await runUntilKilled(pull, db, { atCommitWhen: () => asked(pull, "FikoProducts") > 0 })).toBe(true);
    const looks = asked(pull, "FikoBulkState");
    await pull.run();
    expect(await figuresOf(db, id)).toEqual(whole(17));
    expect([asked(pull, "FikoBulkState") - looks, pull.shop.state.bulks.size]).toEqual([0, 1]);
  },
);

bulkTest("a file that breaks off once is opened again", { products: makeProducts(17) }, async (pull) => {
  let isCut = false;
  pull.shop.hooks.beforeAnswer = ({ path }) => {
    if (isCut || !path.startsWith("/bulk/")) return;
    isCut = true;
    pull.shop.failNext({ kind: "cut" });
  };
  expect(await pull.sync("full")).toEqual(whole(17));
  expect([isCut, asked(pull, "FikoProducts")]).toEqual([true, 0]);
});

bulkTest(
  "edited, deleted and made while the shop works and while its file is read: what came later wins, and one reconcile finds nothing false",
  { products: makeProducts(16, { variants: () => 1 }), looksPerBulk: 2 },
  async (pull, db) => {
    const [edited = "", gone = "", stale = "", late = ""] = idsOf(pull);
    await queue(db, pull);
    expect(await runUntilKilled(pull, db, { atCommitWhen: () => asked(pull, "FikoBulkState") === 1 })).toBe(true);
    const [made] = makeProducts(1, { firstId: "9007199254740993111" });
    if (made) pull.shop.merchant.create(made);
    pull.shop.merchant.update(edited, { title: "Before the file" });
    pull.shop.merchant.remove(gone);
    // Two webhooks came, their products are fetched between two slices; that of the new one is lost.
    await markProducts(db, pull.storeId, [shopifyExternalId(edited), shopifyExternalId(gone)]);
    let isEdited = false;
    pull.shop.hooks.beforeAnswer = ({ path }) => {
      if (isEdited || !path.startsWith("/bulk/")) return;
      isEdited = true;
      pull.shop.merchant.update(late, { title: "After the file" });
      pull.shop.state.products.delete(stale);
    };
    await pull.run();
    expect(isEdited).toBe(true);
    expect((await db.product.findFirst({ where: { externalId: shopifyExternalId(edited) }, select: { title: true } }))?.title).toBe(
      "Before the file",
    );
    await expectEqual(pull, db);
    expect(await pull.sync("reconcile")).toMatchObject({ status: "completed", created: 0, updated: 0, deactivated: 0 });
  },
);

bulkTest(
  "a webhook that was fetched while the file is read is newer than the file",
  { products: makeProducts(16, { variants: () => 1 }) },
  async (pull, db) => {
    await inTheFile(pull, db, 5);
    const last = idsOf(pull).at(-1) ?? "";
    const product = pull.shop.state.products.get(last);
    pull.shop.merchant.update(last, { title: "Newer than the file" });
    // An app that moves no date: the order of arrival alone tells.
    if (product) product.updatedAt -= 1_000;
    await markProducts(db, pull.storeId, [shopifyExternalId(last)]);
    await pull.run();
    expect((await db.product.findFirst({ where: { externalId: shopifyExternalId(last) }, select: { title: true } }))?.title).toBe(
      "Newer than the file",
    );
  },
);

bulkTest(
  "a job that is cancelled calls the operation off at the shop, and keeps what it saved",
  { products: makeProducts(17), looksPerBulk: 30 },
  async (pull, db) => {
    const id = await queue(db, pull);
    pull.shop.hooks.beforeAnswer = () => {
      if (asked(pull, "FikoBulkState") === 3) void db.$executeRaw`UPDATE sync_job SET is_cancelled = TRUE`.catch(() => undefined);
    };
    await pull.run();
    expect(await figuresOf(db, id)).toMatchObject({ status: "cancelled", done: 0 });
    expect([...pull.shop.state.bulks.values()].map(({ status }) => status)).toEqual(["CANCELING"]);
  },
);

bulkTest(
  "one that is cancelled between two slices, too; a shop that does not answer then keeps nobody",
  { products: makeProducts(17), looksPerBulk: 30 },
  async (pull, db) => {
    for (const isAway of [false, true]) {
      const id = await queue(db, pull);
      const from = asked(pull, "FikoBulkState");
      expect(await runUntilKilled(pull, db, { atCommitWhen: () => asked(pull, "FikoBulkState") === from + 2 })).toBe(true);
      await db.$executeRaw`UPDATE sync_job SET is_cancelled = TRUE WHERE status = 'running'`;
      if (isAway) pull.shop.failNext({ kind: "status", status: 502 }, 5);
      await pull.run();
      expect(await figuresOf(db, id)).toMatchObject({ status: "cancelled", done: 0 });
    }
    expect([...pull.shop.state.bulks.values()].map(({ status }) => status)).toEqual(["CANCELING", "RUNNING"]);
  },
);

bulkTest(
  "an operation that never ends is called off, and the pages are read",
  { products: makeProducts(12), looksPerBulk: 1_000_000 },
  async (pull) => {
    pull.shop.hooks.beforeAnswer = () => {
      if (pull.shop.state.bulks.size > 0) void pull.clock.wait(3_600_000);
    };
    expect(await pull.sync("full")).toEqual(whole(12));
    expect([...pull.shop.state.bulks.values()].map(({ status }) => status)).toEqual(["CANCELING"]);
  },
);

bulkTest(
  "a listing by pages, too, goes on in the middle wherever it was killed",
  { products: makeProducts(9, { variants: (at) => (at % 3 === 1 ? 120 : 1) }), bucket: { maximum: 100_000, restoreRate: 1_000 } },
  async (pull, db) => {
    const { products } = pull.shop.state;
    const all = new Map(products);
    for (let commit = 1; ; commit++) {
      await db.product.deleteMany();
      await db.$executeRaw`DELETE FROM product_version`;
      await db.$executeRaw`DELETE FROM sync_job`;
      const id = await queue(db, pull);
      const isDead = await runUntilKilled(pull, db, { commit });
      await pull.run();
      expect(await figuresOf(db, id), `killed before commit ${commit}`).toEqual(whole(all.size));
      if (!isDead) break;
      expect(commit).toBeLessThan(30);
    }
    expect(pull.shop.state.bulks.size).toBe(0);
  },
);
