import { expect } from "vitest";
import { aStore, aUser, anAdmin } from "@/lib/testing/builders";
import { dbTest } from "@/lib/testing/db-test";
import { aDraft, aVariant, embedAll, saveProducts } from "@/lib/testing/products";
import { showProduct } from "./show-product";
import { productDetail } from "./wire";

dbTest("a product shows all that is known of it, money to the last digit", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner, { name: "Shop" });
  const draft = aDraft({
    externalId: "woo_414",
    title: "کفش",
    price: "12345678901234567890.0123456789",
    regularPrice: "950000.50",
    salePrice: "0",
    onSale: true,
    stockQuantity: "-7",
    sku: "A/1 &",
    image: "https://x/1.jpg",
    gallery: ["https://x/2.jpg", "https://x/1.jpg"],
    attributes: [{ name: "رنگ", options: ["قرمز"] }],
    extra: { weight: "1.5", parent_id: "9" },
    description: "<p>متن</p>",
    sourceUpdatedAt: new Date("2025-11-10T09:30:00Z"),
    variants: [
      aVariant({ externalId: "woo_416", sku: "B", price: "5.10", attributes: { رنگ: "قرمز" } }),
      aVariant({ externalId: "woo_415", stockQuantity: "3" }),
    ],
  });
  const [id = ""] = await saveProducts(db, store.id, [draft]);
  const waiting = productDetail.parse({ ...(await showProduct({ db }, owner, id)), textWarnings: [], tldr: null });
  expect(waiting).toMatchObject({
    id,
    external_id: "woo_414",
    store: { id: store.id, name: "Shop" },
    price: "12345678901234567890.0123456789",
    regular_price: "950000.5",
    sale_price: "0",
    on_sale: true,
    currency: "IRT",
    stock_quantity: -7,
    description: "<p>متن</p>",
    images: ["https://x/1.jpg", "https://x/2.jpg"],
    attributes: draft.attributes,
    variants_count: 2,
    source_updated_at: "2025-11-10T09:30:00.000Z",
    metadata: {
      woo_product_id: 414,
      sku: "A/1 &",
      weight: "1.5",
      parent_id: "9",
      needs_embedding: true,
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    },
    knowledge: { status: "waiting", embedded_at: null },
  });
  expect(waiting.variants.map((variant) => [variant.external_id, variant.price, variant.stock_quantity])).toEqual([
    ["woo_416", "5.1", null],
    ["woo_415", null, 3],
  ]);
  expect(waiting.chunks.length).toBe(waiting.knowledge.chunks);

  await embedAll(db);
  const ready = productDetail.parse({ ...(await showProduct({ db }, await anAdmin(db), id)), textWarnings: [], tldr: null });
  expect(ready).toMatchObject({
    knowledge: { status: "ready", embedded_at: expect.any(String) as string },
    metadata: { needs_embedding: false },
  });
});

dbTest("what is not knowledge has no chunks", async ({ db }) => {
  const owner = await aUser(db);
  const store = await aStore(db, owner);
  for (const given of [
    { status: "draft" },
    { catalogVisibility: "hidden" },
    { hasPassword: true },
    { status: "private" },
    { status: "trash" },
  ]) {
    const [id = ""] = await saveProducts(db, store.id, [aDraft({ title: "کفش ورزشی مردانه", ...given })]);
    expect(await showProduct({ db }, owner, id)).toMatchObject({ chunks: [], knowledge: { status: "none", chunks: 0, embeddedAt: null } });
  }
});

dbTest("another tenant's product does not exist", async ({ db }) => {
  const [id = ""] = await saveProducts(db, (await aStore(db, await aUser(db))).id, [aDraft()]);
  const stranger = await aUser(db);
  for (const asked of [id, "x", "00000000-0000-4000-8000-000000000000", "' OR TRUE --"])
    await expect(showProduct({ db }, stranger, asked)).rejects.toMatchObject({ code: "product_not_found" });
});
