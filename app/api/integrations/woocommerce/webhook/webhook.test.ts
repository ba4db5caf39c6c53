import { describe, expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aToken, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { anEvent, anEventText, ways } from "@/lib/testing/deliver";
import { runtimeOn } from "@/lib/testing/test-runtime";

const stored = (db: DbClient) => db.event.count();
const problem = (status: number, error: string) => ({ status, body: { error, detail: expect.any(String) as string } });

describe.each(ways)("a delivery through %s", (_, send) => {
  dbTest("is answered 202 once it is committed, in Persian, and the engine is told", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const token = await aToken(db, await aUser(db));
    const event = anEvent();
    const answer = await send(runtime, { body: event, headers: token.bearer, address: "203.0.113.7" });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        status: "accepted",
        message: "رویداد دریافت شد و در صف پردازش قرار گرفت",
        event_id: event.event_id,
        processing_time_ms: expect.any(Number) as number,
      },
    });
    expect(
      await db.event.findMany({
        select: { eventId: true, storeId: true, tokenId: true, sourceIp: true, payload: true, status: true, requestId: true },
      }),
    ).toEqual([
      {
        eventId: event.event_id,
        storeId: token.store.id,
        tokenId: token.id,
        sourceIp: "203.0.113.7",
        payload: JSON.stringify(event),
        status: "received",
        requestId: "request-of-a-test",
      },
    ]);
    expect(runtime.nudged).toEqual([token.store.id]);
    expect(await runtime.metrics.registry.getSingleMetricAsString("woocommerce_events_total")).toContain(
      '{event_type="product.updated",status="accepted"} 1',
    );
  });

  dbTest(
    "that came before is answered 200 skipped; of two at the same instant exactly one is accepted; another store's is its own",
    async ({ db, database }) => {
      const runtime = runtimeOn(database);
      const owner = await aUser(db);
      const [one, two] = [await aToken(db, owner), await aToken(db, owner)];
      const event = anEvent();
      const both = await Promise.all([
        send(runtime, { body: event, headers: one.bearer }),
        send(runtime, { body: event, headers: one.bearer }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 202]);
      const again = await send(runtime, { body: event, headers: one.bearer });
      expect(again).toMatchObject({
        status: 200,
        body: { status: "skipped", message: "این رویداد قبلاً پردازش شده است", event_id: event.event_id },
      });
      expect((await send(runtime, { body: event, headers: two.bearer })).status).toBe(202);
      await db.event.updateMany({ where: { storeId: one.store.id }, data: { status: "failed" } });
      expect((await send(runtime, { body: event, headers: one.bearer })).status).toBe(202);
      expect(await stored(db)).toBe(2);
    },
  );

  dbTest("speaks English to whom asks for it; `error` always", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    const english = { ...bearer, "accept-language": "en-US,en;q=0.9" };
    expect((await send(runtime, { body: anEvent(), headers: english })).body.message).toBe(
      "The event was received and queued for processing",
    );
    const persian = await send(runtime, { body: "{", headers: bearer });
    expect(persian.body).toEqual({ error: "Invalid JSON", detail: expect.stringMatching(/[آ-ی]/) as string });
    expect((await send(runtime, { body: "{", headers: english })).body).toEqual({
      error: "Invalid JSON",
      detail: expect.stringMatching(/^[ -~…]+$/) as string,
    });
  });

  dbTest("with poison in it is taken or refused, and never our fault", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    const poison = [
      anEventText('"name":"a\\u0000b"'),
      anEventText('"name":"\\ud800"'),
      anEventText(`"x":${"9".repeat(900_000)}`),
      anEventText(`"price":${"9".repeat(900_000)}`),
      anEventText(`"x":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
      anEventText(`"name":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
      anEventText(`"categories":${"[".repeat(5_000)}${"]".repeat(5_000)}`),
      anEventText(`"x":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`),
      anEventText('"__proto__":{"name":"x"},"constructor":{"prototype":{}}'),
      anEventText('"date_modified":"0000-00-00T00:00:00"'),
      anEventText('"date_modified":"0000-01-01T00:00:00Z"'),
      anEventText('"price":1e400'),
    ];
    for (const body of poison) expect([202, 400], body.slice(0, 120)).toContain((await send(runtime, { body, headers: bearer })).status);
    expect(await stored(db)).toBeGreaterThan(5);
    expect(runtime.logged()).not.toContain("request failed");
  });

  dbTest("brings its token in whichever header the host lets through", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { secret } = await aToken(db, await aUser(db));
    const headers: Record<string, string>[] = [
      { authorization: `bearer  ${secret} ` },
      { "x-integration-token": secret },
      { "x-integration-token": ` ${secret} `, authorization: "Basic dTpw" },
      { "x-tenant-api-key": secret },
    ];
    for (const one of headers) expect((await send(runtime, { body: anEvent(), headers: one })).status, JSON.stringify(one)).toBe(202);
  });

  dbTest(
    "that cannot be committed is answered 503 with Retry-After, stored not even by half, and is right to send again",
    async ({ db, database }) => {
      const token = await aToken(db, await aUser(db));
      const event = anEvent();
      const away = { receive: () => Promise.reject(Object.assign(new Error("Connection terminated unexpectedly"))), waiting: 0 };
      const answer = await send(runtimeOn(database, {}, { receiver: away }), { body: event, headers: token.bearer });
      expect(answer).toMatchObject(problem(503, "Temporarily unavailable"));
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(JSON.stringify(answer.body)).not.toMatch(/Connection|terminated|stack/);
      expect(await stored(db)).toBe(0);
      expect((await send(runtimeOn(database), { body: event, headers: token.bearer })).status).toBe(202);
    },
  );

  dbTest("of many is answered one by one, in order; a bad one does not sink the others", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    const [good, twice] = [anEvent(), anEvent()];
    const deep = `{"event_id":"deep","event_type":"product.updated","product":{"id":9},"x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    const nested = `{"event_id":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const body = `{"events":[${[good, { event_id: "bad" }, 5, twice, twice, null].map((one) => JSON.stringify(one)).join()},${deep},${nested}]}`;
    const answer = await send(runtime, { body, headers: bearer }, true);
    expect(answer.status).toBe(207);
    const results = answer.body.results as { event_id: unknown; status: string; fields?: Record<string, string> }[];
    expect(results.map(({ event_id: id, status }) => [id, status])).toEqual([
      [good.event_id, "accepted"],
      ["bad", "rejected"],
      [null, "rejected"],
      [twice.event_id, "accepted"],
      [twice.event_id, "skipped"],
      [null, "rejected"],
      ["deep", "accepted"],
      [null, "rejected"],
    ]);
    expect(Object.keys(results[1]?.fields ?? {})).toEqual(expect.arrayContaining(["event_type"]));
    expect((await db.event.findFirstOrThrow({ where: { eventId: "deep" }, select: { payload: true } })).payload).toBe(deep);
  });

  dbTest("of no, of too many or of no list of events is answered 400", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    for (const body of [{ events: [] }, { events: Array.from({ length: 101 }, () => anEvent()) }, {}, { events: "x" }, [anEvent()]]) {
      expect(await send(runtime, { body, headers: bearer }, true)).toMatchObject({
        status: 400,
        body: { error: "Invalid request body", fields: { events: expect.any(String) as string } },
      });
    }
    expect(await send(runtime, { body: '{"events":[', headers: bearer }, true)).toMatchObject(problem(400, "Invalid JSON"));
    expect((await send(runtime, { body: { events: Array.from({ length: 100 }, () => anEvent()) }, headers: bearer }, true)).status).toBe(
      207,
    );
    expect(await stored(db)).toBe(100);
  });

  dbTest("keeps what helps to find a fault and no credential, in the event and in the log", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const token = await aToken(db, await aUser(db));
    const headers = {
      ...token.bearer,
      cookie: "session=secret-cookie",
      "x-wc-webhook-signature": "secret-signature",
      "webhook-signature": "v1,secret",
      "x-integration-token": token.secret,
      "x-wc-webhook-topic": "product.updated",
      "user-agent": "Shop/1",
    };
    await send(runtime, { body: anEvent(), headers });
    const [event] = await db.event.findMany({ select: { headers: true } });
    expect(event?.headers).toMatchObject({
      "user-agent": "Shop/1",
      "content-type": "application/json",
      "x-wc-webhook-topic": "product.updated",
    });
    expect(JSON.stringify([event, runtime.logged()])).not.toMatch(new RegExp(`secret|${token.secret.slice(11)}`));
  });
});
