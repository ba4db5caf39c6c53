import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, signedInOwner } from "./story";

test("an owner sees the own shop and nothing of another", async ({ page, browser, baseURL, axe }) => {
  const { page: owner, userId } = await signedInOwner(page, browser, baseURL ?? "", "owner@example.com");
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  const foreign = await makeToken(page, "Foreign shop");
  const made = await page.request.post("/api/v1/integrations/tokens/generate/", {
    headers: { origin: baseURL ?? "" },
    data: { user_id: userId, integration_type: "woocommerce", name: "Own shop" },
  });
  const { token: own } = (await made.json()) as { token: string };
  await deliver(page.request, foreign, { id: 1, name: "Not yours" }, { id: "foreign-1" });
  await deliver(page.request, own, { id: 1, name: "Yours" }, { id: "own-1" });

  await expect(async () => {
    await owner.goto("/products");
    await expect(owner.getByRole("row", { name: /Yours/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 25_000 });
  await expect(owner.getByText("Not yours")).toBeHidden();
  await expect(owner.getByRole("navigation", { name: fa.shell.navigation }).getByRole("link", { name: fa.shell.tokens })).toBeHidden();
  await expect(owner.getByRole("complementary").getByText("Own shop")).toBeVisible();
  await owner.goto("/events");
  await expect(owner.getByRole("row", { name: /Yours/ })).toBeVisible();
  await expect(owner.getByText("Not yours")).toBeHidden();
  await owner.goto("/knowledge?q=yours");
  await expect(owner.getByRole("heading", { name: "Not yours" })).toBeHidden();
  await owner.goto("/tokens");
  await expect(owner.getByRole("heading", { name: fa.failure.forbiddenTitle })).toBeVisible();

  const events = (await (await page.request.get("/api/v1/integrations/woocommerce/events/?q=foreign-1")).json()) as {
    results: { id: string }[];
  };
  await owner.goto(`/events/${events.results[0]?.id}`);
  await expect(owner.getByRole("heading", { name: "اینجا چیزی نیست" }), "a foreign event does not exist").toBeVisible();
  await owner.context().close();
  await page.goto("/products");
  await expect(page.getByRole("row", { name: /Not yours/ })).toBeVisible();
  await axe();
});

test("on a phone the navigation is a sheet that closes after the choice", async ({ page, axe }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/products");
  await choose(page, { language: "en", theme: "dark" });
  await page.reload();
  await page.getByRole("button", { name: en.shell.menu }).click();
  const sheet = page.getByRole("dialog", { name: en.shell.menu });
  await expect(sheet).toBeVisible();
  await axe();
  await sheet.getByRole("link", { name: en.shell.knowledge }).click();
  await expect(page).toHaveURL(/\/knowledge$/);
  await expect(sheet).toBeHidden();
});
