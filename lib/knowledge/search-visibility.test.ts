import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { createLog } from "@/lib/core/log";
import type { Caller } from "@/lib/access/caller";
import { updateStore } from "@/lib/access/stores/stores";
import { updateStoreBody } from "@/lib/access/stores/wire";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, hashedEmbedders, saveProducts, searchableProducts } from "@/lib/testing/products";
import { knowledgeStats } from "./knowledge-stats";
import { searchKnowledge } from "./search-knowledge";
import { searchBody } from "./wire";

const deps = (db: DbClient) => ({ db, log: createLog("silent"), now: () => new Date(), embedders: hashedEmbedders });
const foundBy = async (db: DbClient, caller: Caller, query = "کفش ورزشی SHOE-77") =>
  (await searchKnowledge(deps(db), caller, searchBody.parse({ query, limit: 50 }))).results.map(({ product }) => product.title).sort();
const rule = (visibility: object) => updateStoreBody.parse({ ai_visibility: visibility });

dbTest("each rule hides what it names from every way of finding, at once, and shows it again without a vector paid", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(db, store.id, [
    aDraft({ title: "کفش ورزشی آبی" }),
    aDraft({ title: "کفش ورزشی تمام‌شده", inStock: false, sku: "SHOE-77" }),
    aDraft({ title: "کفش ورزشی بی‌قیمت", price: null }),
    aDraft({ title: "کفش ورزشی عمده", categories: ["عمده"] }),
    aDraft({ title: "کفش ورزشی همکار", tags: ["همکار"] }),
  ]);
  const everything = await foundBy(db, owner);
  expect(everything).toHaveLength(5);
  const vectors = await db.embedding.count();
  const cases: [object, string][] = [
    [{ hide_out_of_stock: true }, "کفش ورزشی تمام‌شده"],
    [{ hide_unpriced: true }, "کفش ورزشی بی‌قیمت"],
    [{ hidden_categories: ["عمده"] }, "کفش ورزشی عمده"],
    [{ hidden_tags: ["همکار"] }, "کفش ورزشی همکار"],
  ];
  const none = { hide_out_of_stock: false, hide_unpriced: false, hidden_categories: [], hidden_tags: [] };
  for (const [visibility, hidden] of cases) {
    await updateStore({ db }, owner, store.id, rule(visibility));
    expect(await foundBy(db, owner), JSON.stringify(visibility)).toEqual(everything.filter((title) => title !== hidden));
    expect(await knowledgeStats(deps(db), owner, { storeId: store.id })).toMatchObject({ products: 5, publishable: 4 });
    await updateStore({ db }, owner, store.id, rule(none));
    expect(await foundBy(db, owner)).toEqual(everything);
  }
  expect(await db.embedding.count()).toBe(vectors);
  expect(await db.embeddingJob.count()).toBe(0);
});

dbTest("stock comes and goes with the one update that told it, and nothing is embedded for it", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  const draft = aDraft({ title: "کفش ورزشی آبی" });
  await searchableProducts(db, store.id, [draft]);
  await updateStore({ db }, owner, store.id, rule({ hide_out_of_stock: true }));
  const chunks = await db.knowledgeChunk.findMany({ select: { id: true, createdAt: true } });
  for (const inStock of [false, true, false]) {
    await saveProducts(db, store.id, [{ ...draft, inStock }]);
    expect(await foundBy(db, owner)).toEqual(inStock ? ["کفش ورزشی آبی"] : []);
  }
  expect(await db.knowledgeChunk.findMany({ select: { id: true, createdAt: true } }), "the very same passages").toEqual(chunks);
  expect(await db.embeddingJob.count()).toBe(0);
});

dbTest("a search under way while rules are saved answers nothing that they hide once they are saved", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  await searchableProducts(db, store.id, [aDraft({ title: "کفش ورزشی عمده", categories: ["عمده"] })]);
  // The rules are saved after the candidates were found and before their facts are joined.
  let reads = 0;
  const slow = new Proxy(db, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (name !== "$queryRaw" || typeof value !== "function") return value;
      return async (...given: unknown[]) => {
        const isFacts = JSON.stringify((given[0] as { strings?: unknown })?.strings ?? given[0]).includes("chunk_text");
        if (isFacts && reads++ === 0) await updateStore({ db }, owner, store.id, rule({ hidden_categories: ["عمده"] }));
        return (value as (...all: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  expect(await foundBy(slow, owner)).toEqual([]);
  expect(reads).toBe(1);
});

dbTest("one shop's rules hide nothing of another's", async ({ db }) => {
  const [admin, owner, other] = [await anAdmin(db), await aUser(db), await aUser(db)];
  const [mine, theirs] = [await aStore(db, owner), await aStore(db, other)];
  await searchableProducts(db, mine.id, [aDraft({ title: "کفش ورزشی من", inStock: false })]);
  await searchableProducts(db, theirs.id, [aDraft({ title: "کفش ورزشی آن‌ها", inStock: false })]);
  await updateStore({ db }, owner, mine.id, rule({ hide_out_of_stock: true }));
  expect(await foundBy(db, admin)).toEqual(["کفش ورزشی آن‌ها"]);
  expect(await foundBy(db, other)).toEqual(["کفش ورزشی آن‌ها"]);
});
