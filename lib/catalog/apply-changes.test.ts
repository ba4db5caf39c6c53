import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { DbClient } from "@/lib/core/db";

import { anOwnedStore } from "@/lib/testing/an-owned-store";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant } from "@/lib/testing/products";
import { applyChanges, prepareChange, type AppliedChange } from "./apply-changes";
import type { ProductChange, ProductDraft, VariantDraft } from "./draft";

const clock = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const upsert = (seq: number, changes: Partial<ProductDraft> = {}): ProductChange => ({
  kind: "upsert",
  draft: aDraft({ externalId: "woo_414", title: "Running shoe", price: "850000", ...changes }),
  at: clock(seq),
  seq: BigInt(seq),
});
const deletion = (seq: number): ProductChange => ({
  kind: "delete",
  externalId: "woo_414",
  at: clock(seq),
  seq: BigInt(seq),
  tombstoneAt: clock(seq),
});

async function aCatalog(db: DbClient) {
  const { id: storeId } = await anOwnedStore(db);
  return {
    apply: (...changes: ProductChange[]): Promise<Map<string, AppliedChange>> =>
      db.$transaction((tx) =>
        applyChanges(
          tx,
          storeId,
          changes.map((change) => prepareChange(change)),
        ),
      ),
    product: () =>
      db.product.findUniqueOrThrow({
        where: { storeId_externalId: { storeId, externalId: "woo_414" } },
        include: { variants: { orderBy: { position: "asc" } } },
      }),
  };
}

const variant = (externalId: string, changes: Partial<VariantDraft> = {}): VariantDraft => aVariant({ externalId, price: "1", ...changes });

dbTest("a new product is stored with every digit of its price, and its text is to be read", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  const applied = await apply(upsert(1, { price: "12345678901234567890.0123456789", salePrice: null }));
  expect(applied.get("woo_414")).toMatchObject({ outcome: "applied", textChanged: true, knowledge: { title: "Running shoe" } });
  const stored = await product();
  expect([stored.price?.toFixed(), stored.salePrice, stored.isActive, stored.isPublishable]).toEqual([
    "12345678901234567890.0123456789",
    null,
    true,
    true,
  ]);
});

dbTest("the same product again moves its version and writes nothing else", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  await apply(upsert(1, { variants: [variant("a")] }));
  const before = await product();
  const again = await apply(upsert(2, { variants: [variant("a")] }));
  expect(again.get("woo_414")).toMatchObject({ outcome: "applied", textChanged: false, productId: before.id });
  expect(await product()).toEqual(before);
  expect(await db.productVersion.findMany({ select: { at: true } })).toEqual([{ at: clock(2) }]);
});

dbTest("a price moves the product and not its text", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  await apply(upsert(1));
  // The embedded database counts milliseconds: both could be of the same one.
  await db.$executeRaw`UPDATE product SET updated_at = updated_at - interval '1 second'`;
  const before = await product();
  const applied = await apply(upsert(2, { price: "799000" }));
  expect(applied.get("woo_414")).toMatchObject({ textChanged: false });
  const after = await product();
  expect([after.price?.toFixed(), after.contentHash]).toEqual(["799000", before.contentHash]);
  expect(after.updatedAt.getTime()).toBeGreaterThan(before.updatedAt.getTime());
});

dbTest("what is older is stale and touches nothing", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  await apply(upsert(2, { title: "Second name" }));
  expect((await apply(upsert(1, { title: "First name" }))).get("woo_414")).toEqual({ outcome: "stale" });
  expect((await product()).title).toBe("Second name");
});

const hidden: [string, Partial<ProductDraft>][] = [
  ["a draft", { status: "draft" }],
  ["a private product", { status: "private" }],
  ["a hidden product", { catalogVisibility: "hidden" }],
  ["a product with a password", { hasPassword: true }],
];
for (const [what, changes] of hidden) {
  dbTest(`${what} is kept and is nobody's knowledge, until it is published`, async ({ db }) => {
    const { apply, product } = await aCatalog(db);
    expect((await apply(upsert(1, changes))).get("woo_414")).toMatchObject({ textChanged: false, knowledge: null });
    expect(await product()).toMatchObject({ isActive: true, isPublishable: false });
    expect((await apply(upsert(2))).get("woo_414")).toMatchObject({ textChanged: true, knowledge: { status: "publish" } });
    expect((await apply(upsert(3, changes))).get("woo_414")).toMatchObject({ textChanged: true, knowledge: null });
  });
}

dbTest("a deletion keeps the product as inactive; a restoration brings it back to be read anew", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  await apply(upsert(1));
  expect((await apply(deletion(2))).get("woo_414")).toMatchObject({ outcome: "applied", textChanged: true, knowledge: null });
  expect(await product()).toMatchObject({ isActive: false, isPublishable: false, title: "Running shoe" });
  expect((await apply(deletion(3))).get("woo_414")).toMatchObject({ outcome: "applied", textChanged: false });
  expect((await apply(upsert(4))).get("woo_414")).toMatchObject({ textChanged: true });
  expect(await product()).toMatchObject({ isActive: true, isPublishable: true });
});

dbTest("a deletion of a product nobody knows leaves only its version, which older news cannot pass", async ({ db }) => {
  const { apply } = await aCatalog(db);
  expect((await apply(deletion(5))).get("woo_414")).toEqual({
    outcome: "applied",
    productId: null,
    isWritten: false,
    textChanged: false,
    knowledge: null,
  });
  expect((await apply(upsert(4))).get("woo_414")).toEqual({ outcome: "stale" });
  expect(await db.product.count()).toBe(0);
});

dbTest("variants become those of the newest word, and what stayed the same keeps its row", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  await apply(upsert(1, { variants: [variant("a"), variant("b"), variant("c")] }));
  const [before] = (await product()).variants;
  await apply(upsert(2, { variants: [variant("a"), variant("c", { price: "2" }), variant("d")] }));
  const { variants, variantsCount } = await product();
  expect(variants.map(({ externalId, price }) => [externalId, price?.toFixed()])).toEqual([
    ["a", "1"],
    ["c", "2"],
    ["d", "1"],
  ]);
  expect([variants[0], variantsCount]).toEqual([before, 3]);
  await apply(upsert(3, { variants: [] }));
  expect((await product()).variants).toEqual([]);
});

dbTest("a sku, a name or a tag longer than any index takes is a product's own business", async ({ db }) => {
  const { apply, product } = await aCatalog(db);
  const long = randomBytes(75_000).toString("base64url");
  await apply(
    upsert(1, { sku: long, title: long, tags: [long], brand: long, variants: [variant("a", { sku: long, attributes: { [long]: long } })] }),
  );
  const stored = await product();
  expect([stored.sku, stored.title, stored.variants[0]?.sku]).toEqual([long, long, long]);
});

dbTest("hundreds of products go in together", async ({ db }) => {
  const { apply } = await aCatalog(db);
  const many = Array.from({ length: 300 }, (_, index) => upsert(1, { externalId: `woo_${index}`, title: `Product ${index}` }));
  const applied = await apply(...many);
  expect([...applied.values()].filter((change) => change.outcome === "applied" && change.productId !== null)).toHaveLength(300);
  expect(await db.product.count()).toBe(300);
});
