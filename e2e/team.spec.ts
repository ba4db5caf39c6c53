import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, en, fa, looks, said, signedInOwner } from "./story";

const english = { language: "en", theme: "light" } as const;
const password = "a sentence of their own";

/** Opens a page and checks it in every look, and on a phone. */
async function lookAt(page: Page, path: string, axe: () => Promise<void>) {
  for (const look of looks) {
    await choose(page, look);
    await page.goto(path);
    await axe();
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(path);
  await axe();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${path} is no wider than a phone`).toBe(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  await choose(page, english);
  await page.goto(path);
}

test("somebody is invited, gets in by the link, and is switched off again", async ({ page, browser, baseURL, axe }) => {
  const email = "teammate@example.com";
  await page.goto("/team");
  await choose(page, english);
  await page.reload();
  await page.getByRole("button", { name: en.team.invite.open, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await axe();
  await dialog.getByRole("button", { name: en.team.invite.submit }).click();
  await expect(dialog.getByText(en.team.invite.emailInvalid)).toBeVisible();
  await dialog.getByLabel(en.team.invite.email).fill(email);
  await dialog.getByRole("button", { name: en.team.invite.submit }).click();
  await expect(dialog.getByText(en.team.link.notice)).toBeVisible();
  await axe();
  const link = (await dialog.getByText(/\/invitation\/fi_/).innerText()).trim();
  await dialog.getByRole("button", { name: en.team.link.done }).click();
  await expect(page.getByRole("button", { name: said(en.team.invitations.revokeOf, { email }) })).toBeVisible();
  await lookAt(page, "/team", axe);

  const context = await browser.newContext({ baseURL: baseURL ?? "", storageState: { cookies: [], origins: [] } });
  const invited = await context.newPage();
  await invited.goto(link);
  await invited.getByLabel(fa.auth.password, { exact: true }).fill(password);
  await invited.getByRole("button", { name: fa.auth.invitation.submit }).click();
  await invited.waitForURL("**/overview");
  await invited.goto("/team");
  await expect(invited.getByRole("heading", { name: fa.failure.forbiddenTitle }), "the team is the administrators'").toBeVisible();

  await page.reload();
  const row = page.getByRole("row", { name: new RegExp(email) });
  await expect(row.getByText(en.team.status.on, { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: en.team.invitations.title })).toBeHidden();
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: en.team.off.open }).click();
  await page.getByRole("dialog").getByRole("button", { name: en.team.off.submit }).click();
  await expect(row.getByText(en.team.status.off, { exact: true })).toBeVisible();
  await invited.goto("/products");
  await expect(invited, "their session is over").toHaveURL(/\/sign-in/);
  await context.close();
});

test("an access key is made, works, is revoked and works no more; the log tells of it", async ({ page, axe }) => {
  await page.goto("/access-keys");
  await choose(page, english);
  await page.reload();
  await page.getByRole("button", { name: en.keys.create.open }).click();
  const dialog = page.getByRole("dialog");
  await axe();
  await dialog.getByRole("button", { name: en.keys.create.submit }).click();
  await expect(dialog.getByText(en.keys.create.nameMissing)).toBeVisible();
  await dialog.getByLabel(en.keys.create.name, { exact: true }).fill("Reporting");
  await dialog.getByRole("button", { name: en.keys.create.submit }).click();
  await expect(dialog.getByText(en.keys.once.notice)).toBeVisible();
  await axe();
  const key = (await dialog.getByText(/^fk_live_/).innerText()).trim();
  await dialog.getByRole("button", { name: en.keys.once.done }).click();
  const ask = async () =>
    (await page.request.get("/api/v1/web-knowledge/products/", { headers: { authorization: `Bearer ${key}` } })).status();
  expect(await ask()).toBe(200);
  await lookAt(page, "/access-keys", axe);

  await page.getByRole("button", { name: said(en.keys.revoke.openOf, { name: "Reporting" }) }).click();
  await page.getByRole("dialog").getByRole("button", { name: en.keys.revoke.submit }).click();
  await expect(page.getByText(said(en.keys.revoke.done, { name: "Reporting" }))).toBeVisible();
  expect(await ask()).toBe(401);

  await page.goto("/audit");
  await page.getByLabel(en.audit.filter.action, { exact: true }).selectOption("access_key.revoke");
  await expect(page).toHaveURL(/action=access_key\.revoke/);
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(en.audit.action["access_key.revoke"]);
  await expect(rows.nth(1)).toContainText("Reporting");
  await page.getByLabel(en.audit.filter.target, { exact: true }).selectOption("store");
  await expect(page.getByText(en.audit.emptyFiltered)).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(2);
  await lookAt(page, "/audit", axe);
});

test("a password is changed, and signing out everywhere ends the other browser", async ({ page, browser, baseURL, axe }) => {
  const email = "two-browsers@example.com";
  const { page: own } = await signedInOwner(page, browser, baseURL ?? "", email);
  await lookAt(page, "/profile", axe);
  const copied = await browser.newContext({ baseURL: baseURL ?? "", storageState: await own.context().storageState() });
  const other = await copied.newPage();
  await choose(own, english);
  await own.goto("/profile");
  await own.getByLabel(en.profile.password.current, { exact: true }).fill("not this one at all");
  await own.getByLabel(en.profile.password.next, { exact: true }).fill(password);
  await own.getByRole("button", { name: en.profile.password.submit }).click();
  await expect(own.getByText(en.profile.password.wrong)).toBeVisible();
  await own.getByLabel(en.profile.password.current, { exact: true }).fill("an owner's own long password");
  await own.getByLabel(en.profile.password.next, { exact: true }).fill(password);
  await own.getByRole("button", { name: en.profile.password.submit }).click();
  await expect(own.getByText(en.profile.password.done)).toBeVisible();
  await own.goto("/products");
  await expect(own, "this browser stays").toHaveURL(/\/products/);
  await other.goto("/products");
  await expect(other, "the other does not").toHaveURL(/\/sign-in/);

  await copied.clearCookies();
  await copied.addCookies(await own.context().cookies());
  await other.goto("/products");
  await expect(other).toHaveURL(/\/products/);
  await own.getByRole("complementary").getByRole("button", { name: en.profile.everywhere.open }).click();
  await own.getByRole("dialog").getByRole("button", { name: en.profile.everywhere.submit }).click();
  await own.waitForURL("**/sign-in");
  await other.goto("/products");
  await expect(other, "a copied cookie is worth nothing").toHaveURL(/\/sign-in/);
  await Promise.all([copied.close(), own.context().close()]);
});
