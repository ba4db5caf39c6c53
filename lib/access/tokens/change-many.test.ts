import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { aStore, aToken, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { changeTokens, MAX_CHANGED_AT_ONCE, MAX_REVOKED_AT_ONCE, revokeTokens, takeTokensBack } from "./change-many";
import { revokeToken, updateToken } from "./change-token";
import { findToken } from "./find-token";
import { previewTokens } from "./preview-many";
import type { TokenChoice } from "./token-filter";
import { countUsage, flushUsage } from "./usage";
import { updateTokenBody } from "./wire";

const everything: TokenChoice = { userId: undefined, storeId: undefined, integrationType: undefined, isActive: undefined, q: undefined };
const these = (...ids: string[]): TokenChoice => ({ ...everything, ids });
const off = { isActive: false };
const NOW = new Date("2026-01-10T12:00:00Z");
const now = () => NOW;
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

dbTest("many are switched off at once; only those that were on are named, and taking it back switches just these on", async ({ db }) => {
  const admin = await anAdmin(db);
  const deps = { db, now };
  const [on, other] = [await aToken(db, admin, { name: "On" }), await aToken(db, admin, { isActive: false })];
  const strange = randomUUID();
  await findToken(deps, on.secret);
  const outcome = await changeTokens(deps, admin, these(on.id, other.id, on.id, strange, "no id"), off);
  expect(outcome).toEqual({
    changed: [{ id: on.id, name: "On", entry: expect.stringMatching(/^\d+$/) as string }],
    failed: [
      { id: strange, code: "token_not_found" },
      { id: "no id", code: "token_not_found" },
    ],
  });
  await expect(findToken(deps, on.secret), "at once").rejects.toMatchObject({ code: "token_inactive" });
  expect(await takeTokensBack(deps, admin, outcome.changed)).toMatchObject({ changed: [{ id: on.id }], failed: [] });
  const states = await db.integrationToken.findMany({ select: { id: true, isActive: true } });
  expect(Object.fromEntries(states.map(({ id, isActive }) => [id, isActive]))).toEqual({ [on.id]: true, [other.id]: false });
  const entries = await db.auditEntry.findMany({
    select: { action: true, targetId: true, storeId: true, details: true },
    orderBy: { id: "asc" },
  });
  expect(entries).toEqual(
    [
      { before: { isActive: true }, after: { isActive: false } },
      { before: { isActive: false }, after: { isActive: true } },
    ].map((details) => ({ action: "token.update", targetId: on.id, storeId: on.store.id, details })),
  );
});

dbTest("all that the filters find is changed after a preview that says how many, whose, and whether they are in use", async ({ db }) => {
  const admin = await anAdmin(db);
  const deps = { db, now };
  const [linen, wool] = [await aStore(db, admin, { name: "Linen" }), await aStore(db, admin, { name: "Wool" })];
  const a = await aToken(db, admin, { store: linen });
  const b = await aToken(db, admin, { store: linen });
  const c = await aToken(db, admin, { store: wool });
  await aToken(db, admin, { store: wool, isActive: false });
  const foreign = await aToken(db, admin, { name: "left alone" });
  countUsage(a.id, minutesAgo(61));
  countUsage(b.id, minutesAgo(90));
  await flushUsage({ db });
  // Not written down yet, and told all the same.
  countUsage(c.id, minutesAgo(59));
  const choice: TokenChoice = { ...everything, storeId: [linen.id, wool.id] };
  expect(await previewTokens(deps, admin, choice, off)).toEqual({
    count: 3,
    isCut: false,
    already: 1,
    stores: [
      { name: "Linen", count: 2 },
      { name: "Wool", count: 1 },
    ],
    lastUsedAt: minutesAgo(59),
    usedInLastHour: 1,
    ended: 0,
    ids: [a.id, b.id, c.id].sort(),
  });
  const { changed, failed } = await changeTokens(deps, admin, choice, off);
  expect([changed.map(({ id }) => id).sort(), failed]).toEqual([[a.id, b.id, c.id].sort(), []]);
  expect(await previewTokens(deps, admin, choice, off)).toMatchObject({ count: 0, already: 4, stores: [], lastUsedAt: null });
  expect((await changeTokens(deps, admin, choice, off)).changed, "may run twice").toEqual([]);
  expect((await takeTokensBack(deps, admin, changed)).changed).toHaveLength(3);
  const stillOff = await db.integrationToken.findMany({ where: { isActive: false }, select: { storeId: true } });
  expect(stillOff).toEqual([{ storeId: wool.id }]);
  expect(await db.auditEntry.count({ where: { targetId: foreign.id } })).toBe(0);
  await flushUsage({ db });
});

dbTest("of all that the filters find only what the preview saw is changed; what fits no more is left, and no failure", async ({ db }) => {
  const admin = await anAdmin(db);
  const deps = { db, now };
  const [first, second] = [await aToken(db, admin, { name: "Stall 1" }), await aToken(db, admin, { name: "Stall 2" })];
  const choice: TokenChoice = { ...everything, q: "Stall", state: "on" };
  const { count, ids: seen } = await previewTokens(deps, admin, choice, off);
  expect([count, [...seen].sort()]).toEqual([2, [first.id, second.id].sort()]);
  const late = await aToken(db, admin, { name: "Stall 3" });
  await revokeToken(deps, admin, second.id);
  const { changed, failed } = await changeTokens(deps, admin, { ...choice, seen }, off);
  expect([changed.map(({ id }) => id), failed]).toEqual([[first.id], []]);
  expect(await db.integrationToken.findUnique({ where: { id: late.id }, select: { isActive: true } })).toEqual({ isActive: true });
});

dbTest("an end is put off and never brought nearer; what had ended works again; taking it back brings each its own end", async ({ db }) => {
  const admin = await anAdmin(db);
  const deps = { db, now };
  const soon = await aToken(db, admin, { name: "soon", expiresAt: inDays(3) });
  const ended = await aToken(db, admin, { name: "ended", expiresAt: inDays(-3) });
  const later = await aToken(db, admin, { name: "later", expiresAt: inDays(60) });
  const never = await aToken(db, admin, { name: "never" });
  const endsOf = async () =>
    Object.fromEntries(
      (await db.integrationToken.findMany({ select: { name: true, expiresAt: true } })).map(({ name, expiresAt }) => [name, expiresAt]),
    );
  const before = await endsOf();
  const choice = these(soon.id, ended.id, later.id, never.id);
  expect(await previewTokens(deps, admin, choice, { until: inDays(30) })).toMatchObject({ count: 2, already: 2, ended: 1 });
  const month = await changeTokens(deps, admin, choice, { until: inDays(30) });
  expect(await endsOf()).toEqual({ ...before, soon: inDays(30), ended: inDays(30) });
  await findToken(deps, ended.secret);
  const ever = await changeTokens(deps, admin, these(soon.id, later.id, never.id), { until: null });
  expect(ever.changed.map(({ name }) => name).sort()).toEqual(["later", "soon"]);
  expect(await endsOf()).toEqual({ soon: null, ended: inDays(30), later: null, never: null });

  // Of the first act only the one that nothing has happened to since.
  const back = await takeTokensBack(deps, admin, month.changed);
  expect(back.changed.map(({ name }) => name)).toEqual(["ended"]);
  expect(back.failed).toEqual([{ id: soon.id, code: "changed_meanwhile" }]);
  await takeTokensBack(deps, admin, ever.changed);
  expect(await endsOf()).toEqual({ ...before, soon: inDays(30) });
});

dbTest("many are revoked at once, each on record; one that is gone does not hold the others back", async ({ db }) => {
  const admin = await anAdmin(db);
  const [first, second, third] = [await aToken(db, admin), await aToken(db, admin), await aToken(db, admin)];
  const deps = { db, now };
  await revokeTokens(deps, admin, [first.id]);
  expect(await previewTokens(deps, admin, these(first.id, second.id), null), "what is gone is not counted").toMatchObject({ count: 1 });
  expect(await revokeTokens(deps, admin, [first.id, second.id])).toEqual({
    changed: [second.id],
    failed: [{ id: first.id, code: "token_not_found" }],
  });
  expect(await db.integrationToken.findMany({ where: { revokedAt: null }, select: { id: true } })).toEqual([{ id: third.id }]);
  expect(await db.auditEntry.count({ where: { action: "token.revoke" } })).toBe(2);
});

dbTest("an owner may do none of it, and nobody more than its bound at once", async ({ db }) => {
  const [admin, owner] = [await anAdmin(db), await aUser(db)];
  const token = await aToken(db, owner);
  const deps = { db, now };
  await expect(changeTokens(deps, owner, these(token.id), off)).rejects.toMatchObject({ code: "forbidden" });
  await expect(previewTokens(deps, owner, these(token.id), off)).rejects.toMatchObject({ code: "forbidden" });
  await expect(revokeTokens(deps, owner, [token.id])).rejects.toMatchObject({ code: "forbidden" });
  const ids = (length: number) => Array.from({ length }, () => randomUUID());
  await expect(changeTokens(deps, admin, these(...ids(MAX_CHANGED_AT_ONCE + 1)), off)).rejects.toMatchObject({ code: "body_invalid" });
  await expect(revokeTokens(deps, admin, ids(MAX_REVOKED_AT_ONCE + 1))).rejects.toMatchObject({ code: "body_invalid" });
  expect(await db.integrationToken.count({ where: { isActive: true, revokedAt: null } })).toBe(1);
});

dbTest("one act on all that match is bounded, says that there is more, and does the rest when it is repeated", async ({ db }) => {
  const admin = await anAdmin(db);
  const deps = { db, now };
  const { store } = await aToken(db, admin);
  await db.$executeRaw`
    INSERT INTO integration_token (store_id, user_id, name, integration_type, secret_hash, preview, signing_secret)
    SELECT store_id, user_id, 'copy ' || n, integration_type, 'hash ' || n, preview, signing_secret FROM integration_token, generate_series(1, ${MAX_CHANGED_AT_ONCE + 1}) n`;
  const choice = { ...everything, storeId: store.id };
  expect(await previewTokens(deps, admin, choice, off)).toMatchObject({ count: MAX_CHANGED_AT_ONCE, isCut: true, already: 0 });
  const { changed } = await changeTokens(deps, admin, choice, off);
  expect(changed).toHaveLength(MAX_CHANGED_AT_ONCE);
  expect(new Set(changed.map(({ entry }) => entry)).size, "each on record by itself").toBe(MAX_CHANGED_AT_ONCE);
  expect(await previewTokens(deps, admin, choice, off)).toMatchObject({ count: 2, isCut: false, already: MAX_CHANGED_AT_ONCE });
  expect((await takeTokensBack(deps, admin, changed)).changed).toHaveLength(MAX_CHANGED_AT_ONCE);
  expect(await db.integrationToken.count({ where: { isActive: false } })).toBe(0);
});

dbTest("taking it back leaves what anybody did to a token meanwhile, and is nobody else's to do", async ({ db }) => {
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const deps = { db, now };
  const tokens = [];
  for (let n = 0; n < 4; n++) tokens.push(await aToken(db, admin));
  const [untouched, confirmed, revoked, again] = tokens.map(({ id }) => id) as [string, string, string, string];
  const { changed } = await changeTokens(deps, admin, these(untouched, confirmed, revoked, again), off);
  // Meanwhile another administrator wants one off too, revokes one, and switches one on and off again.
  await changeTokens(deps, other, these(confirmed, again), { isActive: true });
  await changeTokens(deps, other, these(confirmed, again), off);
  await revokeToken(deps, other, revoked);

  expect((await takeTokensBack(deps, other, changed)).changed, "not this one's act").toEqual([]);
  const undone = await takeTokensBack(deps, admin, changed);
  expect(undone.changed.map(({ id }) => id)).toEqual([untouched]);
  expect(Object.fromEntries(undone.failed.map(({ id, code }) => [id, code]))).toEqual({
    [confirmed]: "changed_meanwhile",
    [revoked]: "token_not_found",
    [again]: "changed_meanwhile",
  });
  const on = await db.integrationToken.findMany({ where: { isActive: true }, select: { id: true } });
  expect(on).toEqual([{ id: untouched }]);
  expect((await takeTokensBack(deps, admin, changed)).changed, "once").toEqual([]);
  await expect(takeTokensBack(deps, await aUser(db), changed)).rejects.toMatchObject({ code: "forbidden" });

  // An act of another kind is not taken back by its number.
  await updateToken({ db }, admin, untouched, updateTokenBody.parse({ is_active: false, name: "Renamed" }));
  const [last] = await db.auditEntry.findMany({ orderBy: { id: "desc" }, take: 1, select: { id: true } });
  const guessed = await takeTokensBack(deps, admin, [{ id: untouched, entry: String(last?.id) }]);
  expect(guessed).toEqual({ changed: [], failed: [{ id: untouched, code: "changed_meanwhile" }] });
});

dbTest("two who switch the same token off at once: one of them did it", async ({ db }) => {
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const { id } = await aToken(db, admin);
  const both = await Promise.all([admin, other].map((caller) => changeTokens({ db, now }, caller, these(id), off)));
  expect(both.flatMap(({ changed }) => changed)).toHaveLength(1);
  expect(both.flatMap(({ failed }) => failed)).toEqual([]);
  expect(await db.auditEntry.count({ where: { action: "token.update" } })).toBe(1);
});
