import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, said } from "./story";

test.describe.configure({ mode: "serial" });

const words = en.setup;
const cup = { price: "120000", currency: "IRT", stock_status: "instock", type: "simple", status: "publish" };
let address = "";
let secret = "";

test("a new store is set up: its token is shown once, its first message and products appear by themselves", async ({ page, axe }) => {
  test.slow();
  await page.goto("/stores");
  await choose(page, { language: "en", theme: "light" });
  await page.goto("/stores");
  await page.getByRole("button", { name: en.stores.create.open }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(en.stores.create.name).fill("Teahouse");
  await dialog.getByRole("button", { name: en.stores.create.submit }).click();
  await expect(page).toHaveURL(/\/stores\/[\w-]{36}\/setup$/);
  address = new URL(page.url()).pathname;
  await expect(page.getByText(words.lead.token)).toBeVisible();
  await expect(page.getByRole("link", { name: en.stores.connect.download })).toBeVisible();
  await axe();

  await page.getByText(words.key.byHand).click();
  await page.getByRole("button", { name: words.key.make }).click();
  secret = (await page.getByText(/^wc_sk_live_/).innerText()).trim();
  // The page knows of the token by now, and still shows it until somebody has copied it.
  await expect(page.getByText(words.message.waiting, { exact: true })).toBeVisible();
  await expect(page.getByText(secret)).toBeVisible();
  await axe();
  await page.getByRole("button", { name: words.key.shownDone }).click();
  await expect(page.getByText(secret)).toBeHidden();
  await page.goto("/stores");
  await page.goto(address);
  await expect(page.getByText(words.lead.message), "who comes back finds the right step").toBeVisible();
  expect(await page.content()).not.toContain(secret);

  // From here nobody touches the page.
  for (const [at, name] of ["Blue cup", "فنجان سفالی دست‌ساز با لعاب فیروزه‌ای و دستهٔ چوبی", "Pot"].entries()) {
    const sent = await deliver(page.request, secret, { ...cup, id: 700 + at, name }, { id: `tea-${at}`, type: "product.created" });
    expect(sent.status()).toBe(202);
    await expect(page.getByRole("list", { name: words.products.list }).getByText(name)).toBeVisible({ timeout: 25_000 });
  }
  await expect(page.getByText(said(words.products.count, { count: "3" }))).toBeVisible();
  await expect(page.getByText(words.products.done, { exact: true })).toBeVisible({ timeout: 25_000 });
  await axe();
  await page.getByRole("link", { name: words.products.see }).click();
  await expect(page).toHaveURL(/\/products\?store=/);
});

test("what is refused before the first message is named with its cure", async ({ page }) => {
  await page.goto("/stores");
  const made = await page.request.post("/api/v1/stores/", {
    headers: { origin: new URL(page.url()).origin },
    data: { name: "Locked out" },
  });
  const { id } = (await made.json()) as { id: string };
  const token = await page.request.post("/api/v1/integrations/tokens/generate/", {
    headers: { origin: new URL(page.url()).origin },
    data: { integration_type: "woocommerce", name: "Locked", store_id: id, allowed_ips: ["203.0.113.9"] },
  });
  const { token: locked } = (await token.json()) as { token: string };
  await choose(page, { language: "fa", theme: "light" });
  await page.goto(`/stores/${id}/setup`);
  await expect(page.getByText(fa.setup.message.waiting, { exact: true })).toBeVisible();
  expect((await deliver(page.request, locked, { ...cup, id: 1, name: "x" }, { id: "locked-1" })).status()).toBe(403);
  await expect(page.getByText(fa.setup.message.cause.address_not_allowed)).toBeVisible({ timeout: 25_000 });
  await expect(page.getByText(/127\.0\.0\.1/)).toBeVisible();
  await page.getByRole("link", { name: fa.setup.message.fix }).click();
  await expect(page).toHaveURL(new RegExp(`/stores/${id}/settings#tokens`));
});

test("the set-up is accessible and fits a phone in both languages", async ({ page, axe }) => {
  test.slow();
  await page.goto("/stores");
  const made = await page.request.post("/api/v1/stores/", {
    headers: { origin: new URL(page.url()).origin },
    data: { name: "فروشگاهی با نامی بسیار بلند برای آزمودن صفحه" },
  });
  const { id } = (await made.json()) as { id: string };
  for (const look of looks) {
    await choose(page, look);
    for (const path of [address, `/stores/${id}/setup`, `/stores/${id}`]) {
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await axe();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
      }
    }
  }
});
