import { expect } from "vitest";
import { startSmtp } from "@/fakes/smtp/start-smtp";
import { findAccessKey } from "@/lib/access/keys/find-access-key";
import { findToken } from "@/lib/access/tokens/find-token";
import { aStore, aUser, anAdmin, anIncomingEvent, someEvents } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { runCommand } from "./run-command";

const password = "correct horse battery";

dbTest("the first user must be an administrator with a password; then others are made or invited", async ({ db, database }) => {
  const deps = runtimeOn(database);
  expect(await runCommand(deps, ["user", "create", "--email", "a@example.test"])).toMatchObject({
    code: 1,
    problem: expect.stringContaining("first user must be an ADMIN") as string,
  });
  expect(await runCommand(deps, ["user", "create", "--email", "A@example.test", "--role", "ADMIN", "--password", password])).toMatchObject({
    code: 0,
    output: "Administrator a@example.test made.",
  });
  expect((await runCommand(deps, ["user", "create", "--email", "b@example.test"])).output).toMatch(
    /https:\/\/hub\.example\.test\/invitation\/fi_\w{40}$/,
  );
  expect(await runCommand(deps, ["user", "create", "--email", "b@example.test"])).toMatchObject({
    code: 1,
    problem: expect.stringContaining("exists already") as string,
  });
  expect(await db.user.count()).toBe(2);
});

dbTest("a key and a token are printed alone for scripts, and work", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const admin = await anAdmin(db, { email: "admin@example.test" });
  const key = await runCommand(deps, [
    "access-key",
    "create",
    "--email",
    "ADMIN@example.test",
    "--scopes",
    "catalog:read, events:read",
    "--quiet",
  ]);
  expect(await findAccessKey(deps, key.output)).toMatchObject({ userId: admin.userId, scopes: ["catalog:read", "events:read"] });
  const token = await runCommand(deps, ["token", "create", "--email", "admin@example.test", "--name", "Shop", "--quiet"]);
  expect(await findToken(deps, token.output)).toMatchObject({ name: "Shop" });
  expect((await db.auditEntry.findMany({ select: { actorKind: true } })).map(({ actorKind }) => actorKind)).toEqual(["cli", "cli"]);
});

dbTest("events are replayed one by one or by filter, and the engine is told", async ({ db, database }) => {
  const deps = runtimeOn(database);
  await anAdmin(db);
  const store = await aStore(db, await aUser(db));
  const [first = ""] = await someEvents(db, [anIncomingEvent(store.id), anIncomingEvent(store.id)]);
  await db.event.updateMany({ data: { status: "failed" } });
  expect(await runCommand(deps, ["events", "replay", "--id", first])).toMatchObject({ code: 0, output: "1 events queued again." });
  expect(await runCommand(deps, ["events", "replay", "--status", "failed"])).toMatchObject({ output: "1 events queued again." });
  expect(deps.nudged).toEqual([store.id, store.id]);
  expect(await runCommand(deps, ["events", "replay"])).toMatchObject({
    code: 1,
    problem: expect.stringContaining("at least one filter") as string,
  });
});

dbTest("what is no command, or a wrong one, is told with how to use it", async ({ database }) => {
  const deps = runtimeOn(database);
  for (const argv of [
    [],
    ["constructor"],
    ["__proto__"],
    ["toString"],
    ["user"],
    ["user", "create", "extra"],
    ["user", "create", "--nonsense"],
  ]) {
    const result = await runCommand(deps, argv);
    expect([result.code, result.output], argv.join(" ")).toEqual([2, ""]);
    expect(result.problem).toContain("Usage: npm run cli");
  }
  expect(await runCommand(deps, ["--help"])).toMatchObject({ code: 0, output: expect.stringContaining("Usage") as string });
  expect(await runCommand(deps, ["token", "create", "--email", "nobody@example.test", "--name", "x"])).toMatchObject({
    code: 1,
    problem: "There is no such user.",
  });
});

dbTest("the doctor of mail sends a message, or says what is wrong", async ({ database }) => {
  expect(await runCommand(runtimeOn(database), ["mail-test", "me@x.test"])).toMatchObject({
    code: 1,
    problem: expect.stringContaining("SMTP_URL and MAIL_FROM are not set") as string,
  });
  const smtp = await startSmtp({ account: { user: "hub", pass: "right" } });
  const ask = (url: string, ...words: string[]) =>
    runCommand(runtimeOn(database, { SMTP_URL: url, MAIL_FROM: "hub@x.test" }), ["mail-test", ...words]);
  expect(await ask(smtp.url, "me@x.test")).toEqual({ code: 0, output: "Sent to me@x.test.", problem: "" });
  expect(smtp.received).toMatchObject([{ from: "hub@x.test", to: ["me@x.test"] }]);
  expect(await ask(smtp.url.replace("right", "wrong"), "me@x.test")).toMatchObject({
    code: 1,
    problem: expect.stringMatching(/refused the user or password in SMTP_URL.*535 5\.7\.8/) as string,
  });
  expect((await ask(smtp.url, "me")).code).toBe(1);
  expect((await ask(smtp.url)).code).toBe(1);
  await smtp.close();
});
