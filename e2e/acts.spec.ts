import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, said, signedInOwner, untilThere, settled } from "./story";

// What somebody does must neither be lost nor go unheard: without a connection, under a dialog, on a list that moves.

const english = { language: "en", theme: "light" } as const;
const LONG_NAME = "توکن فروشگاه پیراهن کتان آستین‌بلند مردانه برای روزهای گرم";

for (const look of [english, { language: "fa", theme: "dark" }] as const) {
  const t = look.language === "fa" ? fa : en;
  test(`a form that nobody answered keeps what was typed (${look.language}), and what is said in a dialog stands above it`, async ({
    page,
    context,
    axe,
    problems,
  }) => {
    await page.goto("/tokens");
    await choose(page, look);
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: t.tokens.create.open }).first().click();
    const dialog = page.getByRole("dialog");
    const name = dialog.getByLabel(t.tokens.create.name, { exact: true });
    const type = dialog.getByLabel(t.tokens.create.type);
    await name.fill(LONG_NAME);
    await type.selectOption("custom");
    await context.setOffline(true);
    await dialog.getByRole("button", { name: t.tokens.create.submit }).click();
    await expect(dialog.getByRole("alert").getByText(t.common.noAnswer)).toBeVisible();
    await expect(name).toHaveValue(LONG_NAME);
    await expect(type).toHaveValue("custom");
    await axe();
    await context.setOffline(false);
    await dialog.getByRole("button", { name: t.tokens.create.submit }).click();
    await dialog.getByRole("button", { name: t.tokens.secret.done }).click();
    await expect(dialog).toBeHidden();

    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: t.shell.palette.title });
    await expect(palette).toBeVisible();
    await context.setOffline(true);
    await palette.getByRole("combobox").fill(t.shell.signOut);
    await palette.getByRole("option", { name: t.shell.signOut, exact: true }).click();
    const told = palette.getByRole("alert").getByText(t.common.noAnswer);
    await expect(told, "inside: what is outside an open dialog is not read aloud").toBeVisible();
    const isOnTop = await told.evaluate((sentence) => {
      const { x, y, width, height } = sentence.getBoundingClientRect();
      sentence.parentElement?.style.setProperty("pointer-events", "auto");
      return sentence.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(isOnTop).toBe(true);
    await axe();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toHaveText(t.tokens.title);
    await context.setOffline(false);
    // What the browser says of requests that could not leave.
    problems.length = 0;
  });
}

test("a row that leaves a live list stays ticked, and the question about it stays open", async ({ page, baseURL }) => {
  await page.goto("/tokens");
  await choose(page, english);
  for (const name of ["Leaving one", "Leaving two"]) await makeToken(page, name);
  await page.goto("/tokens?q=Leaving&state=on");
  await settled(page);
  await page
    .getByRole("row", { name: /Leaving one/ })
    .getByRole("checkbox")
    .check();
  const bar = page.getByRole("region", { name: en.table.select.bar });
  await bar.getByRole("button", { name: en.table.tokens.revoke }).click();
  const dialog = page.getByRole("dialog", { name: said(en.table.tokens.revokeTitle, { count: "1" }) });
  await expect(dialog).toBeVisible();

  const found = (await (await page.request.get("/api/v1/integrations/tokens/?q=Leaving+one")).json()) as { results: { id: string }[] };
  const off = await page.request.patch(`/api/v1/integrations/tokens/${found.results[0]?.id}/`, {
    headers: { origin: baseURL ?? "" },
    data: { is_active: false },
  });
  expect(off.ok()).toBe(true);
  await expect(page.locator("main table").getByText("Leaving one")).toHaveCount(0);
  await expect(dialog.getByText("Leaving one", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: en.common.cancel }).click();
  await expect(bar.getByText(said(en.table.select.count, { count: "1" }))).toBeVisible();
  await bar.getByRole("button", { name: en.table.select.clear }).click();
  await expect(bar).toBeHidden();
});

test("what can be taken back stays while somebody is there", async ({ page }) => {
  await page.goto("/tokens");
  await choose(page, english);
  await makeToken(page, "Undone one");
  await page.clock.install();
  await page.goto("/tokens?q=Undone");
  await page
    .getByRole("row", { name: /Undone one/ })
    .getByRole("checkbox")
    .check();
  await page.getByRole("region", { name: en.table.select.bar }).getByRole("button", { name: en.table.tokens.off }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: said(en.table.tokens.askOff.submit, { count: "1" }) })
    .click();
  const undo = page.getByRole("status").getByRole("button", { name: en.table.undo });
  await undo.focus();
  await page.clock.fastForward("05:00");
  await expect(undo).toBeVisible();
  await undo.blur();
  await page.clock.fastForward("00:21");
  await expect(undo).toBeHidden();
});

/** Controls of the page that lie under what floats above it, as far as the window shows them now. */
const coveredBy = (page: Page, floating: Locator): Promise<string[]> =>
  floating.evaluate((bar) => {
    const over = bar.getBoundingClientRect();
    const controls = [...document.querySelectorAll("main a, main button, main input, main select, main summary")];
    return controls
      .filter((control) => !bar.contains(control))
      .filter((control) =>
        [...control.getClientRects()].some(
          ({ left, right, top, bottom }) => left < over.right && right > over.left && top < over.bottom && bottom > over.top,
        ),
      )
      .map((control) => control.outerHTML.slice(0, 120));
  });

test("what floats at the window's foot covers no control where a page ends, nor the one the keyboard goes to", async ({
  page,
  context,
  axe,
  problems,
}) => {
  await page.goto("/tokens");
  await choose(page, english);
  const secret = await makeToken(page, "Long shop");
  for (let at = 0; at < 12; at++) {
    const product = { id: 9300 + at, name: `Floating cup ${at}`, price: "100", status: "publish" };
    expect((await deliver(page.request, secret, product, { id: `floating_${at}` })).status()).toBe(202);
  }
  const rows = page.getByRole("row", { name: /Floating cup/ });
  await untilThere(page, "/products?q=Floating+cup", rows, 12);
  const toEnd = () => page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const banner = page
    .getByRole("status")
    .filter({ hasText: said(en.shell.offline) })
    .locator("p");
  for (const viewport of [
    { width: 1280, height: 480 },
    { width: 390, height: 600 },
  ]) {
    await page.setViewportSize(viewport);
    await page.goto("/products?q=Floating+cup");
    await settled(page);
    const ticks = page.getByRole("main").getByRole("checkbox", { name: /Floating cup/ });
    const name = page.getByRole("main").getByRole("link", { name: /Floating cup/ });
    await ticks.first().check();
    const bar = page.getByRole("region", { name: en.table.select.bar });
    await expect(bar).toBeVisible();
    await toEnd();
    expect(await coveredBy(page, bar), `under the bar, ${viewport.width} px`).toEqual([]);
    await page.evaluate(() => window.scrollTo(0, 0));
    await name.last().focus();
    expect(await coveredBy(page, bar), "the keyboard's place is seen").not.toContainEqual(expect.stringContaining("Floating cup"));
    await bar.getByRole("button", { name: en.table.select.clear }).click();

    await context.setOffline(true);
    await expect(banner).toBeVisible();
    await toEnd();
    expect(await coveredBy(page, banner), `under the banner, ${viewport.width} px`).toEqual([]);
    await axe();
    await context.setOffline(false);
    await expect(banner).toBeHidden();
  }
  // What the browser says of requests that could not leave.
  problems.length = 0;
});

test("on the way in the page itself tells what was done and what could not be", async ({ page, browser, baseURL, problems }) => {
  const made = await page.request.post("/api/v1/users/", {
    headers: { origin: baseURL ?? "" },
    data: { email: "half-way@example.com", role: "OWNER" },
  });
  const { invite_url: link } = (await made.json()) as { invite_url: string };
  const context = await browser.newContext({ baseURL: baseURL ?? "", storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await choose(guest, english);
  await guest.goto(link);
  await settled(guest);
  await guest.route("**/api/auth/callback/credentials", (route) => route.abort());
  await guest.getByLabel(en.auth.password, { exact: true }).fill("half of the way in");
  await guest.getByRole("button", { name: en.auth.invitation.submit }).click();
  await expect(guest.getByText(en.auth.signIn.saved), "the password is saved, the sign-in did not go through").toBeVisible();
  await settled(guest);
  await guest.getByLabel(en.auth.email).fill("half-way@example.com");
  await guest.getByLabel(en.auth.password, { exact: true }).fill("half of the way in");
  await guest.getByRole("button", { name: en.auth.signIn.submit, exact: true }).click();
  await expect(guest.getByRole("alert").getByText(en.auth.signIn.offline)).toBeVisible();
  await context.setOffline(true);
  await guest.getByRole("button", { name: "فارسی" }).click();
  await expect(guest.getByRole("alert").getByText(en.common.noAnswer), "a switch at the foot too").toBeVisible();
  await context.close();
  // What the browser says of requests that could not leave.
  problems.length = 0;
});

test("who has gone on to the browser's own bars is not called back by a page that changes meanwhile", async ({ page }) => {
  await page.goto("/profile");
  await choose(page, english);
  await page.goto("/profile");
  await settled(page);
  const field = page.getByLabel(en.profile.password.current, { exact: true });
  const isInPage = () => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);
  const changes = () =>
    page.evaluate(async () => {
      document.querySelector("main")?.append(document.createElement("i"));
      await new Promise((resolve) => setTimeout(resolve));
    });
  await field.focus();
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
  await field.blur();
  await changes();
  expect(await isInPage()).toBe(false);
  await page.evaluate(() => Reflect.deleteProperty(document, "hasFocus"));
  await changes();
  expect(await isInPage(), "back in the page it is where it was").toBe(true);
});

test("a password that was changed is told also when the sign-in with it did not go through", async ({ page, browser, baseURL }) => {
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "changed-owner@example.com");
  await choose(owner, english);
  await owner.goto("/profile");
  await settled(owner);
  await owner.route("**/api/auth/callback/credentials", (route) => route.abort());
  await owner.getByLabel(en.profile.password.current, { exact: true }).fill("an owner's own long password");
  await owner.getByLabel(en.profile.password.next, { exact: true }).fill("another long sentence");
  await owner.getByRole("button", { name: en.profile.password.submit }).click();
  await expect(owner.getByText(en.auth.signIn.saved)).toBeVisible();
});

test("a dialog that makes a secret stays until the secret has come", async ({ page }) => {
  await page.goto("/tokens");
  await choose(page, english);
  await page.goto("/tokens");
  await settled(page);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/tokens*", async (route) => {
    if (route.request().method() === "POST") await asked;
    await route.continue();
  });
  await page.getByRole("button", { name: en.tokens.create.open }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(en.tokens.create.name, { exact: true }).fill("In a hurry");
  await dialog.getByRole("button", { name: en.tokens.create.submit }).click();
  await expect(dialog.getByRole("button", { name: en.tokens.create.busy })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: en.common.cancel }).click({ force: true });
  await page.mouse.click(5, 5);
  answer();
  await expect(dialog.getByText(en.tokens.secret.token, { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: en.tokens.secret.done }).click();
  await expect(dialog).toBeHidden();
});
