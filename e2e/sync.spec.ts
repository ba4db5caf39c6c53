import type { Page } from "@playwright/test";
import { makeProducts as makeShopifyProducts } from "../fakes/shopify/catalogue";
import { startShopifyShop, type ShopifyShop } from "../fakes/shopify/start-shopify-shop";
import { makeProducts } from "../fakes/woocommerce/make-products";
import { startWooShop, type WooShop } from "../fakes/woocommerce/start-woo-shop";
import { shopifyFindingsEn } from "../lib/i18n/ui/shopify-findings";
import { wooFindingsEn } from "../lib/i18n/ui/woo-findings";
import { expect, test } from "./fixtures";
import { choose, en, makeToken, said, signedInOwner } from "./story";

test.describe.configure({ mode: "serial" });

const STORE = "Loom & Linen";
const PRODUCTS = 240;
const SHOPIFY_STORE = "Kite & Cotton";
let shop: WooShop;
let shopify: ShopifyShop;
let address = "";

test.beforeAll(async () => {
  shop = await startWooShop({ products: makeProducts(PRODUCTS, { variableShare: 0 }), latencyMs: 300, allowsPlainCallback: true });
  shopify = await startShopifyShop({ products: makeShopifyProducts(12) });
});
test.afterAll(() => Promise.all([shop.stop(), shopify.stop()]));

/** The page of a store that a token has just made. */
async function aStorePage(page: Page, name: string): Promise<string> {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  await makeToken(page, name);
  const { results } = (await (await page.request.get(`/api/v1/stores/?q=${encodeURIComponent(name)}`)).json()) as {
    results: { id: string }[];
  };
  return `/stores/${results[0]?.id}`;
}

test("a shop is connected by its keys: a wrong one is explained, the right one is watched until all is here", async ({ page, axe }) => {
  test.slow();
  const words = en.sync.wizard;
  address = await aStorePage(page, STORE);
  await page.goto(`${address}/connection`);
  await page.getByRole("link", { name: en.sync.connection.connect }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();

  const paste = page.getByRole("region", { name: words.pasteTitle });
  await paste.getByRole("button", { name: words.submit }).click();
  await expect(paste.getByText(words.missing)).toHaveCount(3);
  await paste.getByLabel(words.address).fill(shop.url);
  await paste.getByLabel(words.key).fill(`ck_${"0".repeat(300)}`);
  await paste.getByRole("button", { name: words.submit }).click();
  await expect(paste.getByText(words.tooLong)).toHaveCount(1);
  await paste.getByLabel(words.key).fill("ck_0000000000000000000000000000000000000000");
  await paste.getByLabel(words.secret).fill(shop.consumerSecret);
  await paste.getByRole("button", { name: words.submit }).click();
  const alert = page.getByRole("alert").filter({ hasText: words.failed });
  await expect(alert).toContainText(wooFindingsEn.keys_wrong.title);
  await expect(alert).toContainText(wooFindingsEn.keys_wrong.fix);
  await axe();

  await expect(paste.getByLabel(words.address), "what was typed is still there").toHaveValue(shop.url);
  await paste.getByLabel(words.key).fill(shop.consumerKey);
  await paste.getByRole("button", { name: words.submit }).click();
  await expect(page).toHaveURL(/\/jobs\/[\w-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: said(en.sync.job.title.full, { store: STORE }) })).toBeVisible();
  await expect(page.getByText(said(en.sync.job.sentence.completed.full, { done: String(PRODUCTS) }))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(en.sync.job.problemsEmpty)).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("the store's page says that it is connected, tests it, and keeps its schedule", async ({ page, axe }) => {
  await page.goto(`${address}/connection`);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(`${address}/connection`);
  const host = new URL(shop.url).host;
  await expect(page.getByText(said(en.sync.connection.well, { address: host }))).toBeVisible();
  await page.getByRole("button", { name: en.sync.actions.test }).click();
  await expect(page.getByText(en.sync.actions.testWell)).toBeVisible();
  await expect(page.getByRole("list", { name: en.sync.actions.findings })).toContainText(wooFindingsEn.keys_accepted.title);
  await axe();

  await page.getByLabel(en.sync.schedule.incremental).selectOption("15");
  await page.getByLabel(en.sync.schedule.reconcile).selectOption("off");
  await page.getByRole("button", { name: en.sync.schedule.save }).click();
  await expect(page.getByText(en.sync.schedule.saved)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel(en.sync.schedule.incremental)).toHaveValue("15");
  await expect(page.getByLabel(en.sync.schedule.reconcile)).toHaveAccessibleDescription(en.sync.schedule.paused);

  await page.getByRole("button", { name: en.sync.actions.checkNow }).click();
  await expect(page.getByText(en.sync.actions.queued)).toBeVisible();
  const last = page.getByRole("table", { name: en.sync.jobs.lastCaption });
  const comparison = last.getByRole("row", { name: new RegExp(en.sync.jobs.mode.reconcile) });
  await expect(comparison).toContainText(en.sync.jobs.status.completed, { timeout: 30_000 });
});

test("nobody else sees the pages of a store's syncs", async ({ page, browser, baseURL }) => {
  const jobs = (await (await page.request.get("/api/v1/catalog/sync/jobs/")).json()) as { results: { id: string }[] };
  const job = `/jobs/${jobs.results.at(-1)?.id}`;
  await page.goto("/jobs");
  const { page: stranger } = await signedInOwner(page, browser, baseURL ?? "", "dyer@example.com");
  for (const path of [job, address, `${address}/connect`]) {
    await stranger.goto(path);
    await expect(stranger.getByRole("heading", { name: "اینجا چیزی نیست" }), path).toBeVisible();
  }
  await stranger.goto("/jobs");
  await expect(stranger.getByText(STORE)).toBeHidden();
  await stranger.context().close();
});

test("an address that makes no sense is no error; a shop of another kind is said to take the place of this one", async ({ page }) => {
  await page.goto("/jobs?cursor=abc");
  await choose(page, { language: "en", theme: "light" });
  await page.goto("/jobs?cursor=abc");
  await expect(page.getByRole("heading", { level: 1, name: en.sync.jobs.title })).toBeVisible();
  await expect(page.getByRole("table", { name: en.sync.jobs.caption })).toBeVisible();
  const host = new URL(shop.url).host;
  await page.goto(`${address}/connect`);
  await expect(page.getByText(said(en.sync.wizard.replace, { address: host }))).toBeVisible();
  await page.goto(`${address}/connect?kind=shopify`);
  await expect(page.getByText(said(en.sync.wizard.replaceKind, { address: host }))).toBeVisible();
});

test("a shop that goes away is named with the cure; disconnecting asks first", async ({ page, axe }) => {
  await page.goto(`${address}/connection`);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(`${address}/connection`);
  shop.keys.length = 0;
  await page.getByRole("button", { name: en.sync.actions.test }).click();
  await expect(page.getByText(en.sync.actions.testBad)).toBeVisible();
  await expect(page.getByText(en.stores.sentence.unreachable), "the first line of the page says so too").toBeVisible();
  await expect(page.getByRole("list", { name: en.sync.actions.findings }).getByRole("listitem").first()).toContainText(
    wooFindingsEn.keys_wrong.title,
  );
  await page.getByRole("button", { name: en.sync.actions.disconnect }).click();
  const dialog = page.getByRole("dialog");
  await axe();
  await dialog.getByRole("button", { name: en.sync.actions.disconnect }).click();
  await expect(page.getByText(en.sync.actions.disconnected)).toBeVisible();
  await expect(page.getByRole("link", { name: en.sync.connection.connect })).toBeVisible();
  await expect(page.getByText(en.stores.sentence.unconnected), "its token was never used").toBeVisible();
});

test("with one click: a no in the shop changes nothing, a yes connects it with a key that nobody copied", async ({ page, axe }) => {
  test.slow();
  const words = en.sync.wizard;
  await page.goto(address);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(`${address}/connect`);
  const before = shop.keys.length;
  const click = page.getByRole("region", { name: words.clickTitle });
  await click.getByLabel(words.address).fill(new URL(shop.url).host);
  await click.getByRole("button", { name: words.wooClick.submit }).click();
  await expect(click.getByText(words.noHttps), "https is meant where nothing is said, and this hub has none").toBeVisible();
  await click.getByLabel(words.address).fill(shop.url);
  await click.getByRole("button", { name: words.wooClick.submit }).click();
  await expect(page.getByRole("heading", { name: /Fiko Sync would like to connect/ })).toBeVisible();
  await page.getByRole("link", { name: "Deny" }).click();
  await expect(page.getByText(words.return.refused)).toBeVisible();
  await axe();

  await page.getByRole("link", { name: words.return.over }).click();
  await click.getByLabel(words.address).fill(shop.url);
  await click.getByRole("button", { name: words.wooClick.submit }).click();
  shop.faults.next({ kind: "maintenance", times: Infinity, path: "/products" });
  await page.getByRole("link", { name: "Approve" }).click();
  const alert = page.getByRole("alert").filter({ hasText: words.return.failed });
  await expect(alert).toContainText(wooFindingsEn.maintenance.title);
  await axe();
  shop.faults.clear();
  await page.getByRole("button", { name: words.return.again }).click();
  await expect(page).toHaveURL(/\/jobs\/[\w-]{36}$/);
  expect(shop.keys).toHaveLength(before + 1);
});

test("a Shopify shop is connected by its domain and an app's client id and secret", async ({ page, axe }) => {
  test.slow();
  const words = en.sync.wizard;
  await page.goto(`${await aStorePage(page, SHOPIFY_STORE)}/connection`);
  await page.getByRole("link", { name: en.sync.connection.connect }).click();
  await page.getByRole("navigation", { name: words.kind }).getByRole("link", { name: words.shopify }).click();
  await expect(page).toHaveURL(/kind=shopify$/);
  await expect(page.getByText(words.shopifyClick.noApp)).toBeVisible();
  const paste = page.getByRole("region", { name: words.onlyPasteClientTitle });
  const submit = paste.getByRole("button", { name: words.submit });
  await submit.click();
  await expect(paste.getByText(words.missing)).toHaveCount(3);
  await paste.getByLabel(words.domain).first().fill(shopify.origin);
  await paste.getByLabel(words.client.id).fill(shopify.app.clientId);
  await paste.getByLabel(words.client.secret).fill("shpss_wrong");
  await submit.click();
  const alert = page.getByRole("alert").filter({ hasText: words.failed });
  await expect(alert).toContainText(shopifyFindingsEn.client_refused.title);
  await expect(alert).toContainText(shopifyFindingsEn.client_refused.fix);
  await expect(paste.getByLabel(words.accessToken), "the older way stands behind").toBeHidden();
  await paste.getByText(words.pasteTokenTitle).click();
  await expect(paste.getByLabel(words.accessToken)).toBeVisible();
  await axe();
  await paste.getByText(words.pasteTokenTitle).click();
  await paste.getByLabel(words.client.secret).fill(shopify.app.clientSecret);
  await submit.click();
  await expect(page).toHaveURL(/\/jobs\/[\w-]{36}$/);
  await expect(page.getByText(said(en.sync.job.sentence.completed.full, { done: "12" }))).toBeVisible({ timeout: 60_000 });
});
