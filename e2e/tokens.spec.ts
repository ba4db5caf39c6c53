import { expect, test } from "./fixtures";
import { choose, copied, deliver, en, fa, makeToken, said, settled } from "./story";

test("a token is made by keyboard alone", async ({ page, axe, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/tokens");
  await settled(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: fa.common.skip })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  // Past the question mark.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: fa.tokens.create.open })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await axe();
  await dialog.getByLabel(fa.tokens.create.name, { exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(fa.tokens.create.nameMissing)).toBeVisible();
  await dialog.getByLabel(fa.tokens.create.name, { exact: true }).focus();
  await page.keyboard.type("کیبورد");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(fa.tokens.secret.once)).toBeVisible();
  await axe();
  await page.keyboard.press("Escape");
  await expect(dialog, "a secret is not lost by a slip").toBeVisible();
  await dialog.getByRole("button", { name: `${fa.common.copy}: ${fa.tokens.secret.token}` }).focus();
  await page.keyboard.press("Enter");
  await copied(page, /^wc_sk_live_/);
  await dialog.getByRole("button", { name: fa.tokens.secret.done }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: fa.tokens.create.open })).toBeFocused();
});

test("a token is switched off and on, and gets a new secret with a time of grace", async ({ page, axe }) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  const name = "Switched shop";
  const old = await makeToken(page, name);
  const product = { id: 7, name: "Cup" };
  const row = page.getByRole("row", { name: new RegExp(name) });
  const pick = async (entry: string) => {
    await row.getByRole("button").click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  await pick(en.tokens.turnOff);
  await expect(row.getByText(en.tokens.status.off, { exact: true })).toBeVisible();
  expect((await deliver(page.request, old, product, { id: "off" })).status()).toBe(401);
  await pick(en.tokens.turnOn);
  await expect(row.getByText(en.tokens.status.on, { exact: true })).toBeVisible();

  await pick(en.tokens.rotate);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(en.tokens.rotateDialog.grace).selectOption({ label: en.tokens.rotateDialog.graceHour });
  await dialog.getByRole("button", { name: en.tokens.rotateDialog.submit }).click();
  const fresh = (await dialog.getByText(/^wc_sk_live_/).innerText()).trim();
  expect(fresh).not.toBe(old);
  await dialog.getByRole("button", { name: en.tokens.secret.done }).click();
  await expect(row.getByText(said(en.tokens.inGrace))).toBeVisible();
  expect((await deliver(page.request, old, product, { id: "old" })).status()).toBe(202);
  expect((await deliver(page.request, fresh, product, { id: "new" })).status()).toBe(202);

  // Once more within that time: what the first change left is said to stop, and does.
  await pick(en.tokens.rotate);
  await expect(dialog.getByText(said(en.tokens.rotateDialog.olderStops))).toBeVisible();
  await axe();
  await dialog.getByRole("button", { name: en.tokens.rotateDialog.submit }).click();
  const third = (await dialog.getByText(/^wc_sk_live_/).innerText()).trim();
  await dialog.getByRole("button", { name: en.tokens.secret.done }).click();
  expect((await deliver(page.request, old, product, { id: "older" })).status()).toBe(401);
  for (const secret of [fresh, third])
    expect((await deliver(page.request, secret, product, { id: `works_${secret.slice(-6)}` })).status()).toBe(202);
});

test("the list is filtered by state and by text", async ({ page }) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  await makeToken(page, "Needle");
  await page.getByRole("searchbox").fill("needle");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: new RegExp(`^${en.tokens.filter.state}:`) }).click();
  const states = page.getByRole("dialog", { name: en.tokens.filter.state });
  await states.getByLabel(en.tokens.filter.states.off, { exact: true }).check();
  await expect(page.getByText(en.tokens.emptyFiltered)).toBeVisible();
});
