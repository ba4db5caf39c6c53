import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { askShop } from "./ask-shop";
import { answered, captures, CAPTURED_SITE, rowOf, termsOf, type Json } from "./captured";
import { makeProducts } from "./make-products";
import { openEndpoint, openShop, type Received } from "./open-shop";
import type { WooShop } from "./start-woo-shop";

const SECRET = "s&cr\"et'<1> رمز";
const TOPICS = ["product.created", "product.updated", "product.deleted", "product.restored"];
const LONG_AGO = Date.UTC(2026, 0, 1);

type Scene = { shop: WooShop; simple: number; draft: number; variable: number; red: number; blue: number };

/** A shop with all four webhooks, a simple product and a variable one with two variations, all made long ago. */
async function openScene(url: string): Promise<Scene> {
  const shop = await openShop();
  for (const topic of TOPICS) shop.webhooks.register({ topic, deliveryUrl: url, secret: SECRET });
  const priced = { name: "A", slug: "a", regular_price: "1000", price: "1000" };
  const add = (given: object) => shop.catalogue.add({ createdAt: LONG_AGO, fields: priced, ...given }).id;
  const [simple, draft, variable] = [add({}), add({ status: "draft" }), add({ type: "variable" })];
  const [red, blue] = [add({ type: "variation", parentId: variable }), add({ type: "variation", parentId: variable })];
  return { shop, simple, draft, variable, red, blue };
}

const told = (received: Received[]) =>
  received.map(({ headers, body }) => [String(headers["x-wc-webhook-topic"]).slice("product.".length), (JSON.parse(body) as Json).id]);

type Row = { action: string; does: (scene: Scene) => unknown; sends: (scene: Scene) => unknown[][] };
const put = ({ shop }: Scene, path: string, json: object) => askShop(shop, path, { method: "PUT", json });
const later = ({ shop }: Scene) => shop.clock.advance(60_000);
const newest = ({ shop }: Scene) => Math.max(...[...shop.catalogue.all()].map(({ id }) => id));
const NOTHING = () => [];

/** The table "What fires" of the captures, row by row, as far as it is about products. */
const rows: Row[] = [
  {
    action: "REST create",
    does: ({ shop }) => askShop(shop, "/products", { method: "POST", json: { name: "New" } }),
    sends: (scene) => [["created", newest(scene)]],
  },
  { action: "REST update", does: (s) => put(s, `/products/${s.simple}`, { regular_price: "2" }), sends: (s) => [["updated", s.simple]] },
  { action: "REST update without change", does: (s) => put(s, `/products/${s.simple}`, {}), sends: (s) => [["updated", s.simple]] },
  {
    action: "published on the add-product page",
    does: ({ shop }) => shop.actions.publish({ name: "New", regular_price: "1" }),
    sends: (s) => [
      ["created", newest(s)],
      ["updated", newest(s)],
    ],
  },
  {
    action: "draft saved in wp-admin, published later: both times both",
    does: async (s) => {
      const id = s.shop.actions.saveDraft({ name: "New" });
      await s.shop.webhooks.deliver();
      later(s);
      s.shop.actions.publishDraft(id);
    },
    sends: (s) => ["created", "updated", "created", "updated"].map((event) => [event, newest(s)]),
  },
  {
    action: "published, and Update pressed within 10 s",
    does: async ({ shop }) => {
      const id = shop.actions.publish({ name: "New" });
      await shop.webhooks.deliver();
      shop.actions.update(id, {});
    },
    sends: (s) => ["created", "updated", "created", "updated"].map((event) => [event, newest(s)]),
  },
  { action: "Update in wp-admin", does: (s) => s.shop.actions.update(s.simple, {}), sends: (s) => [["updated", s.simple]] },
  { action: "quick edit", does: (s) => s.shop.actions.quickEdit(s.simple, { name: "B" }), sends: (s) => [["updated", s.simple]] },
  {
    action: "bulk edit",
    does: (s) => s.shop.actions.bulkEdit([s.simple, s.variable], { featured: true }),
    sends: (s) => [
      ["updated", s.simple],
      ["updated", s.variable],
    ],
  },
  { action: "duplicate", does: (s) => s.shop.actions.duplicate(s.simple), sends: (s) => [["created", newest(s)]] },
  {
    action: "CSV import",
    does: (s) => s.shop.actions.importCsv([{ id: s.simple, regular_price: "3" }, { name: "New" }]),
    sends: (s) => [
      ["updated", s.simple],
      ["created", newest(s)],
    ],
  },
  {
    action: "variation created through REST",
    does: ({ shop, variable }) => askShop(shop, `/products/${variable}/variations`, { method: "POST", json: { regular_price: "1" } }),
    sends: (s) => [["created", newest(s)]],
  },
  {
    action: "variation updated through REST",
    does: (s) => put(s, `/products/${s.variable}/variations/${s.red}`, { regular_price: "4" }),
    sends: (s) => [["updated", s.red]],
  },
  {
    action: "variations saved in wp-admin",
    does: (s) => s.shop.actions.saveVariations(s.variable, { [s.red]: { regular_price: "4" }, [s.blue]: { regular_price: "5" } }),
    sends: (s) => [
      ["updated", s.red],
      ["updated", s.blue],
      ["updated", s.variable],
    ],
  },
  {
    action: "variation trashed and restored",
    does: async (s) => {
      s.shop.actions.trash(s.red);
      await s.shop.webhooks.deliver();
      s.shop.actions.restore(s.red);
    },
    sends: (s) => [
      ["deleted", s.red],
      ["restored", s.red],
    ],
  },
  {
    action: "trash by REST",
    does: ({ shop, simple }) => askShop(shop, `/products/${simple}`, { method: "DELETE" }),
    sends: (s) => [["deleted", s.simple]],
  },
  {
    action: "trash of a variable product",
    does: (s) => s.shop.actions.trash(s.variable),
    sends: (s) => [
      ["deleted", s.red],
      ["deleted", s.blue],
      ["deleted", s.variable],
    ],
  },
  {
    action: "restore in wp-admin",
    does: async (s) => {
      s.shop.actions.trash(s.simple);
      await s.shop.webhooks.deliver();
      s.shop.actions.restore(s.simple);
    },
    sends: (s) => [
      ["deleted", s.simple],
      ["updated", s.simple],
      ["restored", s.simple],
    ],
  },
  {
    action: "back from the trash by REST status",
    does: async (s) => {
      s.shop.actions.trash(s.simple);
      await s.shop.webhooks.deliver();
      await put(s, `/products/${s.simple}`, { status: "publish" });
    },
    sends: (s) => [
      ["deleted", s.simple],
      ["updated", s.simple],
    ],
  },
  {
    action: "permanent delete: force",
    does: ({ shop, simple }) => askShop(shop, `/products/${simple}?force=true`, { method: "DELETE" }),
    sends: NOTHING,
  },
  {
    action: "permanent delete: batch",
    does: ({ shop, simple }) => askShop(shop, "/products/batch", { method: "POST", json: { delete: [simple] } }),
    sends: NOTHING,
  },
  {
    action: "permanent delete: variation",
    does: ({ shop, variable, red }) => askShop(shop, `/products/${variable}/variations/${red}?force=true`, { method: "DELETE" }),
    sends: NOTHING,
  },
  {
    action: "permanent delete: emptying the trash",
    does: async ({ shop, simple }) => {
      shop.actions.trash(simple);
      await shop.webhooks.deliver();
      shop.actions.emptyTrash();
    },
    sends: (s) => [["deleted", s.simple]],
  },
  {
    action: "checkout reducing stock",
    does: async (s) => {
      s.shop.actions.writeMeta(s.simple, { manage_stock: true, stock_quantity: 5 });
      s.shop.actions.writeMeta(s.blue, { manage_stock: true, stock_quantity: 5 });
      s.shop.actions.checkout([
        { id: s.simple, quantity: 2 },
        { id: s.red, quantity: 1 },
        { id: s.blue, quantity: 6 },
      ]);
    },
    sends: (s) => [
      ["updated", s.simple],
      ["updated", s.blue],
    ],
  },
  {
    action: "a scheduled sale starts",
    does: (s) => {
      const from = s.shop.clock.now() + 1_000;
      s.shop.actions.writeMeta(s.simple, { sale_price: "900", date_on_sale_from: from });
      s.shop.actions.runSales();
      later(s);
      s.shop.actions.runSales();
    },
    sends: (s) => [["updated", s.simple]],
  },
  {
    action: "a scheduled product goes live",
    does: (s) => {
      const row = s.shop.catalogue.add({ status: "future", createdAt: s.shop.clock.now() - 1 });
      s.shop.actions.publishScheduled();
      expect(row.status).toBe("publish");
    },
    sends: NOTHING,
  },
  { action: "category renamed", does: (s) => s.shop.actions.renameCategory(30, "لباس"), sends: NOTHING },
  { action: "review added", does: (s) => s.shop.actions.review(s.simple, 4), sends: (s) => [["updated", s.simple]] },
  { action: "renamed with the post API", does: (s) => s.shop.actions.renameByPlugin(s.simple, "C"), sends: NOTHING },
  { action: "price meta written directly", does: (s) => s.shop.actions.writeMeta(s.simple, { price: "6" }), sends: NOTHING },
];

test.each(rows)("$action", async ({ does, sends }) => {
  const endpoint = await openEndpoint();
  const scene = await openScene(endpoint.url);
  await does(scene);
  await scene.shop.webhooks.deliver();
  expect(told(endpoint.received)).toEqual(sends(scene));
});

test("silent changes: one moves the date, the other does not", async () => {
  const { shop, simple, variable, red } = await openScene("http://127.0.0.1:1/");
  shop.actions.writeMeta(simple, { price: "6", regular_price: "6" });
  expect(shop.catalogue.get(simple)?.modifiedAt).toBe(LONG_AGO);
  shop.actions.renameByPlugin(simple, "C");
  expect(shop.catalogue.get(simple)?.modifiedAt).toBeGreaterThan(LONG_AGO);
  await askShop(shop, `/products/${variable}/variations/${red}?force=true`, { method: "DELETE" });
  expect(shop.catalogue.get(variable)?.modifiedAt).toBeGreaterThan(LONG_AGO);
});

test("a delivery is signed over its bytes and looks as captured", async () => {
  const endpoint = await openEndpoint();
  const capture = captures.webhooks["rest-update-price.01.product.updated"];
  const body = JSON.parse(capture?.body_raw ?? "") as Json;
  const shop = await openShop({ siteUrl: CAPTURED_SITE, terms: termsOf(body) });
  const { id } = shop.catalogue.add(rowOf(body));
  await askShop(shop, "/webhooks", { method: "POST", json: { topic: "product.created", delivery_url: endpoint.url, secret: "x" } });
  await askShop(shop, "/webhooks", {
    method: "POST",
    json: { topic: "product.updated", delivery_url: endpoint.url, secret: capture?.webhook?.secret },
  });
  shop.webhooks.tell("updated", id);
  await shop.webhooks.deliver();

  const [ping, , delivery] = endpoint.received;
  expect([ping?.body, ping?.headers["content-type"]]).toEqual(["webhook_id=1", "application/x-www-form-urlencoded"]);
  expect(Object.keys(ping?.headers ?? {}).filter((name) => name.startsWith("x-wc"))).toEqual([]);
  const varying = ["host", "x-wc-webhook-signature", "x-wc-webhook-delivery-id", "content-length"];
  for (const [name, value] of Object.entries(capture?.headers ?? {})) {
    const given = delivery?.headers[name.toLowerCase()];
    if (varying.includes(name.toLowerCase())) expect(given, name).toBeTypeOf("string");
    else expect(given, name).toBe(value);
  }
  expect(delivery?.headers["x-wc-webhook-delivery-id"]).toMatch(/^[0-9a-f]{32}$/);
  // related_ids are chance; all other bytes are those of the real shop.
  const chance = /"related_ids":\[[\d,]*\]/;
  expect(delivery?.body.replace(chance, "")).toBe(capture?.body_raw.replace(chance, ""));
  const signature = createHmac("sha256", String(capture?.webhook?.secret))
    .update(delivery?.body ?? "")
    .digest("base64");
  expect(delivery?.headers["x-wc-webhook-signature"]).toBe(signature);
});

test.each(["rest-variation-update.01.product.updated", "rest-create-variable-with-variations.02.product.created"])(
  "a variation is delivered in the shape of a product: %s",
  async (name) => {
    const endpoint = await openEndpoint();
    const body = JSON.parse(captures.webhooks[name]?.body_raw ?? "") as Json;
    const parent = { ...answered("product-variable"), id: body.parent_id, name: String(body.name).split(" - ")[0] };
    const slug = new URL(String(body.permalink)).pathname.split("/")[2];
    const shop = await openShop({ siteUrl: CAPTURED_SITE });
    shop.catalogue.add(rowOf({ ...parent, slug, images: [] }));
    shop.catalogue.add(rowOf(body));
    shop.webhooks.register({ topic: "product.updated", deliveryUrl: endpoint.url, secret: SECRET });
    shop.webhooks.tell("updated", Number(body.id));
    await shop.webhooks.deliver();
    expect(JSON.parse(endpoint.received[0]?.body ?? "")).toEqual(body);
  },
);

test("the body is built when it is sent; saves that still wait are one", async () => {
  const endpoint = await openEndpoint();
  const { shop } = await openScene(endpoint.url);
  const created = (await askShop(shop, "/products", { method: "POST", json: { name: "First" } })).json as Json;
  await askShop(shop, `/products/${String(created.id)}`, { method: "PUT", json: { name: "Second" } });
  await askShop(shop, `/products/${String(created.id)}`, { method: "PUT", json: { name: "Third" } });
  await shop.webhooks.deliver();
  expect(told(endpoint.received)).toEqual([
    ["created", created.id],
    ["updated", created.id],
  ]);
  expect(endpoint.received.map(({ body }) => (JSON.parse(body) as Json).name)).toEqual(["Third", "Third"]);
});

test("what is gone by then is an error, correctly signed; what went to the trash is an id", async () => {
  const endpoint = await openEndpoint();
  const { shop, simple, variable } = await openScene(endpoint.url);
  shop.actions.update(simple, {});
  shop.actions.deleteForever(simple);
  shop.actions.trash(variable);
  await shop.webhooks.deliver();
  const [gone, ...trashed] = endpoint.received;
  expect(gone?.body).toBe(captures.webhooks["rest-products-batch.01.product.created"]?.body_raw);
  expect(gone?.headers["x-wc-webhook-signature"]).toBe(
    createHmac("sha256", SECRET)
      .update(gone?.body ?? "")
      .digest("base64"),
  );
  expect(trashed.at(-1)?.body).toBe(`{"id":${variable}}`);
});

test("different products of one second share the delivery id, and two webhooks deliver both", async () => {
  const endpoint = await openEndpoint();
  const { shop, simple, draft } = await openScene(endpoint.url);
  shop.webhooks.register({ topic: "product.updated", deliveryUrl: endpoint.url });
  shop.clock.freeze();
  shop.actions.bulkEdit([simple, draft], {});
  await shop.webhooks.deliver();
  expect(endpoint.received).toHaveLength(4);
  expect(new Set(endpoint.received.map(({ headers }) => headers["x-wc-webhook-delivery-id"])).size).toBe(2);
});

test("the seventh failure in a row disables; back to active, the first one does", async () => {
  let status = 500;
  const endpoint = await openEndpoint(() => status);
  const { shop, simple } = await openScene(endpoint.url);
  const [, hook] = [...shop.webhooks.list.values()];
  const fail = async (times: number) => {
    for (let time = 0; time < times; time++) {
      shop.actions.update(simple, {});
      await shop.webhooks.deliver();
    }
  };
  const hookStatus = async () => ((await askShop(shop, `/webhooks/${hook?.id}`)).json as Json).status;
  await fail(6);
  expect(await hookStatus()).toBe("active");
  await fail(1);
  expect(await hookStatus()).toBe("disabled");
  await fail(3);
  expect(endpoint.received).toHaveLength(7);

  await askShop(shop, `/webhooks/${hook?.id}`, { method: "PUT", json: { status: "active" } });
  await fail(1);
  expect(await hookStatus()).toBe("disabled");

  await askShop(shop, `/webhooks/${hook?.id}`, { method: "PUT", json: { status: "active" } });
  status = 200;
  await fail(1);
  status = 500;
  await fail(6);
  expect(await hookStatus()).toBe("active");
});

test.each([
  [301, "delivered"],
  [302, "delivered"],
  [304, "failed"],
  [307, "failed"],
  [429, "failed"],
])("an answer of %i is %s, once and for all", async (status, outcome) => {
  const endpoint = await openEndpoint(() => status);
  const { shop, simple } = await openScene(endpoint.url);
  shop.actions.update(simple, {});
  expect(await shop.webhooks.deliver()).toMatchObject([{ outcome, status }]);
  expect(await shop.webhooks.deliver()).toEqual([]);
});

test("deliveries can be lost, doubled, late and out of order", async () => {
  const endpoint = await openEndpoint();
  const { shop, simple, draft, variable } = await openScene(endpoint.url);
  const save = () => shop.actions.bulkEdit([simple, draft, variable], {});
  save();
  shop.webhooks.disturb.drop = 1;
  shop.webhooks.disturb.reorder = true;
  shop.webhooks.disturb.double = 1;
  await shop.webhooks.deliver();
  expect(told(endpoint.received)).toEqual([draft, draft, simple].map((id) => ["updated", id]));
  const [first, second] = endpoint.received;
  // Alike to the byte, and so is the signature.
  expect([first?.body, first?.headers]).toEqual([second?.body, second?.headers]);

  shop.webhooks.disturb.delayMs = 40;
  shop.actions.update(simple, { name: "early" });
  const delivering = shop.webhooks.deliver();
  shop.actions.writeMeta(simple, { name: "late" });
  await delivering;
  expect((JSON.parse(endpoint.received.at(-1)?.body ?? "") as Json).name).toBe("late");
});

test("the shop may deliver by itself", async () => {
  const endpoint = await openEndpoint();
  const shop = await openShop({ products: makeProducts(1, { variableShare: 0 }), autoDeliverAfterMs: 20 });
  shop.webhooks.register({ topic: "product.updated", deliveryUrl: endpoint.url });
  const [id = 0] = shop.catalogue.ids();
  shop.actions.update(id, {});
  await expect.poll(() => told(endpoint.received)).toEqual([["updated", id]]);
});
