import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, makeToken, said, signedInOwner } from "./story";

const english = { language: "en", theme: "light" } as const;
const longTitle =
  "پیراهن نخی آستین‌بلند مردانهٔ تابستانی با یقهٔ دیپلمات، دکمه‌های صدفی و جیب روی سینه، مناسب هوای گرم و شست‌وشوی روزانه در ماشین";
const shop = [
  { id: 9101, name: "Blue cotton shirt", sku: "PLAY-1", description: "A light shirt of cotton for the summer." },
  { id: 9102, name: "Green linen shirt", sku: "PLAY-2", description: "Linen, cool in summer." },
  { id: 9103, name: "Wool coat", sku: "PLAY-3", description: "Warm in winter, lined with cotton." },
  { id: 9104, name: longTitle, sku: "PLAY-4", description: "پارچهٔ نخی سبک." },
].map((product) => ({
  type: "simple",
  status: "publish",
  catalog_visibility: "visible",
  price: "850000",
  currency: "IRT",
  stock_status: product.id === 9102 ? "outofstock" : "instock",
  ...product,
}));

test("before there is a store the page says what to do", async ({ page, browser, baseURL, axe }) => {
  await page.goto("/knowledge");
  const { page: own } = await signedInOwner(page, browser, baseURL ?? "", "nothing-yet@example.com");
  for (const words of [fa, en]) {
    await choose(own, { language: words === fa ? "fa" : "en", theme: "light" });
    await own.goto("/knowledge");
    await expect(own.getByText(words.knowledge.search.noStore)).toBeVisible();
    await expect(own.getByRole("link", { name: words.knowledge.search.noStoreAction })).toHaveAttribute("href", "/stores");
  }
  await axe();
  await own.context().close();
});

test("answers say why, by keyboard: the words marked, the parts, the arithmetic", async ({ page, axe }) => {
  await page.goto("/tokens");
  await choose(page, english);
  const secret = await makeToken(page, "Playground shop");
  for (const product of shop) {
    const answer = await deliver(page.request, secret, product, { id: `play-${product.id}` });
    expect(answer.status()).toBe(202);
  }
  await expect(async () => {
    await page.goto("/knowledge?q=PLAY-4");
    await expect(page.getByRole("region", { name: en.knowledge.search.results }).getByRole("article").first()).toContainText(longTitle, {
      timeout: 1_000,
    });
  }).toPass({ timeout: 40_000 });

  await page.goto("/knowledge");
  await page.getByLabel(en.knowledge.search.label, { exact: true }).last().focus();
  await page.keyboard.type("cotton shirt");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=cotton\+shirt/);
  const first = page.getByRole("region", { name: en.knowledge.search.results }).getByRole("article").first();
  await expect(first.getByRole("heading", { name: /Blue cotton shirt/ })).toBeVisible();
  await expect(first).toContainText("850,000");
  await expect(first.locator("mark").first()).toHaveText(/cotton|shirt/i);
  await expect(first.getByText(said(en.knowledge.why.allWords))).toBeVisible();
  await first.getByText(en.knowledge.why.open, { exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(first.getByRole("table", { name: en.knowledge.why.caption })).toBeVisible();
  await axe();
  await expect(first.getByRole("link", { name: /What the AI reads/ })).toHaveAttribute("href", /^\/products\//);
  await page.getByLabel(en.knowledge.search.limit).selectOption("5");
  await expect(page).toHaveURL(/limit=5/);
  await page.goBack();
  await expect(page).not.toHaveURL(/limit/);
  await page.goto(`/knowledge?q=${encodeURIComponent("💐 ؟؟ qqqqqqqq")}`);
  await expect(page.getByText(en.knowledge.search.foundNothingNext)).toBeVisible();
});

test("two queries stand side by side, and each answer says how it moved", async ({ page, axe }) => {
  await page.goto("/knowledge?q=shirt");
  await choose(page, english);
  await page.reload();
  await page.getByRole("link", { name: en.knowledge.compare.start }).click();
  await expect(page).toHaveURL(/q2=shirt/);
  const second = page.getByRole("region", { name: en.knowledge.compare.second });
  await expect(second.getByText(en.knowledge.compare.same).first()).toBeVisible();
  await page.getByLabel(en.knowledge.search.stock, { exact: true }).last().selectOption("yes");
  await expect(page).toHaveURL(/stock2=yes/);
  const firstRegion = page.getByRole("region", { name: en.knowledge.compare.first });
  await expect(firstRegion.getByRole("article").filter({ hasText: "Green linen shirt" })).toContainText(en.knowledge.compare.gone);
  await expect(second.getByText("Green linen shirt")).toBeHidden();
  await axe();
  await page.goBack();
  await expect(second.getByText("Green linen shirt").first()).toBeVisible();
  await page.getByRole("link", { name: en.knowledge.compare.stop }).click();
  await expect(page).not.toHaveURL(/q2/);
  await expect(page.getByRole("region", { name: en.knowledge.search.results })).toBeVisible();
});

test("a thumb makes a judged query, that is measured, downloaded and taken back", async ({ page, axe }) => {
  await page.goto("/knowledge?q=cotton+shirt");
  await choose(page, english);
  await page.reload();
  const first = page.getByRole("region", { name: en.knowledge.search.results }).getByRole("article").first();
  const up = first.getByRole("button", { name: en.knowledge.judge.up });
  await up.focus();
  await page.keyboard.press("Space");
  await expect(up).toHaveAttribute("aria-pressed", "true");
  const judged = page.getByRole("region", { name: en.knowledge.judged.title });
  const row = judged.getByRole("row", { name: /cotton shirt/ });
  await expect(row).toBeVisible();
  await expect(up, "the focus stays where it was").toBeFocused();
  await judged.getByRole("button", { name: en.knowledge.judged.measure }).click();
  await expect(judged.getByText(en.knowledge.judged.ndcg)).toBeVisible();
  await expect(judged.getByText("1.000")).toBeVisible();
  await expect(judged.getByText(said(en.knowledge.judged.firstOf, { count: "1", total: "1" }))).toBeVisible();
  await axe();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    judged.getByRole("link", { name: en.knowledge.judged.export }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^judged-queries-[\d-]+\.json$/);
  const answer = (await (await page.request.get("/api/v1/knowledge/judgements/")).json()) as { results: unknown[] };
  expect(answer.results).toMatchObject([{ query: "cotton shirt", verdict: "up", rank: 1, product: { external_id: "woo_9101" } }]);

  await page.reload();
  await expect(up, "it was kept").toHaveAttribute("aria-pressed", "true");
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/store=/);
  await first.getByRole("button", { name: en.knowledge.judge.down }).click();
  await expect(up).toHaveAttribute("aria-pressed", "false");
  await first.getByRole("button", { name: en.knowledge.judge.down }).click();
  await expect(judged.getByText(en.knowledge.judged.empty)).toBeVisible();
});

test("in both languages, light and dark, wide and on a phone", async ({ page, axe }) => {
  test.setTimeout(180_000);
  const words = { en: en.knowledge, fa: fa.knowledge };
  for (const look of looks) {
    await page.goto("/knowledge");
    await choose(page, look);
    for (const path of ["/knowledge", "/knowledge?q=پیراهن نخی", "/knowledge?q=shirt&q2=پیراهن"]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await expect(page.getByRole("heading", { name: words[look.language].judged.title })).toBeVisible();
      await expect(page.getByRole("heading", { name: words[look.language].stats.title })).toBeVisible();
      await axe();
      await page.setViewportSize({ width: 390, height: 844 });
      const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(tooWide, `${path} is not wider than a phone`).toBe(0);
      await axe();
    }
  }
});
