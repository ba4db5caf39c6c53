import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { MAX_AT_ONCE, revokeTokens, switchTokens, switchTokensBack } from "./change-many";
import { revokeToken } from "./change-token";

dbTest("many are switched off at once; only those that were on are named, and taking it back switches just these on", async ({ db }) => {
  const admin = await anAdmin(db);
  const [on, off] = [await aToken(db, admin), await aToken(db, admin, { isActive: false })];
  const strange = randomUUID();
  const outcome = await switchTokens({ db }, admin, [on.id, off.id, on.id, strange, "no id"], false);
  expect(outcome).toEqual({
    changed: [{ id: on.id, entry: expect.stringMatching(/^\d+$/) as string }],
    failed: [
      { id: strange, code: "token_not_found" },
      { id: "no id", code: "token_not_found" },
    ],
  });
  expect(await switchTokensBack({ db }, admin, outcome.changed)).toMatchObject({ changed: [{ id: on.id }], failed: [] });
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

dbTest("taking it back leaves what anybody did to a token meanwhile, and is nobody else's to do", async ({ db }) => {
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const tokens = [];
  for (let n = 0; n < 4; n++) tokens.push(await aToken(db, admin));
  const [untouched, confirmed, revoked, again] = tokens.map(({ id }) => id) as [string, string, string, string];
  const { changed } = await switchTokens({ db }, admin, [untouched, confirmed, revoked, again], false);
  // Meanwhile another administrator wants one off too, revokes one, and switches one on and off again.
  await switchTokens({ db }, other, [confirmed, again], true);
  await switchTokens({ db }, other, [confirmed, again], false);
  await revokeToken({ db, now: () => new Date() }, other, revoked);

  expect((await switchTokensBack({ db }, other, changed)).changed, "not this one's act").toEqual([]);
  const undone = await switchTokensBack({ db }, admin, changed);
  expect(undone.changed.map(({ id }) => id)).toEqual([untouched]);
  expect(undone.failed).toEqual([
    { id: confirmed, code: "changed_meanwhile" },
    { id: revoked, code: "token_not_found" },
    { id: again, code: "changed_meanwhile" },
  ]);
  const on = await db.integrationToken.findMany({ where: { isActive: true }, select: { id: true } });
  expect(on).toEqual([{ id: untouched }]);
  expect((await switchTokensBack({ db }, admin, changed)).changed, "once").toEqual([]);
  await expect(switchTokensBack({ db }, await aUser(db), changed)).rejects.toMatchObject({ code: "forbidden" });
});

dbTest("two who switch the same token off at once: one of them did it", async ({ db }) => {
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const { id } = await aToken(db, admin);
  const both = await Promise.all([admin, other].map((caller) => switchTokens({ db }, caller, [id], false)));
  expect(both.flatMap(({ changed }) => changed)).toHaveLength(1);
  expect(both.flatMap(({ failed }) => failed)).toEqual([]);
  expect(await db.auditEntry.count({ where: { action: "token.update" } })).toBe(1);
});
