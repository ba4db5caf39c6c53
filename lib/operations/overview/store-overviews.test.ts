import { expect } from "vitest";
import { countUsage, flushUsage } from "@/lib/access/tokens/usage";
import { aToken, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { storeOverviews } from "./store-overviews";
import { storeStateOf } from "./store-state";

dbTest("a store is connected from the moment its token is used, not only when that is written down", async ({ db }) => {
  const owner = await aUser(db);
  const { id, store } = await aToken(db, owner);
  const now = new Date();
  const overview = async () => {
    const found = (await storeOverviews({ db }, owner, [store.id])).get(store.id);
    if (!found) throw new Error("no overview");
    return found;
  };
  expect(storeStateOf(await overview(), now)).toBe("unconnected");
  countUsage(id, now);
  expect(await overview()).toMatchObject({ tokens: 1, lastUsedAt: now });
  expect(storeStateOf(await overview(), now)).toBe("fresh");
  await flushUsage({ db });
  expect((await overview()).lastUsedAt).toEqual(now);
  expect((await storeOverviews({ db }, await aUser(db), [store.id])).size, "nobody else's").toBe(0);
});
