import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import type { Caller } from "@/lib/access/caller";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { listEvents } from "./list-events";
import { previewReplay } from "./preview-replay";
import { replayEvent, replayEvents } from "./replay-events";
import { showEvent } from "./show-event";
import { eventDetail, eventList, eventListQuery, replayBody } from "./wire";

const list = async (db: DbClient, caller: Caller, query: Record<string, string | undefined> = {}) =>
  eventList.parse(await listEvents({ db }, caller, eventListQuery.parse(query)));
const idsOf = async (...given: Parameters<typeof list>) => (await list(...given)).results.map((event) => event.event_id);

async function aLog(db: DbClient) {
  const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const [store, second, foreign] = [await aStore(db, owner, { name: "One" }), await aStore(db, owner), await aStore(db, other)];
  const ids = await someEvents(db, [
    anIncomingEvent(store.id, { eventId: "a", productId: "1", eventType: "product.created" }),
    anIncomingEvent(store.id, { eventId: "b", productId: "2" }),
    anIncomingEvent(second.id, { eventId: "c", productId: "1", eventType: "product.deleted" }),
    anIncomingEvent(foreign.id, { eventId: "d", productId: "1" }),
  ]);
  const statuses = ["succeeded", "failed", "superseded", "failed"];
  for (const [index, id] of ids.entries()) {
    await db.event.update({
      where: { id: BigInt(id) },
      data: { status: statuses[index] ?? "", createdAt: new Date(Date.UTC(2025, 10, 10, index)), attempts: 1 },
      select: { id: true },
    });
  }
  return { owner, other, admin, store, second, foreign, ids };
}

dbTest("every filter keeps what it says, newest first, and nothing of another tenant", async ({ db }) => {
  const { owner, other, admin, store, second, foreign } = await aLog(db);
  const expected: [Record<string, string>, string[]][] = [
    [{}, ["c", "b", "a"]],
    [{ user_id: owner.userId }, ["c", "b", "a"]],
    [{ user_id: other.userId }, []],
    [{ store_id: store.id }, ["b", "a"]],
    [{ store_id: foreign.id }, []],
    [{ store_id: "x" }, []],
    [{ event_type: "product.deleted" }, ["c"]],
    [{ status: "failed" }, ["b"]],
    [{ woo_product_id: "1" }, ["c", "a"]],
    [{ woo_product_id: "1", store_id: second.id }, ["c"]],
    [{ since: "2025-11-10T01:00:00Z" }, ["c", "b"]],
    [{ until: "2025-11-10T01:00:00Z" }, ["a"]],
    [{ since: "2025-11-10T04:30:00+03:30", until: "2025-11-10T02:00:00Z" }, ["b"]],
    [{ status: "failed,succeeded" }, ["b", "a"]],
    [{ status: "superseded,failed,failed", store_id: store.id }, ["b"]],
    [{ event_type: "product.created,product.deleted" }, ["c", "a"]],
    [{ store_id: `${store.id},${second.id},${foreign.id}` }, ["c", "b", "a"]],
    [{ store_id: `${store.id},x` }, []],
    [{ ordering: "created_at" }, ["a", "b", "c"]],
    [{ ordering: "created_at", status: "failed,superseded" }, ["b", "c"]],
    [{ q: " b " }, ["b"]],
    [{ q: "2" }, ["b"]],
    [{ q: "" }, ["c", "b", "a"]],
    [{ q: "' OR TRUE --" }, []],
    [{ q: "d" }, []],
  ];
  for (const [query, ids] of expected) expect(await idsOf(db, owner, query), JSON.stringify(query)).toEqual(ids);
  expect(await idsOf(db, admin)).toEqual(["d", "c", "b", "a"]);
  expect(await idsOf(db, admin, { user_id: other.userId })).toEqual(["d"]);
  expect((await list(db, owner)).count).toBe(3);
});

dbTest("a row is in the words of the wire; whether it went well is null until it is known", async ({ db }) => {
  const { owner, store, ids } = await aLog(db);
  const [row] = (await list(db, owner, { q: "a" })).results;
  expect(row).toEqual({
    id: ids[0],
    event_id: "a",
    event_type: "product.created",
    source: "woocommerce",
    user: { id: owner.userId, email: owner.email },
    store: { id: store.id, name: "One" },
    woo_product_id: 1,
    status: "succeeded",
    processed_successfully: true,
    error_message: null,
    attempts: 1,
    processing_time_ms: null,
    source_ip: "203.0.113.7",
    created_at: "2025-11-10T00:00:00.000Z",
    processed_at: null,
    next_attempt_at: null,
  });
  const known = { received: null, processing: null, retrying: null, succeeded: true, superseded: true, stale: true, failed: false };
  for (const [status, expected] of Object.entries(known)) {
    await db.event.updateMany({ data: { status } });
    expect((await list(db, owner)).results.map((event) => event.processed_successfully)).toEqual([expected, expected, expected]);
  }
});

dbTest("cursors walk the whole list once, while new events arrive", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const first = Array.from({ length: 7 }, (_, index) => anIncomingEvent(store.id, { eventId: `e${index}` }));
  await someEvents(db, first);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list(db, owner, { limit: "3", ...(cursor && { cursor }) });
    seen.push(...page.results.map((event) => event.event_id));
    await someEvents(db, [anIncomingEvent(store.id)]);
    cursor = page.next;
  }
  expect(seen).toEqual(["e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
});

dbTest("past 10,000 events the count is an estimate, and says so", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await db.$executeRaw`INSERT INTO event (store_id, event_id, event_type, source, product_id, payload, status) SELECT ${store.id}::uuid, 'e' || n, 'product.updated', 'woocommerce', '1', '{}', CASE WHEN n <= 10000 THEN 'failed' ELSE 'stale' END FROM generate_series(1, 10500) AS n`;
  await db.$executeRaw`ANALYZE event`;
  const all = await list(db, owner, { limit: "1" });
  expect(all).toMatchObject({ count_is_estimate: true });
  expect(all.count).toBeGreaterThan(10_000);
  const exact = await list(db, owner, { limit: "1", status: "failed" });
  expect([exact.count, "count_is_estimate" in exact]).toEqual([10_000, false]);
});

dbTest("one event shows payload, headers and timeline; a foreign, unknown or unreadable id is not found", async ({ db }) => {
  const { owner, admin, ids } = await aLog(db);
  const timeline = [{ attempt: 1, started_at: "2025-11-10T00:00:00.000Z", took_ms: 5, outcome: "succeeded" }];
  await db.event.update({
    where: { id: BigInt(ids[0] ?? "") },
    data: { timeline, headers: { "user-agent": "Shop/1" } },
    select: { id: true },
  });
  const event = await showEvent({ db }, owner, ids[0] ?? "");
  expect(eventDetail.parse(event)).toMatchObject({
    event_id: "a",
    headers: { "user-agent": "Shop/1" },
    timeline,
    request_id: null,
    occurred_at: null,
  });
  expect(JSON.parse(event.payload)).toMatchObject({ event_id: "a" });
  expect((await showEvent({ db }, admin, ids[3] ?? "")).eventId).toBe("d");
  for (const id of [ids[3] ?? "", "0", "-1", "1e3", "x", "", "9".repeat(30), "1; DROP TABLE event"])
    await expect(showEvent({ db }, owner, id)).rejects.toMatchObject({ code: "event_not_found" });
});

dbTest("a replay runs ended events again, adds to their attempts and touches nothing foreign", async ({ db }) => {
  const { owner, store, foreign, ids } = await aLog(db);
  const stateOf = async (eventId: string) =>
    db.event.findFirstOrThrow({ where: { eventId }, select: { status: true, attempts: true, attemptsAtQueue: true } });
  expect(await replayEvent({ db }, owner, ids[0] ?? "")).toEqual({ queued: 1, storeIds: [store.id] });
  expect(await stateOf("a")).toEqual({ status: "received", attempts: 1, attemptsAtQueue: 1 });
  expect(await replayEvent({ db }, owner, ids[0] ?? "")).toMatchObject({ queued: 0 });
  await expect(replayEvent({ db }, owner, ids[3] ?? "")).rejects.toMatchObject({ code: "event_not_found" });

  const replay = (filter: Record<string, unknown>) => replayEvents({ db }, owner, replayBody.parse({ filter }));
  expect(await replay({ status: "failed" })).toEqual({ queued: 1, storeIds: [store.id] });
  expect(await replay({ store_id: foreign.id })).toEqual({ queued: 0, storeIds: [] });
  expect(await replay({ store_id: "x" })).toEqual({ queued: 0, storeIds: [] });
  expect(await replay({ event_type: "product.deleted", woo_product_id: 1 })).toMatchObject({ queued: 1 });
  expect(await stateOf("d")).toEqual({ status: "failed", attempts: 1, attemptsAtQueue: 0 });
  for (const filter of [{}, { nonsense: 1 }, { status: "lost" }])
    expect(replayBody.safeParse({ filter }).success, JSON.stringify(filter)).toBe(false);
  expect(await db.auditEntry.count({ where: { action: { startsWith: "event.replay" } } })).toBe(5);
});

dbTest("oldest first walks the whole list once too; a place in one order is none in the other", async ({ db }) => {
  const { owner, admin } = await aLog(db);
  for (const query of [{ ordering: "created_at" }, { ordering: "created_at", status: "failed,succeeded,superseded" }]) {
    const seen: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await list(db, admin, { ...query, limit: "1", cursor });
      seen.push(...page.results.map((event) => event.event_id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toEqual(["a", "b", "c", "d"]);
  }
  const { next } = await list(db, owner, { limit: "1" });
  await expect(list(db, owner, { ordering: "created_at", cursor: next ?? "" })).rejects.toMatchObject({ code: "cursor_invalid" });
});

dbTest("a preview of a replay counts what would run, by store and kind, and changes nothing", async ({ db }) => {
  const { owner, other, ids } = await aLog(db);
  await db.event.updateMany({ where: { eventId: "a" }, data: { status: "received" } });
  const filters = { ...eventListQuery.parse({}), ids };
  expect(await previewReplay({ db }, owner, filters)).toEqual({
    count: 2,
    isCut: false,
    waiting: 1,
    stores: [
      { name: "A shop", count: 1 },
      { name: "One", count: 1 },
    ],
    types: expect.arrayContaining([
      { type: "product.updated", count: 1 },
      { type: "product.deleted", count: 1 },
    ]) as unknown,
    ids: [ids[1], ids[2]],
  });
  expect(await previewReplay({ db }, other, { ...filters, ids: ids.slice(0, 3) })).toMatchObject({ count: 0, waiting: 0, stores: [] });
  expect(await replayEvents({ db }, owner, filters)).toMatchObject({ queued: 2 });
  expect(await db.event.findFirst({ where: { eventId: "d" }, select: { status: true } })).toEqual({ status: "failed" });
});

dbTest("of all that the filters find only what the preview saw runs again, and the log says what was asked for", async ({ db }) => {
  const { owner, store } = await aLog(db);
  const filters = { ...replayBody.parse({ filter: { store_id: store.id } }) };
  const { count, ids: seen } = await previewReplay({ db }, owner, filters);
  expect(count).toBe(2);
  const late = await someEvents(db, [anIncomingEvent(store.id, { eventId: "late", productId: "9" })]);
  await db.event.update({ where: { id: BigInt(late[0] ?? "") }, data: { status: "failed" }, select: { id: true } });
  expect(await replayEvents({ db }, owner, { ...filters, seen })).toMatchObject({ queued: 2 });
  expect(await db.event.findFirst({ where: { eventId: "late" }, select: { status: true } })).toEqual({ status: "failed" });
  const [entry] = await db.auditEntry.findMany({ where: { action: "event.replay_many" }, select: { details: true } });
  expect(entry?.details).toEqual({ queued: 2, filter: { storeId: store.id } });
});
