import { expect } from "vitest";
import { aConnection } from "@/lib/testing/a-connection";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { testEncryption } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { breakerOf, noteAnswer, noteFailure } from "./breaker";
import { openConnection } from "./open-connection";

const NOW = new Date("2026-03-10T12:00:00Z");
const minutesAfter = (at: Date | null) => (at ? (at.getTime() - NOW.getTime()) / 60_000 : null);

dbTest("five failures in a row open the breaker for longer and longer; an answer closes it", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aConnection(db, storeId);
  const pauses: (number | null)[] = [];
  for (let failure = 0; failure < 13; failure++)
    pauses.push(minutesAfter(await noteFailure(db, storeId, { problem: "timeout", isPassing: true }, NOW)));
  expect(pauses).toEqual([null, null, null, null, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  const row = await db.connection.findUniqueOrThrow({
    where: { storeId },
    select: { failures: true, openUntil: true, state: true, problem: true },
  });
  expect([row.state, row.problem]).toEqual(["degraded", "timeout"]);
  expect(breakerOf(row, NOW)).toBe("open");
  expect(breakerOf(row, new Date(NOW.getTime() + 3_700_000))).toBe("half-open");
  const asked = { storeId, problemAt: NOW };
  await noteAnswer(db, asked, { currency: "IRT", perPage: 40 }, NOW);
  await noteAnswer(db, asked, { atOnce: 3 }, NOW);
  const after = await openConnection({ db, encryption: testEncryption }, storeId);
  expect(after).toMatchObject({
    openUntil: null,
    learned: { currency: "IRT", perPage: 40, atOnce: 3 },
    credentials: { consumerKey: "ck_test" },
  });
});

dbTest("refused keys disconnect at once, and no timeout makes them good again", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aConnection(db, storeId);
  expect(await noteFailure(db, storeId, { problem: "keys_unknown", isPassing: false }, NOW)).toBeNull();
  await noteFailure(db, storeId, { problem: "timeout", isPassing: true }, NOW);
  expect(await db.connection.findUnique({ where: { storeId }, select: { state: true } })).toEqual({ state: "disconnected" });
});

dbTest("an answer to a question that is older than the disconnect does not undo it, one to a later question does", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aConnection(db, storeId);
  const open = async () => {
    const connection = await openConnection({ db, encryption: testEncryption }, storeId);
    if (!connection) throw new Error("no connection");
    return connection;
  };
  const before = await open();
  await noteFailure(db, storeId, { problem: "app_uninstalled", isPassing: false }, NOW);
  const state = () => db.connection.findUnique({ where: { storeId }, select: { state: true, problem: true } });
  await noteAnswer(db, before, { currency: "IRT" }, NOW);
  expect(await state()).toEqual({ state: "disconnected", problem: "app_uninstalled" });
  const after = await open();
  await noteFailure(db, storeId, { problem: "token_invalid", isPassing: false }, new Date(NOW.getTime() + 1));
  await noteAnswer(db, after, {}, NOW);
  expect(await state(), "and again since").toEqual({ state: "disconnected", problem: "token_invalid" });
  await noteAnswer(db, await open(), {}, NOW);
  expect(await state()).toEqual({ state: "connected", problem: null });
});

dbTest("what is over some day disconnects nobody, even if one look is not to repeat it", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  await aConnection(db, storeId);
  const stateAfter = async (problem: string) => {
    await noteFailure(db, storeId, { problem, isPassing: false }, NOW);
    return (await db.connection.findUniqueOrThrow({ where: { storeId }, select: { state: true } })).state;
  };
  for (const problem of ["tls", "redirected", "not_woocommerce", "too_large", "unordered", "invalid", "shop_unavailable", "bulk_failed"])
    expect(await stateAfter(problem), problem).toBe("degraded");
  const { openUntil } = await db.connection.findUniqueOrThrow({ where: { storeId }, select: { openUntil: true } });
  expect(minutesAfter(openUntil), "they count towards the breaker").toBe(8);
  for (const problem of [
    "keys_unknown",
    "secret_wrong",
    "permission_missing",
    "token_invalid",
    "scope_missing",
    "app_uninstalled",
    "read_not_allowed",
    "keys_wrong",
  ]) {
    await noteAnswer(db, { storeId, problemAt: NOW }, {}, NOW);
    expect(await stateAfter(problem), problem).toBe("disconnected");
  }
});

dbTest("a store without a connection, or switched off, has none to open", async ({ db }) => {
  const { id: storeId } = await anOwnedStore(db);
  expect(await openConnection({ db, encryption: testEncryption }, storeId)).toBeNull();
  await aConnection(db, storeId);
  await db.store.update({ where: { id: storeId }, data: { isActive: false }, select: { id: true } });
  expect(await openConnection({ db, encryption: testEncryption }, storeId)).toBeNull();
});
