import { expect, test } from "./fixtures";
import { choose, en, fa, looks, said, signedInOwner } from "./story";

test.describe.configure({ mode: "serial" });

test("an owner without a store makes one in Persian and is led to both ways to connect it", async ({ page, browser, baseURL }) => {
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "first-store@example.com");
  const words = fa.stores.create;
  await owner.goto("/stores");
  await expect(owner.getByText(fa.stores.empty)).toBeVisible();
  await owner.getByRole("button", { name: words.open }).click();
  const dialog = owner.getByRole("dialog", { name: words.title });
  await dialog.getByLabel(words.shop).fill("two words");
  await dialog.getByRole("button", { name: words.submit }).click();
  await expect(dialog.getByText(words.nameMissing)).toBeVisible();
  await expect(dialog.getByText(words.shopInvalid)).toBeVisible();
  await expect(dialog.getByLabel(words.shop), "what was typed is still there").toHaveValue("two words");

  await dialog.getByLabel(words.name).fill("خانهٔ سفال");
  await dialog.getByLabel(words.shop).fill("pottery.example/shop/");
  await dialog.getByRole("button", { name: words.submit }).click();
  await expect(owner.getByRole("heading", { level: 1, name: "خانهٔ سفال" })).toBeVisible();
  await expect(owner.getByRole("heading", { name: fa.stores.ways.title })).toBeVisible();
  await expect(owner.getByRole("link", { name: fa.stores.ways.pluginGo })).toHaveAttribute("href", "#plugin");
  await expect(owner.getByRole("link", { name: fa.stores.connect.download })).toBeVisible();
  const address = owner.url();
  await owner.getByRole("link", { name: fa.sync.connection.connect }).click();
  await expect(owner.getByRole("heading", { level: 1, name: fa.sync.wizard.title })).toBeVisible();
  await expect(owner.getByLabel(fa.sync.wizard.address).first(), "it is not asked again").toHaveValue("https://pottery.example/shop");

  await owner.goto("/stores");
  await expect(owner.getByRole("row", { name: /خانهٔ سفال/ })).toContainText(fa.stores.badge.unconnected);
  await expect(owner.getByRole("button", { name: words.open })).toHaveCount(1);
  await owner.context().close();
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: "خانهٔ سفال" }), "an administrator sees it").toBeVisible();
});

test("an administrator makes one for Shopify; the dialog and the choice are accessible and fit a phone", async ({ page, axe }) => {
  test.slow();
  await page.goto("/stores");
  await choose(page, { language: "en", theme: "light" });
  await page.goto("/stores");
  await page.getByRole("button", { name: en.stores.create.open }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(en.stores.create.name).fill("Loom");
  await dialog.getByLabel(en.stores.create.shop).fill("loom.myshopify.com");
  await dialog.getByRole("button", { name: en.stores.create.submit }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Loom" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 3 }), "Shopify's way first").toHaveText([en.stores.ways.api, en.stores.ways.plugin]);
  const address = page.url();
  await page.getByRole("link", { name: en.sync.connection.connect }).click();
  await expect(page).toHaveURL(/kind=shopify/);
  await expect(page.getByText(said(en.sync.wizard.lead, { store: "Loom" }))).toBeVisible();

  for (const look of looks) {
    await choose(page, look);
    const words = look.language === "fa" ? fa : en;
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(address);
      await expect(page.getByRole("heading", { name: words.stores.ways.title })).toBeVisible();
      if (width === 1440) await axe();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await page.goto("/stores");
      await page.getByRole("button", { name: words.stores.create.open }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      if (width === 1440) await axe();
    }
  }
});
