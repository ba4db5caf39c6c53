import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { MAX_AT_ONCE, revokeTokens, switchTokens } from "./change-many";

dbTest("many are switched off at once; only those that were on are named, so that switching these on undoes it", async ({ db }) => {
  const admin = await anAdmin(db);
  const [on, off] = [await aToken(db, admin), await aToken(db, admin, { isActive: false })];
  const strange = randomUUID();
  const outcome = await switchTokens({ db }, admin, [on.id, off.id, on.id, strange, "no id"], false);
  expect(outcome).toEqual({
    changed: [on.id],
    failed: [
      { id: strange, code: "token_not_found" },
      { id: "no id", code: "token_not_found" },
    ],
  });
  expect(await switchTokens({ db }, admin, outcome.changed, true)).toEqual({ changed: [on.id], failed: [] });
  const states = await db.integrationToken.findMany({ select: { id: true, isActive: true } });
  expect(Object.fromEntries(states.map(({ id, isActive }) => [id, isActive]))).toEqual({ [on.id]: true, [off.id]: false });
  expect(await db.auditEntry.count({ where: { action: "token.update" } })).toBe(2);
});

dbTest("many are revoked at once, each on record; one that is gone does not hold the others back", async ({ db }) => {
  const admin = await anAdmin(db);
  const [first, second, third] = [await aToken(db, admin), await aToken(db, admin), await aToken(db, admin)];
  const deps = { db, now: () => new Date() };
  await revokeTokens(deps, admin, [first.id]);
  expect(await revokeTokens(deps, admin, [first.id, second.id])).toEqual({
    changed: [second.id],
    failed: [{ id: first.id, code: "token_not_found" }],
  });
  expect(await db.integrationToken.findMany({ where: { revokedAt: null }, select: { id: true } })).toEqual([{ id: third.id }]);
  expect(await db.auditEntry.count({ where: { action: "token.revoke" } })).toBe(2);
});

dbTest("an owner may do neither, and nobody more than a page at once", async ({ db }) => {
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const token = await aToken(db, owner);
  const deps = { db, now: () => new Date() };
  await expect(switchTokens(deps, owner, [token.id], false)).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeTokens(deps, owner, [token.id])).rejects.toMatchObject({ code: "forbidden" });
  const many = Array.from({ length: MAX_AT_ONCE + 1 }, () => token.id);
  await expect(switchTokens(deps, admin, many, false)).rejects.toMatchObject({ code: "body_invalid" });
  await expect(revokeTokens(deps, admin, many)).rejects.toMatchObject({ code: "body_invalid" });
  expect(await db.integrationToken.count({ where: { isActive: true, revokedAt: null } })).toBe(1);
});
