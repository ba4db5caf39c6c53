import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, said } from "./story";

test.describe.configure({ mode: "serial" });

const SHOP = "Linen House";
const shirt = {
  id: 90_414,
  name: "پیراهن کتان تابستانی",
  sku: "LIN-414",
  price: "850000",
  regular_price: "950000",
  sale_price: "850000",
  on_sale: true,
  currency: "IRT",
  stock_quantity: 12,
  stock_status: "instock",
  categories: ["پوشاک"],
  tags: ["تابستان"],
  type: "simple",
  attributes: [{ name: "رنگ", options: ["آبی", "سفید"] }],
  short_description: "پیراهنی سبک برای روزهای گرم.",
  description: "<p>از کتان طبیعی دوخته شده است و در گرما خنک می‌ماند.</p><script>alert(1)</script>",
  date_modified: "2025-11-10T09:30:00Z",
};
let secret = "";

test("a token's secrets are shown once and are in no page afterwards", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  secret = await makeToken(page, SHOP);
  expect(secret).toMatch(/^wc_sk_live_[a-z0-9]{40}$/);
  await expect(page.getByRole("row", { name: new RegExp(SHOP) })).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(secret);
  expect(await page.content()).not.toContain("whsec_");
});

test("a saved product appears live in Events, then as product, passages and search result", async ({ page, axe }) => {
  await page.goto("/events");
  await choose(page, { language: "en", theme: "light" });
  await page.reload();
  await expect(page.getByText(en.events.live.on, { exact: true })).toBeVisible();
  expect((await deliver(page.request, secret, shirt, { id: "evt-1", type: "product.created" })).status()).toBe(202);

  // Nobody touches the page: it arrives and ends by itself.
  const row = page.getByRole("row", { name: /414/ });
  await expect(row).toBeVisible({ timeout: 25_000 });
  await expect(row.getByText(en.events.status.succeeded, { exact: true })).toBeVisible({ timeout: 25_000 });

  await row.getByRole("link").click();
  await expect(
    page.getByRole("heading", { level: 1, name: said(en.events.kindNamed["product.created"], { name: shirt.name }) }),
  ).toBeVisible();
  await page.getByText(en.events.detail.raw, { exact: true }).click();
  await expect(page.getByRole("group", { name: en.events.detail.payload })).toContainText('"event_id": "evt-1"');
  await expect(page.getByRole("group", { name: en.events.detail.headers }), "secrets are left out").not.toContainText("wc_sk_live_");
  await axe();
  await page.getByRole("link", { name: en.events.detail.openProduct }).click();

  await expect(page.getByRole("heading", { level: 1, name: shirt.name })).toBeVisible();
  await expect(page.getByText(said(en.products.knowledgeLong.ready))).toBeVisible({ timeout: 25_000 });
  const reads = page.getByRole("region", { name: en.products.detail.reads });
  await expect(reads.getByText("کتان طبیعی")).toBeVisible();
  await expect(reads, "no price is learned").not.toContainText(/850/);
  await expect(reads).not.toContainText("alert");
  await expect(page.getByRole("region", { name: en.products.detail.facts })).toContainText("850,000");
  await expect(page.getByText(en.products.detail.tldrExtractive)).toBeVisible();
  await axe();
});

test("search finds it in Persian with today's price and says why", async ({ page, axe }) => {
  await page.goto("/knowledge");
  await expect(page.getByText(fa.knowledge.spellingOnly)).toBeVisible();
  await page.getByRole("searchbox", { name: fa.knowledge.search.label }).fill("پيراهن كتان");
  await page.keyboard.press("Enter");
  const found = page.getByRole("region", { name: fa.knowledge.search.results }).getByRole("article").first();
  await expect(found.getByRole("heading", { name: shirt.name })).toBeVisible();
  await expect(found).toContainText("۸۵۰٬۰۰۰");
  await expect(found).toContainText("تومان");
  await expect(found.getByText(fa.knowledge.search.lexical).first()).toBeVisible();
  await axe();
  await page.getByLabel(fa.knowledge.search.stock).selectOption({ label: fa.knowledge.search.inStock });
  await expect(page).toHaveURL(/stock=yes/);
  await expect(found.getByRole("heading", { name: shirt.name })).toBeVisible();
});

test("products are filtered by the address, with digits of any keyboard", async ({ page, axe }) => {
  await deliver(
    page.request,
    secret,
    {
      ...shirt,
      id: 415,
      name: "Wool socks",
      sku: "SOC-415",
      price: "120000",
      stock_quantity: 0,
      stock_status: "outofstock",
      categories: ["Socks"],
    },
    { id: "evt-2" },
  );
  await expect(async () => {
    await page.goto("/products?sort=title");
    await expect(page.getByRole("row", { name: /Wool socks/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 25_000 });
  await page.getByLabel(fa.products.filter.stock).selectOption({ label: fa.products.filter.inStock });
  await expect(page.getByRole("row", { name: /Wool socks/ })).toBeHidden();
  await page.getByRole("button", { name: fa.products.filter.anyPrice }).click();
  await page.getByLabel(fa.products.filter.min, { exact: true }).fill("۹۰۰٬۰۰۰");
  await page.getByRole("button", { name: fa.common.apply }).click();
  await expect(page.getByText(fa.products.emptyFiltered)).toBeVisible();
  await axe();
  await page.getByRole("link", { name: fa.common.clearFilters }).click();
  await expect(page.getByRole("row", { name: /Wool socks/ })).toBeVisible();
  await page.getByRole("searchbox").fill("soc-415");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(shirt.name) })).toBeHidden();
  await expect(page.getByRole("row", { name: /Wool socks/ })).toBeVisible();
});

test("events can run again, one by one and by filter after saying how many", async ({ page }) => {
  await choose(page, { language: "en", theme: "light" });
  await page.goto("/events?product=90414");
  await page
    .getByRole("link", { name: new RegExp(shirt.name) })
    .first()
    .click();
  await page.getByRole("button", { name: en.events.replay.button }).click();
  await expect(page.getByText(en.events.replay.queued)).toBeVisible();
  await expect(page.getByText(said(en.events.detail.attempt, { n: "2" }))).toBeVisible({ timeout: 25_000 });

  await page.goto("/events?product=90414");
  await page.getByRole("button", { name: en.events.replay.many }).click();
  const dialog = page.getByRole("dialog", { name: said(en.events.replay.manyTitle, { count: "1" }) });
  await dialog.getByRole("button", { name: said(en.events.replay.manySubmit, { count: "1" }) }).click();
  await expect(page.getByText(said(en.events.replay.manyDone, { count: "1" }))).toBeVisible();
});

test("a revoked token stops at once and its events stay", async ({ page, axe }) => {
  await choose(page, { language: "en", theme: "dark" });
  await page.goto("/tokens");
  const row = page.getByRole("row", { name: new RegExp(SHOP) });
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: en.tokens.revoke }).click();
  const dialog = page.getByRole("dialog", { name: said(en.tokens.revokeDialog.title, { name: SHOP }) });
  await expect(dialog).toContainText("within a second");
  await axe();
  await dialog.getByRole("button", { name: en.tokens.revokeDialog.submit }).click();
  await expect(page.getByText(said(en.tokens.revokeDialog.done, { name: SHOP }))).toBeVisible();
  await expect(row).toBeHidden();
  expect((await deliver(page.request, secret, shirt, { id: "evt-late" })).status()).toBe(401);
  await page.goto("/events");
  await expect(page.getByRole("row", { name: new RegExp(shirt.name) }).first()).toBeVisible();
});
