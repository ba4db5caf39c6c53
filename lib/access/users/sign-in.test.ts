import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { hashPassword } from "./password";
import { signIn } from "./sign-in";

const password = "correct horse battery";
const passwordHash = await hashPassword(password);
const now = () => new Date("2025-11-10T09:30:00Z");

// Tries are remembered for as long as the process lives: each test has accounts of its own, and each try a line of its own
// unless the test is about lines.
let lines = 0;
const aNewLine = () => `2001:db8:ffff:${(++lines).toString(16)}::1`;
const trying = (db: DbClient, email: string, given: { password?: string; address?: string | null } = {}) =>
  signIn({ db, now }, { email, password: given.password ?? password, address: given.address === undefined ? aNewLine() : given.address });

dbTest("the right password signs in, however the e-mail is written, and is noted", async ({ db }) => {
  const user = await aUser(db, { email: "once@example.test", passwordHash });
  const answer = await trying(db, "  ONCE@Example.test ");
  expect(answer).toMatchObject({
    outcome: "signed_in",
    user: { id: user.userId, email: "once@example.test", role: "OWNER", sessionVersion: 1 },
  });
  expect(await db.user.findFirst({ select: { lastSignInAt: true } })).toEqual({ lastSignInAt: now() });
});

dbTest("an unknown e-mail, a wrong password, a disabled account and one without a password get the same answer", async ({ db }) => {
  await aUser(db, { email: "same@example.test", passwordHash });
  await aUser(db, { email: "disabled@example.test", passwordHash, isActive: false });
  await aUser(db, { email: "invited@example.test" });
  const answers = await Promise.all([
    trying(db, "nobody@example.test"),
    trying(db, "same@example.test", { password: "wrong horse battery" }),
    trying(db, "disabled@example.test"),
    trying(db, "invited@example.test"),
    trying(db, "", { password: "" }),
  ]);
  for (const answer of answers) expect(answer).toEqual({ outcome: "refused" });
  expect(await db.user.count({ where: { lastSignInAt: { not: null } } })).toBe(0);
});

dbTest("after ten wrong tries an account is left alone for a while, known or not, whatever the address", async ({ db }) => {
  await aUser(db, { email: "locked@example.test", passwordHash });
  for (const email of ["locked@example.test", "locked-nobody@example.test"]) {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => trying(db, email, { password: "wrong", address: `192.0.2.${index}` })),
    );
    expect(answers.filter(({ outcome }) => outcome === "refused")).toHaveLength(10);
    const throttled = await trying(db, email);
    expect(throttled).toMatchObject({ outcome: "throttled" });
    expect(throttled.outcome === "throttled" && throttled.retryAfterSeconds).toBeGreaterThan(800);
  }
});

dbTest("a right password takes the wrong tries before it off the account", async ({ db }) => {
  await aUser(db, { email: "forgiven@example.test", passwordHash });
  for (let round = 0; round < 3; round++) {
    await Promise.all(Array.from({ length: 9 }, () => trying(db, "forgiven@example.test", { password: "wrong" })));
    expect(await trying(db, "forgiven@example.test")).toMatchObject({ outcome: "signed_in" });
  }
});

dbTest("an address that tries many accounts is stopped, an IPv6 line as a whole; others are not", async ({ db }) => {
  await aUser(db, { email: "line@example.test", passwordHash });
  const answers = await Promise.all(
    Array.from({ length: 70 }, (_, index) =>
      trying(db, `user${index}@example.test`, { password: "wrong", address: `2001:db8:1:2::${index + 1}` }),
    ),
  );
  expect(answers.filter(({ outcome }) => outcome === "throttled")).toHaveLength(10);
  expect(await trying(db, "line@example.test", { address: "2001:db8:1:2::ffff" })).toMatchObject({ outcome: "throttled" });
  expect(await trying(db, "line@example.test", { address: "2001:db8:1:3::1" })).toMatchObject({ outcome: "signed_in" });
});

dbTest("an address that is stopped can not lock accounts", async ({ db }) => {
  await aUser(db, { email: "stopped@example.test", passwordHash });
  for (let index = 0; index < 60; index++) await trying(db, `stopped${index}@example.test`, { password: "wrong", address: "192.0.2.200" });
  await Promise.all(Array.from({ length: 20 }, () => trying(db, "stopped@example.test", { password: "wrong", address: "192.0.2.200" })));
  expect(await trying(db, "stopped@example.test", { address: "198.51.100.2" })).toMatchObject({ outcome: "signed_in" });
});

dbTest("a megabyte of password or e-mail is refused like any other", async ({ db }) => {
  await aUser(db, { email: "long@example.test", passwordHash });
  expect(await trying(db, "long@example.test", { password: "x".repeat(1 << 20) })).toEqual({ outcome: "refused" });
  expect(await trying(db, `${"x".repeat(1 << 20)}@example.test`)).toEqual({ outcome: "refused" });
  expect(await trying(db, "a\u0000b@example.test")).toEqual({ outcome: "refused" });
});
