import type { Page } from "@playwright/test";
import { missingPart } from "../lib/i18n/ui/missing-part";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, said, signedInOwner, settled } from "./story";

const english = { language: "en", theme: "light" } as const;
const persian = { language: "fa", theme: "dark" } as const;
const TITLE = "پیراهن کتان آستین‌بلند مردانه با دکمه‌های چوبی و یقهٔ ایستاده برای روزهای گرم";

/** Two stores, a product and the event that brought it. */
async function twoStores(page: Page): Promise<{ first: string; second: string; event: string }> {
  await page.goto("/tokens");
  await choose(page, english);
  const known = (await (await page.request.get("/api/v1/stores/?q=Shell+shop")).json()) as { results: { id: string; name: string }[] };
  if (known.results.length === 0) {
    await makeToken(page, "Shell shop two");
    const token = await makeToken(page, "Shell shop one");
    await deliver(page.request, token, { id: 4711, name: TITLE, sku: "SHELL-42" }, { id: "shell-event-1" });
  }
  const { results } = (await (await page.request.get("/api/v1/stores/?q=Shell+shop")).json()) as {
    results: { id: string; name: string }[];
  };
  const idOf = (end: string) => results.find(({ name }) => name.endsWith(end))?.id ?? "";
  await expect(async () => {
    const answer = await page.request.get("/api/v1/web-knowledge/products/?q=SHELL-42");
    expect(((await answer.json()) as { results: unknown[] }).results).toHaveLength(1);
  }).toPass({ timeout: 25_000 });
  const events = (await (await page.request.get("/api/v1/integrations/woocommerce/events/?q=shell-event-1")).json()) as {
    results: { id: string }[];
  };
  return { first: idOf("one"), second: idOf("two"), event: events.results[0]?.id ?? "" };
}

for (const [look, t] of [
  [english, en],
  [persian, fa],
] as const) {
  test(`the palette by keyboard (${look.language}): a product by SKU, an event by number, a page, and back`, async ({ page, axe }) => {
    const { event } = await twoStores(page);
    await choose(page, look);
    await page.goto("/products");
    await settled(page);
    const palette = page.getByRole("dialog", { name: t.shell.palette.title });
    const box = palette.getByRole("combobox");

    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused();
    await expect(palette.getByText(t.shell.palette.hint)).toBeVisible();
    await axe();
    await box.fill(look.language === "fa" ? "shell-۴۲" : "shell 42");
    await expect(palette.getByRole("option", { name: new RegExp(TITLE) })).toBeVisible();
    await axe();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/products\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("heading", { level: 1, name: TITLE })).toBeFocused();
    await expect(page.getByRole("navigation", { name: t.common.breadcrumbs }).locator("[aria-current=page]")).toHaveText(TITLE);
    await axe();

    await page.keyboard.press("Control+k");
    await expect(palette.getByRole("option", { name: new RegExp(TITLE) }), "it is remembered").toBeVisible();
    const typed = look.language === "fa" ? event.replace(/\d/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[Number(digit)] ?? "") : event;
    await box.fill(typed);
    await palette.getByRole("option", { name: /shell-event-1/ }).waitFor();
    await box.fill("shell-event-1");
    // Until the answer is there, Enter opens nothing: what is shown belongs to the text before.
    await expect(palette.getByText(t.shell.palette.searching)).toBeHidden();
    await expect(palette.getByRole("option")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/events/${event}$`));

    await page.keyboard.press("Control+k");
    await box.fill(t.shell.syncs);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/jobs$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

    await page.keyboard.press("Control+k");
    await box.fill("qqqqqqq");
    await expect(palette.getByText(said(t.shell.palette.nothing, { q: "qqqqqqq" }))).toBeVisible();
    await axe();
    await page.keyboard.press("Escape");
    await expect(palette).toBeHidden();
    await expect(page.getByRole("heading", { level: 1 }), "the keyboard is where it was").toBeFocused();
  });

  test(`the store is chosen in the address (${look.language}) and goes along`, async ({ page, axe }) => {
    const { first, second } = await twoStores(page);
    await choose(page, look);
    await page.goto("/events?status=succeeded&cursor=");
    await settled(page);
    const side = page.getByRole("complementary");
    const button = side.getByRole("button", { name: new RegExp(t.shell.switcher.label) });
    await button.click();
    const list = page.getByRole("dialog", { name: t.shell.switcher.title });
    await expect(list).toBeVisible();
    await axe();
    await list.getByRole("link", { name: "Shell shop one" }).click();
    await expect(page).toHaveURL(new RegExp(`/events\\?status=succeeded&store=${first}$`));
    await expect(button).toContainText("Shell shop one");
    await expect(button).toBeFocused();

    await side.getByRole("link", { name: t.shell.products, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/products\\?store=${first}$`));
    await expect(side.getByRole("link", { name: t.shell.products, exact: true })).toHaveAttribute("aria-current", "page");
    await page.goto(`/stores/${first}`);
    await settled(page);
    await button.click();
    await list.getByRole("link", { name: "Shell shop two" }).click();
    await expect(page).toHaveURL(new RegExp(`/stores/${second}$`));
    await page.goBack();
    await expect(button).toContainText("Shell shop one");
    await page.goto(`/products?store=${first}`);
    await settled(page);
    await button.click();
    await list.getByRole("link", { name: t.shell.switcher.all }).click();
    await expect(page).toHaveURL(/\/products$/);
  });

  test(`without a connection the page says so and from when it is (${look.language})`, async ({ page, context, axe, problems }) => {
    await page.goto("/products");
    await choose(page, look);
    await page.reload();
    await settled(page);
    const places = () => page.getByRole("main").evaluate((main) => [...main.children].map((part) => part.getBoundingClientRect().toJSON()));
    const before = await places();
    await context.setOffline(true);
    const banner = page.getByRole("status").filter({ hasText: said(t.shell.offline) });
    await expect(banner).toBeVisible();
    expect(await places(), "nothing moves").toEqual(before);
    await axe();
    await page.keyboard.press("Control+k");
    await expect(page.getByText(missingPart(look.language)), "what was never loaded cannot come; the page stays").toBeVisible();
    await context.setOffline(false);
    await expect(banner).toBeHidden();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: t.shell.palette.title })).toBeVisible();
    await context.setOffline(true);
    await page.keyboard.type("anything");
    await expect(page.getByText(t.shell.palette.offline)).toBeVisible();
    await axe();
    await context.setOffline(false);
    // What the browser says of requests that could not leave.
    problems.length = 0;
  });

  test(`an error page says what to do and the retry works (${look.language})`, async ({ page, axe, problems }) => {
    await page.goto("/stores");
    await choose(page, look);
    await page.reload();
    await settled(page);
    await page.evaluate(() => {
      HTMLDialogElement.prototype.showModal = () => {
        throw new Error("a browser that cannot");
      };
    });
    await page.getByRole("main").getByRole("button", { name: t.stores.create.open }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: t.failure.title })).toBeVisible();
    await expect(page.getByRole("navigation", { name: t.shell.navigation }), "the way on is still there").toBeVisible();
    await axe();
    await page.getByRole("button", { name: t.failure.retry }).click();
    await expect(page.getByRole("heading", { level: 1, name: t.stores.title })).toBeVisible();
    problems.length = 0;
  });
}

test("Enter pressed before the answer has come is done with it, unless something else was typed", async ({ page }) => {
  const { event } = await twoStores(page);
  await choose(page, english);
  await page.goto("/products");
  await settled(page);
  const held = new Map<string, () => void>();
  await page.route("**/api/v1/jump/**", async (route) => {
    await new Promise<void>((resolve) => held.set(new URL(route.request().url()).searchParams.get("q") ?? "", resolve));
    await route.continue();
  });
  const isAsked = (q: string) => expect.poll(() => held.has(q)).toBe(true);
  const answer = async (q: string) => {
    await isAsked(q);
    held.get(q)?.();
  };
  const palette = page.getByRole("dialog", { name: en.shell.palette.title });
  const box = palette.getByRole("combobox");
  const opening = palette.getByText(en.shell.palette.opening);

  await page.keyboard.press("Control+k");
  await box.fill("shell-event-1");
  await page.keyboard.press("Enter");
  await expect(opening).toBeVisible();
  await expect(box).toHaveAttribute("aria-busy", "true");
  await isAsked("shell-event-1");
  await box.fill("event of nobody");
  await expect(opening, "another text is another wish").toBeHidden();
  await answer("shell-event-1");
  await page.keyboard.press("Enter");
  await expect(opening).toBeVisible();
  await answer("event of nobody");
  await expect(palette.getByText(said(en.shell.palette.nothing, { q: "event of nobody" })), "nothing was found: it stays").toBeVisible();
  await expect(box).toHaveAttribute("aria-busy", "false");
  await expect(page).toHaveURL(/\/products$/);

  await box.fill(event);
  await page.keyboard.press("Enter");
  await answer(event);
  await expect(page).toHaveURL(new RegExp(`/events/${event}$`));
  await expect(palette).toBeHidden();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

for (const look of [english, persian]) {
  test(`what opens over a page darkens all of it and moves nothing, with a scroll bar that takes room (${look.language})`, async ({
    playwright,
    launchOptions,
    baseURL,
  }) => {
    const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ["--hide-scrollbars"] });
    const page = await browser.newPage({ baseURL, viewport: { width: 900, height: 320 } });
    await choose(page, look);
    await page.goto("/help");
    await settled(page);
    const t = look.language === "fa" ? fa : en;
    const place = () => page.getByRole("main").evaluate((main) => [main.getBoundingClientRect().left, main.getBoundingClientRect().width]);
    const room = () => page.evaluate(() => window.innerWidth - document.documentElement.clientWidth);
    const before = await place();
    expect(await room(), "the bar takes room").toBeGreaterThan(0);

    await page.getByRole("button", { name: t.shell.menu }).click();
    const sheet = page.getByRole("dialog", { name: t.shell.menu });
    await sheet.getByRole("button", { name: new RegExp(t.shell.switcher.label) }).click();
    const list = page.getByRole("dialog", { name: t.shell.switcher.title });
    await expect(list).toBeVisible();
    expect(await place()).toEqual(before);
    await expect.poll(room, "nothing of the window is left out").toBe(0);
    await list.getByRole("link", { name: t.shell.switcher.all }).click();
    await expect(page).toHaveURL(/\/stores$/);
    await expect(sheet).toBeHidden();
    await expect.poll(room, "it scrolls again").toBeGreaterThan(0);
    await browser.close();
  });
}

test("the first tab stop leads past the navigation; a chosen place takes the keyboard; back brings the scroll back", async ({ page }) => {
  await twoStores(page);
  await page.setViewportSize({ width: 1280, height: 320 });
  await page.goto("/stores");
  await settled(page);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: en.common.skip });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page.getByRole("main").getByRole("link", { name: "Shell shop one" }).scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollTo(0, 120));
  await page.getByRole("main").getByRole("link", { name: "Shell shop one" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Shell shop one" })).toBeFocused();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: en.stores.title })).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
});

test("who may not see a page is told so, with the way back; what is another's does not exist", async ({ page, browser, baseURL }) => {
  await twoStores(page);
  const products = (await (await page.request.get("/api/v1/web-knowledge/products/?q=SHELL-42")).json()) as { results: { id: string }[] };
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "shell-owner@example.com");
  for (const [look, t] of [
    [english, en],
    [persian, fa],
  ] as const) {
    await choose(owner, look);
    for (const path of ["/team", "/tokens"]) {
      const answer = await owner.goto(path);
      expect(answer?.status(), path).toBe(403);
      await expect(owner.getByRole("heading", { level: 1, name: t.failure.forbiddenTitle })).toBeVisible();
      await expect(owner.getByText("shell-owner@example.com").first()).toBeVisible();
    }
    await owner.getByRole("link", { name: t.failure.home }).click();
    await expect(owner).not.toHaveURL(/tokens/);
    await owner.goto(`/products/${products.results[0]?.id}`);
    await expect(owner.getByRole("heading", { level: 1, name: t.failure.notFoundTitle })).toBeVisible();
    await expect(owner.getByText(TITLE)).toBeHidden();
  }
  await owner.context().close();
});

test("on a phone the search is in the header and the sheet holds the switcher", async ({ page, axe }) => {
  const { first } = await twoStores(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await choose(page, persian);
  await page.goto("/products");
  await settled(page);
  await page.getByRole("banner").getByRole("button", { name: fa.shell.search }).click();
  await expect(page.getByRole("dialog", { name: fa.shell.palette.title })).toBeVisible();
  await axe();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner").getByRole("button", { name: fa.shell.search })).toBeFocused();
  await page.getByRole("button", { name: fa.shell.menu }).click();
  const sheet = page.getByRole("dialog", { name: fa.shell.menu });
  await sheet.getByRole("button", { name: new RegExp(fa.shell.switcher.label) }).click();
  await axe();
  await page.getByRole("dialog", { name: fa.shell.switcher.title }).getByRole("link", { name: "Shell shop one" }).click();
  await expect(page).toHaveURL(new RegExp(`store=${first}`));
  await expect(sheet).toBeHidden();
});
