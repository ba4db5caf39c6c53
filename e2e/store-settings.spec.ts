import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, said, signedInOwner } from "./story";

test.describe.configure({ mode: "serial" });

const SHOP = "Lantern Street";
const words = en.settings;
let id = "";
let secret = "";

const lamp = { price: "450000", stock_status: "instock", categories: ["Lamps"], type: "simple", status: "publish" };
const products = [
  { ...lamp, id: 901, name: "Brass lantern walnut" },
  { ...lamp, id: 902, name: "Brass lantern sold out", stock_status: "outofstock" },
  { ...lamp, id: 903, name: "Brass lantern for partners", categories: ["Wholesale"] },
];

/** What the AI is answered of this shop. */
async function known(page: Page, query = "Brass lantern"): Promise<string[]> {
  const answer = await page.request.post("/api/v1/knowledge/search/", {
    headers: { origin: new URL(page.url()).origin },
    data: { query, store_id: id, limit: 50 },
  });
  const { results } = (await answer.json()) as { results: { product: { title: string } }[] };
  return results.map(({ product }) => product.title.replace("Brass lantern ", "")).sort();
}

test("rules of visibility are seen before they are saved, and hold from the next search on", async ({ page, axe }) => {
  test.slow();
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  secret = await makeToken(page, SHOP);
  for (const product of products)
    expect((await deliver(page.request, secret, product, { id: `lantern-${product.id}`, type: "product.created" })).status()).toBe(202);
  const { results } = (await (await page.request.get("/api/v1/stores/?q=Lantern")).json()) as { results: { id: string }[] };
  id = results[0]?.id ?? "";
  await expect.poll(() => known(page), { timeout: 30_000 }).toEqual(["for partners", "sold out", "walnut"]);

  await page.goto(`/stores/${id}`);
  const place = page.getByRole("navigation", { name: words.places.label }).getByRole("link", { name: words.places.settings });
  await place.click();
  await expect(place).toHaveAttribute("aria-current", "page");
  await expect(page.getByText(said(words.state.all, { count: "3" }))).toBeVisible();
  const rules = page.getByRole("region", { name: words.visibility.title });
  await rules.getByLabel(words.visibility.stock).check();
  // Any category of the shop is found by its name, by keyboard; looking for one sends no rules.
  const finder = rules.getByLabel(words.visibility.findCategory);
  for (const [text, told] of [
    ["nowhere", words.visibility.foundNone],
    ["whole", words.visibility.found],
  ] as const) {
    await finder.fill(text);
    await page.keyboard.press("Enter");
    await expect(rules.getByText(said(told, { text }))).toBeVisible();
  }
  await expect(rules.getByRole("button", { name: words.visibility.save })).toHaveCount(0);
  await rules.getByLabel("Wholesale").check();
  await rules.getByRole("button", { name: words.visibility.preview }).click();
  await expect(rules.getByText(said(words.visibility.disappear, { count: "2" }))).toBeVisible();
  await expect(rules.getByRole("status").filter({ hasText: "Brass lantern sold out" })).toBeVisible();
  expect(await known(page), "nothing is saved yet").toHaveLength(3);
  await axe();

  await rules.getByRole("button", { name: words.visibility.save }).click();
  await expect(page.getByText(words.visibility.saved)).toBeVisible();
  expect(await known(page), "at once").toEqual(["walnut"]);
  await expect(page.getByText(said(words.state.some, { visible: "1", count: "3", rules: "2", hand: "0" }))).toBeVisible();

  // Back in stock by the shop's own word.
  await deliver(page.request, secret, { ...lamp, id: 902, name: "Brass lantern sold out" }, { id: "lantern-back" });
  await expect.poll(() => known(page), { timeout: 30_000 }).toEqual(["sold out", "walnut"]);
});

test("one product is kept back by its name and by keyboard, shown again by undo; its page says why it is not found", async ({
  page,
  axe,
}) => {
  await page.goto(`/stores/${id}/settings`);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(`/stores/${id}/settings`);
  await page.getByRole("searchbox", { name: words.hidden.search }).fill("walnut");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/product=walnut/);
  const hide = page.getByRole("button", { name: said(words.hidden.hideLabel, { title: "Brass lantern walnut" }) });
  await hide.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(words.hidden.done)).toBeVisible();
  await expect(page.getByText(said(words.hidden.list, { count: "1" }))).toBeVisible();
  expect(await known(page)).toEqual(["sold out"]);

  await page.getByRole("link", { name: "Brass lantern walnut" }).first().click();
  await expect(page.getByText(words.hidden.long.hand)).toBeVisible();
  await axe();
  await page.getByRole("button", { name: said(words.hidden.showLabel, { title: "Brass lantern walnut" }) }).click();
  await expect(page.getByText(words.hidden.undone)).toBeVisible();
  await expect.poll(() => known(page)).toEqual(["sold out", "walnut"]);
  await page.getByRole("button", { name: words.hidden.undo }).click();
  await expect(page.getByText(words.hidden.long.hand)).toBeVisible();
});

test("rates take Persian digits and hold for the next message; addresses that would refuse the shop are named", async ({ page, axe }) => {
  await page.goto(`/stores/${id}/settings`);
  await choose(page, { language: "fa", theme: "light" });
  await page.goto(`/stores/${id}/settings`);
  const tokens = page.getByRole("region", { name: fa.settings.tokens.title });
  await tokens.getByText(said(fa.settings.tokens.edit, { name: SHOP })).click();
  const form = tokens.locator("details[open]");
  await form.getByLabel(fa.settings.tokens.rate).fill("۰");
  await form.getByLabel(fa.settings.tokens.addresses).fill("203.0.113.9.1");
  await form.getByRole("button", { name: fa.settings.tokens.save, exact: true }).click();
  await expect(form.getByText(fa.settings.tokens.rateInvalid)).toBeVisible();
  await expect(form.getByText(said(fa.settings.tokens.addressInvalid, { line: "203.0.113.9.1" }))).toBeVisible();
  await form.getByLabel(fa.settings.tokens.rate).fill("۱٬۲۰۰");
  await form.getByLabel(fa.settings.tokens.addresses).fill("203.0.113.0/24");
  await form.getByRole("button", { name: fa.settings.tokens.save, exact: true }).click();
  await expect(page.getByText(fa.settings.tokens.saved)).toBeVisible();
  await expect(tokens.getByText(/۱٬۲۰۰/).first()).toBeVisible();
  await expect(tokens.getByText(/127\.0\.0\.1/), "where the shop last came from").toBeVisible();
  await axe();
  expect((await deliver(page.request, secret, { ...lamp, id: 904, name: "x" }, { id: "lantern-refused" })).status()).toBe(403);

  await form.getByLabel(fa.settings.tokens.addresses).fill("");
  await form.getByRole("button", { name: fa.settings.tokens.save, exact: true }).click();
  await expect
    .poll(async () =>
      (await deliver(page.request, secret, { ...lamp, id: 901, name: "Brass lantern walnut" }, { id: "lantern-let-in" })).status(),
    )
    .not.toBe(403);
});

test("a store is named anew, switched off after a warning, and on again", async ({ page, axe }) => {
  await page.goto(`/stores/${id}/settings`);
  await choose(page, { language: "en", theme: "light" });
  await page.goto(`/stores/${id}/settings`);
  const store = page.getByRole("region", { name: words.store.title, exact: true });
  await store.getByLabel(words.store.name).fill("");
  await store.getByRole("button", { name: words.store.save }).click();
  await expect(store.getByText(words.store.nameMissing)).toBeVisible();
  await store.getByLabel(words.store.name).fill("Lantern Lane");
  await store.getByRole("button", { name: words.store.save }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Lantern Lane" })).toBeVisible();
  await store.getByRole("button", { name: words.store.switchOff }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(words.store.switchOffLead);
  await axe();
  await dialog.getByRole("button", { name: words.store.switchOff }).click();
  await expect(page.getByText(en.stores.sentence.off)).toBeVisible();
  expect(await known(page)).toEqual([]);
  await store.getByRole("button", { name: words.store.switchOn }).click();
  await expect(page.getByText(words.store.on)).toBeVisible();
});

test("a stranger sees nothing of a store's settings", async ({ page, browser, baseURL }) => {
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "lamplighter@example.com");
  await owner.goto(`/stores/${id}/settings`);
  await expect(owner.getByRole("heading", { name: "اینجا چیزی نیست" })).toBeVisible();
  await owner.context().close();
});
