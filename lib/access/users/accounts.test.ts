import { expect } from "vitest";
import { aUser, anAccessKey, anAdmin, aToken } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { findAccessKey } from "../keys/find-access-key";
import { findToken } from "../tokens/find-token";
import { acceptInvitation, findInvitation } from "./accept-invitation";
import { createUser } from "./create-user";
import { findSessionUser } from "./find-session-user";
import { createFirstAdmin, needsFirstAdmin } from "./first-admin";
import { isPassword } from "./password";
import { signIn } from "./sign-in";
import { signInWithOidc } from "./sign-in-with-oidc";
import { updateUser } from "./update-user";

const password = "correct horse battery";

dbTest("of two first visitors at once exactly one becomes the administrator", async ({ db }) => {
  expect(await needsFirstAdmin({ db })).toBe(true);
  const attempts = await Promise.allSettled(
    ["a@example.test", "b@example.test", "a@example.test"].map((email) => createFirstAdmin({ db }, { email, password })),
  );
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const attempt of attempts) if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "forbidden" });
  expect(await db.user.count()).toBe(1);
  expect(await needsFirstAdmin({ db })).toBe(false);
  await expect(createFirstAdmin({ db }, { email: "c@example.test", password })).rejects.toMatchObject({ code: "forbidden" });
});

dbTest("an invitation sets a password once, of two at the same instant too", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const user = await createUser(deps, await anAdmin(db), { email: "new@example.test", name: null, role: "OWNER" });
  const secret = user.inviteUrl?.split("/").at(-1) ?? "";
  expect(user.inviteUrl).toMatch(/^https:\/\/hub\.example\.test\/invitation\/fi_[a-z0-9]{40}$/);
  expect(await findInvitation(deps, secret)).toMatchObject({ user: { email: "new@example.test" } });

  const attempts = await Promise.allSettled([acceptInvitation(deps, secret, password), acceptInvitation(deps, secret, "another password")]);
  expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await findInvitation(deps, secret)).toBeNull();
  await expect(acceptInvitation(deps, secret, password)).rejects.toMatchObject({ code: "invitation_invalid" });
  const chosen = attempts[0]?.status === "fulfilled" ? password : "another password";
  expect(await signIn(deps, { email: "new@example.test", password: chosen, address: null })).toMatchObject({ outcome: "signed_in" });
});

dbTest("an invitation ends after seven days, and with its user's account", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const admin = await anAdmin(db);
  const { inviteUrl, id } = await createUser(deps, admin, { email: "new@example.test", name: null, role: "OWNER" });
  const secret = inviteUrl?.split("/").at(-1) ?? "";
  const at = (days: number) => ({ db, now: () => new Date(Date.now() + days * 86_400_000) });
  expect(await findInvitation(at(6.9), secret)).not.toBeNull();
  expect(await findInvitation(at(7.1), secret)).toBeNull();
  await updateUser(deps, admin, id, { role: undefined, isActive: false });
  expect(await findInvitation(deps, secret)).toBeNull();
  for (const unknown of ["", "fi_", secret.slice(0, -1), `${secret.slice(0, -1)}!`]) expect(await findInvitation(deps, unknown)).toBeNull();
});

dbTest("an e-mail belongs to one account, however it is written", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const admin = await anAdmin(db, { email: "admin@example.test" });
  await expect(createUser(deps, admin, { email: "admin@example.test", name: null, role: "OWNER", password })).rejects.toMatchObject({
    code: "email_taken",
    fields: { email: "already in use" },
  });
  await expect(createUser(deps, await aUser(db), { email: "x@example.test", name: null, role: "ADMIN", password })).rejects.toMatchObject({
    code: "forbidden",
  });
});

dbTest("a changed role or a disabled account ends sessions, keys and tokens at once", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const session = { userId: other.userId, sessionVersion: 1 };
  const [key, token] = [await anAccessKey(db, other), await aToken(db, other)];
  expect(await findSessionUser(deps, session)).toMatchObject({ role: "ADMIN" });
  expect(await findAccessKey(deps, key.secret)).toMatchObject({ role: "ADMIN" });
  expect(await findToken(deps, token.secret)).toMatchObject({ id: token.id });

  await updateUser(deps, admin, other.userId, { role: "OWNER", isActive: undefined });
  expect(await findSessionUser(deps, session)).toBeNull();
  expect(await findSessionUser(deps, { ...session, sessionVersion: 2 })).toMatchObject({ role: "OWNER" });
  expect(await findAccessKey(deps, key.secret)).toMatchObject({ role: "OWNER" });

  await updateUser(deps, admin, other.userId, { role: undefined, isActive: false });
  expect(await findSessionUser(deps, { ...session, sessionVersion: 3 })).toBeNull();
  await expect(findAccessKey(deps, key.secret)).rejects.toMatchObject({ code: "access_key_invalid" });
  await expect(findToken(deps, token.secret)).rejects.toMatchObject({ code: "token_invalid" });
});

dbTest("the last active administrator stays, when two take each other's role away at once too", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const [one, two] = [await anAdmin(db), await anAdmin(db)];
  const attempts = await Promise.allSettled([
    updateUser(deps, one, two.userId, { role: "OWNER", isActive: undefined }),
    updateUser(deps, two, one.userId, { role: undefined, isActive: false }),
  ]);
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.user.count({ where: { role: "ADMIN", isActive: true } })).toBe(1);
  const last = await db.user.findFirstOrThrow({ where: { role: "ADMIN", isActive: true }, select: { id: true } });
  for (const changes of [
    { role: "OWNER" as const, isActive: undefined },
    { role: undefined, isActive: false },
  ]) {
    await expect(updateUser(deps, one, last.id, changes)).rejects.toMatchObject({ code: "last_admin" });
  }
  expect(await updateUser(deps, one, last.id, { role: "ADMIN", isActive: true })).toMatchObject({ role: "ADMIN" });
});

dbTest.for(["nonsense", "00000000-0000-4000-8000-000000000000", "1' OR '1'='1"])("no user %s can be changed", async (id, { db }) => {
  await expect(updateUser({ db }, await anAdmin(db), id, { role: "ADMIN", isActive: undefined })).rejects.toMatchObject({
    code: "user_not_found",
  });
});

dbTest("somebody known elsewhere gets in by a verified e-mail the first time, then by who they are there", async ({ db }) => {
  const deps = { db, now: () => new Date() };
  const user = await aUser(db, { email: "me@example.test" });
  const profile = { subject: "sub-1", email: "Me@example.test", isEmailVerified: true };
  expect(await signInWithOidc(deps, { ...profile, isEmailVerified: false })).toBeNull();
  expect(await signInWithOidc(deps, { ...profile, email: "stranger@example.test" })).toBeNull();
  expect(await signInWithOidc(deps, profile)).toMatchObject({ id: user.userId });
  expect(await signInWithOidc(deps, { ...profile, email: "renamed@example.test", isEmailVerified: false })).toMatchObject({
    id: user.userId,
  });
  expect(await signInWithOidc(deps, { ...profile, subject: "somebody-else" })).toBeNull();
  await db.user.update({ where: { id: user.userId }, data: { isActive: false } });
  expect(await signInWithOidc(deps, profile)).toBeNull();
});

dbTest("a password is an argon2id hash, and nobody reads it with the account", async ({ db }) => {
  const { id } = await createFirstAdmin({ db }, { email: "a@example.test", password });
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id }, select: { passwordHash: true } });
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect([
    await isPassword(password, passwordHash),
    await isPassword(`${password} `, passwordHash),
    await isPassword(password, null),
  ]).toEqual([true, false, false]);
  expect(JSON.stringify(await db.user.findMany())).not.toContain("argon2");
});
