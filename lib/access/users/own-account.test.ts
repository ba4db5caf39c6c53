import { expect } from "vitest";
import { aUser, anAccessKey } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { findAccessKey } from "../keys/find-access-key";
import { findSessionUser } from "./find-session-user";
import { changeOwnName, changePassword, endSessions, showOwnAccount } from "./own-account";
import { hashPassword } from "./password";
import { signIn } from "./sign-in";

const [current, next] = ["correct horse battery", "another long sentence"];

dbTest("who knows the current password changes it, and every session ends with it", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const user = await aUser(db, { passwordHash: await hashPassword(current) });
  const other = await aUser(db, { passwordHash: await hashPassword(current) });
  const key = await anAccessKey(db, user);
  const session = { userId: user.userId, sessionVersion: 1 };
  expect(await findSessionUser(deps, session)).not.toBeNull();
  expect(await changePassword(deps, user, { current: next, next })).toEqual({ outcome: "wrong" });
  expect(await findSessionUser(deps, session), "a wrong try ends nothing").not.toBeNull();

  expect(await changePassword(deps, user, { current, next })).toEqual({ outcome: "changed" });
  expect(await findSessionUser(deps, session)).toBeNull();
  expect(await findSessionUser(deps, { userId: other.userId, sessionVersion: 1 }), "another's session goes on").not.toBeNull();
  expect(await findAccessKey(deps, key.secret), "keys go on").toMatchObject({ userId: user.userId });
  const enter = (password: string) => signIn(deps, { email: user.email, password, address: null });
  expect([(await enter(current)).outcome, (await enter(next)).outcome]).toEqual(["refused", "signed_in"]);
  const log = await db.$queryRaw<{ text: string }[]>`SELECT a::text AS text FROM audit_entry a`;
  expect(log).toHaveLength(1);
  expect(log[0]?.text).not.toMatch(/correct|sentence|argon2/);
});

dbTest("of two changes at once one wins", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const user = await aUser(db, { passwordHash: await hashPassword(current) });
  const changes = await Promise.all([
    changePassword(deps, user, { current, next }),
    changePassword(deps, user, { current, next: `${next}!` }),
  ]);
  expect(changes.map(({ outcome }) => outcome).sort()).toEqual(["changed", "wrong"]);
});

dbTest("guessing at an open session stops after ten tries; without a password none is right", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const user = await aUser(db);
  expect(await showOwnAccount(deps, user)).toEqual({ name: null, hasPassword: false });
  for (let tries = 0; tries < 10; tries++) expect(await changePassword(deps, user, { current, next })).toEqual({ outcome: "wrong" });
  expect(await changePassword(deps, user, { current, next })).toMatchObject({ outcome: "throttled" });
});

dbTest("signing out everywhere ends every session of this user, and no other's", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [user, other] = [await aUser(db), await aUser(db)];
  await endSessions(deps, user);
  expect(await findSessionUser(deps, { userId: user.userId, sessionVersion: 1 }), "a copied cookie too").toBeNull();
  expect(await findSessionUser(deps, { userId: user.userId, sessionVersion: 2 })).not.toBeNull();
  expect(await findSessionUser(deps, { userId: other.userId, sessionVersion: 1 })).not.toBeNull();
});

dbTest("a name is changed and taken away, and the log says from what to what", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const user = await aUser(db, { name: "Sara" });
  await changeOwnName(deps, user, "سارا");
  await changeOwnName(deps, user, "سارا");
  await changeOwnName(deps, user, null);
  expect(await showOwnAccount(deps, user)).toMatchObject({ name: null });
  expect(await db.auditEntry.findMany({ select: { details: true }, orderBy: { id: "asc" } })).toEqual([
    { details: { before: { name: "Sara" }, after: { name: "سارا" } } },
    { details: { before: { name: "سارا" }, after: { name: null } } },
  ]);
});
