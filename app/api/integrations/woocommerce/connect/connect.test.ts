import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { DbClient } from "@/lib/core/db";
import type { Caller } from "@/lib/access/caller";
import { endpoints } from "@/lib/http/endpoints";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { approveConnection, readConnectRequest, refuseConnection } from "@/lib/access/connect/approve-connection";
import { readRedirectUri } from "@/lib/access/connect/redirect-uri";
import type { StoreChoice } from "@/lib/access/connect/wire";

const SHOP = "https://shop.example/wp-admin/admin.php?page=fiko-wc-sync";
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");
const query = { state: "a state", code_challenge: challenge, code_challenge_method: "S256", redirect_uri: SHOP, name: "Linen House" };
const newStore: StoreChoice = { storeId: null, storeName: "Linen House" };

/** A person's yes. @returns the code the shop is given */
async function approve(runtime: TestRuntime, caller: Caller, choice: StoreChoice = newStore, given: Record<string, string> = {}) {
  const back = new URL(await approveConnection(runtime, caller, { ...query, ...given }, choice));
  return back.searchParams.get("code") ?? "";
}
const exchange = (code: string, given: Record<string, unknown> = {}) =>
  call(endpoints.connect, { body: { code, code_verifier: verifier, redirect_uri: SHOP, ...given } });
const tokens = (db: DbClient) => db.integrationToken.count();
const refused = { error: "Invalid connect code", detail: expect.any(String) as string };

dbTest("from a shop's button to its first event: a store and a token are made at the exchange, no sooner", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const owner = await aUser(db, { email: "owner@example.test" });
  const back = new URL(await approveConnection(runtime, owner, query, newStore));
  expect(`${back.origin}${back.pathname}`).toBe("https://shop.example/wp-admin/admin.php");
  expect([...back.searchParams.keys()]).toEqual(["page", "code", "state"]);
  expect(back.searchParams.get("state")).toBe("a state");
  const code = back.searchParams.get("code") ?? "";
  expect(code).toMatch(/^[\w-]{43}$/);
  expect(await Promise.all([db.store.count(), tokens(db)])).toEqual([0, 0]);
  expect(JSON.stringify(await db.$queryRaw`SELECT c::text FROM connect_code c`), "only its digest is kept").not.toContain(code);

  const answer = await exchange(code);
  const made = await jsonOf<{ token: string; signing_secret: string; store: { id: string } }>(answer);
  expect(answer.status).toBe(200);
  expect(made).toEqual({
    token: expect.stringMatching(/^wc_sk_live_[a-z0-9]{40}$/) as string,
    signing_secret: expect.stringMatching(/^whsec_/) as string,
    store: { id: expect.any(String) as string, name: "Linen House" },
    user: { email: "owner@example.test" },
  });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const token = await db.integrationToken.findFirstOrThrow({
    select: { name: true, storeId: true, userId: true, store: { select: { ownerId: true } } },
  });
  expect(token).toEqual({
    name: "WordPress: shop.example",
    storeId: made.store.id,
    userId: owner.userId,
    store: { ownerId: owner.userId },
  });
  const delivered = await call(endpoints.deliverEvent, {
    headers: { authorization: `Bearer ${made.token}` },
    body: { event_id: "first", event_type: "product.updated", product: { id: 1 } },
  });
  expect(delivered.status).toBe(202);
  const audit = await db.auditEntry.findMany({ select: { action: true, actorId: true, actorKind: true }, orderBy: { id: "asc" } });
  expect(audit).toEqual([
    { action: "connection.approve", actorId: owner.userId, actorKind: "session" },
    { action: "token.generate", actorId: owner.userId, actorKind: "connect" },
  ]);
  const everything = JSON.stringify(await db.$queryRaw`SELECT a::text FROM audit_entry a`) + runtime.logged();
  for (const secret of [code, verifier, made.token, made.signing_secret]) expect(everything).not.toContain(secret);
});

describe("a code", () => {
  dbTest("works once, also when two come at the same moment", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const owner = await aUser(db);
    const code = await approve(runtime, owner);
    const answers = await Promise.all([exchange(code), exchange(code), exchange(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    const replayed = await exchange(code);
    expect([replayed.status, await replayed.json()]).toEqual([400, refused]);
    expect(await Promise.all([db.store.count(), tokens(db)])).toEqual([1, 1]);
  });

  dbTest("is burnt by a wrong verifier and by another address", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const owner = await aUser(db);
    const wrong = [
      { code_verifier: randomBytes(32).toString("base64url") },
      { code_verifier: challenge },
      { redirect_uri: "https://shop.example/wp-admin/admin.php?page=fiko-wc-sync&x=1" },
      { redirect_uri: "https://evil.example/wp-admin/admin.php?page=fiko-wc-sync" },
      { redirect_uri: "" },
    ];
    for (const given of wrong) {
      const code = await approve(runtime, owner);
      const answer = await exchange(code, given);
      expect([answer.status, await answer.json()], JSON.stringify(given)).toEqual([400, refused]);
      expect((await exchange(code)).status, "burnt").toBe(400);
    }
    expect(await Promise.all([db.store.count(), tokens(db)])).toEqual([0, 0]);
  });

  dbTest("that is old, unknown or no code at all gets the same answer", async ({ db, database }) => {
    let at = Date.now();
    const runtime = runtimeOn(database, {}, { now: () => new Date(at) });
    const owner = await aUser(db);
    const code = await approve(runtime, owner);
    at += 5 * 60_000;
    for (const one of [code, randomBytes(32).toString("base64url"), "", "\u0000", "'; --"]) {
      const answer = await exchange(one);
      expect([answer.status, await answer.json()]).toEqual([400, refused]);
    }
    await approve(runtime, owner);
    expect(await db.connectCode.count(), "what is over is swept away with the next").toBe(1);
  });

  dbTest("of somebody who was disabled, or of a store that is no longer theirs or off, gives nothing", async ({ db, database }) => {
    const runtime = runtimeOn(database);
    const [owner, other] = [await aUser(db), await aUser(db)];
    const [store, lost] = [await aStore(db, owner), await aStore(db, owner)];
    const off = await approve(runtime, owner, { storeId: store.id });
    await db.store.update({ where: { id: store.id }, data: { isActive: false }, select: { id: true } });
    const moved = await approve(runtime, owner, { storeId: lost.id });
    await db.store.update({ where: { id: lost.id }, data: { ownerId: other.userId }, select: { id: true } });
    expect([(await exchange(off)).status, (await exchange(moved)).status]).toEqual([400, 400]);
    const code = await approve(runtime, owner);
    await db.user.update({ where: { id: owner.userId }, data: { isActive: false }, select: { id: true } });
    expect((await exchange(code)).status).toBe(400);
    expect(await tokens(db)).toBe(0);
  });

  dbTest("cannot be guessed for long from one address", async ({ database }) => {
    runtimeOn(database);
    const statuses: number[] = [];
    for (let tries = 0; tries < 61; tries++) statuses.push((await exchange("x")).status);
    expect([statuses.at(59), statuses.at(60)]).toEqual([400, 429]);
    const answer = await exchange("x");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

dbTest("an own store is taken, a foreign one does not exist; an administrator connects any", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [owner, stranger, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
  const store = await aStore(db, owner, { name: "Own shop" });
  for (const storeId of [store.id, "not-an-id", randomBytes(16).toString("hex")])
    await expect(approve(runtime, stranger, { storeId })).rejects.toMatchObject({ code: "store_not_found" });
  expect(await db.connectCode.count()).toBe(0);
  for (const caller of [owner, admin]) {
    const made = await jsonOf(exchange(await approve(runtime, caller, { storeId: store.id })));
    expect(made).toMatchObject({ store: { id: store.id, name: "Own shop" }, user: { email: caller.email } });
  }
  expect(await db.store.count()).toBe(1);
});

dbTest("no is an answer too, and a request no shop makes is sent nowhere", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const owner = await aUser(db);
  expect(refuseConnection(runtime, query)).toBe(`${SHOP}&error=access_denied&state=a+state`);
  const bad: Record<string, string>[] = [
    { redirect_uri: "https://evil.example/" },
    { code_challenge_method: "plain" },
    { code_challenge: "short" },
    { state: "" },
    { state: "x".repeat(513) },
  ];
  for (const given of bad) {
    expect(readConnectRequest(runtime, { ...query, ...given })).toBeNull();
    expect(() => refuseConnection(runtime, { ...query, ...given })).toThrow("Invalid connect request");
    await expect(approve(runtime, owner, newStore, given)).rejects.toMatchObject({ code: "connect_request_invalid" });
  }
  const { code_challenge: _, ...incomplete } = query;
  expect(readConnectRequest(runtime, incomplete)).toBeNull();
});

describe("where the browser goes back to", () => {
  test.each([
    SHOP,
    "https://example.org/shop/wp-admin/admin.php?page=fiko-wc-sync",
    "https://example.org:8443/secret-door/admin.php?page=fiko-wc-sync&tab=connect",
    "https://xn--mgbab2bd.ir/wp-admin/admin.php?page=fiko-wc-sync",
    "https://example.org/فروشگاه/wp-admin/admin.php?page=fiko-wc-sync",
    "http://127.0.0.1:8881/wp-admin/admin.php?page=fiko-wc-sync",
    "http://localhost/wp-admin/admin.php?page=fiko-wc-sync",
    "http://[::1]:80/wp-admin/admin.php?page=fiko-wc-sync",
  ])("may be %s", (address) => {
    expect(readRedirectUri(address, false)?.href).toBe(new URL(address).href);
  });

  test.each([
    "",
    "/wp-admin/admin.php?page=fiko-wc-sync",
    "//evil.example/wp-admin/admin.php?page=fiko-wc-sync",
    "http://shop.example/wp-admin/admin.php?page=fiko-wc-sync",
    "http://127.0.0.1.evil.example/wp-admin/admin.php?page=fiko-wc-sync",
    "http://localhost.evil.example/wp-admin/admin.php?page=fiko-wc-sync",
    "http://10.0.0.1/wp-admin/admin.php?page=fiko-wc-sync",
    "https://user:pass@evil.example/wp-admin/admin.php?page=fiko-wc-sync",
    "https://shop.example@evil.example/wp-admin/admin.php?page=fiko-wc-sync",
    "https://evil.example\\@shop.example/wp-admin/admin.php?page=fiko-wc-sync",
    `${SHOP}#fragment`,
    `${SHOP}#`,
    "https://shop.example/wp-admin/admin.php",
    "https://shop.example/wp-admin/admin.php?page=other",
    "https://shop.example/wp-admin/admin.php?page=fiko-wc-sync&page=other",
    `${SHOP}&code=mine`,
    `${SHOP}&state=mine`,
    `${SHOP}&error=mine`,
    "https://shop.example/wp-admin/options.php?page=fiko-wc-sync",
    "https://shop.example/?page=fiko-wc-sync&x=/wp-admin/admin.php",
    "https://shop.example/wp-admin/admin.php/evil?page=fiko-wc-sync",
    "javascript:alert(1)//wp-admin/admin.php?page=fiko-wc-sync",
    "data:text/html,/admin.php?page=fiko-wc-sync",
    " https://shop.example/wp-admin/admin.php?page=fiko-wc-sync",
    "https://shop.example/wp-admin/admin.php?page=fiko-wc-sync\r\nset-cookie: a=b",
    `https://shop.example/${"a".repeat(2_000)}/wp-admin/admin.php?page=fiko-wc-sync`,
  ])("is never %s", (address) => {
    expect(readRedirectUri(address, false)).toBeNull();
  });

  test("is plain http elsewhere only where the hub's settings say so", () => {
    const address = "http://shop.test/wp-admin/admin.php?page=fiko-wc-sync";
    expect([readRedirectUri(address, false), readRedirectUri(address, true)?.href]).toEqual([null, address]);
  });
});
