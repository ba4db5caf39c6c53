import { expect, test } from "./fixtures";
import { admin, choose, looks } from "./story";

test.use({ storageState: { cookies: [], origins: [] } });

test("a wrong password is said plainly, the right one opens the hub, and signing out closes it", async ({ page, axe }) => {
  await page.goto("/products");
  await expect(page, "nobody sees a page without signing in").toHaveURL(/\/sign-in/);
  await page.getByLabel("ایمیل").fill(admin.email);
  await page.getByLabel("گذرواژه", { exact: true }).fill("not the password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "ایمیل یا گذرواژه درست نیست" })).toBeVisible();
  await expect(page.getByLabel("ایمیل"), "what was typed stays").toHaveValue(admin.email);
  await axe();

  await page.getByLabel("گذرواژه", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "ورود", exact: true }).click();
  await expect(page).toHaveURL(/\/overview$/);

  await page.getByRole("button", { name: "خروج", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/products");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the sign-in page is accessible in every look, and speaks English when asked", async ({ page, axe }) => {
  await page.goto("/sign-in");
  for (const look of looks) {
    await choose(page, look);
    await page.reload();
    await axe();
  }
  await choose(page, { language: "fa", theme: "light" });
  await page.reload();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("an invitation is a link that works once", async ({ browser, baseURL, adminState, axe, page }) => {
  const office = await browser.newContext({ baseURL: baseURL ?? "", storageState: adminState });
  const made = await office.request.post("/api/v1/users/", {
    headers: { origin: baseURL ?? "" },
    data: { email: "invited@example.com", role: "OWNER" },
  });
  expect(made.status()).toBe(201);
  const { invite_url: link } = (await made.json()) as { invite_url: string };
  await office.close();

  await page.goto(link);
  await expect(page.getByText("invited@example.com")).toBeVisible();
  await axe();
  await page.getByLabel("گذرواژه", { exact: true }).fill("the invited one's password");
  await page.getByRole("button", { name: "ذخیرهٔ گذرواژه و ورود" }).click();
  await expect(page).toHaveURL(/\/overview$/);

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "این پیوند دیگر کار نمی‌کند" })).toBeVisible();
  await axe();
});
