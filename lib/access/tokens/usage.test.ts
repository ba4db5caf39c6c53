import { expect } from "vitest";
import { aToken, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { runtimeOn } from "@/lib/testing/test-runtime";
import { countUsage, flushUsage, pendingUsageOf, usageOf } from "./usage";

const at = (second: number) => new Date(Date.UTC(2025, 10, 10, 9, 30, second));

dbTest("usage is counted in memory and written in one go, added to what stands there", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const owner = await aUser(db);
  const [one, two] = [await aToken(db, owner), await aToken(db, owner)];
  const stored = async (id: string) =>
    db.integrationToken.findUniqueOrThrow({ where: { id }, select: { usageCount: true, lastUsedAt: true } });
  for (const second of [1, 2, 3]) countUsage(one.id, at(second));
  countUsage(two.id, at(4));
  expect(pendingUsageOf(one.id)).toEqual({ count: 3, lastUsedAt: at(3) });
  expect(await stored(one.id)).toEqual({ usageCount: 0n, lastUsedAt: null });
  await flushUsage(deps);
  countUsage(one.id, at(5));
  await flushUsage(deps);
  await flushUsage(deps);
  expect(await stored(one.id)).toEqual({ usageCount: 4n, lastUsedAt: at(5) });
  expect(await stored(two.id)).toEqual({ usageCount: 1n, lastUsedAt: at(4) });
  expect(pendingUsageOf(one.id).count).toBe(0);
});

dbTest("what is told counts every use once, while it is written too", async ({ db, database }) => {
  const deps = runtimeOn(database);
  const { id } = await aToken(db, await aUser(db));
  expect(await usageOf(deps, id)).toEqual({ count: 0, lastUsedAt: null });
  for (let use = 1; use <= 30; use += 1) {
    countUsage(id, at(use));
    const flushed = use % 3 === 0 ? flushUsage(deps) : undefined;
    const told = await Promise.all([usageOf(deps, id), usageOf(deps, id)]);
    expect(told).toEqual([
      { count: use, lastUsedAt: at(use) },
      { count: use, lastUsedAt: at(use) },
    ]);
    await flushed;
  }
});

dbTest("what could not be written is counted on", async ({ db, database }) => {
  runtimeOn(database);
  const { id } = await aToken(db, await aUser(db));
  countUsage(id, at(1));
  const away = new Proxy(db, {
    get: (target, name) => (name === "$executeRaw" ? () => Promise.reject(new Error("away")) : (Reflect.get(target, name) as unknown)),
  });
  await expect(flushUsage({ db: away })).rejects.toThrow("away");
  countUsage(id, at(2));
  expect(pendingUsageOf(id)).toEqual({ count: 2, lastUsedAt: at(2) });
  await flushUsage({ db });
  expect((await db.integrationToken.findUniqueOrThrow({ where: { id }, select: { usageCount: true } })).usageCount).toBe(2n);
});
