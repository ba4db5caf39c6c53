import { expect } from "vitest";
import { aStore, aUser } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, embedAll, saveProducts } from "@/lib/testing/products";
import { embeddedChunks } from "./embedded-chunks";

dbTest("a passage can be found once its very text has a vector of the model in use", async ({ db }) => {
  const store = await aStore(db, await aUser(db));
  await saveProducts(db, store.id, [aDraft({ title: "کفش", description: "برای دویدن." })]);
  const ids = (await db.knowledgeChunk.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect([...(await embeddedChunks({ db }, ids))]).toEqual([]);
  await embedAll(db);
  expect([...(await embeddedChunks({ db }, ids))].sort()).toEqual([...ids].sort());
  expect((await embeddedChunks({ db }, [])).size).toBe(0);
});
