import { expect, test } from "vitest";
import { askShop } from "./ask-shop";
import type { Json } from "./captured";
import { openShop } from "./open-shop";
import type { WooShop } from "./start-woo-shop";

const post = async (shop: WooShop, json: unknown, path = "/products") => {
  const { status, json: told } = await askShop(shop, path, { method: "POST", json });
  return { status, body: told as Json };
};
const put = async (shop: WooShop, id: unknown, json: unknown) => {
  const { status, json: told } = await askShop(shop, `/products/${String(id)}`, { method: "PUT", json });
  return { status, body: told as Json };
};

test.each([
  ["1,250,000", "1250000"],
  ["487500.50", "487500.50"],
  ["۱۲۵۰۰۰", ""],
  ["0", "0"],
])("a price of %s is kept as %s", async (given, kept) => {
  const shop = await openShop();
  const { status, body } = await post(shop, { name: "A", regular_price: given });
  expect([status, body.regular_price, body.price]).toEqual([201, kept, kept]);
});

test("a sale above the price is dropped; one of 0 is on, though not shown", async () => {
  const shop = await openShop();
  const { body } = await post(shop, { name: "A", regular_price: "100", sale_price: "200" });
  expect(body).toMatchObject({ price: "100", sale_price: "", on_sale: false });
  expect((await put(shop, body.id, { sale_price: "0" })).body).toMatchObject({ price: "0", sale_price: "", on_sale: true });
});

test("a sale of next week has its price, but not yet", async () => {
  const shop = await openShop();
  const from = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 19);
  const { body } = await post(shop, { name: "A", regular_price: "100", sale_price: "80", date_on_sale_from_gmt: from });
  expect(body).toMatchObject({ price: "100", sale_price: "80", on_sale: false, date_on_sale_from_gmt: from });
  shop.clock.advance(8 * 86_400_000);
  expect((await askShop(shop, `/products/${String(body.id)}`)).json).toMatchObject({ price: "100", on_sale: true });
  shop.actions.runSales();
  expect((await askShop(shop, `/products/${String(body.id)}`)).json).toMatchObject({ price: "80", on_sale: true });
});

test("numbers for prices are refused alone and taken in a batch", async () => {
  const shop = await openShop();
  expect(await post(shop, { name: "A", regular_price: 5 })).toMatchObject({ status: 400, body: { code: "rest_invalid_param" } });
  const { status, body } = await post(shop, { create: [{ name: "A", regular_price: 5 }] }, "/products/batch");
  expect([status, body]).toMatchObject([200, { create: [{ regular_price: "5" }] }]);
});

test("a batch puts errors where they happened", async () => {
  const shop = await openShop();
  const { body: held } = await post(shop, { name: "A", sku: "S" });
  const { body } = await post(
    shop,
    { create: [{ name: "B", sku: "S" }, { name: "C" }], update: [{ id: 99_999, name: "x" }], delete: [88_888, held.id] },
    "/products/batch",
  );
  expect(body).toMatchObject({
    create: [{ id: 0, error: { code: "product_invalid_sku", data: { status: 400, resource_id: held.id } } }, { name: "C" }],
    update: [{ id: 99_999, error: { code: "woocommerce_rest_product_invalid_id", data: { status: 400 } } }],
    delete: [{ id: 88_888, error: { data: { status: 404 } } }, { id: held.id }],
  });
  expect(shop.catalogue.get(Number(held.id))).toBeUndefined();
  expect(shop.catalogue.findBySku("S")).toBeUndefined();
});

test("an id is refused, a date of change passed over, a date of creation kept", async () => {
  const shop = await openShop();
  expect(await post(shop, { id: 5, name: "A" })).toMatchObject({ status: 400, body: { code: "woocommerce_rest_product_exists" } });
  const { body } = await post(shop, { name: "A", date_modified: "2001-01-01T00:00:00", date_created_gmt: "2020-02-02T02:02:02" });
  expect(body.date_created).toBe("2020-02-02T05:32:02");
  expect(String(body.date_modified).slice(0, 4)).not.toBe("2001");
});

test("a scheduled product is dated in the future", async () => {
  const shop = await openShop();
  const { body } = await post(shop, { name: "A", date_created_gmt: "2099-01-01T00:00:00", status: "publish" });
  expect(body).toMatchObject({ status: "future", date_modified_gmt: "2099-01-01T00:00:00" });
});

test("stock is kept only where it is managed, and decides the status there", async () => {
  const shop = await openShop();
  const { body } = await post(shop, { name: "A", stock_quantity: 5 });
  expect(body).toMatchObject({ manage_stock: false, stock_quantity: null, stock_status: "instock" });
  expect((await put(shop, body.id, { manage_stock: true, stock_quantity: -2 })).body).toMatchObject({
    stock_quantity: -2,
    stock_status: "outofstock",
  });
  expect((await put(shop, body.id, { backorders: "notify" })).body).toMatchObject({ stock_status: "onbackorder", backordered: true });
});

test("drafts have no address until they are published; equal names get numbered ones", async () => {
  const shop = await openShop();
  const { body: draft } = await post(shop, { name: "کفش چرم", status: "draft" });
  expect([draft.slug, draft.permalink]).toEqual(["", `${shop.url}/?post_type=product&p=${String(draft.id)}`]);
  const slug = "%da%a9%d9%81%d8%b4-%da%86%d8%b1%d9%85";
  expect((await put(shop, draft.id, { status: "publish" })).body.slug).toBe(slug);
  expect((await post(shop, { name: "کفش چرم" })).body.slug).toBe(`${slug}-2`);
});

test("a variable product takes its prices and stock from its variations", async () => {
  const shop = await openShop();
  const attributes = [{ name: "اندازه", options: ["کوچک", "بزرگ"], variation: true, visible: true }];
  const { body: parent } = await post(shop, { name: "A", type: "variable", sku: "P", attributes });
  const path = `/products/${String(parent.id)}/variations`;
  const choice = (option: string) => [{ name: "اندازه", option }];
  const { body: small } = await post(shop, { regular_price: "30", attributes: choice("کوچک") }, path);
  await post(shop, { regular_price: "50", sale_price: "20", status: "private", attributes: choice("بزرگ") }, path);
  // An option left out is "any".
  const { body: any } = await post(shop, { regular_price: "40", manage_stock: true, stock_quantity: 0 }, path);
  expect(small).toMatchObject({ sku: "P", name: "کوچک", image: null, attributes: [{ slug: "%d8%a7%d9%86%d8%af%d8%a7%d8%b2%d9%87" }] });
  expect(any.attributes).toEqual([]);
  const shown = (await askShop(shop, `/products/${String(parent.id)}`)).json as Json;
  expect(shown).toMatchObject({ price: "30", regular_price: "", on_sale: false, stock_status: "instock", has_options: true });
  expect(shown.variations).toHaveLength(3);
  expect((await askShop(shop, `/products?sku=P&_fields=id`)).json).toHaveLength(4);
  expect(await put(shop, small.id, { regular_price: "1" })).toMatchObject({
    status: 404,
    body: { code: "woocommerce_rest_invalid_product_id" },
  });
});

test("trashing shows the state before; a trashed product is still found by its id", async () => {
  const shop = await openShop();
  const { body } = await post(shop, { name: "A" });
  const path = `/products/${String(body.id)}`;
  expect((await askShop(shop, path, { method: "DELETE" })).json).toMatchObject({ status: "publish" });
  expect(await askShop(shop, path)).toMatchObject({ status: 200, json: { status: "trash", slug: "a__trashed" } });
  expect((await put(shop, body.id, { status: "publish" })).body).toMatchObject({ status: "publish", slug: "a" });
});

test("a picture that cannot be fetched fails the whole write", async () => {
  const shop = await openShop();
  const { status, body } = await post(shop, { name: "A", images: [{ src: "https://nowhere.invalid/a.jpg" }] });
  expect([status, body.code, shop.catalogue.size]).toEqual([400, "woocommerce_product_image_upload_error", 0]);
  const { body: shown } = await post(shop, { name: "A", images: [{ src: "https://cdn.test/a%20b.jpg", alt: "x" }] });
  expect(shown.images).toMatchObject([{ name: "a b", alt: "x", src: "https://cdn.test/a%20b.jpg" }]);
});

test("a webhook is deleted only by force, and refused without a proper address", async () => {
  const shop = await openShop();
  const { body } = await post(shop, { topic: "product.updated", delivery_url: "http://127.0.0.1:1/" }, "/webhooks");
  const path = `/webhooks/${String(body.id)}`;
  expect((await askShop(shop, path, { method: "DELETE" })).status).toBe(501);
  expect((await askShop(shop, `${path}?force=true`, { method: "DELETE" })).status).toBe(200);
  expect((await askShop(shop, path)).status).toBe(404);
  expect((await post(shop, { topic: "product.updated", delivery_url: "ftp://x" }, "/webhooks")).status).toBe(400);
});
