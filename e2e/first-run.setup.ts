import { expect, test } from "./fixtures";
import { admin, choose, fa, looks } from "./story";

test("the first visit makes the first administrator, once", async ({ page, axe, browser, baseURL, adminState }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1, name: "راه‌اندازی فیکو Sync" })).toBeVisible();
  for (const look of looks) {
    await choose(page, look);
    await page.reload();
    await axe();
  }
  await choose(page, { language: "fa", theme: "light" });
  await page.reload();

  await page.getByLabel("ایمیل").fill("not an address");
  await page.getByLabel("گذرواژه", { exact: true }).fill("short");
  await page.getByRole("button", { name: "ساختن مدیر و ورود" }).click();
  await expect(page.getByText("نشانی ایمیل را مانند name@example.com بنویسید.")).toBeVisible();
  await expect(page.getByText("دست‌کم ۱۰ نویسه بنویسید.")).toBeVisible();
  await axe();

  await page.getByLabel("ایمیل").fill(admin.email);
  await page.getByLabel("گذرواژه", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "ساختن مدیر و ورود" }).click();
  await expect(page).toHaveURL(/\/overview$/);
  await expect(page.getByText(fa.overview.empty)).toBeVisible();
  await page.context().storageState({ path: adminState });

  const stranger = await browser.newPage({ baseURL });
  await stranger.goto("/setup");
  await expect(stranger, "there is an administrator now").toHaveURL(/\/sign-in$/);
  await stranger.close();
});
