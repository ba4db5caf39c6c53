import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import type { Database } from "@/lib/core/open-database";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { kindOfSecret } from "../secrets";
import { revokeToken, rotateToken, updateToken } from "./change-token";
import { findToken } from "./find-token";
import { generateToken } from "./generate-token";
import { listTokens } from "./list-tokens";
import { generateTokenBody, tokenCreated, tokenFilters, tokenList, updateTokenBody } from "./wire";

/** A world with an administrator. Input and output go through the wire's schemas, as a route's do. */
async function aHub(db: DbClient, database: Database, now: () => Date = () => new Date()) {
  const deps = { ...runtimeOn(database), now };
  const admin = await anAdmin(db, { email: "admin@example.test" });
  return {
    deps,
    admin,
    generate: (body: Record<string, unknown>) =>
      generateToken(deps, admin, generateTokenBody.parse({ integration_type: "woocommerce", name: "My shop", ...body })),
    list: async (filters: Record<string, string> = {}) => tokenList.parse(await listTokens(deps, admin, tokenFilters.parse(filters))),
    update: (id: string, body: Record<string, unknown>) => updateToken(deps, admin, id, updateTokenBody.parse(body)),
  };
}
const nowhere = "00000000-0000-4000-8000-000000000000";

dbTest.for(["woocommerce", "shopify", "custom"])(
  "a %s token works at once and belongs to a new store of its name",
  async (type, { db, database }) => {
    const { deps, admin, generate } = await aHub(db, database);
    const made = await generate({ integration_type: type });
    expect(kindOfSecret(made.secret)).toBe(type);
    expect(made).toMatchObject({
      name: "My shop",
      store: { name: "My shop" },
      user: { id: admin.userId, email: "admin@example.test" },
      integrationType: type,
    });
    expect(made.preview).toBe(`${made.secret.slice(0, 6)}...${made.secret.slice(-6)}`);
    const found = await findToken(deps, made.secret);
    expect(found).toMatchObject({ id: made.id, store: made.store, ratePerMinute: 600, rateBurst: 200, requireSignature: false });
    expect(found.signingSecrets.map(deps.encryption.decrypt)).toEqual([made.signingSecret]);
  },
);

dbTest("a token for somebody else's store is that person's", async ({ db, database }) => {
  const { generate } = await aHub(db, database);
  const owner = await aUser(db);
  const store = await aStore(db, owner, { name: "Their shop" });
  expect(await generate({ user_id: owner.userId, store_id: store.id })).toMatchObject({ store, user: { id: owner.userId } });
  expect(await generate({ store_id: store.id })).toMatchObject({ store });
  expect(await db.store.count()).toBe(1);
});

dbTest("what is wrong with a request for a token is said, and nothing is made", async ({ db, database }) => {
  const { deps, admin, generate } = await aHub(db, database);
  const [owner, other] = [await aUser(db), await aUser(db)];
  const store = await aStore(db, owner);
  const gone = await aUser(db, { isActive: false });
  await expect(generate({ integration_type: "magento" })).rejects.toMatchObject({ code: "integration_type_invalid" });
  for (const id of [nowhere, "7", "x", gone.userId])
    await expect(generate({ user_id: id })).rejects.toMatchObject({ code: "user_not_found" });
  for (const id of [nowhere, "x"]) await expect(generate({ store_id: id })).rejects.toMatchObject({ code: "store_not_found" });
  await expect(generate({ user_id: other.userId, store_id: store.id })).rejects.toMatchObject({ code: "store_not_found" });
  const body = generateTokenBody.parse({ integration_type: "woocommerce", name: "x" });
  await expect(generateToken(deps, { ...admin, role: "OWNER" }, body)).rejects.toMatchObject({ code: "forbidden" });
  expect([await db.integrationToken.count(), await db.store.count(), await db.auditEntry.count()]).toEqual([0, 1, 0]);
});

dbTest("its secrets are in the answer that made it and nowhere else", async ({ db, database }) => {
  const { deps, generate, list } = await aHub(db, database);
  const made = await generate({ allowed_ips: ["203.0.113.0/24"] });
  const tables = await db.$queryRaw<{ name: string }[]>`SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
  const rows = await Promise.all(tables.map(({ name }) => db.$queryRawUnsafe(`SELECT t::text FROM ${name} t`)));
  const everywhere = JSON.stringify([rows, await list(), await db.integrationToken.findMany(), deps.logged()], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(everywhere).toContain(made.preview);
  for (const secret of [made.secret, made.signingSecret, made.secret.slice(11), made.signingSecret.slice(6)])
    expect(everywhere).not.toContain(secret);
  expect(JSON.stringify(tokenCreated.parse({ ...made, message: "m" }))).toContain(made.secret);
});

dbTest("the list is filtered by user, store, type, state and words", async ({ db, database }) => {
  const { list, admin } = await aHub(db, database);
  const owner = await aUser(db, { email: "owner@shop.test" });
  const store = await aStore(db, owner, { name: "کفش‌فروشی" });
  const a = await aToken(db, owner, { name: "Alpha", store });
  const b = await aToken(db, owner, { name: "Beta", store, isActive: false });
  const c = await aToken(db, admin, { name: "Gamma", integrationType: "custom" });
  const idsOf = async (filters: Record<string, string>) => (await list(filters)).results.map((token) => token.id);
  expect(await idsOf({})).toEqual([c.id, b.id, a.id]);
  expect(await idsOf({ user_id: owner.userId })).toEqual([b.id, a.id]);
  expect(await idsOf({ store_id: store.id })).toEqual([b.id, a.id]);
  expect(await idsOf({ integration_type: "custom" })).toEqual([c.id]);
  expect(await idsOf({ is_active: "false" })).toEqual([b.id]);
  expect(await idsOf({ is_active: "1", user_id: owner.userId })).toEqual([a.id]);
  expect(await idsOf({ q: "alph" })).toEqual([a.id]);
  expect(await idsOf({ q: "OWNER@shop" })).toEqual([b.id, a.id]);
  expect(await idsOf({ q: "کفش" })).toEqual([b.id, a.id]);
  expect(await idsOf({ q: a.secret.slice(-6) })).toEqual([a.id]);
  const findNothing: Record<string, string>[] = [
    { q: a.secret },
    { user_id: "7" },
    { store_id: "x" },
    { user_id: nowhere },
    { integration_type: "magento" },
  ];
  for (const nothing of findNothing) expect(await list(nothing)).toEqual({ count: 0, next: null, results: [] });
});

dbTest("cursors walk the whole list once, tokens of the same instant and new ones in between included", async ({ db, database }) => {
  const { list, admin } = await aHub(db, database);
  const store = await aStore(db, admin);
  const createdAt = new Date("2025-11-10T09:30:00.123Z");
  const made = [];
  for (let index = 0; index < 7; index++)
    made.push((await aToken(db, admin, { store, createdAt: index < 4 ? createdAt : new Date(createdAt.getTime() + index) })).id);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: "2", ...(cursor && { cursor }) });
    seen.push(...page.results.map((token) => token.id));
    cursor = page.next;
    await aToken(db, admin, { store });
  } while (cursor !== null);
  expect([...seen].sort()).toEqual([...made].sort());
  await expect(list({ cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({ code: "cursor_invalid" });
});

dbTest("a change holds from the next request on, and only what was named changes", async ({ db, database }) => {
  const { deps, generate, update } = await aHub(db, database);
  const made = await generate({ allowed_ips: ["203.0.113.7"] });
  await findToken(deps, made.secret);
  expect(await update(made.id, { rate_per_minute: 5, rate_burst: 1, require_signature: true })).toMatchObject({
    name: "My shop",
    allowedIps: ["203.0.113.7"],
    ratePerMinute: 5,
    rateBurst: 1,
    requireSignature: true,
  });
  expect(await findToken(deps, made.secret)).toMatchObject({ ratePerMinute: 5, requireSignature: true });
  await update(made.id, { is_active: false });
  await expect(findToken(deps, made.secret)).rejects.toMatchObject({ code: "token_inactive" });
  await update(made.id, { is_active: true, expires_at: "2020-01-01T00:00:00Z", name: "Renamed" });
  await expect(findToken(deps, made.secret)).rejects.toMatchObject({ code: "token_expired" });
  expect(await update(made.id, { expires_at: null, allowed_ips: null })).toMatchObject({
    name: "Renamed",
    expiresAt: null,
    allowedIps: [],
  });
  await expect(findToken(deps, made.secret)).resolves.toMatchObject({ name: "Renamed", allowedRanges: [] });
});

dbTest("after a rotation both tokens and both signatures work for the grace time, then the new ones alone", async ({ db, database }) => {
  let at = Date.now();
  const { deps, admin, generate } = await aHub(db, database, () => new Date(at));
  const made = await generate({});
  const rotated = await rotateToken(deps, admin, made.id, { graceSeconds: 3_600 });
  expect(rotated.secret).not.toBe(made.secret);
  for (const secret of [made.secret, rotated.secret]) {
    expect((await findToken(deps, secret)).signingSecrets.map(deps.encryption.decrypt)).toEqual([
      rotated.signingSecret,
      made.signingSecret,
    ]);
  }
  at += 3_600_001;
  runtimeOn(database); // forgets what was remembered for under a second
  await expect(findToken(deps, made.secret)).rejects.toMatchObject({ code: "token_invalid" });
  expect((await findToken(deps, rotated.secret)).signingSecrets.map(deps.encryption.decrypt)).toEqual([rotated.signingSecret]);
});

dbTest("a rotation without grace ends the old token, its signatures and any grace of an earlier one, at once", async ({ db, database }) => {
  const { deps, admin, generate } = await aHub(db, database);
  const made = await generate({});
  const second = await rotateToken(deps, admin, made.id, { graceSeconds: 3_600 });
  const third = await rotateToken(deps, admin, made.id, { graceSeconds: 0 });
  for (const old of [made.secret, second.secret]) await expect(findToken(deps, old)).rejects.toMatchObject({ code: "token_invalid" });
  expect((await findToken(deps, third.secret)).signingSecrets.map(deps.encryption.decrypt)).toEqual([third.signingSecret]);
  expect(third.previousExpiresAt).toBeNull();
});

dbTest("a revoked token is forgotten at once, gone from the list, and its events stay", async ({ db, database }) => {
  const { deps, admin, generate, list, update } = await aHub(db, database);
  const made = await generate({});
  await db.$executeRaw`INSERT INTO event (store_id, token_id, event_id, event_type, source, product_id, payload) VALUES (${made.store.id}::uuid, ${made.id}::uuid, 'e1', 'product.updated', 'woocommerce', '1', '{}')`;
  await findToken(deps, made.secret);
  await revokeToken(deps, admin, made.id);
  await expect(findToken(deps, made.secret)).rejects.toMatchObject({ code: "token_invalid" });
  expect((await list()).results).toEqual([]);
  expect(await db.event.count()).toBe(1);
  for (const again of [
    () => revokeToken(deps, admin, made.id),
    () => update(made.id, { is_active: true }),
    () => rotateToken(deps, admin, made.id, { graceSeconds: 0 }),
  ]) {
    await expect(again()).rejects.toMatchObject({ code: "token_not_found" });
  }
});

dbTest("a store switched off, or its token's user, stops the token", async ({ db, database }) => {
  const { deps } = await aHub(db, database);
  const owner = await aUser(db);
  const [one, two] = [
    await aToken(db, owner, { store: await aStore(db, owner, { isActive: false }) }),
    await aToken(db, await aUser(db, { isActive: false })),
  ];
  for (const token of [one, two]) await expect(findToken(deps, token.secret)).rejects.toMatchObject({ code: "token_invalid" });
});

dbTest("who did what is on record, without secrets", async ({ db, database }) => {
  const { deps, admin, generate, update } = await aHub(db, database);
  const made = await generate({});
  await update(made.id, { name: "New" });
  const rotated = await rotateToken(deps, admin, made.id, { graceSeconds: 0 });
  await revokeToken(deps, admin, made.id);
  const entries = await db.auditEntry.findMany({ orderBy: { id: "asc" } });
  expect(entries.map(({ action }) => action)).toEqual(["token.generate", "token.update", "token.rotate", "token.revoke"]);
  for (const entry of entries)
    expect(entry).toMatchObject({
      actorId: admin.userId,
      actorKind: "session",
      targetId: made.id,
      sourceIp: "198.51.100.1",
      requestId: "request-of-a-test",
    });
  expect(JSON.stringify(entries.map((entry) => entry.details))).not.toMatch(new RegExp(`${made.secret}|${rotated.secret}|whsec_`));
});
