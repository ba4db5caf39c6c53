import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contentHash, draftHash } from "@/lib/catalog/hashes";
import { isPublishable } from "@/lib/catalog/publishable";
import type { ProductDraft } from "@/lib/catalog/draft";
import { pluginProduct, type NativeProduct } from "@/lib/testing/plugin-product";
import { checkEvent } from "../parse-event";
import { toDraft } from "../to-draft";
import { LISTED_FIELDS, readListed, readRestProduct, type RestContext } from "./read-product";

type Exchange = { file: string; request: { method: string; url: string }; response: { status: number; json?: unknown } };
const { captures } = JSON.parse(readFileSync("lib/integrations/woocommerce/rest/fixtures/rest.json", "utf8")) as { captures: Exchange[] };
const bodyOf = (file: string): unknown => captures.find((one) => one.file === `rest/${file}.json`)?.response.json;
const variationsOf53 = bodyOf("variations-list") as Record<string, unknown>[];

type Body = NativeProduct;
const isProduct = (body: unknown): body is Body =>
  typeof body === "object" && body !== null && "stock_status" in body && "type" in body && body.type !== "variation";
/** Every product in any captured answer: single, written, listed, in a batch. */
const products = captures.flatMap(({ file, response: { json } }) =>
  (file.includes("batch") ? Object.values(json as Record<string, unknown[]>).flat() : [json].flat())
    .filter(isProduct)
    .map((body): [string, Body] => [`${file} ${body.id}`, body]),
);
const contextOf = (body: Body): RestContext => ({ currency: "IRT", variations: body.id === 53 ? variationsOf53 : [] });

function draftOf(body: unknown, context: Partial<RestContext> = {}): ProductDraft {
  const read = readRestProduct(body, { currency: "IRT", variations: [], ...context });
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  return read.draft;
}
const captured = (file: string, context: Partial<RestContext> = {}) => draftOf(bodyOf(file), context);

/** The product as the shop's plugin sends it: the values that REST tells otherwise are put right by hand, from the captures. */
function asThePluginSends(body: Body, variations: readonly unknown[]): ProductDraft {
  const sent = pluginProduct(body, variations as Body[]);
  const checked = checkEvent({ event_id: "e", event_type: "product.updated", product: { ...sent, parent_id: undefined } });
  if (!checked.ok || checked.event.event_type === "product.deleted") throw new Error("not an event");
  const draft = toDraft(checked.event.product);
  const isPlanned = body.on_sale === false;
  return {
    ...draft,
    salePrice: isPlanned ? null : draft.salePrice,
    // A variable product is on sale by its variations; those of the sample products were not captured.
    onSale: body.type === "variable" && variations.length === 0 ? false : draft.onSale,
    categories: [...draft.categories].sort(),
    tags: [...draft.tags].sort(),
    variants: [...draft.variants]
      .sort((a, b) => a.externalId.localeCompare(b.externalId))
      .map((variant) => ({ ...variant, image: variant.image === draft.image ? null : variant.image })),
  };
}

test("there are products in the captures", () => {
  expect(products.length).toBeGreaterThan(80);
});

test.each(products)("%s is the draft that the plugin's message of it gives", (_, body) => {
  const context = contextOf(body);
  const read = readRestProduct(body, context);
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  const expected = asThePluginSends(body, context.variations);
  expect(read.draft).toEqual(expected);
  expect([draftHash(read.draft), contentHash(read.draft)]).toEqual([draftHash(expected), contentHash(expected)]);
});

test.each(products)("%s: what its listing tells cheaply is what is stored of it", (_, body) => {
  const few = Object.fromEntries(LISTED_FIELDS.split(",").map((name) => [name, body[name]]));
  const read = readListed(few);
  const draft = draftOf(body, contextOf(body));
  if (!read.ok) throw new Error(JSON.stringify(read.fields));
  const { id, type, parentId, modifiedAt, variationIds, ...facts } = read.listed;
  expect([`woo_${id}`, type, modifiedAt, parentId]).toEqual([draft.externalId, draft.productType, draft.sourceUpdatedAt, null]);
  expect(draft).toMatchObject(facts);
  expect(variationIds).toEqual((body.variations as number[]).map(String));
});

test.each(products)("%s read again, without what REST makes up each time, has the same hash", (_, body) => {
  const again = { ...body, related_ids: [9, 8, 7], price_html: "", _links: {}, date_modified: "2001-01-01T00:00:00", total_sales: 1 };
  expect(draftHash(draftOf(again))).toBe(draftHash(draftOf(body)));
});

const others = captures.filter(
  ({ response: { json } }) => typeof json === "object" && json !== null && !Array.isArray(json) && !isProduct(json),
);
test.each(others.map(({ file, response }): [string, unknown] => [file, response.json]))("%s holds no product at its top", (file, json) => {
  const read = readRestProduct(json, { currency: null, variations: [] });
  // Categories, orders, customers and settings have numbers and names of their own: only what is asked of /products is read as one.
  const isError = "code" in (json as object) && "message" in (json as object);
  const isVariation = (json as Record<string, unknown>).type === "variation";
  if (isError) expect(read).toEqual({ ok: false, fields: { body: `is an error: ${(json as { code: string }).code}` } });
  else if (isVariation) expect(read).toEqual({ ok: false, fields: { type: "is a variation, not a product" } });
  else expect(file).toMatch(/currency|setting|index|order|customer|category|webhook|batch|variation/);
});

describe("facts of the captures", () => {
  const facts = ({ price, regularPrice, salePrice, onSale, stockQuantity, stockStatus, inStock }: ProductDraft) => [
    price,
    regularPrice,
    salePrice,
    onSale,
    stockQuantity,
    stockStatus,
    inStock,
  ];
  test.each([
    ["product-simple-sale", ["690000", "850000", "690000", true, "10", "instock", true]],
    ["product-simple-nostock", ["1250000", "1250000", null, false, null, "instock", true]],
    ["product-simple-zero", ["0", "0", null, false, null, "instock", true]],
    // The sale is planned: its price is not one of today.
    ["product-simple-sched-sale", ["320000", "320000", null, false, "0", "outofstock", false]],
    ["product-external", ["1890000", "1890000", null, false, null, "instock", true]],
    ["product-grouped", ["320000", null, null, true, null, "instock", true]],
    ["product-upsell", ["540000", "540000", null, false, null, "outofstock", false]],
    ["product-update", ["899000", "1050000", "899000", true, "14", "instock", true]],
    ["product-create-comma-price", ["1250000", "1250000", null, false, null, "instock", true]],
  ])("%s: price, regular, sale, on sale, stock", (file, expected) => {
    expect(facts(captured(file))).toEqual(expected);
  });

  test("only what the shop shows everybody becomes knowledge", () => {
    const hidden = products.filter(([, body]) => !isPublishable(draftOf(body, contextOf(body)))).map(([, { id }]) => id);
    expect([...new Set(hidden)].sort((a, b) => a - b)).toEqual([18, 44, 65, 66, 67, 71]);
  });

  test("a variable product has the variants a guest can choose from, by number, with what is their own", () => {
    const draft = captured("product-variable", { variations: variationsOf53 });
    expect(facts(draft)).toEqual(["1290000", null, null, true, null, "instock", true]);
    expect(
      draft.variants.map(({ externalId, sku, price, salePrice, stockQuantity, inStock }) => [
        externalId,
        sku,
        price,
        salePrice,
        stockQuantity,
        inStock,
      ]),
    ).toEqual([
      ["woo_54", "FA-MANTO-1", "1290000", "1290000", "-7", false],
      ["woo_55", "FA-MANTO-2", "1470000", null, "4", true],
      ["woo_56", "FA-MANTO-3", "1290000", "1290000", "-10", false],
      ["woo_57", "FA-MANTO-4", "1490000", null, "8", true],
      ["woo_58", "FA-MANTO-5", "1290000", "1290000", null, true],
      ["woo_59", "FA-MANTO-6", "1510000", null, null, true],
    ]);
    expect(draft.variants[0]?.attributes).toEqual({ رنگ: "قرمز", سایز: "S" });
    // 55 has another picture; the others show their parent's.
    expect(draft.variants.map(({ image }) => image?.split("/").at(-1) ?? null)).toEqual([null, "manto-back.png", null, null, null, null]);
  });

  test("the variants we have already stand in for those we did not ask for, as far as the product still names them", () => {
    const whole = captured("product-variable", { variations: variationsOf53 });
    expect(captured("product-variable", { variations: whole.variants })).toEqual(whole);
    const fewer = { ...(bodyOf("product-variable") as object), variations: [54, 55] };
    expect(draftOf(fewer, { variations: whole.variants }).variants.map(({ externalId }) => externalId)).toEqual(["woo_54", "woo_55"]);
  });

  test("the date is UTC and not the shop's own clock", () => {
    expect(captured("product-simple-sale").sourceUpdatedAt?.toISOString()).toBe("2026-11-21T03:17:53.000Z");
  });

  test("attributes, picture, gallery and the address of a product that is sold elsewhere", () => {
    const { attributes, image, gallery } = captured("product-simple-images");
    expect(attributes.map(({ name, options }) => [name, ...options])).toEqual([
      ["جنس", "چرم گاوی"],
      ["سایز", "۴۲"],
    ]);
    expect([image !== null, gallery.length]).toEqual([true, 2]);
    expect(captured("product-external").extra.external_url).toMatch(/^https:/);
    expect(captured("product-grouped").extra.grouped_products).toHaveLength(3);
  });
});

describe("what shops also write", () => {
  const simple = {
    id: 7,
    type: "simple",
    status: "publish",
    name: "چای",
    price: "10",
    regular_price: "10",
    sale_price: "",
    on_sale: false,
  };
  const variable = { ...simple, type: "variable", sku: "PARENT", variations: [8, 9] };
  const variation = { id: 8, type: "variation", status: "publish", price: "10", sku: "OWN", on_sale: false, sale_price: "" };

  test.each([
    ["a sale price of 0 is shown as none", { price: "0", regular_price: "10", sale_price: "", on_sale: true }, ["0", "0", true]],
    ["a sale is announced whose price is not charged yet", { sale_price: "8", on_sale: true }, ["10", null, false]],
    ["a sale at another spelling of its price", { price: "8.50", sale_price: "8.5", on_sale: true }, ["8.5", "8.5", true]],
    ["a sale, told without on_sale", { price: "8", sale_price: "8", on_sale: undefined }, ["8", "8", true]],
    ["no price at all", { price: "", regular_price: "" }, [null, null, false]],
    ["a price with more digits than a number holds", { price: "12345678901234567.89" }, ["12345678901234567.89", null, false]],
  ])("%s", (_, said, expected) => {
    const { price, salePrice, onSale } = draftOf({ ...simple, ...said });
    expect([price, salePrice, onSale]).toEqual(expected);
  });

  test("a password is a fact and never a value", () => {
    const draft = draftOf({ ...simple, post_password: "hunter2" });
    expect([draft.hasPassword, isPublishable(draft), JSON.stringify(draft).includes("hunter2")]).toEqual([true, false, false]);
    expect(draftOf({ ...simple, post_password: "" }).hasPassword).toBe(false);
    expect(draftOf({ ...simple, has_password: true }).hasPassword).toBe(true);
  });

  test("stock that is not managed has no quantity, even if one is left over; a variation may count by its parent", () => {
    expect(draftOf({ ...simple, manage_stock: false, stock_quantity: 5 }).stockQuantity).toBeNull();
    const variants = [
      { ...variation, manage_stock: "parent", stock_quantity: 3 },
      { ...variation, id: 9, manage_stock: false, stock_quantity: 3 },
    ];
    expect(draftOf(variable, { variations: variants }).variants.map(({ stockQuantity }) => stockQuantity)).toEqual(["3", null]);
  });

  test("what a variation has from its parent is not its own; disabled ones and 'any' are left out", () => {
    const parent = { ...variable, images: [{ id: 3, src: "https://shop.example/p.png" }] };
    const image = { id: 3, src: "https://shop.example/p.png" };
    const { variants, onSale } = draftOf(parent, {
      variations: [
        { ...variation, id: 9, sku: "PARENT", image, attributes: [{ id: 0, name: "Size &amp; fit", slug: "size", option: "L &amp; XL" }] },
        { ...variation, sku: "OWN", attributes: [{ id: 4, name: "Size", slug: "pa_size", option: "L &amp; XL" }] },
        { ...variation, id: 10, status: "private", on_sale: true, sale_price: "10" },
        9,
        null,
      ],
    });
    expect(variants.map(({ externalId, sku, image: own, attributes }) => [externalId, sku, own, attributes])).toEqual([
      ["woo_8", "OWN", null, { Size: "L & XL" }],
      ["woo_9", "", null, { "Size & fit": "L &amp; XL" }],
    ]);
    expect(onSale).toBe(false);
  });

  test("terms are decoded and in the order of their bytes; a product's own name is as typed", () => {
    const draft = draftOf({
      ...simple,
      name: "Tea &amp; more",
      categories: [
        { name: "ب" },
        { name: "Tea &amp; Coffee" },
        { name: "\u{1f375}" },
        { name: "\uffee" },
        { name: "&quot;A&#8217;s&quot; &unknown; &#x1F375;" },
      ],
      tags: [{ name: "b" }, { name: "a" }],
      brands: [{ name: "Ahmad &#038; Sons" }],
      attributes: [
        { id: 1, name: "Weight &lt; 1", options: ["b", "a &amp; c"] },
        { id: 0, name: "Note", options: ["z", "a &amp; c"] },
        { id: 0, name: "Nothing", options: [] },
      ],
    });
    expect(draft).toMatchObject({ title: "Tea &amp; more", tags: ["a", "b"], brand: "Ahmad & Sons" });
    expect(draft.categories).toEqual(['"A’s" &unknown; \u{1f375}', "Tea & Coffee", "ب", "\uffee", "\u{1f375}"]);
    expect(draft.attributes).toEqual([
      { name: "Weight < 1", options: ["a & c", "b"] },
      { name: "Note", options: ["z", "a &amp; c"] },
    ]);
  });

  test("an unknown kind of product is a product; one built on the variable kind has variants", () => {
    expect(draftOf({ ...simple, type: "bundle" }).productType).toBe("bundle");
    expect(draftOf({ ...variable, type: "variable-subscription" }, { variations: [variation] }).variants).toHaveLength(1);
    expect(draftOf({ ...simple, variations: [8] }, { variations: [variation] }).variants).toEqual([]);
  });

  test("a placeholder is no picture, a broken list no reason to fail", () => {
    expect(
      draftOf({ ...simple, images: [{ id: 0, src: "https://shop.example/placeholder.png" }], categories: null, tags: "x", attributes: {} }),
    ).toMatchObject({
      image: null,
      categories: [],
      tags: [],
      attributes: [],
    });
  });

  test.each([
    [null, { body: "must be an object" }],
    [[simple], { body: "must be an object" }],
    ["7", { body: "must be an object" }],
    [{ code: "woocommerce_rest_cannot_view", message: "", data: { status: 401 } }, { body: "is an error: woocommerce_rest_cannot_view" }],
    [{ ...simple, type: "variation", parent_id: 5 }, { type: "is a variation, not a product" }],
    [{ ...simple, type: "subscription_variation", parent_id: 5 }, { type: "is a variation, not a product" }],
    [{ ...simple, id: 0 }, { id: "must be a positive whole number" }],
    [
      { ...simple, price: "cheap", date_modified_gmt: "yesterday" },
      expect.objectContaining({ price: expect.any(String) as string, date_modified_gmt: expect.any(String) as string }) as object,
    ],
  ])("%j cannot be read, and says where", (json, fields) => {
    expect(readRestProduct(json, { currency: null, variations: [] })).toEqual({ ok: false, fields });
  });

  test("a variation that cannot be read is named by its number", () => {
    const read = readRestProduct(variable, { currency: null, variations: [{ ...variation, regular_price: "free" }] });
    expect(read).toMatchObject({ ok: false, fields: { "variations.8.regular_price": expect.any(String) as string } });
  });

  test.each([null, [], "row", { id: 0 }, { id: 1, price: "x" }])("%j is no row of a listing", (json) => {
    expect(readListed(json).ok).toBe(false);
  });
  test("a row of a variation names its product", () => {
    expect(readListed(bodyOf("product-via-variation-id"))).toMatchObject({
      ok: true,
      listed: { id: "54", type: "variation", parentId: "53" },
    });
  });
});
