import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { createLog } from "@/lib/core/log";
import type { Caller } from "@/lib/access/caller";
import { aStore, aUser } from "@/lib/testing/builders";
import { countingEmbedder, embeddersOf } from "@/lib/testing/counting-embedder";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, embedAll, hashedEmbedders, saveProducts, searchableProducts } from "@/lib/testing/products";
import type { Embedders } from "../embedders";
import { liveModels } from "../models";
import { keepVector } from "../search/kept-vectors";
import { searchKnowledge } from "../search-knowledge";
import { judge } from "./judge";
import { judgedQueries } from "./judged-queries";
import { measureQueries } from "./measure";
import type { Verdict } from "./wire";

const now = () => new Date();
const log = createLog("silent");

async function say(db: DbClient, caller: Caller, query: string, verdicts: Record<string, Verdict>) {
  for (const [productId, verdict] of Object.entries(verdicts))
    await judge({ db, now }, caller, { productId, query, verdict, filters: {}, rank: 1, score: 1 });
}
const measureAll = async (db: DbClient, caller: Caller, embedders: Embedders = hashedEmbedders) =>
  measureQueries({ db, log, now, embedders }, caller, await judgedQueries({ db }, caller));

dbTest("the figures are those of the answers as they stand now", async ({ db }) => {
  const owner = await aUser(db);
  const other = await aUser(db);
  const store = await aStore(db, owner);
  const titles = ["کفش ورزشی قرمز", "کفش ورزشی", "کفش", "چتر"];
  const ids = await searchableProducts(
    db,
    store.id,
    titles.map((title) => aDraft({ title })),
  );
  const [red = "", sport = "", , umbrella = ""] = ids;
  await say(db, owner, "چتر", { [umbrella]: "up" });
  await say(db, owner, "کفش ورزشی قرمز", { [sport]: "up", [red]: "down" });
  await say(db, owner, "کفش", { [red]: "down" });
  await say(db, owner, "پیدا نمی‌شود", { [umbrella]: "up" });
  const { results } = await searchKnowledge({ db, log, now, embedders: hashedEmbedders }, owner, {
    query: "کفش ورزشی قرمز",
    storeId: store.id,
    limit: 10,
  });
  const place = results.findIndex(({ product }) => product.id === sport);
  expect(place, "the better answer stands second").toBe(1);
  const measured = new Map((await measureAll(db, owner)).map((one) => [one.query, [one.ndcg, one.hasGoodInFirst]]));
  expect(measured.get("چتر")).toEqual([1, true]);
  expect(measured.get("کفش ورزشی قرمز")).toEqual([1 / Math.log2(3), true]);
  expect(measured.get("کفش"), "no good answer is known").toEqual([null, null]);
  expect(measured.get("پیدا نمی‌شود")).toEqual([0, false]);

  const targets = await judgedQueries({ db }, owner);
  expect(await measureQueries({ db, log, now, embedders: hashedEmbedders }, other, targets)).toEqual([]);
  await db.product.update({ where: { id: umbrella }, data: { isActive: false, isPublishable: false } });
  const after = (await measureAll(db, owner)).find(({ query }) => query === "چتر");
  expect(after?.ndcg, "what is sold no more cannot be missed").toBeNull();
});

dbTest("a judged query is paid for once, by whatever process measures it, however many ask at the same time", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const paid: string[] = [];
  const process = () => {
    const counting = countingEmbedder();
    const embed = counting.embed.bind(counting);
    return embeddersOf({
      ...counting,
      embed: (texts, options) => {
        if (options.purpose === "query") paid.push(...texts);
        return embed(texts, options);
      },
    });
  };
  const embedders = process();
  const ids = await saveProducts(db, store.id, [aDraft({ title: "Lamp" })]);
  await embedAll(db, embedders);
  const query = `lamp ${store.id}`;
  const deps = { db, log, now, embedders };
  await Promise.all([1, 2, 3].map(() => searchKnowledge(deps, owner, { query, storeId: store.id })));
  expect(paid).toEqual([query]);
  await say(db, owner, query, { [ids[0] ?? ""]: "up" });
  await measureAll(db, owner, embedders);
  await measureAll(db, owner, process());
  expect(paid).toEqual([query]);
  expect(await db.queryVector.count()).toBe(1);
  // What an earlier process paid for: this one has never heard of the query.
  const [model] = await liveModels(db);
  const earlier = `torch ${store.id}`;
  const { vectors } = await countingEmbedder().embed([earlier], { purpose: "query" });
  if (!model || !vectors[0]) throw new Error("no model");
  await keepVector(db, model, earlier, vectors[0]);
  await say(db, owner, earlier, { [ids[0] ?? ""]: "up" });
  await measureAll(db, owner, embedders);
  expect(paid).toEqual([query]);
  const [booked] = await db.ledgerDay.findMany({ where: { storeId: store.id, purpose: "query" } });
  expect(booked?.calls).toBe(1);
});
