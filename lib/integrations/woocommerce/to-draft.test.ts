import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pluginProduct, type NativeProduct } from "@/lib/testing/plugin-product";
import { isPublishable } from "@/lib/catalog/publishable";
import { checkEvent } from "./parse-event";
import { toDraft } from "./to-draft";

type Capture = { what: string; source: string; product: NativeProduct; variations?: NativeProduct[] };
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/fixtures/captures.json", "utf8")) as { captures: Capture[] };
const described = captures.filter(({ product }) => "price" in product);

function draftOf(product: Record<string, unknown>) {
  const checked = checkEvent({ event_id: "e", event_type: "product.updated", product });
  if (!checked.ok) throw new Error(JSON.stringify(checked.fields));
  if (checked.event.event_type === "product.deleted") throw new Error("a deletion has no draft");
  return toDraft(checked.event.product);
}
const captured = (what: string) => {
  const capture = captures.find((one) => one.what === what);
  if (!capture) throw new Error(`no capture ${what}`);
  return draftOf(pluginProduct(capture.product, capture.variations));
};

test.each(described)("the draft of a captured product ($what) is as it was", ({ product, variations }) => {
  expect(draftOf(pluginProduct(product, variations))).toMatchSnapshot();
});

test.each(described)("a captured body ($what) is understood as WooCommerce itself writes it, too", ({ product }) => {
  const draft = draftOf(product);
  const { title, price, regularPrice, salePrice, sku, stockQuantity, inStock, categories, tags, description } = draftOf(
    pluginProduct(product),
  );
  expect(draft).toMatchObject({ title, price, regularPrice, salePrice, sku, stockQuantity, inStock, categories, tags, description });
});

test.each(described)("every word of money of a captured product ($what) is kept to the last digit", ({ product, variations = [] }) => {
  const draft = draftOf(pluginProduct(product, variations));
  // As a database has it: 487500.50 is 487500.5.
  const orNull = (value: unknown) => (value === "" ? null : String(value).replace(/(\.\d*?)0+$/, "$1"));
  expect([draft.price, draft.regularPrice, draft.salePrice]).toEqual(
    [product.price, product.regular_price, product.sale_price].map(orNull),
  );
  expect(draft.variants.map(({ price, salePrice }) => [price, salePrice])).toEqual(
    variations.map((variation) => [orNull(variation.price), orNull(variation.sale_price)]),
  );
});

test("only what the shop shows everybody becomes knowledge", () => {
  expect(described.filter(({ what }) => !isPublishable(captured(what))).map(({ what }) => what)).toEqual([
    "free: 0 is a price",
    "draft",
    "private",
  ]);
  expect(captured("free: 0 is a price").catalogVisibility).toBe("hidden");
});

test("for a deletion the id is enough", () => {
  const gone = captures.find(({ what }) => what === "deleted");
  expect(checkEvent({ event_id: "e", event_type: "product.deleted", product: gone?.product })).toMatchObject({
    ok: true,
    event: { product: { id: "123", date_modified: null } },
  });
});

describe("facts of the captures", () => {
  test("a price of 0 is a price; no sale is no sale price", () => {
    expect(captured("free: 0 is a price")).toMatchObject({ price: "0", salePrice: null });
  });
  test("variants carry their own attributes, price, stock and picture; an oversold one its negative quantity", () => {
    const { variants } = captured("variable with its variations");
    expect(variants).toHaveLength(6);
    expect(variants[0]).toMatchObject({
      externalId: "woo_59",
      sku: "FA-MANTO-6",
      price: "1510000",
      attributes: { رنگ: "آبی نفتی", سایز: "L" },
      image: expect.stringMatching(/manto-front\.png$/) as string,
    });
    expect(variants.map(({ stockQuantity }) => stockQuantity)).toContain("-7");
  });
  test("the date is UTC and not the shop's own clock", () => {
    expect(captured("simple on sale, stock managed").sourceUpdatedAt?.toISOString()).toBe("2026-11-21T03:17:53.000Z");
  });
  test("a variation that comes by itself says whose it is", () => {
    expect(captured("a variation by itself")).toMatchObject({ productType: "variation", extra: { parent_id: "53" } });
  });
  test("the first image is the product's, the others its gallery", () => {
    const draft = captured("several images");
    expect(draft.image).not.toBeNull();
    expect(draft.gallery).toHaveLength(2);
  });
});

describe("what is not said", () => {
  const { id, ...rest } = draftOf({ id: 7 }) as ReturnType<typeof draftOf> & { id?: undefined };
  test("has its default", () => {
    expect(id).toBeUndefined();
    expect(rest).toMatchObject({
      externalId: "woo_7",
      title: "",
      productType: "simple",
      status: "publish",
      catalogVisibility: "visible",
      hasPassword: false,
      price: null,
      onSale: false,
      currency: null,
      stockQuantity: null,
      stockStatus: "instock",
      inStock: true,
      categories: [],
      brand: null,
      link: null,
      image: null,
      variants: [],
      extra: {},
      sourceUpdatedAt: null,
    });
  });
  test.each([
    [{ stock_status: "outofstock", stock_quantity: 5 }, false],
    [{ stock_status: "onbackorder", stock_quantity: 0 }, true],
    [{ stock_status: "instock", stock_quantity: -3 }, true],
    [{ stock_quantity: 0 }, false],
    [{ stock_quantity: 3 }, true],
    [{ stock_quantity: null }, true],
    [{ stock_status: "preorder" }, true],
  ])("of %o it follows that it is in stock: %s", (said, isIn) => {
    expect(draftOf({ id: 7, ...said }).inStock).toBe(isIn);
  });
  test("a variation named twice counts once, by its last word", () => {
    expect(
      draftOf({ id: 7, variations: [{ id: 8, sku: "old" }, 9, { id: 8, sku: "new" }] }).variants.map(({ externalId, sku }) => [
        externalId,
        sku,
      ]),
    ).toEqual([["woo_8", "new"]]);
  });
});
