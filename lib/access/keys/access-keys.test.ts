import { expect } from "vitest";
import { aUser, anAccessKey, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { hasScope, type Caller } from "../caller";
import { createAccessKey } from "./create-access-key";
import { findAccessKey } from "./find-access-key";
import { listAccessKeys, revokeAccessKey } from "./list-access-keys";
import { accessKeyFilters, accessKeyOrderings, createAccessKeyBody, type NewAccessKey } from "./wire";

const asked = (body: Record<string, unknown> = {}): NewAccessKey =>
  createAccessKeyBody.parse({ name: "n8n", scopes: ["catalog:read"], ...body });

dbTest("a key carries its scopes, and nobody but the answer that made it its secret", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const made = await createAccessKey(deps, owner, asked({ scopes: ["catalog:read", "events:read", "catalog:read"] }));
  const found = await findAccessKey(deps, made.secret);
  expect(found).toMatchObject({ userId: owner.userId, role: "OWNER", scopes: ["catalog:read", "events:read"] });
  expect([hasScope(found, "catalog:read"), hasScope(found, "catalog:write")]).toEqual([true, false]);
  const rows = await db.$queryRaw<unknown[]>`SELECT k::text FROM access_key k UNION ALL SELECT a::text FROM audit_entry a`;
  expect(JSON.stringify([rows, (await listAccessKeys(deps, owner, accessKeyFilters.parse({}))).rows, deps.logged()])).not.toContain(
    made.secret,
  );
});

dbTest("a key never has more rights than the one who makes it", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const narrow: Caller = { ...owner, kind: "access_key", scopes: ["catalog:read"] };
  for (const scopes of [["*"], ["catalog:write"], ["catalog:read", "events:read"]])
    await expect(createAccessKey(deps, narrow, asked({ scopes }))).rejects.toMatchObject({ code: "scopes_exceeded" });
  const made = await createAccessKey(deps, narrow, asked());
  expect(await findAccessKey(deps, made.secret)).toMatchObject({ scopes: ["catalog:read"] });
});

dbTest("a key never has more rights than its user: the role is today's", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const made = await createAccessKey(deps, admin, asked({ scopes: ["*"], user_id: owner.userId }));
  expect(await findAccessKey(deps, made.secret)).toMatchObject({ userId: owner.userId, role: "OWNER", scopes: "*" });
  const own = await createAccessKey(deps, admin, asked({ scopes: ["*"] }));
  await db.user.update({ where: { id: admin.userId }, data: { role: "OWNER" } });
  expect(await findAccessKey(deps, own.secret)).toMatchObject({ role: "OWNER" });
});

dbTest("only an administrator makes keys for others, and only for those who are active", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner, other, gone] = [await anAdmin(db), await aUser(db), await aUser(db), await aUser(db, { isActive: false })];
  await expect(createAccessKey(deps, owner, asked({ user_id: other.userId }))).rejects.toMatchObject({ code: "user_not_found" });
  for (const id of [gone.userId, "7", "00000000-0000-4000-8000-000000000000"])
    await expect(createAccessKey(deps, admin, asked({ user_id: id }))).rejects.toMatchObject({ code: "user_not_found" });
  expect(await createAccessKey(deps, admin, asked({ user_id: other.userId }))).toMatchObject({ user: { id: other.userId } });
});

dbTest("an unknown, mistyped, expired, revoked or foreign kind of key gets the same answer", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const [good, expired] = [await anAccessKey(db, owner), await anAccessKey(db, owner, { expiresAt: new Date(Date.now() - 1) })];
  const revoked = await anAccessKey(db, owner);
  await findAccessKey(deps, revoked.secret);
  await revokeAccessKey(deps, owner, revoked.id);
  const mistyped = good.secret.slice(0, -1) + (good.secret.endsWith("a") ? "b" : "a");
  for (const secret of [expired.secret, revoked.secret, mistyped, "", "fk_live_", good.secret.replace("fk_live_", "wc_sk_live_")]) {
    await expect(findAccessKey(deps, secret)).rejects.toMatchObject({ code: "access_key_invalid" });
  }
  await expect(findAccessKey(deps, good.secret)).resolves.toMatchObject({ userId: owner.userId });
});

dbTest("owners see and revoke their own keys, administrators everyone's", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, owner, other] = [await anAdmin(db), await aUser(db), await aUser(db)];
  const [mine, theirs] = [await anAccessKey(db, owner), await anAccessKey(db, other)];
  const idsFor = async (caller: Caller, filters = {}) =>
    (await listAccessKeys(deps, caller, accessKeyFilters.parse(filters))).rows.map(({ id }) => id);
  expect(await idsFor(owner)).toEqual([mine.id]);
  expect(await idsFor(owner, { user_id: other.userId })).toEqual([]);
  expect(await idsFor(admin)).toEqual([theirs.id, mine.id]);
  expect(await idsFor(admin, { user_id: other.userId })).toEqual([theirs.id]);
  expect(await idsFor(admin, { user_id: "7" })).toEqual([]);
  for (const id of [theirs.id, "x"]) await expect(revokeAccessKey(deps, owner, id)).rejects.toMatchObject({ code: "access_key_not_found" });
  await revokeAccessKey(deps, admin, theirs.id);
  await expect(revokeAccessKey(deps, admin, theirs.id)).rejects.toMatchObject({ code: "access_key_not_found" });
  expect(await idsFor(admin)).toEqual([mine.id]);
});

dbTest("cursors walk the whole list once", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const createdAt = new Date("2025-11-10T09:30:00Z");
  const made: string[] = [];
  for (let index = 0; index < 5; index++) made.push((await anAccessKey(db, owner, { createdAt })).id);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listAccessKeys(deps, owner, accessKeyFilters.parse({ limit: "2", ...(cursor && { cursor }) }));
    expect(page.count).toEqual({ count: 5, isEstimate: false });
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  }
  expect([...seen].sort()).toEqual(made.sort());
});

dbTest(
  "keys are listed by name, use and end, both ways, page by page: never used is longest ago, without an end is last",
  async ({ db }) => {
    const owner = await aUser(db);
    const day = (n: number) => new Date(Date.UTC(2027, 0, n));
    const given = { a: [null, 3], B: [2, null], c: [1, 1], d: [null, null], e: [3, 2] } as const;
    for (const [name, [used, ends]] of Object.entries(given)) {
      const { id } = await anAccessKey(db, owner, { name, ...(ends && { expiresAt: day(ends) }) });
      await db.accessKey.update({ where: { id }, data: { lastUsedAt: used && day(used) }, select: { id: true } });
    }
    const walk = async (ordering: string) => {
      let seen = "";
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await listAccessKeys({ db }, owner, accessKeyFilters.parse({ ordering, limit: "2", ...(cursor && { cursor }) }));
        seen += page.rows.map(({ name }) => name).join("");
        cursor = page.next;
      }
      return seen;
    };
    expect(await walk("name")).toBe("aBcde");
    expect((await walk("-last_used_at")).slice(0, 3)).toBe("eBc");
    expect((await walk("expires_at")).slice(0, 3)).toBe("cea");
    for (const ordering of accessKeyOrderings.filter((one) => !one.startsWith("-"))) {
      const up = await walk(ordering);
      expect([...up].sort().join(""), ordering).toBe("Bacde");
      expect(await walk(`-${ordering}`), ordering).toBe([...up].toReversed().join(""));
    }
    const { next } = await listAccessKeys({ db }, owner, accessKeyFilters.parse({ ordering: "expires_at", limit: "1" }));
    const elsewhere = accessKeyFilters.parse({ ordering: "-expires_at", cursor: next });
    await expect(listAccessKeys({ db }, owner, elsewhere)).rejects.toMatchObject({ code: "cursor_invalid" });
  },
);

dbTest("that a key was used is noted once a minute", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const key = await anAccessKey(db, await aUser(db));
  const at = (seconds: number) => new Date(Date.UTC(2025, 10, 10, 9, 30, seconds));
  const used = async (now: Date) => {
    runtimeOn(database); // forgets what was remembered for under a second
    await findAccessKey({ ...deps, now: () => now }, key.secret);
    return (await db.accessKey.findUniqueOrThrow({ where: { id: key.id }, select: { lastUsedAt: true } })).lastUsedAt;
  };
  expect([await used(at(0)), await used(at(59)), await used(at(61))]).toEqual([at(0), at(0), at(61)]);
});
