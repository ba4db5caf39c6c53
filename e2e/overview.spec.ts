import type { APIRequestContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, said, signedInOwner } from "./story";

test.describe.configure({ mode: "serial" });

const SHOP = "Clay & Kiln";
const PRODUCTS = 60;
const MOST_PRODUCTS = 3_000;
const TITLE = "گلدان سفالی دست‌ساز لعاب‌دار با نقش برجستهٔ گل و مرغ، مناسب فضای باز و بسته، اندازهٔ بزرگ";
const words = en.overview;
const english = { language: "en", theme: "light" } as const;

const send = (request: APIRequestContext, secret: string, events: readonly object[]) =>
  request.post("/api/integrations/woocommerce/webhook/batch/", { headers: { authorization: `Bearer ${secret}` }, data: { events } });
const digest = (request: APIRequestContext, secret: string, ids: readonly number[]) =>
  request.post("/api/integrations/woocommerce/digest/", {
    headers: { authorization: `Bearer ${secret}` },
    data: { products: ids.map((id) => ({ id, modified: null, hash: "ab" })), page: 1, pages: 1 },
  });
const changes = (from: number, count: number, name = TITLE) =>
  Array.from({ length: count }, (_, index) => ({
    event_id: `clay-${from + index}-${name.length}`,
    event_type: "product.updated",
    product: { id: from + index, name: `${name} ${from + index}`, hash: "ab" },
  }));

async function seenInEveryLook(page: Page, axe: () => Promise<void>) {
  for (const look of looks) {
    await choose(page, look);
    for (const width of [1440, 768, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/overview");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        `${width} px`,
      ).toBeLessThanOrEqual(0);
      if (width !== 768) await axe();
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await choose(page, english);
  await page.goto("/overview");
}

test("an owner is told in the first line how the shop is, as it changes, and what to do", async ({ page, browser, baseURL }) => {
  test.setTimeout(400_000);
  const { page: owner, userId } = await signedInOwner(page, browser, baseURL ?? "", "overview-owner@example.com");
  await expect(owner, "the start").toHaveURL(/\/overview$/);
  await expect(owner.getByText(fa.overview.empty)).toBeVisible();
  await expect(owner.getByRole("link", { name: fa.overview.emptyAction })).toHaveAttribute("href", "/stores");
  await choose(owner, english);
  await owner.reload();
  await expect(owner.getByText(words.state.none, { exact: true })).toBeVisible();

  const made = await page.request.post("/api/v1/integrations/tokens/generate/", {
    headers: { origin: baseURL ?? "" },
    data: { user_id: userId, integration_type: "woocommerce", name: SHOP },
  });
  const { token: secret } = (await made.json()) as { token: string };
  await owner.goto("/overview");
  const main = owner.getByRole("main");
  await expect(main.getByText(en.stores.sentence.unconnected)).toBeVisible();
  await expect(main.getByRole("link", { name: said(words.next.of, { step: words.next.unconnected, store: SHOP }) })).toBeVisible();

  // Many at once, until the page tells of them; then, left alone, it says by itself that all are saved.
  let sent = 0;
  let isSeen = false;
  const sending = (async () => {
    for (; !isSeen && sent < MOST_PRODUCTS; sent += 100) await send(page.request, secret, changes(1 + sent, 100));
  })();
  await expect(async () => {
    await owner.goto("/overview");
    await expect(main.getByText(/^Catching up: [\d,]+ changes left/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  isSeen = true;
  await sending;
  const number = (count: number) => count.toLocaleString("en-GB");
  await expect(main.getByText(said(words.own.synced, { count: number(sent) }))).toBeVisible({ timeout: 180_000 });
  await expect(main.getByRole("link", { name: said(words.next.of, { step: words.next.synced, store: SHOP }) })).toBeVisible();
  await expect(main.getByRole("region", { name: words.figures.products })).toContainText(number(sent));
  await expect(main.getByRole("img", { name: said(words.chart.summary) })).toBeVisible();

  // A comparison that misses nearly all of them: the owner is asked.
  await expect(async () => {
    const answer = (await (await digest(page.request, secret, [1, 2])).json()) as { waiting_for_confirmation?: boolean };
    expect(answer.waiting_for_confirmation).toBe(true);
  }).toPass({ timeout: 30_000 });
  await expect(main.getByText(said(en.stores.sentence.decide, { count: number(sent - 2) }))).toBeVisible({ timeout: 30_000 });
  await main.getByRole("link", { name: said(words.next.of, { step: words.next.decide, store: SHOP }) }).click();
  await expect(owner).toHaveURL(/\/stores\/[0-9a-f-]+$/);
  await expect(owner.getByText(number(sent - 2)).first()).toBeVisible();
  await owner.context().close();
});

test("an administrator sees all stores, the worst first, the queue, what fails, what it costs", async ({ page, axe }) => {
  test.slow();
  await choose(page, english);
  const refused = await page.request.post("/api/v1/integrations/tokens/generate/", {
    headers: { origin: new URL((await page.goto("/overview"))?.url() ?? "").origin },
    data: { integration_type: "woocommerce", name: "Second shop" },
  });
  expect(refused.status()).toBe(201);
  const { token } = (await refused.json()) as { token: string };
  expect((await deliver(page.request, token, { id: 1, name: TITLE }, { id: "second-1" })).ok()).toBe(true);
  await send(page.request, token, changes(2, PRODUCTS));

  await page.goto("/overview");
  const table = page.getByRole("table", { name: words.stores.caption });
  const states = table.getByRole("row");
  await expect(states.nth(1), "who waits for a decision comes before who is well").toContainText(SHOP);
  await expect(states.nth(1)).toContainText(en.stores.badge.decide);
  // Once it is in sync, it may be too well to be among the worst.
  const second = table.getByRole("row", { name: /Second shop/ });
  await expect(second.filter({ hasNotText: en.stores.badge.synced })).toHaveCount(0, { timeout: 30_000 });
  const hub = page.getByRole("region", { name: words.hub.title, exact: true });
  await expect(hub.getByText(words.hub.queue, { exact: true })).toBeVisible();
  await expect(hub.getByText(words.hub.spend, { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: words.hub.slowestCaption })).toBeVisible();
  await seenInEveryLook(page, axe);

  await page.getByRole("main").getByRole("link", { name: words.stores.all }).click();
  await expect(page).toHaveURL(/\/stores$/);
});

test("a chart's numbers are a table, opened by keyboard; the API answers the same", async ({ page }) => {
  await choose(page, english);
  await page.goto("/overview");
  const chart = page.getByRole("img", { name: said(words.chart.summary) });
  const table = page.getByRole("table", { name: words.chart.caption });
  await expect(table).toBeHidden();
  const toggle = page.getByText(words.chart.table);
  await toggle.focus();
  await page.keyboard.press("Enter");
  await expect(table).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(25);
  const answer = (await (await page.request.get("/api/v1/overview/?language=en")).json()) as {
    events: { received: number; hours: unknown[] };
    stores: { count: number };
  };
  expect(answer.events.hours).toHaveLength(24);
  await expect(chart).toHaveAttribute("aria-label", new RegExp(`^${answer.events.received.toLocaleString("en-GB")} messages`));
  expect(answer.stores.count).toBeGreaterThan(1);

  await choose(page, { language: "fa", theme: "light" });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: fa.overview.title })).toBeVisible();
  await expect(page.getByRole("img", { name: said(fa.overview.chart.summary) })).toBeVisible();
});
