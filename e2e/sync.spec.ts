import { makeProducts } from "../fakes/woocommerce/make-products";
import { startWooShop, type WooShop } from "../fakes/woocommerce/start-woo-shop";
import { wooFindingsEn } from "../lib/i18n/ui/woo-findings";
import { expect, test } from "./fixtures";
import { ADMIN_STATE, choose, en, looks, makeToken, said, signedInOwner } from "./story";

test.use({ storageState: ADMIN_STATE });
test.describe.configure({ mode: "serial" });

const STORE = "Loom & Linen";
const PRODUCTS = 240;
let shop: WooShop;
let address = "";

test.beforeAll(async () => {
  shop = await startWooShop({ products: makeProducts(PRODUCTS, { variableShare: 0 }), latencyMs: 300 });
});
test.afterAll(() => shop.stop());

test("a shop is connected by its keys: a wrong one is explained, the right one is watched until all is here", async ({ page, axe }) => {
  test.slow();
  const words = en.sync.wizard;
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  await makeToken(page, STORE);
  const stores = (await (await page.request.get(`/api/v1/stores/?q=${encodeURIComponent(STORE)}`)).json()) as { results: { id: string }[] };
  address = `/stores/${stores.results[0]?.id}`;
  await page.goto(address);
  await page.getByRole("link", { name: en.sync.connection.connect }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();

  await page.getByRole("button", { name: words.submit }).click();
  await expect(page.getByText(words.missing)).toHaveCount(3);
  await page.getByLabel(words.address).fill(shop.url);
  await page.getByLabel(words.key).fill("ck_0000000000000000000000000000000000000000");
  await page.getByLabel(words.secret).fill(shop.consumerSecret);
  await page.getByRole("button", { name: words.submit }).click();
  const alert = page.getByRole("alert").filter({ hasText: words.failed });
  await expect(alert).toContainText(wooFindingsEn.keys_unknown.title);
  await expect(alert).toContainText(wooFindingsEn.keys_unknown.fix);
  await axe();

  await expect(page.getByLabel(words.address), "what was typed is still there").toHaveValue(shop.url);
  await page.getByLabel(words.key).fill(shop.consumerKey);
  await page.getByRole("button", { name: words.submit }).click();
  await expect(page).toHaveURL(/\/jobs\/[\w-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: said(en.sync.job.title.full, { store: STORE }) })).toBeVisible();
  await expect(page.getByText(said(en.sync.job.sentence.completed, { done: String(PRODUCTS) }))).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(en.sync.job.problemsEmpty)).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});

test("the store's page says that it is connected, tests it, and keeps its schedule", async ({ page, axe }) => {
  await page.goto(address);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(address);
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

test("the pages of syncs are accessible and fit a phone; nobody else sees them", async ({ page, browser, baseURL, axe }) => {
  test.slow();
  const jobs = (await (await page.request.get("/api/v1/catalog/sync/jobs/")).json()) as { results: { id: string }[] };
  const job = `/jobs/${jobs.results.at(-1)?.id}`;
  await page.goto("/jobs");
  for (const look of looks) {
    await choose(page, look);
    for (const path of ["/jobs", "/jobs?status=failed", job, address, `${address}/connect`]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await axe();
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
    }
  }
  const { page: stranger } = await signedInOwner(page, browser, baseURL ?? "", "dyer@example.com");
  for (const path of [job, address, `${address}/connect`]) {
    await stranger.goto(path);
    await expect(stranger.getByRole("heading", { name: "اینجا چیزی نیست" }), path).toBeVisible();
  }
  await stranger.goto("/jobs");
  await expect(stranger.getByText(STORE)).toBeHidden();
  await stranger.context().close();
});

test("a shop that goes away is named with the cure; disconnecting asks first", async ({ page, axe }) => {
  await page.goto(address);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(address);
  shop.keys.length = 0;
  await page.getByRole("button", { name: en.sync.actions.test }).click();
  await expect(page.getByText(en.sync.actions.testBad)).toBeVisible();
  await expect(page.getByRole("list", { name: en.sync.actions.findings }).getByRole("listitem").first()).toContainText(
    wooFindingsEn.keys_unknown.title,
  );
  await page.getByRole("button", { name: en.sync.actions.disconnect }).click();
  const dialog = page.getByRole("dialog");
  await axe();
  await dialog.getByRole("button", { name: en.sync.actions.disconnect }).click();
  await expect(page.getByText(en.sync.actions.disconnected)).toBeVisible();
  await expect(page.getByRole("link", { name: en.sync.connection.connect })).toBeVisible();
});
