import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";
import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant } from "@/lib/testing/products";
import { applyChanges, prepareChange } from "../apply-changes";
import type { ProductChange, ProductDraft } from "../draft";
import { eraseProducts } from "../erase-products";
import { changes, KEPT_CHANGES, type ChangeCause } from "./change";

const clock = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const upsert = (seq: number, given: Partial<ProductDraft> = {}, cause?: ChangeCause): ProductChange => ({
  kind: "upsert",
  draft: aDraft({ externalId: "woo_414", title: "Running shoe", price: "850000", ...given }),
  at: clock(seq),
  seq: BigInt(seq),
  ...(cause && { cause }),
});
const deletion = (seq: number): ProductChange => ({
  kind: "delete",
  externalId: "woo_414",
  at: clock(seq),
  seq: BigInt(seq),
  tombstoneAt: clock(seq),
  cause: { kind: "event", eventId: BigInt(seq) },
});

async function aCatalog(db: DbClient) {
  const { id: storeId } = await anOwnedStore(db);
  const apply = (...given: ProductChange[]) =>
    db.$transaction((tx) =>
      applyChanges(
        tx,
        storeId,
        given.map((change) => prepareChange(change)),
      ),
    );
  return { storeId, apply, history: (externalId = "woo_414") => historyOf(db, storeId, externalId) };
}

/** Oldest first. */
async function historyOf(db: DbClient, storeId: string, externalId: string) {
  const rows = await db.productChange.findMany({
    where: { product: { storeId, externalId } },
    orderBy: { number: "asc" },
    select: { number: true, kind: true, cause: true, eventId: true, jobId: true, changes: true },
  });
  return rows.map((row) => ({ ...row, changes: changes.parse(row.changes) }));
}

dbTest("a new product's history begins with its first price; a change says what was and what is, and what made it so", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  await apply(upsert(1, { stockQuantity: "12.0" }, { kind: "event", eventId: 7n }));
  const jobId = "00000000-0000-4000-8000-000000000001";
  await apply(upsert(2, { price: "799000.50", title: "Runner", categories: ["Shoes"], stockQuantity: "12" }, { kind: "job", jobId }));
  expect(await history()).toEqual([
    {
      number: 1,
      kind: "created",
      cause: "event",
      eventId: 7n,
      jobId: null,
      changes: {
        fields: [
          { field: "price", before: null, after: "850000" },
          { field: "stock_quantity", before: null, after: "12" },
          { field: "stock_status", before: null, after: "instock" },
          { field: "currency", before: null, after: "IRT" },
        ],
        variants: null,
      },
    },
    {
      number: 2,
      kind: "changed",
      cause: "job",
      eventId: null,
      jobId,
      changes: {
        fields: [
          { field: "title", before: "Running shoe", after: "Runner" },
          { field: "price", before: "850000", after: "799000.5" },
          { field: "categories", before: [], after: ["Shoes"] },
        ],
        variants: null,
      },
    },
  ]);
});

dbTest("what changes nothing, comes again, is older or only repairs rows leaves no trace", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  const variants = [aVariant({ externalId: "woo_a", price: "1.00" })];
  await apply(upsert(2, { variants }));
  await apply(upsert(3, { variants }));
  await apply(upsert(3, { variants }));
  await apply(upsert(1, { title: "An older name" }));
  await apply({ ...upsert(4, { variants }), isRepair: true } as ProductChange);
  await apply(upsert(5, { variants, price: "850000.000" }));
  expect((await history()).map(({ kind }) => kind)).toEqual(["created"]);
});

dbTest("deleted, deleted again, and back: two entries, and the return says what is new", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  await apply(upsert(1));
  await apply(deletion(2));
  await apply(deletion(3));
  await apply(upsert(4, { price: "900000" }));
  await apply(upsert(5, { price: "900000", status: "trash" }));
  const told = await history();
  expect(told.map(({ number, kind, eventId }) => [number, kind, eventId])).toEqual([
    [1, "created", null],
    [2, "deleted", 2n],
    [3, "returned", null],
    [4, "deleted", null],
  ]);
  expect(told[2]?.changes.fields).toEqual([{ field: "price", before: "850000", after: "900000" }]);
});

dbTest("a deletion of a product nobody knows has no history to be in", async ({ db }) => {
  const { apply } = await aCatalog(db);
  await apply(deletion(1));
  expect(await db.productChange.count()).toBe(0);
});

dbTest("a batch writes each product's own entry, and one store's history is not another's", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  const other = await aCatalog(db);
  await other.apply(upsert(1));
  const many = (price: string, seq: number) => Array.from({ length: 120 }, (_, at) => upsert(seq, { externalId: `woo_${at}`, price }));
  await apply(...many("1", 1));
  await apply(...many("2", 2).map((change, at) => (at % 2 === 0 ? change : upsert(2, { externalId: `woo_${at}`, price: "1" }))));
  expect((await history("woo_0")).map(({ kind }) => kind)).toEqual(["created", "changed"]);
  expect((await history("woo_1")).map(({ kind }) => kind)).toEqual(["created"]);
  expect(await db.productChange.count()).toBe(120 + 60 + 1);
  expect(await other.history()).toHaveLength(1);
});

dbTest("a transaction that fails takes its history with it", async ({ db }) => {
  const { storeId, history } = await aCatalog(db);
  const attempt = db.$transaction(async (tx) => {
    await applyChanges(tx, storeId, [prepareChange(upsert(1))]);
    throw new Error("the process dies here");
  });
  await expect(attempt).rejects.toThrow("dies here");
  expect(await history()).toEqual([]);
});

dbTest("the newest hundred are kept and nothing else", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  for (let seq = 1; seq <= KEPT_CHANGES + 3; seq++) await apply(upsert(seq, { price: String(seq) }));
  const kept = await history();
  expect(kept).toHaveLength(KEPT_CHANGES);
  expect([kept[0]?.number, kept.at(-1)?.number]).toEqual([4, KEPT_CHANGES + 3]);
  expect(kept.at(-1)?.changes.fields).toEqual([{ field: "price", before: String(KEPT_CHANGES + 2), after: String(KEPT_CHANGES + 3) }]);
});

dbTest("long texts, letters of two units, many names and many variants stay small", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  const variants = (price: string) => Array.from({ length: 60 }, (_, at) => aVariant({ externalId: `woo_v${at}`, price }));
  const long = (mark: string) => `${"x".repeat(298)}${"🧦".repeat(2_000)}${mark}`;
  await apply(upsert(1, { title: long("a"), description: `<p>${"متن ".repeat(50_000)}</p>`, variants: variants("1") }));
  await apply(
    upsert(2, {
      title: long("b"),
      description: "کوتاه 🧦",
      categories: Array.from({ length: 500 }, (_, at) => `Category ${at}`),
      variants: [...variants("2").slice(1), aVariant({ externalId: "woo_new", price: "3" })],
    }),
  );
  const { changes: told } = (await history())[1] ?? {};
  expect(JSON.stringify(told).length).toBeLessThan(10_000);
  expect(told?.fields.find(({ field }) => field === "description")).toEqual({ field: "description", before: 200_007, after: 7 });
  expect(told?.fields.find(({ field }) => field === "categories")?.after).toHaveLength(20);
  expect(told?.variants).toMatchObject({ before: 60, after: 60, added: 1, removed: 1, changed: 59 });
  expect(told?.variants?.some).toHaveLength(20);
  expect(told?.variants?.some[0]).toMatchObject({ kind: "changed", fields: [{ field: "price", before: "1", after: "2" }] });
});

dbTest("what is no figure is said too: texts by their lengths, pictures by their number, the rest by its name", async ({ db }) => {
  const { apply, history } = await aCatalog(db);
  await apply(upsert(1, { image: "https://x/1.jpg", description: "a" }));
  await apply(
    upsert(2, {
      image: "https://x/1.jpg",
      gallery: ["https://x/2.jpg"],
      description: "bb",
      attributes: [{ name: "Colour", options: ["blue"] }],
      extra: { weight: "2" },
      hasPassword: true,
      stockStatus: "outofstock",
      inStock: false,
      onSale: true,
    }),
  );
  expect((await history())[1]?.changes.fields).toEqual([
    { field: "stock_status", before: "instock", after: "outofstock" },
    { field: "on_sale", before: false, after: true },
    { field: "has_password", before: false, after: true },
    { field: "description", before: 1, after: 2 },
    { field: "attributes", before: null, after: null },
    { field: "pictures", before: 1, after: 2 },
    { field: "details", before: null, after: null },
  ]);
});

dbTest("a store that is erased takes the histories with it", async ({ db }) => {
  const { apply, storeId } = await aCatalog(db);
  await apply(upsert(1));
  await eraseProducts(db, storeId, "woocommerce");
  expect(await db.productChange.count()).toBe(0);
});

dbTest("a change's time is that of its writing, however long its transaction was open before", async ({ db }) => {
  const { storeId } = await aCatalog(db);
  const writtenIn = (change: ProductChange) =>
    db.$transaction(async (tx) => {
      const [began] = await tx.$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
      await tx.$queryRaw`SELECT pg_sleep(0.01)::text`;
      await applyChanges(tx, storeId, [prepareChange(change)]);
      const written = await tx.productChange.findFirst({ orderBy: { number: "desc" }, select: { at: true } });
      return (written?.at.getTime() ?? 0) - (began?.at.getTime() ?? 0);
    });
  expect(await writtenIn(upsert(1)), "a row of its own").toBeGreaterThan(0);
  for (let seq = 2; seq <= KEPT_CHANGES; seq++)
    await db.$transaction((tx) => applyChanges(tx, storeId, [prepareChange(upsert(seq, { price: String(seq) }))]));
  expect(await writtenIn(upsert(KEPT_CHANGES + 1, { price: "1" })), "the row of the oldest").toBeGreaterThan(0);
});
