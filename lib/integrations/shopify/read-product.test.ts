import { describe, expect, test } from "vitest";
import { isPublishable } from "@/lib/catalog/publishable";
import { readShopifyProduct } from "./read-product";

const variant = (change: Record<string, unknown> = {}) => ({
  id: "gid://shopify/ProductVariant/43701234567890",
  sku: " SKU-1 ",
  position: 1,
  price: "19.90",
  compareAtPrice: null,
  inventoryQuantity: 3,
  inventoryPolicy: "DENY",
  inventoryItem: { tracked: true },
  selectedOptions: [{ name: "Title", value: "Default Title" }],
  image: null,
  ...change,
});
const product = (change: Record<string, unknown> = {}) => ({
  id: "gid://shopify/Product/8123456780001",
  title: " کفش ورزشی ",
  descriptionHtml: "<p>سبک و نرم</p>",
  productType: "کفش",
  vendor: "نوین چرم",
  tags: ["ورزشی"],
  status: "ACTIVE",
  updatedAt: "2026-10-01T08:00:00Z",
  onlineStoreUrl: "https://fake-shop.myshopify.com/products/shoe",
  hasOnlyDefaultVariant: true,
  totalInventory: 3,
  tracksInventory: true,
  category: { id: "gid://shopify/TaxonomyCategory/aa-8", name: "Shoes" },
  options: [{ name: "Title", values: ["Default Title"] }],
  media: [{ id: "gid://shopify/MediaImage/1", image: { url: "https://cdn.shopify.com/a.jpg" } }],
  collections: [{ id: "gid://shopify/Collection/5", title: "حراج" }],
  variants: [variant()],
  ...change,
});
const draftOf = (json: unknown, currency: string | null = "USD") => {
  const read = readShopifyProduct(json, { currency });
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  return read.draft;
};
const fieldsOf = (json: unknown) => {
  const read = readShopifyProduct(json, { currency: null });
  return read.ok ? {} : read.fields;
};

test("a simple product", () => {
  expect(draftOf(product())).toEqual({
    externalId: "shopify_8123456780001",
    externalSource: "shopify",
    title: "کفش ورزشی",
    shortDescription: "",
    description: "<p>سبک و نرم</p>",
    productType: "simple",
    status: "publish",
    catalogVisibility: "visible",
    hasPassword: false,
    sku: "SKU-1",
    price: "19.9",
    regularPrice: "19.9",
    salePrice: null,
    onSale: false,
    currency: "USD",
    stockQuantity: "3",
    stockStatus: "instock",
    inStock: true,
    categories: ["Shoes", "کفش", "حراج"],
    tags: ["ورزشی"],
    brand: "نوین چرم",
    link: "https://fake-shop.myshopify.com/products/shoe",
    image: "https://cdn.shopify.com/a.jpg",
    gallery: [],
    attributes: [],
    variants: [],
    extra: {},
    sourceUpdatedAt: new Date("2026-10-01T08:00:00Z"),
  });
});

describe("variants", () => {
  const colours = product({
    hasOnlyDefaultVariant: false,
    options: [{ name: "رنگ", values: ["سرخ", "آبی"] }],
    variants: {
      nodes: [
        variant({
          id: "gid://shopify/ProductVariant/2",
          position: 2,
          price: "15.00",
          compareAtPrice: "20.00",
          selectedOptions: [{ name: "رنگ", value: "آبی" }],
        }),
        variant({
          id: "gid://shopify/ProductVariant/1",
          position: 1,
          price: "15.50",
          selectedOptions: [{ name: "رنگ", value: "سرخ" }],
          image: { url: "https://cdn.shopify.com/red.jpg" },
        }),
      ],
    },
  });
  test("in the shop's order, with what sets them apart; the product costs what the cheapest costs", () => {
    const draft = draftOf(colours);
    expect(draft.variants).toMatchObject([
      { externalId: "shopify_1", price: "15.5", attributes: { رنگ: "سرخ" }, image: "https://cdn.shopify.com/red.jpg" },
      { externalId: "shopify_2", price: "15", regularPrice: "20", salePrice: "15", attributes: { رنگ: "آبی" }, image: null },
    ]);
    expect(draft).toMatchObject({ productType: "variable", sku: "", price: "15", regularPrice: "20", salePrice: "15", onSale: true });
    expect(draft.attributes).toEqual([{ name: "رنگ", options: ["سرخ", "آبی"] }]);
  });
  test("ids beyond 53 bits keep every digit", () => {
    const id = "gid://shopify/Product/9007199254740993001";
    expect(draftOf(product({ id })).externalId).toBe("shopify_9007199254740993001");
  });
  test("a webhook's body is not a product: it would delete what it does not name", () => {
    expect(fieldsOf(product({ variants: undefined }))).toEqual({ variants: "must be a list" });
  });
});

describe("prices are decimals", () => {
  test.each([
    ["19.90", null, "19.9", "19.9", null, false],
    ["0.00", null, "0", "0", null, false],
    ["10.00", "0.00", "10", "10", null, false],
    ["10.00", "10.00", "10", "10", null, false],
    ["9.99", "10.000000001", "9.99", "10.000000001", "9.99", true],
    ["12345678901234567.89", null, "12345678901234567.89", "12345678901234567.89", null, false],
    ["100", "99.99", "100", "100", null, false],
  ])("price %s, compared at %s", (price, compareAtPrice, expected, regularPrice, salePrice, onSale) => {
    const draft = draftOf(product({ variants: [variant({ price, compareAtPrice })] }));
    expect([draft.price, draft.regularPrice, draft.salePrice, draft.onSale]).toEqual([expected, regularPrice, salePrice, onSale]);
  });
  test("none is null, never nothing to pay", () => {
    expect(draftOf(product({ variants: [] }))).toMatchObject({ price: null, regularPrice: null, inStock: false });
  });
});

describe("stock", () => {
  test.each([
    ["there", { inventoryQuantity: 2 }, true, "instock", "2"],
    ["sold out", { inventoryQuantity: 0 }, false, "outofstock", "0"],
    ["oversold and no longer sold", { inventoryQuantity: -2 }, false, "outofstock", "-2"],
    ["sold though it is not there", { inventoryQuantity: 0, inventoryPolicy: "CONTINUE" }, true, "onbackorder", "0"],
    ["oversold and still sold", { inventoryQuantity: -5, inventoryPolicy: "CONTINUE" }, true, "onbackorder", "-5"],
    ["not counted", { inventoryQuantity: 0, inventoryItem: { tracked: false } }, true, "instock", null],
  ])("%s", (_name, change, inStock, stockStatus, stockQuantity) => {
    const options = { hasOnlyDefaultVariant: false, options: [{ name: "Size", values: ["S"] }] };
    const draft = draftOf(product({ ...options, variants: [variant(change)] }));
    expect(draft.variants[0]).toMatchObject({ inStock, stockStatus, stockQuantity });
    expect(draft.inStock).toBe(inStock);
  });
  test("a product that is not counted has no quantity", () => {
    const draft = draftOf(
      product({ tracksInventory: false, totalInventory: 0, variants: [variant({ inventoryItem: { tracked: false } })] }),
    );
    expect(draft).toMatchObject({ stockQuantity: null, stockStatus: "instock", inStock: true });
  });
});

describe("who may see it", () => {
  const address = "https://fake-shop.myshopify.com/products/shoe";
  test.each([
    ["ACTIVE", address, "publish", "visible", true],
    ["ACTIVE", null, "publish", "hidden", false],
    ["UNLISTED", address, "publish", "hidden", false],
    ["DRAFT", null, "draft", "hidden", false],
    ["ARCHIVED", null, "archived", "hidden", false],
    ["SOMETHING_NEW", address, "something_new", "hidden", false],
  ])("%s at %s", (status, onlineStoreUrl, expected, catalogVisibility, publishable) => {
    const draft = draftOf(product({ status, onlineStoreUrl }));
    expect(draft).toMatchObject({ status: expected, catalogVisibility });
    expect(isPublishable(draft)).toBe(publishable);
  });
});

test("text is clean: no NUL, no lone surrogate, and what is empty is absent", () => {
  const draft = draftOf(product({ title: "a\u0000b\ud800c", vendor: "", productType: " ", tags: ["x", "x", ""], category: null }));
  expect(draft).toMatchObject({ title: "ab\ufffdc", brand: null, categories: ["حراج"], tags: ["x"] });
});

test("the taxonomy's placeholder is no category", () => {
  const category = { id: "gid://shopify/TaxonomyCategory/na", name: "Uncategorized" };
  expect(draftOf(product({ category })).categories).toEqual(["کفش", "حراج"]);
});

test("at most ten media and ten collections, whichever way they came", () => {
  const media = Array.from({ length: 15 }, (_, at) =>
    at === 1 ? { id: "gid://shopify/Video/1" } : { image: { url: `https://cdn.shopify.com/${at}.jpg` } },
  );
  const collections = Array.from({ length: 12 }, (_, at) => ({ id: `gid://shopify/Collection/${100 - at}`, title: `c${100 - at}` }));
  const page = draftOf(product({ media: { nodes: media }, collections: { nodes: collections } }));
  const bulk = draftOf(product({ media: { edges: media.map((node) => ({ node })) }, collections: [...collections].reverse() }));
  expect(page).toEqual(bulk);
  expect([page.image, page.gallery.length, page.categories.length]).toEqual(["https://cdn.shopify.com/0.jpg", 8, 12]);
});

test("problems are named by field", () => {
  const bad = product({
    id: "gid://shopify/Order/1",
    updatedAt: "yesterday",
    variants: [variant({ price: "-1" }), variant({ id: "7", position: 2 })],
  });
  expect(fieldsOf(bad)).toEqual({
    id: "must be an id such as gid://shopify/Product/1",
    updatedAt: "must be a time such as 2025-11-10T09:30:00Z",
    "variants.0.price": "must not be negative",
    "variants.1.id": "must be an id such as gid://shopify/ProductVariant/1",
  });
  expect(fieldsOf(null)).toHaveProperty("body");
  const many = product({ variants: Array.from({ length: 2_049 }, () => variant()) });
  expect(Object.keys(fieldsOf(many))).toEqual(["variants"]);
});
