import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { aHub } from "@/lib/testing/a-hub";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { buildChunks } from "./text/chunk";

const paragraph = (word: string) => `<p>${`This paragraph speaks of ${word} and of nothing else, at some length. `.repeat(2)}</p>`;
const shoe = (changes: Record<string, unknown> = {}) => ({
  id: 414,
  name: "Running shoe",
  price: 850_000,
  description: ["amber", "basalt", "cedar"].map(paragraph).join(""),
  ...changes,
});

/** A shop with one embedded product; `send` delivers its next state and answers what was paid for. */
async function aShop(db: DbClient) {
  const hub = await aHub(db);
  const { id: storeId } = await anOwnedStore(db);
  const send = async (
    product: { id: number },
    to = storeId,
    type: "product.updated" | "product.deleted" | "product.restored" = "product.updated",
  ) => {
    const before = new Map(hub.embedder.paid);
    await hub.deliver(to, { event_type: type, product });
    await hub.process(to);
    return [...hub.embedder.paid].filter(([text, times]) => times !== before.get(text)).map(([text]) => text);
  };
  return { hub, storeId, send, first: await send(shoe()) };
}

const chunksOf = (db: DbClient) =>
  db.knowledgeChunk.findMany({ orderBy: [{ productId: "asc" }, { position: "asc" }], select: { id: true, text: true, createdAt: true } });
const textsOf = async (db: DbClient) => (await chunksOf(db)).map(({ text }) => text);

dbTest("a product's chunks are those of its text, and each is paid for", async ({ db }) => {
  const { first } = await aShop(db);
  expect(first).toHaveLength(4);
  const built = buildChunks({
    title: "Running shoe",
    shortDescription: "",
    description: shoe().description,
    categories: [],
    tags: [],
    brand: null,
    attributes: [],
    variants: [],
  });
  expect(await textsOf(db)).toEqual(built.map(({ text }) => text));
  expect(new Set(first)).toEqual(new Set(built.map(({ text }) => text)));
});

dbTest("a price, stock or sale change embeds nothing and leaves the chunks as they are", async ({ db }) => {
  const { send } = await aShop(db);
  const before = await chunksOf(db);
  expect(await send(shoe({ price: 799_000, regular_price: 900_000, on_sale: true, stock_quantity: 3 }))).toEqual([]);
  expect(await chunksOf(db)).toEqual(before);
});

dbTest("an edited paragraph pays for its own chunk only, and an undone edit for none", async ({ db }) => {
  const { send } = await aShop(db);
  const paid = await send(shoe({ description: ["amber", "bronze", "cedar"].map(paragraph).join("") }));
  expect(paid).toHaveLength(1);
  expect(paid[0]).toContain("bronze");
  expect(await send(shoe())).toEqual([]);
});

dbTest("a new name pays for the card only", async ({ db }) => {
  const { send } = await aShop(db);
  const paid = await send(shoe({ name: "Trail shoe" }));
  expect(paid).toHaveLength(1);
  expect(paid[0]).toContain("Trail shoe");
});

dbTest("the same text in two stores is paid for once, and both have it", async ({ db }) => {
  const { send } = await aShop(db);
  const other = await anOwnedStore(db);
  expect(await send(shoe(), other.id)).toEqual([]);
  expect(await db.knowledgeChunk.count({ where: { storeId: other.id } })).toBe(4);
});

dbTest("a text that arrives in two stores before anybody embeds it is paid for once", async ({ db }) => {
  const hub = await aHub(db);
  const stores = [await anOwnedStore(db), await anOwnedStore(db)];
  await Promise.all(stores.map(({ id }) => hub.deliver(id, { product: shoe() })));
  await Promise.all(stores.map(({ id }) => hub.process(id)));
  expect([...hub.embedder.paid.values()]).toEqual([1, 1, 1, 1]);
});

for (const changes of [{ status: "draft" }, { status: "private" }, { catalog_visibility: "hidden" }, { has_password: true }]) {
  dbTest(`a product with ${JSON.stringify(changes)} has no chunks, and is free to come back`, async ({ db }) => {
    const { send } = await aShop(db);
    expect(await send(shoe(changes))).toEqual([]);
    expect(await textsOf(db)).toEqual([]);
    expect(await send(shoe())).toEqual([]);
    expect(await textsOf(db)).toHaveLength(4);
  });
}

dbTest("a deleted product loses its chunks at once, and a restored one gets them back for nothing", async ({ db }) => {
  const { send } = await aShop(db);
  const before = await textsOf(db);
  await send({ id: 414 }, undefined, "product.deleted");
  expect(await textsOf(db)).toEqual([]);
  expect(await send(shoe(), undefined, "product.restored")).toEqual([]);
  expect(await textsOf(db)).toEqual(before);
});

dbTest("the ledger's sums are what was paid, and what a sync without hashes would have paid", async ({ db }) => {
  const { send, storeId, hub } = await aShop(db);
  const other = await anOwnedStore(db);
  await send(shoe({ price: 1 }));
  await send(shoe({ description: ["amber", "bronze", "cedar"].map(paragraph).join("") }));
  await send(shoe(), other.id);
  const rows = await db.ledgerDay.groupBy({
    by: ["storeId"],
    _sum: { calls: true, textsPaid: true, textsAvoided: true, tokensPaid: true, costUsd: true, costAvoidedUsd: true, tokensAvoided: true },
  });
  const own = rows.find((row) => row.storeId === storeId)?._sum;
  const others = rows.find((row) => row.storeId === other.id)?._sum;
  // Four texts, then none of four, then one of four; the other store none of four.
  expect([own?.textsPaid, own?.textsAvoided, others?.textsPaid, others?.textsAvoided]).toEqual([5, 4 + 3, 0, 4]);
  expect([own?.calls, own?.tokensPaid]).toEqual([hub.embedder.calls.length, BigInt(hub.embedder.paid.size * 10)]);
  expect(own?.costUsd?.toFixed()).toBe("0.000001");
  expect(Number(own?.costAvoidedUsd)).toBeCloseTo((Number(own?.tokensAvoided) * 0.02) / 1e6, 12);
});

dbTest("a bill for two stores in one call is shared to the last token", async ({ db }) => {
  const hub = await aHub(db);
  const stores = [await anOwnedStore(db), await anOwnedStore(db), await anOwnedStore(db)];
  for (const [index, { id }] of stores.entries()) {
    await hub.deliver(id, { product: shoe({ description: paragraph(`mineral ${index}`), name: `Shoe ${index}` }) });
  }
  for (const { id } of stores) await hub.save(id);
  await hub.embedAll();
  expect(hub.embedder.calls).toHaveLength(1);
  const sum = await db.ledgerDay.aggregate({ _sum: { tokensPaid: true, textsPaid: true, calls: true } });
  expect(sum._sum).toEqual({ tokensPaid: 60n, textsPaid: 6, calls: 1 });
});
