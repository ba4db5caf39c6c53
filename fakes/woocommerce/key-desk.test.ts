import { expect, test } from "vitest";
import { openEndpoint, openShop } from "./open-shop";
import type { WooShop } from "./start-woo-shop";

const asked = (callback: string, given: Record<string, string> = {}) => ({
  app_name: "An app",
  scope: "read_write",
  user_id: "state_of-the-app",
  return_url: "https://app.example/back",
  callback_url: callback,
  ...given,
});
const visit = (shop: WooShop, params: Record<string, string>, route = "authorize") =>
  fetch(`${shop.url}/wc-auth/v1/${route}?${new URLSearchParams(params)}`, { redirect: "manual" });

/** Where a link of the page leads. */
const linkIn = (html: string, look: string): string =>
  (new RegExp(`href="([^"]+)" class="[^"]*${look}`).exec(html)?.[1] ?? "").replace(/&#(\d+);/g, (_, code: string) =>
    String.fromCharCode(Number(code)),
  );

test("a yes makes a key, posts it to the app, and leads back with success=1", async () => {
  const shop = await openShop({ allowsPlainCallback: true });
  const app = await openEndpoint();
  const page = await (await visit(shop, asked(app.url))).text();
  expect(page).toContain("An app would like to connect to your store");
  const granted = await fetch(linkIn(page, "wc-auth-approve"), { redirect: "manual" });
  expect([granted.status, granted.headers.get("location")]).toEqual([302, "https://app.example/back?success=1&user_id=state_of-the-app"]);
  expect(app.received[0]?.headers["content-type"]).toBe("application/json;charset=UTF-8");
  const given = JSON.parse(app.received[0]?.body ?? "") as { consumer_key: string; consumer_secret: string };
  expect(given).toEqual({
    key_id: 2,
    user_id: "state_of-the-app",
    consumer_key: expect.stringMatching(/^ck_[0-9a-f]{40}$/) as string,
    consumer_secret: expect.stringMatching(/^cs_[0-9a-f]{40}$/) as string,
    key_permissions: "read_write",
  });
  expect(shop.keys.at(-1)).toMatchObject({ consumerKey: given.consumer_key, consumerSecret: given.consumer_secret });
});

test("a no makes none and leads back with success=0", async () => {
  const shop = await openShop({ allowsPlainCallback: true });
  const page = await (await visit(shop, asked("http://127.0.0.1:1/"))).text();
  expect(linkIn(page, "wc-auth-deny")).toBe("https://app.example/back?success=0&user_id=state_of-the-app");
  expect(shop.keys).toHaveLength(1);
});

test("a key that the app does not take with 200 is revoked; without the page's nonce none is made", async () => {
  const shop = await openShop({ allowsPlainCallback: true });
  for (const status of [201, 400, 500]) {
    const app = await openEndpoint(() => status);
    const page = await (await visit(shop, asked(app.url))).text();
    expect((await fetch(linkIn(page, "wc-auth-approve"), { redirect: "manual" })).status).toBe(401);
    expect(app.received).toHaveLength(1);
  }
  const app = await openEndpoint();
  expect((await visit(shop, asked(app.url), "access_granted")).status).toBe(401);
  expect(app.received).toHaveLength(0);
  expect(shop.keys).toHaveLength(1);
});

test.each([
  [{ app_name: "" }, "Missing parameter app_name"],
  [{ user_id: "0" }, "Missing parameter user_id"],
  [{ scope: "all" }, "Invalid scope all"],
  [{ return_url: "https://:bad" }, "is not a valid URL"],
  [{ callback_url: "http://app.example/keys" }, "The callback_url needs to be over SSL"],
])("what is missing or wrong ends in a page of the shop: %o", async (given, words) => {
  const shop = await openShop();
  const answer = await visit(shop, asked("https://app.example/keys", given));
  expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining(words)]);
});

test("with plain permalinks there is no such page", async () => {
  const shop = await openShop({ permalinks: "plain" });
  expect((await visit(shop, asked("https://app.example/keys"))).status).toBe(404);
});
