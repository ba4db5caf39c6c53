import { expect } from "vitest";
import { aStore, aUser, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

dbTest("metrics are for those with the token, under names that nobody changes", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const store = await aStore(db, await aUser(db));
  await someEvents(db, [anIncomingEvent(store.id), anIncomingEvent(store.id)]);
  runtime.metrics.events.inc({ event_type: "product.updated", status: "accepted" });
  runtime.metrics.processing.observe({ status: "succeeded" }, 0.2);
  const answer = await call(endpoints.metrics, { headers: { authorization: "Bearer metrics-token-for-tests" } });
  const text = await answer.text();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
  expect(text).toContain('woocommerce_events_total{event_type="product.updated",status="accepted"} 1');
  expect(text).toContain('woocommerce_processing_duration_seconds_bucket{le="0.25",status="succeeded"} 1');
  expect(text).toMatch(/^fiko_queue_depth 2$/m);
  expect(text).toMatch(/^fiko_queue_oldest_seconds \d/m);
});

dbTest("metrics name the stores that differ most from their shops, and how many are alarms", async ({ db, database }) => {
  runtimeOn(database);
  const owner = await aUser(db);
  const stores = await Promise.all(Array.from({ length: 53 }, () => aStore(db, owner)));
  const look = (index: number, given: object) => ({ storeId: stores[index]?.id ?? "", state: "completed", pages: 1, ...given });
  const [earlier, later] = [new Date("2026-01-01T00:00:00Z"), new Date("2026-01-02T00:00:00Z")];
  await db.digestRun.createMany({
    data: [
      ...stores.map((_, index) => look(index, { missing: index, isAlert: true, startedAt: earlier, completedAt: earlier })),
      // Better since: none of its series stays.
      look(52, { missing: 0, startedAt: later, completedAt: later }),
      look(51, { missing: 51, different: 2, extra: 3, isAlert: true, startedAt: later, completedAt: later }),
      look(50, { state: "running", startedAt: later }),
    ],
  });
  const ask = async () => (await call(endpoints.metrics, { headers: { authorization: "Bearer metrics-token-for-tests" } })).text();
  const text = await ask();
  expect(text).toContain(`fiko_store_drift{store_id="${stores[51]?.id}",kind="missing"} 51`);
  expect(text).toContain(`fiko_store_drift{store_id="${stores[51]?.id}",kind="extra"} 3`);
  expect(text).toContain(`fiko_store_drift{store_id="${stores[50]?.id}",kind="missing"} 50`);
  expect(text.match(/^fiko_store_drift\{/gm)).toHaveLength(50 * 3);
  expect(text).toMatch(/^fiko_stores_drift_alert 52$/m);
  for (const index of [0, 1, 52]) expect(text).not.toContain(stores[index]?.id);
  await db.digestRun.deleteMany();
  expect(await ask(), "what is over leaves no series behind").not.toMatch(/^fiko_store_drift\{/m);
});

dbTest("without the token, with a wrong one, or where none is set, metrics are closed; guessing is counted", async ({ database }) => {
  const ask = (headers: Record<string, string> = {}) => call(endpoints.metrics, { headers });
  runtimeOn(database);
  for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: "Bearer" }, { "x-tenant-api-key": "metrics" }]) {
    const answer = await ask(headers as Record<string, string>);
    expect([answer.status, (await jsonOf(answer)).error]).toEqual([401, "Invalid metrics token"]);
  }
  runtimeOn(database, { METRICS_TOKEN: "" });
  for (const headers of [{}, { authorization: "Bearer " }, { authorization: "Bearer undefined" }])
    expect((await ask(headers as Record<string, string>)).status).toBe(401);
  runtimeOn(database, { ADDRESS_RATE_PER_MINUTE: "2" });
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([401, 401, 429]);
});

dbTest("alive says nothing but that; ready asks the database, its migrations and the queue", async ({ db, database }) => {
  runtimeOn(database);
  expect(await jsonOf(call(endpoints.live))).toEqual({ status: "ok", uptime_seconds: expect.any(Number) as number });
  const ok = { status: "ok" };
  const ready = await call(endpoints.ready);
  expect([ready.status, await jsonOf(ready)]).toEqual([200, { status: "ok", checks: { database: ok, migrations: ok, queue: ok } }]);

  const store = await aStore(db, await aUser(db));
  await someEvents(db, [anIncomingEvent(store.id)]);
  expect((await call(endpoints.ready)).status).toBe(200);
  await db.$executeRaw`UPDATE event SET created_at = now() - interval '1 hour'`;
  const stuck = await call(endpoints.ready);
  expect([stuck.status, await jsonOf(stuck)]).toEqual([
    503,
    { status: "down", checks: { database: ok, migrations: ok, queue: { status: "down", detail: "Events wait and nobody takes them." } } },
  ]);
});

dbTest("ready says which part is down, and nothing of how", async ({ database }) => {
  const broken = { $queryRaw: () => Promise.reject(new Error("password=hunter2")) } as unknown as typeof database.db;
  runtimeOn(database, {}, { database: { ...database, db: broken } });
  const away = await call(endpoints.ready);
  const body = await jsonOf<{ checks: Record<string, { status: string }> }>(away);
  expect([away.status, body.checks.database?.status, body.checks.migrations?.status, body.checks.queue?.status]).toEqual([
    503,
    "down",
    "ok",
    "down",
  ]);
  expect(JSON.stringify(body)).not.toContain("hunter2");
  runtimeOn(database, {}, { database: { ...database, countPending: () => Promise.resolve(1) } });
  expect(await jsonOf(call(endpoints.ready))).toMatchObject({
    status: "down",
    checks: { database: { status: "ok" }, migrations: { status: "down", detail: "Migrations are missing." } },
  });
});
