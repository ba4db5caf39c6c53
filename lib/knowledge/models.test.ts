import { expect } from "vitest";
import type { Caller } from "@/lib/access/caller";
import type { DbClient } from "@/lib/core/db";
import { aHub } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { countingEmbedder, embeddersOf } from "@/lib/testing/counting-embedder";
import { dbTest } from "@/lib/testing/db-test";
import { EmbedderError } from "./embed/embedder";
import { embedWaiting } from "./embed-waiting";
import { activateWhenFilled, adoptModel, liveModels } from "./models";
import { searchKnowledge } from "./search-knowledge";

const caller: Caller = {
  kind: "session",
  userId: "00000000-0000-4000-8000-000000000000",
  email: "a@example.test",
  role: "ADMIN",
  scopes: "*",
  sourceIp: null,
  requestId: null,
};
const statesOf = async (db: DbClient) =>
  (await db.embeddingModel.findMany({ orderBy: { id: "asc" }, select: { name: true, state: true } })).map(
    ({ name, state }) => `${name} ${state}`,
  );

/** A hub on an old model with some embedded products, and a process that is configured for a new one. */
async function aChange(db: DbClient) {
  const [old, next] = [countingEmbedder({ model: { name: "old" } }), countingEmbedder({ model: { name: "new", dimensions: 12 } })];
  const hub = await aHub(db, { embedder: old });
  const { id: storeId } = await anOwnedStore(db);
  for (const id of [1, 2, 3]) await hub.deliver(storeId, { product: { id, name: `Boot ${id}` } });
  await hub.process(storeId);
  const deps = { ...hub.deps, embedders: embeddersOf(next, old) };
  /** What the query's own vector finds: the query is a chunk's exact text, but no word search is asked for it. */
  const findsByMeaning = async (text: string) =>
    (await searchKnowledge(deps, caller, { query: text, storeId, limit: 1, filters: {} })).results[0]?.matched.semantic ?? false;
  return { old, next, hub, storeId, deps, findsByMeaning };
}

dbTest("the first model is searched at once", async ({ db }) => {
  await adoptModel(db, countingEmbedder({ model: { name: "first" } }).model);
  expect(await statesOf(db)).toEqual(["first active"]);
});

dbTest("another model is filled in the background while search stays on the old vectors, and then takes over", async ({ db }) => {
  const { next, old, deps, findsByMeaning } = await aChange(db);
  await adoptModel(db, next.model);
  expect(await statesOf(db)).toEqual(["old active", "new building"]);
  const [chunk] = await db.knowledgeChunk.findMany({ select: { text: true }, take: 1 });
  let queriesToOld = 0;
  old.refuse = () => void (queriesToOld += 1);
  expect(await findsByMeaning(chunk?.text ?? "")).toBe(true);
  expect(queriesToOld).toBe(1);

  expect(await embedWaiting(deps)).toBe(3);
  expect(await statesOf(db)).toEqual(["old retired", "new active"]);
  expect([[...old.paid.values()], [...next.paid.values()]]).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
  expect(await findsByMeaning(chunk?.text ?? "")).toBe(true);
  expect(queriesToOld).toBe(1);
});

dbTest("what is saved during the change gets a vector of both models", async ({ db }) => {
  const { next, old, hub, storeId, deps } = await aChange(db);
  await adoptModel(db, next.model);
  await hub.deliver(storeId, { product: { id: 4, name: "Sandal" } });
  await hub.save(storeId, deps);
  while ((await embedWaiting(deps)) > 0);
  expect([old.paid.size, next.paid.size]).toEqual([4, 4]);
  expect(await statesOf(db)).toEqual(["old retired", "new active"]);
});

dbTest("search does not move to the new model before every chunk has its vector", async ({ db }) => {
  const { next, deps } = await aChange(db);
  await adoptModel(db, next.model);
  next.refuse = (texts) => {
    if (texts.some((text) => text.includes("Boot 2"))) throw new EmbedderError("refused", { canPass: false, mayBeOneText: true });
  };
  expect(await embedWaiting(deps)).toBe(2);
  expect(await activateWhenFilled(db)).toBe(false);
  expect(await statesOf(db)).toEqual(["old active", "new building"]);
});

dbTest("going back to the old model costs nothing", async ({ db }) => {
  const { next, old, deps } = await aChange(db);
  await adoptModel(db, next.model);
  await embedWaiting(deps);
  const back = { ...deps, embedders: embeddersOf(old, next) };
  await adoptModel(db, old.model);
  await embedWaiting(back);
  expect(await statesOf(db)).toEqual(["old active", "new retired"]);
  expect([...old.paid.values()]).toEqual([1, 1, 1]);
});

dbTest("a change that is changed before it ended leaves one model searched and one being filled", async ({ db }) => {
  const { next } = await aChange(db);
  const third = countingEmbedder({ model: { name: "third" } });
  await adoptModel(db, next.model);
  await adoptModel(db, third.model);
  expect(await statesOf(db)).toEqual(["old active", "new retired", "third building"]);
  const ids = (await liveModels(db)).map(({ id }) => id);
  expect(await db.embeddingJob.count({ where: { modelId: { notIn: ids } } })).toBe(0);
});

dbTest("processes that start at the same time agree on one model", async ({ db }) => {
  const { model } = countingEmbedder({ model: { name: "shared" } });
  await Promise.all(Array.from({ length: 5 }, () => adoptModel(db, model)));
  expect(await statesOf(db)).toEqual(["shared active"]);
});
