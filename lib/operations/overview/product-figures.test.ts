import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import type { Caller } from "@/lib/access/caller";
import { aiStates, type AiState } from "@/lib/catalog/ai-state";
import { hideProducts, previewHide } from "@/lib/catalog/hide-many";
import { hideProduct } from "@/lib/catalog/hide-product";
import { listProducts } from "@/lib/catalog/list-products";
import { knowledgeTold, productListQuery } from "@/lib/catalog/wire";
import type { DbClient } from "@/lib/core/db";
import { adoptModel } from "@/lib/knowledge/models";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, embedAll, hashedEmbedders, saveProducts } from "@/lib/testing/products";
import { showOverview } from "./show-overview";
import { storeOverviews } from "./store-overviews";

const now = () => new Date();
const listOf = (db: DbClient, caller: Caller, query: Record<string, string>) =>
  listProducts({ db }, caller, productListQuery.parse({ ...query, limit: "100" }));

/** What the list finds by a filter is as many as the figure of a store says, and each row's own badge says the same. */
async function agree(db: DbClient, caller: Caller, storeId: string) {
  const figures = (await storeOverviews({ db }, caller, [storeId])).get(storeId);
  const titles: Partial<Record<AiState, string[]>> = {};
  let total = 0;
  for (const state of aiStates) {
    const { rows, count } = await listOf(db, caller, { store_id: storeId, ai_state: state });
    expect(count).toEqual({ count: rows.length, isEstimate: false });
    total += rows.length;
    titles[state] = rows.map(({ title }) => title).sort();
    for (const row of rows) {
      const { status } = knowledgeTold(row);
      expect([row.title, status]).toEqual([row.title, state === "ready" || state === "waiting" ? state : "none"]);
      expect(row.isActive && row.isPublishable).toBe(state !== "not_public");
      expect(row.hiddenBy !== null && row.isPublishable).toBe(state === "hidden");
    }
  }
  const forAi = (await listOf(db, caller, { store_id: storeId, ai_state: "ready,waiting" })).count.count;
  expect(figures).toMatchObject({ products: total, forAi, hidden: titles.hidden?.length, preparing: titles.waiting?.length });
  expect((await listOf(db, caller, { store_id: storeId, is_active: "true" })).count.count, "each in exactly one").toBe(total);
  return titles;
}

dbTest("the figures of a store lead to just as many products, whatever keeps them from the AI", async ({ db }) => {
  await adoptModel(db, hashedEmbedders.configured.model);
  const owner = await aUser(db);
  const { id } = await aStore(db, owner);
  const [, byHand = ""] = await saveProducts(db, id, [
    aDraft({ title: "known" }),
    aDraft({ title: "by hand" }),
    aDraft({ title: "by its category", categories: ["secret"] }),
    aDraft({ title: "out of stock", inStock: false, stockStatus: "outofstock" }),
    aDraft({ title: "without a price", price: null }),
    aDraft({ title: "draft", status: "draft" }),
    aDraft({ title: "hidden in the shop", catalogVisibility: "hidden" }),
    aDraft({ title: "behind a password", hasPassword: true }),
  ]);
  await embedAll(db);
  expect(await agree(db, owner, id)).toMatchObject({
    waiting: [],
    hidden: [],
    not_public: ["behind a password", "draft", "hidden in the shop"],
  });
  await hideProduct({ db }, owner, byHand, true);
  await db.store.update({
    where: { id },
    data: { hiddenCategories: ["secret"], hideOutOfStock: true, hideUnpriced: true },
    select: { id: true },
  });
  // A text of its own, and one that is hidden: that one is nobody's to wait for.
  await saveProducts(db, id, [
    aDraft({ title: "new", description: "Of linen." }),
    aDraft({ title: "new and hidden", description: "Of wool.", categories: ["secret"] }),
  ]);
  expect(await agree(db, owner, id)).toEqual({
    ready: ["known"],
    waiting: ["new"],
    hidden: ["by hand", "by its category", "new and hidden", "out of stock", "without a price"],
    not_public: ["behind a password", "draft", "hidden in the shop"],
  });
  await embedAll(db);
  expect(await agree(db, owner, id)).toMatchObject({ ready: ["known", "new"], waiting: [] });
});

dbTest(
  "a text that another store pays for is waited for by both, and the overview's sums are the list's over all stores",
  async ({ db }) => {
    await adoptModel(db, hashedEmbedders.configured.model);
    const [owner, other, admin] = [await aUser(db), await aUser(db), await anAdmin(db)];
    const [one, two, foreign] = [await aStore(db, owner), await aStore(db, owner), await aStore(db, other)];
    for (const { id } of [one, two, foreign]) await saveProducts(db, id, [aDraft({ title: "Same cup" })]);
    await saveProducts(db, two.id, [aDraft({ title: "Own cup" }), aDraft({ title: "Draft cup", status: "draft" })]);
    expect((await agree(db, owner, one.id)).waiting).toEqual(["Same cup"]);
    expect((await agree(db, owner, two.id)).waiting).toEqual(["Own cup", "Same cup"]);
    for (const caller of [owner, admin]) {
      const { products } = await showOverview({ db, now }, caller, "en");
      const count = async (query: Record<string, string>) => (await listOf(db, caller, query)).count.count;
      expect(products).toMatchObject({
        known: await count({ is_active: "true" }),
        forAi: await count({ ai_state: "ready,waiting" }),
        hidden: await count({ ai_state: "hidden" }),
        preparing: await count({ ai_state: "waiting" }),
      });
      expect(products.preparing).toBe(caller === owner ? 3 : 4);
    }
    const filters = productListQuery.parse({ ai_state: "waiting" });
    expect(await previewHide({ db }, owner, filters, true), "all that match can be hidden").toMatchObject({ count: 3 });
    await hideProducts({ db }, owner, filters, true);
    expect((await agree(db, owner, two.id)).hidden).toEqual(["Own cup", "Same cup"]);
  },
);

dbTest("when so many texts wait that they are no more looked up one by one, the figures are the same", async ({ db }) => {
  await adoptModel(db, hashedEmbedders.configured.model);
  const [owner, other] = [await aUser(db), await aUser(db)];
  const [{ id }, foreign] = [await aStore(db, owner), await aStore(db, other)];
  for (const storeId of [foreign.id, id]) await saveProducts(db, storeId, [aDraft({ title: "Same cup" })]);
  const [, byHand = ""] = await saveProducts(db, id, [aDraft({ title: "Own cup" }), aDraft({ title: "Cup kept back" })]);
  await hideProduct({ db }, owner, byHand, true);
  const few = await agree(db, owner, id);
  await db.$executeRaw`
    INSERT INTO embedding_job (model_id, text_hash, store_id) SELECT m.id, 'of no product ' || n, ${id}::uuid FROM generate_series(1, 10001) n, embedding_model m`;
  expect(await agree(db, owner, id)).toEqual(few);
  expect(few.waiting).toEqual(["Own cup", "Same cup"]);
});

dbTest("a state that there is not is refused", () => {
  expect(() => productListQuery.parse({ ai_state: "ready,lost" })).toThrow();
  expect(productListQuery.parse({ ai_state: "waiting" }).aiState).toBe("waiting");
});
