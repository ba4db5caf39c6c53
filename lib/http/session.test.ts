import { encode } from "next-auth/jwt";
import { expect } from "vitest";
import type { Caller } from "@/lib/access/caller";
import { updateUser } from "@/lib/access/users/update-user";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { call, jsonOf } from "@/lib/testing/call-endpoint";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn, type TestRuntime } from "@/lib/testing/test-runtime";
import { endpoints } from "./endpoints";

/** The cookie of somebody who signed in, as next-auth writes it. */
async function sessionCookie(
  { env }: Pick<TestRuntime, "env">,
  user: Pick<Caller, "userId">,
  given: { sessionVersion?: number; secret?: string; name?: string } = {},
): Promise<string> {
  const token = await encode({
    token: { sub: user.userId, sessionVersion: given.sessionVersion ?? 1 },
    secret: given.secret ?? env.NEXTAUTH_SECRET,
  });
  return `${given.name ?? "next-auth.session-token"}=${token}`;
}

dbTest("a session may what its role allows, by either name of its cookie", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [owner, admin] = [await aUser(db), await anAdmin(db)];
  const mine = await aStore(db, owner);
  await aStore(db, admin);
  const cookieOf = (user: typeof owner, name?: string) => sessionCookie(runtime, user, { ...(name && { name }) });
  expect(await jsonOf(call(endpoints.listStores, { headers: { cookie: await cookieOf(owner) } }))).toMatchObject({
    count: 1,
    results: [{ id: mine.id }],
  });
  expect(
    await jsonOf(call(endpoints.listStores, { headers: { cookie: `a=b; ${await cookieOf(admin, "__Secure-next-auth.session-token")}` } })),
  ).toMatchObject({ count: 2 });
  expect((await call(endpoints.listTokens, { headers: { cookie: await cookieOf(owner) } })).status).toBe(403);
});

dbTest("a cookie split into parts is put together in their order", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [, value = ""] = (await sessionCookie(runtime, await aUser(db))).split("=");
  const third = Math.ceil(value.length / 3);
  const cookie = [2, 0, 1].map((part) => `next-auth.session-token.${part}=${value.slice(part * third, (part + 1) * third)}`).join("; ");
  expect((await call(endpoints.listStores, { headers: { cookie } })).status).toBe(200);
});

dbTest("a forged, foreign, old or tampered session is no session", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const user = await aUser(db);
  const good = await sessionCookie(runtime, user);
  // Of the first character after the last dot every bit counts; of the last one of all only some.
  const seal = good.lastIndexOf(".") + 1;
  const cookies = [
    `${good.slice(0, seal)}${good[seal] === "x" ? "y" : "x"}${good.slice(seal + 1)}`,
    "next-auth.session-token=",
    "next-auth.session-token=%E0%A4%A",
    "next-auth.session-token=a.b.c.d.e",
    await sessionCookie(runtime, user, { secret: "x".repeat(44) }),
    await sessionCookie(runtime, user, { sessionVersion: 0 }),
    await sessionCookie(runtime, { userId: "00000000-0000-4000-8000-000000000000" }),
    await sessionCookie(runtime, { userId: "1' OR '1'='1" }),
  ];
  for (const cookie of cookies) {
    const answer = await call(endpoints.listStores, { headers: { cookie } });
    expect([answer.status, (await jsonOf(answer)).error], cookie).toEqual([401, "Session has ended"]);
  }
  expect((await call(endpoints.listStores, { headers: { cookie: "other=1" } })).status).toBe(401);
});

dbTest("a disabled or demoted user's session ends with the very change", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const [admin, other] = [await anAdmin(db), await anAdmin(db)];
  const headers = { cookie: await sessionCookie(runtime, other) };
  expect((await call(endpoints.listTokens, { headers })).status).toBe(200);
  await updateUser(runtime, admin, other.userId, { role: "OWNER", isActive: undefined });
  expect((await call(endpoints.listTokens, { headers })).status).toBe(401);
});

dbTest("what changes something must come from our own pages; reading need not", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const user = await aUser(db);
  const store = await aStore(db, user);
  const cookie = await sessionCookie(runtime, user);
  const rename = async (headers: Record<string, string>) => {
    const answer = await call(endpoints.updateStore, { params: { id: store.id }, headers: { cookie, ...headers }, body: { name: "New" } });
    return answer.status === 200 ? 200 : `${answer.status} ${String((await jsonOf(answer)).error)}`;
  };
  const foreign: Record<string, string>[] = [
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://hub.example.test.evil.example" },
    { origin: "https://hub.example.test:8443", host: "hub.example.test" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "cross-site", referer: "https://hub.example.test/" },
  ];
  for (const headers of foreign) expect(await rename(headers), JSON.stringify(headers)).toBe("403 Foreign origin");
  expect((await db.store.findUniqueOrThrow({ where: { id: store.id } })).name).toBe("A shop");
  const own: Record<string, string>[] = [
    { "sec-fetch-site": "same-origin" },
    { origin: "https://hub.example.test" },
    { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
  ];
  for (const headers of own) expect(await rename(headers), JSON.stringify(headers)).toBe(200);
  expect((await call(endpoints.showStore, { params: { id: store.id }, headers: { cookie, origin: "https://evil.example" } })).status).toBe(
    200,
  );
});

dbTest("a key beside a session counts: the session's rights do not help a wrong key", async ({ db, database }) => {
  const runtime = runtimeOn(database);
  const cookie = await sessionCookie(runtime, await anAdmin(db));
  const wrong: Record<string, string>[] = [
    { authorization: "Bearer fk_live_wrong" },
    { authorization: "Basic dTpw" },
    { "x-tenant-api-key": "" },
  ];
  for (const headers of wrong) {
    expect(await jsonOf(call(endpoints.listTokens, { headers: { cookie, ...headers } }))).toMatchObject({ error: "Invalid access key" });
  }
});
