import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, makeToken, said, signedInOwner } from "./story";

test.describe.configure({ mode: "serial" });

const SHOP = "Pottery Lane";
const PRODUCTS = 60;
let secret = "";

const digest = (request: APIRequestContext, ids: readonly number[]) =>
  request.post("/api/integrations/woocommerce/digest/", {
    headers: { authorization: `Bearer ${secret}` },
    data: { products: ids.map((id) => ({ id, modified: null, hash: "ab" })), page: 1, pages: 1 },
  });

test("a shop's page says how far it is from the shop, and asks before much is deleted", async ({ page, axe }) => {
  test.slow();
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  secret = await makeToken(page, SHOP);
  const ids = Array.from({ length: PRODUCTS }, (_, index) => index + 1);
  const events = ids.map((id) => ({
    event_id: `pot-${id}`,
    event_type: "product.updated",
    product: { id, name: `Pot ${id}`, hash: "ab", date_modified: "2026-01-01T00:00:00Z" },
  }));
  const sent = await page.request.post("/api/integrations/woocommerce/webhook/batch/", {
    headers: { authorization: `Bearer ${secret}` },
    data: { events },
  });
  expect(sent.status()).toBe(207);
  await expect(async () => {
    const answer = (await (await digest(page.request, ids)).json()) as { verified: number };
    expect(answer.verified).toBe(PRODUCTS);
  }).toPass({ timeout: 30_000 });

  await page.goto("/stores");
  const row = page.getByRole("row", { name: new RegExp(SHOP) });
  await expect(row).toContainText(en.stores.badge.synced);
  await expect(row.getByText(said(en.stores.sentence.synced, { count: String(PRODUCTS) }))).toBeVisible();
  await row.getByRole("link", { name: SHOP }).click();
  await expect(page.getByRole("heading", { level: 1, name: SHOP })).toBeVisible();
  await expect(page.getByText(said(en.stores.detail.equal, { total: String(PRODUCTS) }))).toBeVisible();
  const address = page.url();

  // Nearly everything is gone: the hub asks.
  expect(await (await digest(page.request, [1, 2])).json()).toMatchObject({ waiting_for_confirmation: true, extra: PRODUCTS - 2 });
  for (const look of looks) {
    await choose(page, look);
    for (const path of ["/stores", address]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await axe();
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await choose(page, { language: "en", theme: "light" });
  await page.goto(address);
  const count = String(PRODUCTS - 2);
  await expect(page.getByRole("heading", { name: said(en.stores.decide.title, { count }) })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: /^Pot \d+$/ })).toHaveCount(20);
  await page.getByRole("button", { name: en.stores.decide.dismiss }).click();
  await expect(page.getByText(en.stores.decide.dismissed)).toBeVisible();
  await expect(page.getByRole("heading", { name: said(en.stores.decide.title, { count }) })).toBeHidden();

  await digest(page.request, [1, 2]);
  await page.reload();
  await page.getByRole("button", { name: en.stores.decide.confirm }).click();
  const dialog = page.getByRole("dialog", { name: said(en.stores.decide.dialogTitle, { count }) });
  await axe();
  await dialog.getByRole("button", { name: en.stores.decide.submit }).click();
  await expect(page.getByText(en.stores.decide.confirmed)).toBeVisible();
  await expect(async () => {
    expect(await (await digest(page.request, [1, 2])).json()).toMatchObject({ verified: 2, extra: 0, gone: [] });
  }).toPass({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole("table", { name: en.stores.detail.historyCaption })).toContainText(en.stores.detail.results.confirmed);
  await expect(page.getByText(said(en.stores.detail.equal, { total: "2" }))).toBeVisible();
});

test("an owner sees own shops only, in Persian, and how to connect one", async ({ page, browser, baseURL, axe }) => {
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "potter@example.com");
  await owner.getByRole("navigation", { name: fa.shell.navigation }).getByRole("link", { name: fa.shell.shops }).click();
  await expect(owner.getByRole("heading", { level: 1, name: fa.stores.title })).toBeVisible();
  await expect(owner.getByText(fa.stores.state.none, { exact: true })).toBeVisible();
  await expect(owner.getByText(SHOP)).toBeHidden();
  await expect(owner.getByRole("link", { name: fa.stores.connect.download })).toBeVisible();
  const stores = (await (await page.request.get("/api/v1/stores/?q=Pottery")).json()) as { results: { id: string }[] };
  await owner.goto(`/stores/${stores.results[0]?.id}`);
  await expect(owner.getByRole("heading", { name: "اینجا چیزی نیست" }), "a foreign shop does not exist").toBeVisible();
  await owner.context().close();
  await page.goto("/stores");
  await axe();
});

test("the plugin is for whoever is signed in", async ({ page, playwright, baseURL }) => {
  const guest = await playwright.request.newContext({ baseURL: baseURL ?? "", storageState: { cookies: [], origins: [] } });
  const refused = await guest.get("/downloads/fiko-woocommerce-sync.zip", { maxRedirects: 0 });
  expect([refused.status(), refused.headers().location]).toEqual([303, "/sign-in?next=/downloads/fiko-woocommerce-sync.zip"]);
  await guest.dispose();
  const answer = await page.request.get("/downloads/fiko-woocommerce-sync.zip");
  if (answer.status() === 404) expect(await answer.text()).toContain("npm run plugin:zip");
  else {
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/zip"]);
    expect((await answer.body()).subarray(0, 2).toString()).toBe("PK");
  }
  expect((await deliver(page.request, secret, { id: 1, name: "Pot 1" }, { id: "pot-after" })).status()).toBe(202);
});
