import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, makeToken, said } from "./story";

test.describe.configure({ mode: "serial" });

const SHOP = "Detail House";
const lamp = {
  id: 7301,
  name: "چراغ مطالعهٔ رومیزی با پایهٔ چوب گردو، نور گرم و سرد، تنظیم ارتفاع و شارژ بی‌سیم تلفن همراه",
  sku: "LMP-7301",
  price: "120000",
  regular_price: "120000",
  currency: "IRT",
  stock_quantity: 4,
  stock_status: "instock",
  categories: ["روشنایی"],
  // A shop that is nowhere: an icon stands in each picture's place.
  image: "http://pictures.invalid/1.jpg",
  gallery: ["http://pictures.invalid/2.jpg"],
  short_description: "نوری آرام برای شب‌های بلند.",
  description: "<p>پایه از چوب گردوی ایرانی است.</p>",
  weight: 1.25,
  variations: [
    { id: 7302, sku: "LMP-A", price: "120000", stock_status: "instock", attributes: { رنگ: "گردویی" } },
    { id: 7303, sku: "LMP-B", price: "125000", stock_status: "instock", attributes: { رنگ: "سیاه" } },
  ],
  date_modified: "2026-01-01T09:30:00Z",
};
const cheaper = { ...lamp, price: "99000", regular_price: "99000", stock_quantity: 3, date_modified: "2026-01-02T09:30:00Z" };
let secret = "";
let product = "";

const history = (page: Page, { title }: { title: string } = en.history) => page.getByRole("region", { name: title });
/** Until the hub has worked it off. */
async function sees(page: Page, path: string, text: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 25_000 });
}

test("a price change that a webhook brings is in the product's history, with the event that made it so", async ({ page, axe }) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  secret = await makeToken(page, SHOP);
  expect((await deliver(page.request, secret, lamp, { id: "det-1", type: "product.created" })).status()).toBe(202);
  await sees(page, "/products?q=LMP-7301", /120,000/);
  await page.goto("/products?q=LMP-7301");
  await page.getByRole("link", { name: lamp.name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: lamp.name })).toBeVisible();
  product = new URL(page.url()).pathname;
  expect((await deliver(page.request, secret, cheaper, { id: "det-2" })).status()).toBe(202);
  await sees(page, product, /120,000.*→.*99,000/);

  await expect(page.getByRole("main")).toContainText(en.products.detail.now.forSale);
  await expect(page.getByText(said(en.products.knowledgeLong.ready))).toBeVisible({ timeout: 25_000 });
  const entries = history(page).getByRole("list", { name: en.history.label }).getByRole("listitem");
  await expect(entries.first()).toContainText(en.history.kind.changed);
  await expect(entries.first()).toContainText("Stock: 4 → 3");
  await expect(history(page).getByText(en.history.kind.created)).toBeVisible();
  await expect(page.getByRole("region", { name: en.products.detail.reads })).toContainText(en.products.detail.embedded);
  await expect(page.getByRole("row", { name: /گردویی/ })).toContainText("120,000");
  await expect(page.getByRole("region", { name: en.products.detail.images }).getByRole("listitem")).toHaveCount(2);
  await axe();
});

test("from there the event is reached by keyboard: what it changed, what it says otherwise, and each try", async ({ page, axe }) => {
  await choose(page, { language: "en", theme: "light" });
  await page.goto(product);
  const cause = history(page)
    .getByRole("link", { name: said(en.history.cause.event) })
    .first();
  await cause.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/events\/\d+$/);
  await expect(page.getByText(en.events.detail.because.changed)).toBeVisible();
  await expect(page.getByRole("region", { name: en.events.detail.made })).toContainText("120,000");
  const diff = page.getByRole("region", { name: en.events.detail.diff });
  await expect(diff.getByRole("row", { name: /^price changed/ })).toContainText("99000");
  await expect(page.getByText(said(en.events.detail.attempt, { n: "1" }))).toBeVisible();

  const payload = page.getByRole("region", { name: en.events.detail.payload });
  await expect(payload.getByText("1.25", { exact: true })).toBeVisible();
  const variations = payload.locator("summary", { hasText: "variations" });
  await expect(payload.getByText("LMP-A", { exact: true })).toBeHidden();
  await variations.focus();
  await page.keyboard.press("Enter");
  // Of the lists in it only variations hold branches of their own.
  await payload.locator("summary").filter({ hasText: /^0:/ }).focus();
  await page.keyboard.press("Enter");
  await expect(payload.getByText("LMP-A", { exact: true })).toBeVisible();
  await axe();

  await page.getByRole("link", { name: en.events.detail.previous }).click();
  await expect(page.getByText(en.events.detail.because.created)).toBeVisible();
  await expect(page.getByText(en.events.detail.diffNone)).toBeVisible();
  await page.getByRole("link", { name: en.events.detail.next }).click();
  await expect(page.getByText(en.events.detail.because.changed)).toBeVisible();
});

test("a message that says nothing new says so, and a deletion is told on both pages", async ({ page }) => {
  await choose(page, { language: "fa", theme: "light" });
  await deliver(page.request, secret, cheaper, { id: "det-3" });
  await sees(page, "/events?q=det-3", new RegExp(fa.events.status.succeeded));
  await page.goto("/events?q=det-3");
  await page
    .getByRole("row", { name: new RegExp(lamp.sku.slice(-4)) })
    .or(page.getByRole("row", { name: /چراغ/ }))
    .first()
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText(fa.events.detail.madeNothing)).toBeVisible();
  await expect(page.getByText(fa.events.detail.diffSame)).toBeVisible();

  await deliver(page.request, secret, { id: lamp.id, name: lamp.name }, { id: "det-4", type: "product.deleted" });
  await sees(page, product, new RegExp(fa.products.detail.now.deleted));
  const cause = history(page, fa.history).getByRole("listitem").first();
  await expect(cause).toContainText(fa.history.kind.deleted);
  await cause.getByRole("link").click();
  await expect(page.getByText(fa.events.detail.because.deleted)).toBeVisible();
  await expect(page.getByText(fa.events.detail.diffDeleted)).toBeVisible();
});

test("both pages are accessible in both languages and themes and fit a phone", async ({ page, axe }) => {
  test.slow();
  await page.goto(product);
  const event = await history(page, fa.history)
    .getByRole("link", { name: said(fa.history.cause.event) })
    .nth(1)
    .getAttribute("href");
  for (const look of looks) {
    await choose(page, look);
    for (const path of [product, event ?? "", `${event}?payload=all`, `${product}?history=all`]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await axe();
      await page.setViewportSize({ width: 390, height: 844 });
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
    }
  }
});
