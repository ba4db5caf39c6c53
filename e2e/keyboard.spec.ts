import { createHash, randomBytes } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, copied, deliver, en, fa, makeToken, said, signedInOwner, untilThere, settled } from "./story";

// Whole ways through the hub without a mouse: nothing here clicks, fills or puts the focus anywhere; where it is, is asserted by role and name.

const english = { language: "en", theme: "light" } as const;
const password = "typed key by key";

/** Tab, or Shift+Tab, until the keyboard is there; more presses than `within` nobody has the patience for. */
async function tabTo(page: Page, target: Locator, { within = 30, back = false } = {}) {
  await expect(target).toBeVisible();
  const focused = target.and(page.locator(":focus"));
  for (let press = 0; press < within && (await focused.count()) === 0; press++) await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  await expect(target, `the keyboard comes to it within ${within} presses`).toBeFocused();
}

async function press(page: Page, target: Locator, options?: Parameters<typeof tabTo>[2]) {
  await tabTo(page, target, options);
  await page.keyboard.press("Enter");
}

async function write(page: Page, field: Locator, text: string) {
  await tabTo(page, field);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

/** Past the navigation, as the first stop of every page offers. */
async function toContent(page: Page) {
  await press(page, page.getByRole("link", { name: /Skip to content|پرش به محتوا/ }), { within: 2 });
  await expect(page.getByRole("main")).toBeFocused();
}

/** Opens the menu, goes down to an entry, takes it. */
async function pick(page: Page, menu: Locator, entry: string) {
  await press(page, menu);
  const itemOf = (name: string) => page.getByRole("menuitem", { name, exact: true });
  await expect(itemOf(entry)).toBeVisible();
  const names = (await page.getByRole("menuitem").allInnerTexts()).map((name) => name.trim());
  expect(names).toContain(entry);
  // Each step is seen before the next: the menu moves the focus a moment after the key.
  for (const name of names.slice(0, names.indexOf(entry) + 1)) {
    await expect(itemOf(name)).toBeFocused();
    await page.keyboard.press(name === entry ? "Enter" : "ArrowDown");
  }
}

/** The keyboard is on something, not on nothing. */
const isSomewhere = (page: Page) => page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body);

test("an owner sets a new store up in Persian, from its name to its first product", async ({ page, browser, baseURL }) => {
  test.slow();
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "keyboard-owner@example.com");
  await owner.goto("/stores");
  await settled(owner);
  await toContent(owner);
  await press(owner, owner.getByRole("button", { name: fa.stores.create.open }), { within: 5 });
  const dialog = owner.getByRole("dialog", { name: fa.stores.create.title });
  await expect(dialog.getByLabel(fa.stores.create.name), "a form begins at its first field").toBeFocused();
  await owner.keyboard.press("Enter");
  await expect(dialog.getByText(fa.stores.create.nameMissing)).toBeVisible();
  await expect(dialog.getByLabel(fa.stores.create.name)).toBeFocused();
  await owner.keyboard.press("Escape");
  await expect(owner.getByRole("button", { name: fa.stores.create.open })).toBeFocused();
  await owner.keyboard.press("Enter");
  await expect(dialog.getByLabel(fa.stores.create.name)).toBeFocused();
  await owner.keyboard.type("چای‌خانهٔ کتان");
  await press(owner, dialog.getByRole("button", { name: fa.stores.create.submit }));
  await expect(owner).toHaveURL(/\/stores\/[\w-]{36}\/setup$/);
  await expect(owner.getByRole("heading", { level: 1, name: "چای‌خانهٔ کتان" })).toBeFocused();
  const address = new URL(owner.url()).pathname;

  const byHand = owner.getByText(fa.setup.key.byHand);
  await press(owner, byHand);
  await expect(owner.getByText(fa.setup.key.owner), "who may not make tokens is told the other way").toBeVisible();
  await expect(byHand).toBeFocused();

  // The plugin's button: WordPress asks, the owner says yes.
  const back = "https://linen.example/wp-admin/admin.php?page=fiko-wc-sync";
  await owner
    .context()
    .route("https://linen.example/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<html lang=en><title>WordPress</title>Back in WordPress" }),
    );
  const verifier = randomBytes(32).toString("base64url");
  const asked = new URLSearchParams({
    state: "s",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    redirect_uri: back,
    name: "x",
  });
  await owner.goto(`/connect/woocommerce?${asked}`);
  await settled(owner);
  await tabTo(owner, owner.getByLabel(fa.connect.newStore), { within: 3 });
  await owner.keyboard.press("ArrowDown");
  await expect(owner.getByLabel(fa.connect.existing)).toBeFocused();
  await tabTo(owner, owner.getByLabel(fa.connect.choose, { exact: true }), { within: 2 });
  await expect(owner.getByLabel(fa.connect.choose, { exact: true })).toContainText("چای‌خانهٔ کتان");
  await press(owner, owner.getByRole("button", { name: fa.connect.submit }), { within: 2 });
  await expect(owner.getByText("Back in WordPress")).toBeVisible();
  const code = new URL(owner.url()).searchParams.get("code");
  const given = await page.request.post("/api/integrations/woocommerce/connect/", {
    data: { code, code_verifier: verifier, redirect_uri: back },
  });
  const { token } = (await given.json()) as { token: string };

  await owner.goto(address);
  await expect(owner.getByText(fa.setup.message.waiting, { exact: true })).toBeVisible();
  const sent = await deliver(
    page.request,
    token,
    { id: 1, name: "استکان", price: "1", currency: "IRT", status: "publish" },
    { id: "keyboard-tea" },
  );
  expect(sent.status()).toBe(202);
  await expect(owner.getByText(fa.setup.products.done, { exact: true })).toBeVisible({ timeout: 40_000 });
  await toContent(owner);
  await press(owner, owner.getByRole("link", { name: fa.setup.products.see }), { within: 20 });
  await expect(owner).toHaveURL(/\/products\?store=/);
  await expect(owner.getByRole("heading", { level: 1, name: fa.products.title })).toBeFocused();
  await press(owner, owner.getByRole("table").getByRole("link", { name: "استکان" }));
  await expect(owner.getByRole("heading", { level: 1, name: "استکان" })).toBeFocused();
  await owner.context().close();
});

test("a token is made in the set-up: its secret takes the keyboard, and what was done hands it on", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/stores");
  const made = await page.request.post("/api/v1/stores/", {
    headers: { origin: new URL(page.url()).origin },
    data: { name: "Key by key" },
  });
  const { id } = (await made.json()) as { id: string };
  await choose(page, english);
  await page.goto(`/stores/${id}/setup`);
  await settled(page);
  await toContent(page);
  await press(page, page.getByText(en.setup.key.byHand));
  await press(page, page.getByRole("button", { name: en.setup.key.make }), { within: 2 });
  const copy = page.getByRole("button", { name: `${en.common.copy}: ${en.setup.key.label}` });
  await expect(copy).toBeFocused();
  await page.keyboard.press("Enter");
  await copied(page, /^wc_sk_live_/);
  await expect(page.getByText(en.setup.message.waiting, { exact: true })).toBeVisible();
  await expect(copy, "a page that goes on by itself takes nothing away").toBeFocused();
  await press(page, page.getByRole("button", { name: en.setup.key.shownDone }), { within: 2 });
  await expect(copy).toBeHidden();
  await expect(page.locator("#key"), "the step stays when what was done in it goes").toBeFocused();
});

test("somebody is invited, comes in, is given another role and is out again", async ({ page, browser, baseURL, context }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const email = "keyboard-invited@example.com";
  await page.goto("/team");
  await choose(page, english);
  await page.goto("/team");
  await settled(page);
  await toContent(page);
  const open = page.getByRole("main").getByRole("button", { name: en.team.invite.open, exact: true });
  await press(page, open, { within: 5 });
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(en.team.invite.email)).toBeFocused();
  const submit = dialog.getByRole("button", { name: en.team.invite.submit });
  await press(page, submit);
  await expect(dialog.getByText(en.team.invite.emailInvalid)).toBeVisible();
  await expect(submit, "a form that is refused keeps the keyboard where it was").toBeFocused();
  await write(page, dialog.getByLabel(en.team.invite.email), email);
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: `${en.common.copy}: ${en.team.link.label}` })).toBeFocused();
  await page.keyboard.press("Enter");
  const link = await copied(page, /\/invitation\/fi_/);
  await press(page, dialog.getByRole("button", { name: en.team.link.done }), { within: 2 });
  await expect(dialog).toBeHidden();
  await expect(open).toBeFocused();

  const strange = await browser.newContext({ baseURL: baseURL ?? "", storageState: { cookies: [], origins: [] } });
  const invited = await strange.newPage();
  await choose(invited, english);
  await invited.goto(link);
  await settled(invited);
  await write(invited, invited.getByLabel(en.auth.password, { exact: true }), password);
  await press(invited, invited.getByRole("button", { name: en.auth.invitation.submit }), { within: 3 });
  await expect(invited).toHaveURL(/\/overview$/);

  const actions = page.getByRole("table", { name: en.team.caption }).getByRole("button", { name: said(en.team.actionsOf, { email }) });
  await pick(page, actions, en.team.role.toADMIN);
  const question = page.getByRole("dialog", { name: said(en.team.role.titleADMIN, { email }) });
  await press(page, question.getByRole("button", { name: en.team.role.submit }));
  await expect(question).toBeHidden();
  await expect(actions).toBeFocused();
  await invited.goto("/overview");
  await expect(invited, "another role is another session").toHaveURL(/\/sign-in/);
  await settled(invited);
  await expect(invited.getByLabel(en.auth.email)).toBeFocused();
  await invited.keyboard.type(email);
  await write(invited, invited.getByLabel(en.auth.password, { exact: true }), "not the password");
  await invited.keyboard.press("Enter");
  await expect(invited.getByRole("alert").getByText(en.auth.signIn.wrong)).toBeVisible();
  await write(invited, invited.getByLabel(en.auth.password, { exact: true }), password);
  await invited.keyboard.press("Enter");
  await expect(invited).toHaveURL(/\/overview$/);

  // They leave everywhere, from the foot of the navigation.
  await settled(invited);
  await tabTo(invited, invited.getByRole("link", { name: en.shell.team, exact: true }), { within: 30 });
  await press(invited, invited.getByRole("complementary").getByRole("button", { name: en.profile.everywhere.open }), { within: 20 });
  const ending = invited.getByRole("dialog", { name: en.profile.everywhere.question });
  await expect(
    ending.getByRole("button", { name: en.common.cancel }),
    "what cannot be taken back is not under the first Enter",
  ).toBeFocused();
  await press(invited, ending.getByRole("button", { name: en.profile.everywhere.submit }), { within: 2 });
  await expect(invited).toHaveURL(/\/sign-in/);
  await strange.close();

  // An invitation that is taken back takes its row away, and the whole part with the last one.
  await press(page, open, { back: true });
  await expect(dialog.getByLabel(en.team.invite.email)).toBeFocused();
  await page.keyboard.type("keyboard-nobody@example.com");
  await page.keyboard.press("Enter");
  await press(page, dialog.getByRole("button", { name: en.team.link.done }), { within: 3 });
  const revoke = page
    .getByRole("table")
    .getByRole("button", { name: said(en.team.invitations.revokeOf, { email: "keyboard-nobody@example.com" }) });
  await press(page, revoke, { within: 80 });
  await press(page, page.getByRole("dialog").getByRole("button", { name: en.team.invitations.revoke }), { within: 3 });
  await expect(revoke).toBeHidden();
  await expect.poll(() => isSomewhere(page), "the row is gone, the keyboard is not").toBe(true);
  await expect(page.getByRole("heading", { level: 1, name: en.team.title })).toBeVisible();
});

test("products are ticked, hidden after a preview, and shown again", async ({ page }) => {
  await page.goto("/tokens");
  await choose(page, english);
  const secret = await makeToken(page, "Keyboard shop");
  for (const at of [1, 2, 3]) {
    const product = { id: 8800 + at, name: `Keyed cup ${at}`, price: "100", status: "publish" };
    expect((await deliver(page.request, secret, product, { id: `keyed_${at}` })).status()).toBe(202);
  }
  await untilThere(page, "/products?q=Keyed+cup", page.getByRole("row", { name: /Keyed cup/ }), 3);
  await settled(page);
  const tick = (at: number) =>
    page
      .getByRole("row", { name: /Keyed cup/ })
      .nth(at)
      .getByRole("checkbox");
  const hidden = page.getByRole("table").getByText(en.settings.hidden.reason.hand, { exact: true });
  const bar = page.getByRole("region", { name: en.table.select.bar });
  const hideTwo = async () => {
    await tabTo(page, tick(0));
    await page.keyboard.press("Space");
    await tabTo(page, tick(1), { within: 6 });
    await page.keyboard.press("Space");
    await press(page, bar.getByRole("button", { name: en.table.hide.hide }), { back: true });
    const dialog = page.getByRole("dialog", { name: said(en.table.hide.ask.title, { count: "2" }) });
    await expect(dialog.getByRole("button", { name: en.common.cancel })).toBeFocused();
    await press(page, dialog.getByRole("button", { name: said(en.table.hide.ask.submit, { count: "2" }) }), { within: 2 });
    await expect(hidden).toHaveCount(2);
    await expect(bar).toBeHidden();
    await expect.poll(() => isSomewhere(page), "the bar is gone, the keyboard is not").toBe(true);
  };
  await toContent(page);
  await hideTwo();
  // On from where it is, through the list, to what takes it back.
  await press(page, page.getByRole("status").getByRole("button", { name: en.table.undo }), { within: 40 });
  await expect(hidden).toHaveCount(0);
  await expect.poll(() => isSomewhere(page)).toBe(true);

  await page.reload();
  await settled(page);
  await toContent(page);
  await hideTwo();
  await expect(page.getByRole("status").getByRole("button", { name: en.table.undo })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(hidden, "the list is long, the time is short: keys do it from anywhere").toHaveCount(0);
});

test("a token is made and switched off, in Persian", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/tokens");
  await choose(page, { language: "fa", theme: "dark" });
  await page.goto("/tokens");
  await settled(page);
  await toContent(page);
  const open = page.getByRole("button", { name: fa.tokens.create.open });
  await press(page, open, { within: 4 });
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(fa.tokens.create.name, { exact: true })).toBeFocused();
  await page.keyboard.type("کلید به کلید");
  await press(page, dialog.getByRole("button", { name: fa.tokens.create.submit }));
  await expect(dialog.getByRole("button", { name: `${fa.common.copy}: ${fa.tokens.secret.token}` })).toBeFocused();
  await press(page, dialog.getByRole("button", { name: fa.tokens.secret.done }), { within: 4 });
  await expect(open).toBeFocused();

  const row = page.getByRole("row", { name: /کلید به کلید/ });
  const actions = row.getByRole("button", { name: said(fa.tokens.actionsOf, { name: "کلید به کلید" }) });
  await pick(page, actions, fa.tokens.turnOff);
  await expect(row.getByText(fa.tokens.status.off, { exact: true })).toBeVisible();
  await expect(actions, "the row is drawn anew, the keyboard is still in it").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: fa.tokens.turnOn })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(actions).toBeFocused();

  // A row that goes hands the keyboard on.
  await pick(page, actions, fa.tokens.revoke);
  await press(page, page.getByRole("dialog").getByRole("button", { name: fa.tokens.revokeDialog.submit }), { within: 3 });
  await expect(row).toBeHidden();
  await expect.poll(() => isSomewhere(page)).toBe(true);
});

test("from anywhere the palette leads to a product, and back", async ({ page }) => {
  await page.goto("/tokens");
  await choose(page, english);
  const secret = await makeToken(page, "Palette shop");
  await deliver(page.request, secret, { id: 8900, name: "Keyed kettle", sku: "KETTLE-1" }, { id: "kettle_1" });
  await expect(async () => {
    const answer = await page.request.get("/api/v1/web-knowledge/products/?q=KETTLE-1");
    expect(((await answer.json()) as { results: unknown[] }).results).toHaveLength(1);
  }).toPass({ timeout: 25_000 });
  await page.goto("/help");
  await settled(page);
  await press(page, page.getByRole("complementary").getByRole("button", { name: en.shell.search }), { within: 5 });
  const palette = page.getByRole("dialog", { name: en.shell.palette.title });
  await expect(palette.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("kettle 1");
  const option = palette.getByRole("option", { name: /Keyed kettle/ });
  await expect(option).toBeVisible();
  await expect(async () => {
    if ((await option.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await expect(option).toHaveAttribute("aria-selected", "true", { timeout: 500 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Keyed kettle" })).toBeFocused();
  // The browser's own key for it belongs to its window, which there is none of here.
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: en.help.title })).toBeFocused();
});
