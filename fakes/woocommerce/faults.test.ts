import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { askShop } from "./ask-shop";
import { makeProducts } from "./make-products";
import { openShop } from "./open-shop";

const products = makeProducts(3, { variableShare: 0 });

test("each fault meets the next request that matches, and the shop is well again", async () => {
  const shop = await openShop({ products });
  shop.faults.next({ kind: "fatal", path: "/products" });
  shop.faults.next({ kind: "firewall" });
  shop.faults.next({ kind: "warnings", times: 2 });
  shop.faults.next({ kind: "redirect", location: "https://elsewhere.test/" });

  const index = await askShop(shop, "/wp-json/");
  expect([index.status, index.headers.get("content-type"), index.json]).toEqual([200, "text/html; charset=UTF-8", undefined]);
  const fatal = await askShop(shop, "/products");
  expect(fatal).toMatchObject({ status: 500, json: { code: "internal_server_error", message: expect.stringContaining("<p>") as unknown } });
  for (let time = 0; time < 2; time++) {
    const noisy = await askShop(shop, "/products");
    expect([noisy.status, noisy.json]).toEqual([200, undefined]);
    expect(JSON.parse(noisy.text.slice(noisy.text.indexOf("\n[")))).toHaveLength(3);
  }
  const moved = await askShop(shop, "/products");
  expect([moved.status, moved.headers.get("location")]).toEqual([301, "https://elsewhere.test/"]);
  expect((await askShop(shop, "/products")).json).toHaveLength(3);
});

test("the connection breaks within the body", async () => {
  const shop = await openShop({ products });
  shop.faults.next({ kind: "cut" });
  await expect(askShop(shop, "/products")).rejects.toThrow();
  expect((await askShop(shop, "/products")).status).toBe(200);
});

const PATIENT = { timeout: 10_000, interval: 5 };

test("a hanging request ends with its client or with the shop", async () => {
  const shop = await openShop({ products });
  shop.faults.next({ kind: "hang", times: 2 });
  const sent = request(`${shop.url}/wp-json/wc/v3/products`).on("error", () => undefined);
  sent.end();
  await expect.poll(() => shop.requests.concurrent, PATIENT).toBe(1);
  sent.destroy();
  await expect.poll(() => shop.requests.concurrent, PATIENT).toBe(0);
  const hanging = askShop(shop, "/products").catch(() => "cut");
  await expect.poll(() => shop.requests.concurrent, PATIENT).toBe(1);
  await shop.stop();
  expect(await hanging).toBe("cut");
});

test("too many requests within a window are 429 with Retry-After, until it is over", async () => {
  const shop = await openShop({ products });
  shop.faults.rateLimit = { requests: 2, windowMs: 60_000, retryAfterSeconds: 7 };
  const statuses = [];
  for (let time = 0; time < 3; time++) statuses.push((await askShop(shop, "/products")).status);
  expect(statuses).toEqual([200, 200, 429]);
  expect((await askShop(shop, "/products")).headers.get("retry-after")).toBe("7");
  shop.faults.rateLimit.windowMs = 1;
  await wait(2);
  expect((await askShop(shop, "/products")).status).toBe(200);
});

test("too many at once are 429, and the log knows how many there were", async () => {
  const shop = await openShop({ products });
  shop.faults.maxConcurrent = 3;
  // Those that are let in stay until the others have been sent away.
  shop.faults.beforeAnswer = () => expect.poll(() => shop.requests.count - shop.requests.concurrent, PATIENT).toBeGreaterThanOrEqual(2);
  const told = await Promise.all(Array.from({ length: 5 }, () => askShop(shop, "/products?consumer_secret=x")));
  expect(told.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 429, 429]);
  expect(shop.requests).toMatchObject({ count: 5, concurrent: 0 });
  expect(shop.requests.maxConcurrent).toBeGreaterThan(3);
  expect(shop.requests.to("GET", /products$/)[0]).toMatchObject({ path: "/wp-json/wc/v3/products", query: {} });
  expect(shop.requests.busyMs).toBeGreaterThan(0);
});

test("a shop whose clock is wrong dates its saves wrongly", async () => {
  const shop = await openShop({ products, skewMs: -3_600_000 });
  const [id = 0] = shop.catalogue.ids();
  shop.actions.update(id, { regular_price: "5000" });
  const told = (await askShop(shop, `/products/${id}`)).json as { date_modified_gmt: string; date_modified: string };
  const behindMs = Date.now() - Date.parse(`${told.date_modified_gmt}Z`);
  expect(behindMs).toBeGreaterThan(3_590_000);
  expect(Date.parse(told.date_modified) - Date.parse(told.date_modified_gmt)).toBe(210 * 60_000);
});

test("ten thousand products are the same every time", async () => {
  const many = makeProducts(10_000, { seed: 7 });
  const shop = await openShop({ products: many });
  const other = await openShop({ products: makeProducts(10_000, { seed: 7 }), random: () => 0.5, siteUrl: shop.url });
  shop.settings.random = () => 0.5;
  const page = "/products?orderby=id&order=asc&per_page=100&page=77";
  const [one, two] = [await askShop(shop, page), await askShop(other, page)];
  expect(one.json).toEqual(two.json);
  const listed = one.json as { id: number; name: string; description: string; type: string }[];
  expect(listed.some(({ name }) => /[a-z]/.test(name)) && listed.some(({ name }) => /[آ-ی]/.test(name))).toBe(true);
  for (const { description } of listed) expect(Buffer.byteLength(description)).toBeGreaterThan(1_900);
  const ids = shop.catalogue.ids();
  expect([ids.length, new Set(ids).size]).toEqual([10_000, 10_000]);
  expect(listed.some(({ type }) => type === "variable")).toBe(true);
  expect((ids.at(-1) ?? 0) - (ids[0] ?? 0)).toBeGreaterThan(shop.catalogue.size);
  expect(new Set([...shop.catalogue.all()].map(({ sku }) => sku)).size).toBe(shop.catalogue.size);
});

test("a made variation is shown through its parent, whose prices span it", async () => {
  const shop = await openShop({ products: makeProducts(1, { variableShare: 1, variationsEach: 7 }) });
  const [id = 0] = shop.catalogue.ids();
  const told = (await askShop(shop, `/products/${id}/variations?per_page=5&orderby=id&order=asc`)).json as {
    price: string;
    name: string;
  }[];
  const parent = (await askShop(shop, `/products/${id}`)).json as { price: string; variations: number[]; attributes: unknown[] };
  expect([told.length, parent.variations.length, parent.attributes.length]).toEqual([5, 7, 2]);
  const lowest = Math.min(
    ...((await askShop(shop, `/products/${id}/variations`)).json as { price: string }[]).map(({ price }) => Number(price)),
  );
  expect(parent.price).toBe(String(lowest));
});

test("a shop of its own can be steered over HTTP, and only when opened for it", async () => {
  const closed = await openShop({ products });
  expect((await fetch(`${closed.url}/_fake/reset`, { method: "POST" })).status).toBe(404);

  const shop = await openShop({ products, isControllable: true, latencyMs: 1 });
  const steer = async (path: string, body: unknown) => {
    const answer = await fetch(`${shop.url}/_fake/${path}`, { method: "POST", body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const [id = 0] = shop.catalogue.ids();
  const before = shop.catalogue.get(id)?.modifiedAt;
  await steer("edit", { id, fields: { price: "7", regular_price: "7" }, silent: true });
  expect((await askShop(shop, `/products/${id}`)).json).toMatchObject({ price: "7", regular_price: "7" });
  expect(shop.catalogue.get(id)?.modifiedAt).toBe(before);
  await steer("edit", { id, fields: { regular_price: "9000" } });
  expect(shop.catalogue.get(id)?.modifiedAt).toBeGreaterThan(before ?? 0);
  expect((await steer("faults", { next: [{ kind: "maintenance" }] })).status).toBe(200);
  expect((await askShop(shop, "/products")).status).toBe(503);
  expect((await steer("faults", { next: [{ kind: "nonsense" }] })).status).toBe(400);
  expect((await steer("clock", { skewMs: 5_000 })).body.skewMs).toBe(5_000);
  expect((await steer("reset", { products: 7, variableShare: 0 })).body.rows).toBe(7);
  expect([shop.requests.count, shop.faults.latencyMs]).toEqual([0, 1]);
});
