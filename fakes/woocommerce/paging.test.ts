import { expect, test } from "vitest";
import { askShop } from "./ask-shop";
import { makeProducts } from "./make-products";
import { openShop } from "./open-shop";

type Listed = { id: number; date_modified_gmt: string; status: string; type: string; sku: string };
const ids = (json: unknown): number[] => (json as Listed[]).map(({ id }) => id);
const quiet = { variableShare: 0 };

test("all pages together are all products, ascending, each once", async () => {
  const shop = await openShop({ products: makeProducts(250) });
  const seen: number[] = [];
  let next: string | undefined = "/products?orderby=id&order=asc&per_page=100&_fields=id";
  let pages = 0;
  while (next) {
    const told = await askShop(shop, next);
    expect(told.headers.get("x-wp-total")).toBe("250");
    expect(told.headers.get("x-wp-totalpages")).toBe("3");
    seen.push(...ids(told.json));
    pages++;
    next = /<([^>]+)>; rel="next"/.exec(told.headers.get("link") ?? "")?.[1]?.slice(shop.url.length);
  }
  expect([pages, seen.length, new Set(seen).size]).toEqual([3, 250, 250]);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen).toEqual(shop.catalogue.ids());
});

test("a product deleted between two pages makes the listing skip one", async () => {
  const shop = await openShop({ products: makeProducts(20, quiet) });
  const [first = 0] = shop.catalogue.ids();
  shop.faults.beforeAnswer = ({ query }) => {
    if (query.page === "2" && shop.catalogue.get(first)) shop.actions.deleteForever(first);
  };
  const path = "/products?orderby=id&order=asc&per_page=10&_fields=id&page=";
  const seen = [...ids((await askShop(shop, `${path}1`)).json), ...ids((await askShop(shop, `${path}2`)).json)];
  expect(seen).toHaveLength(19);
  expect(shop.catalogue.ids().filter((id) => !seen.includes(id))).toHaveLength(1);
});

test("every status but the trash is listed, and each alone on demand", async () => {
  const shop = await openShop();
  const statuses = ["draft", "pending", "private", "publish", "future", "trash"] as const;
  for (const status of statuses) shop.catalogue.add({ status, createdAt: Date.UTC(2026, 0, 1) });
  const listed = async (query: string) =>
    ((await askShop(shop, `/products?${query}`)).json as Listed[]).map(({ status }) => status).toSorted();
  expect(await listed("")).toEqual(["draft", "future", "pending", "private", "publish"]);
  for (const status of statuses) expect(await listed(`status=${status}`)).toEqual([status]);
  expect(await listed("include_status=publish,trash")).toEqual(["publish", "trash"]);
});

test("include drops unknown ids, trashed ones and variations; a sku finds a variation", async () => {
  const shop = await openShop({ products: makeProducts(3, { variableShare: 1, variationsEach: 2 }) });
  const [first = 0, second = 0, third = 0] = shop.catalogue.ids();
  const [variation = 0] = shop.catalogue.get(first)?.variations ?? [];
  shop.actions.trash(third);
  const told = await askShop(shop, `/products?include=${third},${second},${first},${variation},9999999&orderby=include`);
  expect(ids(told.json)).toEqual([second, first]);
  const [found] = (await askShop(shop, `/products?sku=${shop.catalogue.get(variation)?.sku}`)).json as Listed[];
  expect(found).toMatchObject({ id: variation, type: "variation", parent_id: first });
});

test("modified_after is the shop's local time, UTC on demand, and strictly later", async () => {
  const shop = await openShop();
  const at = Date.UTC(2026, 5, 1, 12, 0, 0);
  const product = shop.catalogue.add({ createdAt: at });
  const counted = async (query: string) => ids((await askShop(shop, `/products?${query}`)).json).length;
  expect(await counted("modified_after=2026-06-01T15:29:59")).toBe(1);
  expect(await counted("modified_after=2026-06-01T15:30:00")).toBe(0);
  expect(await counted("modified_after=2026-06-01T11:59:59Z")).toBe(1);
  expect(await counted("modified_after=2026-06-01T12:00:00Z")).toBe(0);
  expect(await counted("modified_after=2026-06-01T11:59:59&dates_are_gmt=true")).toBe(1);
  expect(await counted("modified_after=2026-06-01T12:00:00&dates_are_gmt=true")).toBe(0);
  // With both a Z and dates_are_gmt WordPress compares local time with the UTC column.
  expect(await counted("modified_after=2026-06-01T11:00:00Z&dates_are_gmt=true")).toBe(0);
  shop.settings.modifiedAfterIgnored = true;
  expect(await counted("modified_after=2030-01-01T00:00:00&dates_are_gmt=true")).toBe(1);
  expect(product.modifiedAt).toBe(at);
});

test("orders by id, date, modified and title, both ways", async () => {
  const shop = await openShop();
  const [a, b, c] = [1, 2, 3].map((day) =>
    shop.catalogue.add({
      createdAt: Date.UTC(2026, 0, day),
      modifiedAt: Date.UTC(2026, 1, 10 - day),
      fields: { name: ["z", "y", "x"][day - 1] },
    }),
  );
  const order = [a?.id, b?.id, c?.id];
  const listed = async (query: string) => ids((await askShop(shop, `/products?${query}`)).json);
  expect(await listed("")).toEqual(order.toReversed());
  expect(await listed("orderby=id&order=asc")).toEqual(order);
  expect(await listed("orderby=modified&order=desc")).toEqual(order);
  expect(await listed("orderby=title&order=asc")).toEqual(order.toReversed());
  expect(await listed("orderby=id&order=asc&offset=1&per_page=1")).toEqual([b?.id]);
});

test("lists may be written with commas or brackets", async () => {
  const shop = await openShop({ products: makeProducts(5, quiet) });
  const [a = 0, b = 0] = shop.catalogue.ids();
  for (const query of [`include=${a},${b}`, `include[]=${a}&include[]=${b}`, `include[0]=${a}&include[1]=${b}`]) {
    expect(ids((await askShop(shop, `/products?orderby=id&order=asc&${query}`)).json)).toEqual([a, b]);
  }
});

test("credentials in the query come back in the links", async () => {
  const shop = await openShop({ products: makeProducts(3, quiet) });
  const keys = `consumer_key=${shop.consumerKey}&consumer_secret=${shop.consumerSecret}`;
  const told = await askShop(shop, `/products?per_page=1&${keys}`, { as: "stranger" });
  expect(told.headers.get("link")).toContain(shop.consumerSecret);
  expect(JSON.stringify(shop.requests.list)).not.toContain(shop.consumerSecret);
});

test("trailing slashes do not matter; plain permalinks have no API", async () => {
  const shop = await openShop({ products: makeProducts(1, quiet) });
  expect((await askShop(shop, "/products/?per_page=1")).status).toBe(200);
  expect((await askShop(shop, "/?rest_route=/wc/v3/products")).status).toBe(401);
  shop.settings.permalinks = "plain";
  expect((await askShop(shop, "/products")).status).toBe(301);
  expect((await askShop(shop, "/?rest_route=/wc/v3/products")).status).toBe(401);
  const index = await askShop(shop, "/?rest_route=/", { as: "stranger" });
  expect(index.json).toMatchObject({ namespaces: expect.arrayContaining(["wc/v3"]) as unknown });
});

test("texts are escaped as PHP does, in answers too", async () => {
  const shop = await openShop();
  shop.catalogue.add({ createdAt: 0, fields: { name: "کفش / 👟", slug: "a" } });
  const { text } = await askShop(shop, "/products?_fields=name");
  expect(text).toBe(String.raw`[{"name":"\u06a9\u0641\u0634 \/ \ud83d\udc5f"}]`);
});
