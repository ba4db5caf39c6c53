import { createHash, randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, en, fa, looks, said, signedInOwner } from "./story";

const SHOP = "https://linen.example";
const BACK = `${SHOP}/wp-admin/admin.php?page=fiko-wc-sync`;
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

const address = (given: Record<string, string> = {}) =>
  `/connect/woocommerce?${new URLSearchParams({
    ...{ state: "state of the shop", code_challenge: challenge, code_challenge_method: "S256", redirect_uri: BACK, name: "خانه کتان" },
    ...given,
  })}`;

/** The shop at the other end: any of its pages. */
const aShop = (context: BrowserContext) =>
  context.route(`${SHOP}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<html lang=en><title>WordPress</title>Back in WordPress" }),
  );

async function backInTheShop(page: Page): Promise<URLSearchParams> {
  await expect(page.getByText("Back in WordPress")).toBeVisible();
  const back = new URL(page.url());
  expect(`${back.origin}${back.pathname}`).toBe(`${SHOP}/wp-admin/admin.php`);
  expect(back.searchParams.get("state")).toBe("state of the shop");
  return back.searchParams;
}

test("an owner connects a new shop, after signing in, and the shop gets its token by itself", async ({ page, browser, baseURL }) => {
  const made = await signedInOwner(page, browser, baseURL ?? "", "weaver@example.com");
  const owner = made.page;
  await owner.context().clearCookies();
  await aShop(owner.context());
  await owner.goto(address());
  await expect(owner, "a guest signs in first").toHaveURL(/\/sign-in\?next=/);
  await owner.getByLabel("ایمیل").fill("weaver@example.com");
  await owner.getByLabel("گذرواژه", { exact: true }).fill("an owner's own long password");
  await owner.getByRole("button", { name: "ورود", exact: true }).click();
  await expect(owner.getByRole("heading", { level: 1, name: fa.connect.title })).toBeVisible();
  await expect(owner.getByText(SHOP, { exact: true })).toBeVisible();
  await expect(owner.getByText(said(fa.connect.account, { email: "weaver@example.com" }))).toBeVisible();
  await expect(owner.getByLabel(fa.connect.newName)).toHaveValue("خانه کتان");
  await owner.getByRole("button", { name: fa.connect.submit }).click();
  const answer = await backInTheShop(owner);
  const code = answer.get("code") ?? "";
  const exchange = () =>
    page.request.post("/api/integrations/woocommerce/connect/", { data: { code, code_verifier: verifier, redirect_uri: BACK } });
  const given = (await (await exchange()).json()) as { token: string; store: { name: string }; user: { email: string } };
  expect(given).toMatchObject({ store: { name: "خانه کتان" }, user: { email: "weaver@example.com" } });
  expect((await exchange()).status(), "once").toBe(400);
  const health = await page.request.get("/api/integrations/woocommerce/health/", { headers: { authorization: `Bearer ${given.token}` } });
  expect(health.status()).toBe(200);

  // The second time the shop is there already, and this time the owner says no.
  await owner.goto(address());
  await owner.getByLabel(fa.connect.existing).check();
  await expect(owner.getByLabel(fa.connect.choose, { exact: true })).toContainText("خانه کتان");
  await owner.getByRole("button", { name: fa.connect.cancel }).click();
  const refused = await backInTheShop(owner);
  expect([refused.get("error"), refused.get("code")]).toEqual(["access_denied", null]);
  await owner.goto("/stores");
  await expect(owner.getByRole("row", { name: /خانه کتان/ })).toContainText(fa.stores.badge.fresh);
  await owner.context().close();
});

test("an administrator sees whose shops they are; the page is accessible and fits a phone", async ({ page, context, axe }) => {
  await aShop(context);
  for (const look of looks) {
    await page.goto("/connect/woocommerce");
    await choose(page, look);
    for (const path of [address(), "/connect/woocommerce"]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(path);
      await axe();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), path).toBe(0);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(address());
  await page.getByLabel(en.connect.existing).check();
  await expect(page.getByLabel(en.connect.choose, { exact: true })).toContainText("weaver@example.com");
  await axe();
  await page.getByRole("button", { name: en.connect.submit }).click();
  expect((await backInTheShop(page)).get("code")).toMatch(/^[\w-]{43}$/);
});

test("an address no shop would send is explained and goes nowhere", async ({ page }) => {
  await page.goto("/products");
  await choose(page, { language: "en", theme: "light" });
  const bad: Record<string, string>[] = [
    { redirect_uri: "https://evil.example/" },
    { redirect_uri: "javascript:alert(1)//admin.php?page=fiko-wc-sync" },
    { redirect_uri: `${BACK}&code=mine` },
    { redirect_uri: "http://linen.example/wp-admin/admin.php?page=fiko-wc-sync" },
    { code_challenge_method: "plain" },
    { state: "" },
  ];
  for (const given of bad) {
    await page.goto(address(given));
    await expect(page.getByRole("heading", { level: 1, name: en.connect.invalidTitle })).toBeVisible();
    await expect(page.getByRole("button", { name: en.connect.cancel })).toHaveCount(0);
  }
  await page.goto(address({ redirect_uri: "http://linen.example/wp-admin/admin.php?page=fiko-wc-sync" }));
  await expect(page.getByText(en.connect.invalidHttp)).toBeVisible();
});
