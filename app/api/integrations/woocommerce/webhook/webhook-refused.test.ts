import { Webhook } from "standardwebhooks";
import { describe, expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { revokeToken, updateToken } from "@/lib/access/tokens/change-token";
import { aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { anEvent, anEventText, ways } from "@/lib/testing/deliver";
import { runtimeOn } from "@/lib/testing/test-runtime";

const stored = (db: DbClient) => db.event.count();
const problem = (status: number, error: string) => ({ status, body: { error, detail: expect.any(String) as string } });

describe.each(ways)("a delivery through %s", (_, send) => {
  dbTest("that is wrong is answered 400 with every wrong field named, and stores nothing", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    const cases: [unknown, string, string[]][] = [
      ["", "Invalid JSON", []],
      ["{'a':1}", "Invalid JSON", []],
      [Buffer.from([0xff, 0xfe, 0x7b]), "Invalid JSON", []],
      ["[]", "Invalid request body", ["body"]],
      [{ event_type: "product.updated", product: { id: 1 } }, "Invalid request body", ["event_id"]],
      [{ event_id: "e", product: { id: 1 } }, "Invalid request body", ["event_type"]],
      [anEvent({ event_type: "product.sold" }), "Invalid request body", ["event_type"]],
      [anEvent({ product: { id: "x", price: "free" } }), "Invalid request body", ["product.id", "product.price"]],
      [anEvent({ event_id: "a\u0000" }), "Invalid request body", ["event_id"]],
    ];
    for (const [body, error, fields] of cases) {
      const answer = await send(runtime, { body, headers: bearer });
      expect(answer).toMatchObject(problem(400, error));
      expect(Object.keys((answer.body.fields as object | undefined) ?? {}).sort(), String(body)).toEqual(fields);
    }
    expect(await stored(db)).toBe(0);
  });

  dbTest("without a token we know is answered 401", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const [owner, admin] = [await aUser(db), await anAdmin(db)];
    const [good, off, old, gone, custom] = [
      await aToken(db, owner),
      await aToken(db, owner, { isActive: false }),
      await aToken(db, owner, { expiresAt: new Date(Date.now() - 1) }),
      await aToken(db, owner),
      await aToken(db, owner, { integrationType: "custom" }),
    ];
    await revokeToken(runtime, admin, gone.id);
    const mistyped = good.secret.slice(0, -1) + (good.secret.endsWith("a") ? "b" : "a");
    const cases: [Record<string, string>, number, string][] = [
      [{}, 401, "Authentication required"],
      [{ authorization: "Basic dTpw" }, 401, "Invalid token"],
      [{ authorization: "Bearer" }, 401, "Invalid token"],
      [{ authorization: `Bearer ${mistyped}` }, 401, "Invalid token"],
      [{ authorization: "Bearer nonsense" }, 401, "Invalid token"],
      [gone.bearer, 401, "Invalid token"],
      [off.bearer, 401, "Token is inactive"],
      [old.bearer, 401, "Token has expired"],
      [custom.bearer, 403, "Wrong integration type"],
    ];
    for (const [headers, status, error] of cases) {
      const answer = await send(runtime, { body: anEvent(), headers });
      expect(answer).toMatchObject(problem(status, error));
      expect(answer.headers.get("www-authenticate")).toBe(status === 401 ? "Bearer" : null);
    }
    expect(await stored(db)).toBe(0);
  });

  dbTest(
    "from an address that is not allowed is answered 403, whatever X-Forwarded-For says, unless a trusted proxy wrote it",
    async ({ db, database }) => {
      const { bearer } = await aToken(db, await aUser(db), { allowedIps: ["203.0.113.0/24"] });
      const from = async (proxies: string, address: string | null, forwarded?: string) =>
        (
          await send(runtimeOn(database, { TRUSTED_PROXY_COUNT: proxies }), {
            body: anEvent(),
            address,
            headers: { ...bearer, ...(forwarded && { "x-forwarded-for": forwarded }) },
          })
        ).status;
      expect(await from("0", "203.0.113.9")).toBe(202);
      expect(await from("0", "::ffff:203.0.113.9")).toBe(202);
      expect(await from("0", "198.51.100.1")).toBe(403);
      expect(await from("0", "198.51.100.1", "203.0.113.9")).toBe(403);
      expect(await from("1", "198.51.100.1", "203.0.113.9")).toBe(202);
      expect(await from("1", "198.51.100.1", "203.0.113.9, 198.51.100.7")).toBe(403);
      expect(await from("1", "198.51.100.1", "203.0.113.9, rubbish")).toBe(403);
      expect(await stored(db)).toBe(3);
    },
  );

  dbTest("that must be signed is taken with the right signature of the raw bytes within five minutes, only", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const token = await aToken(db, await aUser(db), { requireSignature: true });
    const body = ` ${JSON.stringify(anEvent())}\n`;
    const signed = (text: string, secondsAgo = 0, secret = token.signingSecret) => {
      const at = new Date(Date.now() - secondsAgo * 1_000);
      return {
        ...token.bearer,
        "webhook-id": "msg_1",
        "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
        "webhook-signature": new Webhook(secret).sign("msg_1", at, text),
      };
    };
    // Signed when it is sent, and well beyond the five minutes: the seconds of a slow machine decide nothing.
    const refused: (() => Record<string, string>)[] = [
      () => token.bearer,
      () => signed(body.trim()),
      () => signed(body, 301),
      () => signed(body, -360),
      () => signed(body, 0, `whsec_${Buffer.alloc(32, 3).toString("base64")}`),
      () => ({ ...signed(body), "webhook-id": "msg_2" }),
      () => ({ ...signed(body), "webhook-signature": "v1," }),
      () => ({ ...signed(body), "webhook-timestamp": "soon" }),
    ];
    for (const headers of refused)
      expect(await send(runtime, { body, headers: headers() })).toMatchObject(problem(403, "Invalid signature"));
    expect(await stored(db)).toBe(0);
    expect((await send(runtime, { body, headers: signed(body, 240) })).status).toBe(202);
    expect((await send(runtime, { body: anEvent(), headers: (await aToken(db, await aUser(db))).bearer })).status).toBe(202);
  });

  dbTest("of more than 1 MiB is answered 413, of anything but JSON 415", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const { bearer } = await aToken(db, await aUser(db));
    const empty = anEventText('"name":""').length;
    const ofSize = (bytes: number) => anEventText(`"name":"${"x".repeat(bytes - empty)}"`);
    expect((await send(runtime, { body: ofSize(1 << 20), headers: bearer })).status).toBe(202);
    expect(await send(runtime, { body: ofSize((1 << 20) + 1), headers: bearer })).toMatchObject(problem(413, "Body too large"));
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx", ""]) {
      expect(await send(runtime, { body: JSON.stringify(anEvent()), headers: { ...bearer, "content-type": type } })).toMatchObject(
        problem(415, "Unsupported content type"),
      );
    }
    for (const type of ["application/json; charset=utf-8", "Application/JSON", "application/vnd.shop+json"])
      expect((await send(runtime, { body: anEvent(), headers: { ...bearer, "content-type": type } })).status).toBe(202);
  });

  dbTest(
    "over the token's rate is answered 429 with when to come back; refused ones and another token's are not counted",
    async ({ db, database }) => {
      const runtime = runtimeOn(database);
      const [owner, admin] = [await aUser(db), await anAdmin(db)];
      const [token, other] = [await aToken(db, owner, { ratePerMinute: 2, rateBurst: 1 }), await aToken(db, owner)];
      for (const wrong of ["{", {}, "[]", "{}"]) expect((await send(runtime, { body: wrong, headers: token.bearer })).status).toBe(400);
      for (let count = 0; count < 3; count++) expect((await send(runtime, { body: anEvent(), headers: token.bearer })).status).toBe(202);
      const answer = await send(runtime, { body: anEvent(), headers: token.bearer });
      expect(answer).toMatchObject(problem(429, "Too many requests"));
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect([answer.headers.get("ratelimit-limit"), answer.headers.get("ratelimit-remaining")]).toEqual(["3", "0"]);
      expect((await send(runtime, { body: anEvent(), headers: other.bearer })).status).toBe(202);
      await updateToken(runtime, admin, token.id, {
        name: undefined,
        isActive: undefined,
        allowedIps: undefined,
        expiresAt: undefined,
        requireSignature: undefined,
        ratePerMinute: 600,
        rateBurst: undefined,
      });
      expect((await send(runtime, { body: anEvent(), headers: token.bearer })).status).toBe(202);
    },
  );

  dbTest(
    "from an address that was refused too often is answered 429 before anything is looked at; others are not",
    async ({ db, database }) => {
      const runtime = runtimeOn(database, { ADDRESS_RATE_PER_MINUTE: "3" });
      const { bearer } = await aToken(db, await aUser(db));
      const statuses = [];
      for (let count = 0; count < 5; count++) statuses.push((await send(runtime, { body: anEvent(), address: "203.0.113.7" })).status);
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
      expect((await send(runtime, { body: anEvent(), headers: bearer, address: "203.0.113.7" })).status).toBe(429);
      for (let count = 0; count < 5; count++)
        expect((await send(runtime, { body: anEvent(), headers: bearer, address: "203.0.113.8" })).status).toBe(202);
    },
  );
});
