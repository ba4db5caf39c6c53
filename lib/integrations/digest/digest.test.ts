import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { createEventReceiver } from "@/lib/events/receive-event";
import { aHub, silentLog } from "@/lib/testing/a-hub";
import { anAdmin, aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, saveProducts } from "@/lib/testing/products";
import { confirmGone, dismissGone } from "./decide-gone";
import { listDigests, listWaitingGone, showDrift } from "./drift";
import { receiveDigestPage } from "./receive-digest-page";
import { digestBody, type DigestPage } from "./wire";

const noon = "2026-01-01T12:00:00Z";
const sender = { tokenId: null, sourceIp: "203.0.113.7", requestId: "request-of-a-test" };
type Product = { id: number; modified?: string | null; hash?: string | null };

async function aShop(db: DbClient) {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const hub = await aHub(db);
  const receiver = createEventReceiver({ db, log: silentLog, onAccepted: () => {} });
  const deps = { db, receiver, env: { DRIFT_ALERT_PERCENT: 1 }, log: silentLog };
  return {
    deps,
    hub,
    owner,
    storeId: store.id,
    send: (products: readonly Product[], page = 1, pages = 1) =>
      receiveDigestPage(deps, store.id, digestBody.parse({ products, page, pages }), sender),
    deliver: (id: number, given: Record<string, unknown> = {}) =>
      hub.deliver(store.id, { event_id: randomUUID(), product: { id, name: `Product ${id}`, date_modified: noon, ...given } }),
    process: () => hub.process(store.id),
    /** Products as a first sync leaves them, without events. */
    async has(ids: readonly number[]) {
      await saveProducts(
        db,
        store.id,
        ids.map((id) => aDraft({ externalId: `woo_${id}`, title: `Product ${id}`, sourceUpdatedAt: new Date(noon) })),
      );
      // Before every event that will arrive.
      await db.$executeRaw`UPDATE product_version SET seq = 0, floor_seq = 0`;
    },
    active: async () =>
      (
        await db.product.findMany({
          where: { storeId: store.id, isActive: true },
          select: { externalId: true },
          orderBy: { externalId: "asc" },
        })
      )
        .map(({ externalId }) => Number(externalId.slice(4)))
        .sort((a, b) => a - b),
    drift: () => showDrift(deps, owner, store.id),
  };
}
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const named = (ids: readonly number[]): Product[] => ids.map((id) => ({ id, modified: noon, hash: null }));
const hashOf = async (db: DbClient, id: number) =>
  (await db.productVersion.findFirst({ where: { externalId: `woo_${id}` }, select: { sourceHash: true } }))?.sourceHash;

describe("a product", () => {
  dbTest("is sent again when it is missing, inactive or another hash stands here, and is left alone when equal", async ({ db }) => {
    const { send, deliver, process } = await aShop(db);
    for (const id of [1, 2, 3]) await deliver(id, { hash: "aa" });
    await process();
    await deliver(3, { date_modified: "2026-01-02T00:00:00Z", status: "trash" });
    await process();
    const answer = await send([
      { id: 1, modified: "2020-01-01T00:00:00Z", hash: "aa" },
      { id: 2, modified: noon, hash: "bb" },
      { id: 3, modified: noon, hash: "aa" },
      { id: 4, modified: noon, hash: "aa" },
    ]);
    expect(answer).toEqual({
      ...{ send: [2, 3, 4], gone: [], isComplete: true, isWaiting: false },
      ...{ total: 4, verified: 1, missing: 2, different: 1, extra: 0 },
    });
  });

  dbTest("whose hash is unknown is equal when its time is, to the second, and then the hash is adopted", async ({ db }) => {
    const { send, deliver, process } = await aShop(db);
    for (const id of [1, 2, 3, 4, 5]) await deliver(id);
    await process();
    const products = [
      { id: 1, modified: "2026-01-01T12:00:00.999Z", hash: "aa" },
      { id: 2, modified: "2026-01-01T12:00:01Z", hash: "bb" },
      { id: 3, modified: null, hash: "cc" },
      { id: 4, modified: "2026-01-01 12:00:00", hash: null },
      { id: 5, modified: "2026-01-01T15:30:00+03:30", hash: "EE" },
    ];
    expect((await send(products)).send).toEqual([2, 3]);
    expect(await Promise.all([1, 2, 3, 4, 5].map((id) => hashOf(db, id)))).toEqual(["aa", null, null, null, null]);
    expect((await send([{ id: 1, modified: noon, hash: "ab" }])).send, "known from now on").toEqual([1]);
  });

  dbTest.for(["received", "processing", "retrying"])(
    "with an event that is %s is no drift, neither seen nor unseen",
    async (status, { db }) => {
      const { send, deliver, process, active } = await aShop(db);
      for (const id of [1, 2]) await deliver(id, { hash: "aa" });
      await process();
      for (const id of [1, 2, 3]) await deliver(id, { hash: "bb", date_modified: "2026-01-02T00:00:00Z" });
      await db.$executeRaw`UPDATE event SET status = ${status} WHERE status = 'received'`;
      expect(
        await send([
          { id: 1, hash: "cc" },
          { id: 3, hash: "cc" },
        ]),
      ).toMatchObject({ send: [], gone: [], total: 2, missing: 0, different: 0, extra: 0 });
      expect(await active()).toEqual([1, 2]);
    },
  );
});

describe("what the shop no longer has", () => {
  dbTest("is deleted through the event log after a whole digest, once", async ({ db }) => {
    const { send, has, process, active, drift } = await aShop(db);
    await has(upTo(5));
    const answer = await send(named([1, 2, 4]));
    expect(answer).toMatchObject({ gone: [3, 5], send: [], extra: 2, isComplete: true, isWaiting: false });
    const events = await db.event.findMany({
      select: { eventId: true, eventType: true, occurredAt: true, sourceIp: true, productId: true },
    });
    const run = await db.digestRun.findFirstOrThrow({ select: { id: true } });
    expect(events).toEqual(
      ["3", "5"].map((productId) => ({
        ...{ eventId: `digest_${run.id}_${productId}`, eventType: "product.deleted", occurredAt: null, sourceIp: "203.0.113.7", productId },
      })),
    );
    expect(await send(named([1, 2, 4])), "they wait to be processed").toMatchObject({ gone: [], extra: 0 });
    await process();
    expect(await active()).toEqual([1, 2, 4]);
    expect(await send(named([1, 2, 4]))).toMatchObject({ gone: [], extra: 0, verified: 3, total: 3 });
    expect(await drift()).toMatchObject({ extra: 0, verified: 3, total: 3, waiting: null, checkedAt: expect.any(Date) as Date });
    expect(await db.event.count()).toBe(2);
    expect(await Promise.all([db.digestSeen.count(), db.digestPage.count()])).toEqual([0, 0]);
  });

  dbTest("stays while a page is missing, and the first sync of another source is not a shop's product", async ({ db }) => {
    const { send, has, storeId, active } = await aShop(db);
    await has(upTo(4));
    await saveProducts(db, storeId, [aDraft({ externalId: "manual_9", externalSource: "manual" })]);
    expect(await send(named([1, 2]), 1, 3)).toMatchObject({ isComplete: false, gone: [], total: 2, verified: 2, extra: 0 });
    expect(await send([], 3, 3)).toMatchObject({ isComplete: false, gone: [] });
    expect(await send(named([3]), 2, 3)).toMatchObject({ isComplete: true, gone: [4], total: 3, verified: 3 });
    expect((await active()).length).toBe(5);
  });

  dbTest("stays when something touched it since the run began", async ({ db }) => {
    const { send, has, deliver, process, active } = await aShop(db);
    await has([1, 2, 3]);
    await send(named([1]), 1, 2);
    await deliver(2, { date_modified: "2026-02-01T00:00:00Z" });
    await process();
    expect((await send([], 2, 2)).gone).toEqual([3]);
    await process();
    expect(await active()).toEqual([1, 2]);
  });

  dbTest("may come back: a newer event revives it", async ({ db }) => {
    const { send, has, deliver, process, active } = await aShop(db);
    await has([1, 2]);
    await send(named([2]));
    await process();
    expect(await active()).toEqual([2]);
    await deliver(1, { date_modified: new Date(Date.now() + 60_000).toISOString() });
    await process();
    expect(await active()).toEqual([1, 2]);
  });

  dbTest("another store's digest says nothing about this one", async ({ db }) => {
    const one = await aShop(db);
    const other = await aShop(db);
    await one.has([1, 2]);
    await other.has([1, 2, 3]);
    expect(await one.send(named([1]))).toMatchObject({ gone: [2] });
    await one.process();
    await other.process();
    expect(await other.active()).toEqual([1, 2, 3]);
    expect(await other.drift()).toMatchObject({
      ...{ total: 0, verified: 0, missing: 0, different: 0, extra: 0 },
      checkedAt: null,
      waiting: null,
    });
  });
});

describe("the brake", () => {
  dbTest.for([
    { has: 100, keeps: 50, isWaiting: false },
    { has: 100, keeps: 49, isWaiting: true },
    { has: 510, keeps: 459, isWaiting: false },
    { has: 509, keeps: 458, isWaiting: true },
    { has: 60, keeps: 30, isWaiting: false },
    { has: 60, keeps: 29, isWaiting: true },
    { has: 40, keeps: 1, isWaiting: true },
    { has: 7, keeps: 2, isWaiting: false },
    { has: 7, keeps: 1, isWaiting: true },
    { has: 40, keeps: 0, isWaiting: true },
    { has: 1, keeps: 0, isWaiting: true },
  ])("of $has products the shop still has $keeps: waits for a click: $isWaiting", async ({ has, keeps, isWaiting }, { db }) => {
    const shop = await aShop(db);
    await shop.has(upTo(has));
    const answer = await shop.send(named(upTo(keeps)));
    expect([answer.isWaiting, answer.gone.length, answer.extra]).toEqual([isWaiting, has - keeps, has - keeps]);
    expect(await db.event.count()).toBe(isWaiting ? 0 : has - keeps);
    expect((await shop.drift()).waiting).toBe(isWaiting ? has - keeps : null);
  });

  const waiting = async (db: DbClient) => {
    const shop = await aShop(db);
    await shop.has(upTo(60));
    expect((await shop.send([])).isWaiting).toBe(true);
    const [run] = await listDigests(shop.deps, shop.owner, shop.storeId, 1);
    return { ...shop, runId: run?.id ?? "" };
  };

  dbTest("a click deletes what was not touched since, twice or at once the same", async ({ db }) => {
    const { deps, owner, runId, deliver, process, active, drift } = await waiting(db);
    expect((await listWaitingGone({ db }, owner, runId, 20)).length).toBe(20);
    await deliver(7, { date_modified: "2026-02-01T00:00:00Z" });
    await process();
    await deliver(8, { date_modified: "2026-02-01T00:00:00Z" });
    await Promise.all([confirmGone(deps, owner, runId), confirmGone(deps, owner, runId)]);
    await process();
    expect(await active()).toEqual([7, 8]);
    expect(await db.event.count({ where: { eventType: "product.deleted" } })).toBe(58);
    expect((await drift()).waiting).toBeNull();
    await expect(confirmGone(deps, owner, runId)).rejects.toMatchObject({ code: "digest_not_waiting" });
    expect(await db.auditEntry.findMany({ select: { action: true } })).toEqual([{ action: "store.confirm_gone" }]);
  });

  dbTest("a dismissed one does nothing, and the next digest asks again", async ({ db }) => {
    const { deps, owner, runId, send, process, active } = await waiting(db);
    await dismissGone(deps, owner, runId);
    await process();
    expect((await active()).length).toBe(60);
    await expect(confirmGone(deps, owner, runId)).rejects.toMatchObject({ code: "digest_not_waiting" });
    expect((await send([])).isWaiting).toBe(true);
  });

  dbTest("a later digest replaces the question", async ({ db }) => {
    const { deps, owner, runId, send, active } = await waiting(db);
    await send(named(upTo(60)));
    await expect(confirmGone(deps, owner, runId)).rejects.toMatchObject({ code: "digest_not_waiting" });
    expect((await active()).length).toBe(60);
  });

  dbTest("another owner has nothing to decide; an administrator does", async ({ db }) => {
    const { deps, runId, storeId } = await waiting(db);
    const stranger = await aUser(db);
    await expect(confirmGone(deps, stranger, runId)).rejects.toMatchObject({ code: "digest_not_waiting" });
    await expect(dismissGone(deps, stranger, runId)).rejects.toMatchObject({ code: "digest_not_waiting" });
    await expect(showDrift(deps, stranger, storeId)).rejects.toMatchObject({ code: "store_not_found" });
    expect(await listWaitingGone(deps, stranger, runId, 20)).toEqual([]);
    await dismissGone(deps, await anAdmin(db), runId);
  });
});

describe("pages", () => {
  dbTest("come twice, in any order after the first, and the last again gives its answer again", async ({ db }) => {
    const { send, has, process, active } = await aShop(db);
    await has(upTo(7));
    await send(named([1, 2]), 1, 3);
    await send(named([5, 6]), 3, 3);
    expect(await send(named([5, 6]), 3, 3)).toMatchObject({ total: 4, isComplete: false });
    const last = await send(named([3]), 2, 3);
    expect(last).toMatchObject({ isComplete: true, gone: [4, 7], total: 5 });
    expect(await send(named([3]), 2, 3)).toEqual(last);
    await process();
    expect(await send(named([3]), 2, 3), "also after they were processed").toEqual(last);
    expect(await active()).toEqual([1, 2, 3, 5, 6]);
    expect(await db.event.count()).toBe(2);
    expect(await db.digestRun.count()).toBe(1);
  });

  dbTest("of a run that was dropped, changed its length or is older than an hour do not complete it", async ({ db }) => {
    const { send, has } = await aShop(db);
    await has([1, 2, 3]);
    await send(named([1]), 1, 2);
    await send(named([1]), 1, 2);
    expect(await db.digestRun.count(), "the unfinished one is dropped").toBe(1);
    expect((await send(named([2]), 3, 3)).isComplete, "another number of pages").toBe(false);
    expect((await send(named([2]), 2, 2)).isComplete, "its run is gone").toBe(false);
    await send(named([1]), 1, 2);
    await db.$executeRaw`UPDATE digest_run SET page_at = now() - interval '61 minutes'`;
    expect((await send(named([2, 3]), 2, 2)).isComplete, "too old").toBe(false);
    expect(await db.event.count()).toBe(0);
  });

  dbTest("at the same moment take turns", async ({ db }) => {
    const { send, has } = await aShop(db);
    await has(upTo(40));
    await send(named(upTo(5)), 1, 8);
    const answers = await Promise.all(upTo(8, 2).map((page) => send(named(upTo(page * 5, page * 5 - 4)), page, 8)));
    expect(answers.filter(({ isComplete }) => isComplete)).toEqual([expect.objectContaining({ gone: [], total: 40, verified: 40 })]);
    await Promise.all(upTo(4).map(() => send(named(upTo(20)), 1, 2)));
    expect(await db.digestRun.count({ where: { state: "running" } })).toBe(1);
    expect(await db.event.count()).toBe(0);
  });

  dbTest("many runs leave thirty in the history", async ({ db }) => {
    const { deps, owner, send, storeId } = await aShop(db);
    for (let run = 0; run < 33; run++) await send([]);
    expect((await listDigests(deps, owner, storeId, 100)).length).toBe(30);
  });

  dbTest("of a large store add up page by page", { timeout: 240_000 }, async ({ db }) => {
    const { send, storeId } = await aShop(db);
    const PRODUCTS = 20_000;
    await db.$executeRaw`
      INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility, has_password, is_active,
        is_publishable, sku, sku_norm, on_sale, stock_status, in_stock, attributes, extra, variants_count, content_hash, draft_hash, source_updated_at)
      SELECT ${storeId}::uuid, 'woocommerce', 'woo_' || n, '', '', '', 'simple', 'publish', 'visible', FALSE, TRUE, TRUE, '', '', FALSE, 'instock', TRUE, '[]', '{}', 0, '', '', ${new Date(noon)}
      FROM generate_series(1, ${PRODUCTS}::int) n`;
    await db.$executeRaw`
      INSERT INTO product_version (store_id, external_id, at, seq, is_deleted, last_sync_at)
      SELECT ${storeId}::uuid, 'woo_' || n, now(), n, FALSE, now() - interval '1 minute' FROM generate_series(1, ${PRODUCTS}::int) n`;
    const pages = PRODUCTS / 1_000;
    for (const page of upTo(pages)) {
      const ids = upTo(page * 1_000, page * 1_000 - 999).filter((id) => id !== 7_777);
      const answer = await send(
        ids.map((id) => ({ id, modified: noon, hash: "abc123" })),
        page,
        pages,
      );
      expect(answer).toMatchObject({ send: [], isComplete: page === pages });
      if (page === pages) expect(answer).toMatchObject({ total: PRODUCTS - 1, verified: PRODUCTS - 1, gone: [7_777] });
    }
  });
});

test.for<[unknown, string]>([
  [{ products: [], page: 0, pages: 1 }, "page"],
  [{ products: [], page: 2, pages: 1 }, "page"],
  [{ products: [], page: 1, pages: 10_001 }, "pages"],
  [{ page: 1, pages: 1 }, "products"],
  [{ products: [{ id: 0 }], page: 1, pages: 1 }, "products.0.id"],
  [{ products: [{ id: 1 }, { id: "1" }], page: 1, pages: 1 }, "products"],
  [{ products: [{ id: 1, modified: "yesterday" }], page: 1, pages: 1 }, "products.0.modified"],
  [{ products: Array.from({ length: 1_001 }, (_, index) => ({ id: index + 1 })), page: 1, pages: 1 }, "products"],
])("a body such as %j is refused at %s", ([body, path]) => {
  const issues = digestBody.safeParse(body as DigestPage).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toContain(path);
});
