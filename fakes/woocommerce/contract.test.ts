// The captures are the contract: the fake is put into the state of the captured shop and must give the captured answer.
import { afterEach, expect, test } from "vitest";
import { askShop, type Told } from "./ask-shop";
import { answered, answeredList, captures, CAPTURED_SITE, exchange, rowOf, termsOf, type Exchange, type Json } from "./captured";
import { startWooShop, type WooShop } from "./start-woo-shop";

const opened: WooShop[] = [];
afterEach(() => Promise.all(opened.splice(0).map((shop) => shop.stop())));

const READ_PRODUCTS = [
  "product-simple-sale",
  "product-simple-nostock",
  "product-simple-zero",
  "product-simple-images",
  "product-simple-sched-sale",
  "product-external",
  "product-draft",
  "product-pending",
  "product-private",
  "product-virtual",
  "product-upsell",
  "product-variable",
  "product-via-variation-id",
];
const variations = answeredList("variations-list");

/** A shop holding these products as they were captured, at the moment of the capture. */
async function shopWith(products: Json[], at?: unknown): Promise<WooShop> {
  const shop = await startWooShop({ siteUrl: CAPTURED_SITE, terms: termsOf(...products) });
  opened.push(shop);
  for (const product of products) shop.catalogue.add(rowOf(product));
  if (typeof at === "string") shop.clock.freeze(Date.parse(`${at}Z`));
  return shop;
}

/** The captured question, asked of the fake. */
function replay(shop: WooShop, { request }: Exchange, changes: { path?: (path: string) => string } = {}): Promise<Told> {
  const { pathname, search } = new URL(request.url);
  const path = `${pathname}${search}`;
  const headers: Record<string, string> = request.content_type === undefined ? {} : { "Content-Type": request.content_type };
  const text = request.json === undefined ? request.body_raw : JSON.stringify(request.json);
  return askShop(shop, changes.path?.(path) ?? path, { method: request.method, text, headers });
}

/** Keys and their order, and every value but those named. */
function expectSame(told: unknown, wanted: unknown, except: string[] = ["related_ids"]): void {
  const without = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(without)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, except.includes(name) ? typeof inner : without(inner)]))
        : value;
  expect(without(told)).toEqual(without(wanted));
  expect(JSON.stringify(orderOf(without(told)))).toBe(JSON.stringify(orderOf(without(wanted))));
}
const orderOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(orderOf);
  return typeof value === "object" && value !== null ? Object.entries(value).map(([name, inner]) => [name, orderOf(inner)]) : null;
};

function expectHeaders(told: Told, { response }: Exchange, except: string[] = []): void {
  for (const [name, value] of Object.entries(response.headers)) {
    if (!except.includes(name)) expect(told.headers.get(name), name).toBe(value);
  }
  expect(told.headers.get("etag")).toBeNull();
}

test.each(READ_PRODUCTS)("GET of a product answers as captured: %s", async (name) => {
  const parent = answered("product-variable");
  const needsParent = ["product-variable", "product-via-variation-id"].includes(name);
  const shop = await shopWith(needsParent ? [parent, ...variations] : [answered(name)]);
  if (needsParent) shop.catalogue.get(53)?.variations.sort();
  const told = await replay(shop, exchange(name));
  expect(told.status).toBe(200);
  expectSame(told.json, { ...answered(name), ...(name === "product-via-variation-id" && sinceChanged) });
  expectHeaders(told, exchange(name));
});
// The list of variations was captured at another moment than the single ones.
const list54 = variations.find(({ id }) => id === 54) ?? {};
const sinceChanged = { stock_quantity: list54.stock_quantity, stock_status: list54.stock_status };

test("a grouped product's price is its children's", async () => {
  const children = [answered("product-simple-nostock"), answered("product-simple-sched-sale")];
  const shop = await shopWith([answered("product-grouped"), ...children]);
  const told = await replay(shop, exchange("product-grouped"));
  // One child (40, on sale, dearer than none of these) was not captured.
  expectSame(told.json, answered("product-grouped"), ["related_ids", "on_sale"]);
});

test("variations are listed and shown as captured", async () => {
  const shop = await shopWith([answered("product-variable"), ...variations]);
  const list = await replay(shop, exchange("variations-list"));
  expectSame(list.json, variations);
  expectHeaders(list, exchange("variations-list"));
  expectSame((await replay(shop, exchange("variation-single"))).json, answered("variation-single"));
  expect((await replay(shop, exchange("variations-list-of-simple"))).json).toEqual([]);
  const elsewhere = await replay(shop, exchange("variation-wrong-parent"));
  expect([elsewhere.status, elsewhere.json]).toEqual([404, answered("variation-wrong-parent")]);
});

test("the trash is listed on demand, with the marks of the trash", async () => {
  const shop = await shopWith(answeredList("products-list-status-trash"));
  const told = await replay(shop, exchange("products-list-status-trash"));
  expectSame(told.json, answeredList("products-list-status-trash"));
  expect((await askShop(shop, "/products")).json).toEqual([]);
});

test("pages carry totals and links as captured", async () => {
  const shop = await shopWith([]);
  for (let id = 100; id < 129; id++) shop.catalogue.add({ id, createdAt: 0 });
  const told = await replay(shop, exchange("products-list-page-2-of-3"));
  expectHeaders(told, exchange("products-list-page-2-of-3"));
  for (let id = 129; id < 142; id++) shop.catalogue.add({ id, createdAt: 0 });
  const beyond = await replay(shop, exchange("products-list-page-beyond-end"));
  expect(beyond.json).toEqual([]);
  expectHeaders(beyond, exchange("products-list-page-beyond-end"));
  expectHeaders(await replay(shop, exchange("products-list-modified-after-none")), exchange("products-list-modified-after-none"));
});

test("a list of products is what was captured, item by item", async () => {
  const products = answeredList("products-list-per-page-100").filter(({ type }) => type === "simple");
  const shop = await shopWith(products);
  const told = await replay(shop, exchange("products-list-per-page-100"));
  // The shop's sample data was imported with limits of 0, which nobody reads.
  expectSame(told.json, products, ["related_ids", "download_limit", "download_expiry"]);
  const [first = {}] = answeredList("products-list-fields-only");
  const few = (await replay(shop, exchange("products-list-fields-only"))).json as Json[];
  expect(Object.keys(few[0] ?? {})).toEqual(Object.keys(first));
});

test.each([
  ["currency-current", "IRT"],
  ["currency-current-irr", "IRR"],
  ["setting-currency", "IRT"],
])("%s answers as captured", async (name, currency) => {
  const shop = await shopWith([]);
  shop.settings.currency = currency;
  const told = await replay(shop, exchange(name));
  expectSame(told.json, answered(name));
  expectHeaders(told, exchange(name));
});

test("the index names the site, to everybody", async () => {
  const shop = await shopWith([]);
  const { search } = new URL(exchange("index-wp-json").request.url);
  const told = await askShop(shop, `/wp-json/${search}`, { as: "stranger" });
  expectSame(told.json, answered("index-wp-json"), ["namespaces"]);
  expectHeaders(told, exchange("index-wp-json"));
});

const webhookCaptures = [
  "webhook-create-product-created",
  "webhook-create-product-updated",
  "webhook-create-special-secret",
  "webhook-create-unreachable-url",
];
test.each(webhookCaptures)("%s answers as captured", async (name) => {
  const shop = await shopWith([], answered(name).date_created_gmt);
  const told = await replay(shop, exchange(name));
  expect(told.status).toBe(201);
  expectSame(told.json, answered(name), ["id", "href"]);
  expectHeaders(told, exchange(name), ["Location"]);
  expect(told.text).not.toContain("secret");
});

test("webhooks are listed without their secrets", async () => {
  const shop = await shopWith([], "2026-11-21T03:26:19");
  for (const topic of ["product.created", "product.updated", "product.deleted", "product.restored"]) {
    await askShop(shop, "/webhooks", {
      method: "POST",
      json: { topic, name: `${topic} hook`, delivery_url: `http://127.0.0.1:8099/hook/${topic}`, secret: "s" },
    });
  }
  const told = await replay(shop, exchange("webhooks-list"));
  expectSame(
    told.json,
    answeredList("webhooks-list").toSorted((a, b) => Number(b.id) - Number(a.id)),
  );
});

test.each(["product-create", "product-create-comma-price"])("%s answers as captured", async (name) => {
  const shop = await shopWith([], answered(name).date_created_gmt);
  for (const term of termsOf(answered(name))) shop.catalogue.terms.set(term.id, term);
  const told = await replay(shop, exchange(name));
  expect(told.status).toBe(201);
  expectSame(told.json, answered(name), ["id", "href", "related_ids"]);
  expectHeaders(told, exchange(name), ["Location"]);
  expect(told.headers.get("location")).toMatch(/\/wp-json\/wc\/v3\/products\/\d+$/);
});

test.each(["product-update", "product-delete-force", "product-trash", "put-wrong-content-type", "product-stock-ignored-when-unmanaged"])(
  "%s answers as captured",
  async (name) => {
    const shop = await shopWith([answered(name)], answered(name).date_modified_gmt);
    const told = await replay(shop, exchange(name));
    expect(told.status).toBe(200);
    expectSame(told.json, answered(name));
    expectHeaders(told, exchange(name));
  },
);

test("a price sent to a variable product is passed over", async () => {
  const capture = answered("variable-regular-price-ignored");
  const shop = await shopWith([capture, ...variations], capture.date_modified_gmt);
  const told = (await replay(shop, exchange("variable-regular-price-ignored"))).json as Json;
  expect([told.regular_price, told.price]).toEqual(["", "1290000"]);
  expect(Object.keys(told)).toEqual(Object.keys(capture));
});

test("a batch answers entry by entry, as captured", async () => {
  const capture = answered("products-batch") as Record<string, Json[]>;
  const [updated = {}, deleted = {}] = [capture.update?.[0], capture.delete?.[0]];
  const shop = await shopWith([updated, deleted], updated.date_modified_gmt);
  const told = await replay(shop, exchange("products-batch"));
  expect(told.status).toBe(200);
  expectSame(told.json, capture, ["id", "href", "related_ids"]);
  expect(shop.catalogue.get(Number(deleted.id))).toBeUndefined();
});

const ERRORS = Object.keys(captures.rest).filter((name) => name.startsWith("error-") && !/401|502|503/.test(name));
test.each(ERRORS)("%s is refused as captured", async (name) => {
  const trashed = { ...answered("product-simple-nostock"), id: 120, status: "trash" };
  const shop = await shopWith([answered("product-simple-sale"), answered("product-simple-nostock"), trashed]);
  const capture = exchange(name);
  if (name.includes("413")) {
    capture.request.json = { create: Array.from({ length: 101 }, (_, number) => ({ name: `n${number}` })) };
  }
  const told = await replay(shop, capture);
  expect(told.status).toBe(capture.response.status);
  expectSame(told.json, capture.response.json);
  expectHeaders(told, capture);
});

test.each([
  ["error-502-bad-gateway-html", "bad-gateway"],
  ["error-503-maintenance", "maintenance"],
] as const)("%s can be ordered", async (name, kind) => {
  const shop = await shopWith([]);
  shop.faults.next({ kind });
  const told = await replay(shop, exchange(name));
  const { status, json, body_raw, headers } = exchange(name).response;
  expect([told.status, told.json ?? told.text]).toEqual([status, json ?? body_raw]);
  expect(told.headers.get("retry-after")).toBe(headers["Retry-After"] ?? null);
});
