import { expect, test } from "./fixtures";
import { choose, deliver, en, makeToken, said } from "./story";

test("many tokens are switched off after a preview and on again by one button, and revoked only with their number", async ({
  page,
  axe,
}) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  for (const name of ["Bulk one", "Bulk two"]) await makeToken(page, name);
  await page.goto("/tokens?q=Bulk");
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  const tick = async () => {
    for (const name of ["Bulk one", "Bulk two"]) await row(name).getByRole("checkbox").check();
  };
  await tick();
  const bar = page.getByRole("region", { name: en.table.select.bar });
  await bar.getByRole("button", { name: en.table.tokens.off }).click();
  const asked = page.getByRole("dialog", { name: said(en.table.tokens.askOff.title, { count: "2" }) });
  await expect(asked.getByText(said(en.table.replay.share, { name: "Bulk one", count: "1" }))).toBeVisible();
  await expect(asked.getByText(en.common.never, { exact: true })).toBeVisible();
  await axe();
  await asked.getByRole("button", { name: said(en.table.tokens.askOff.submit, { count: "2" }) }).click();
  await expect(page.getByText(said(en.table.tokens.offDone, { count: "2" }))).toBeVisible();
  for (const name of ["Bulk one", "Bulk two"]) await expect(row(name).getByText(en.tokens.status.off, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: en.table.undo }).click();
  for (const name of ["Bulk one", "Bulk two"]) await expect(row(name).getByText(en.tokens.status.on, { exact: true })).toBeVisible();

  await tick();
  await bar.getByRole("button", { name: en.table.tokens.revoke }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem").filter({ hasText: "Bulk two" })).toBeVisible();
  await dialog.getByRole("button", { name: said(en.table.tokens.submit, { count: "2" }) }).click();
  await expect(dialog.getByText(said(en.table.tokens.typeWrong, { count: "2" }))).toBeVisible();
  await axe();
  await dialog.getByLabel(said(en.table.tokens.typeNumber, { count: "2" })).fill("۲");
  await page.keyboard.press("Enter");
  await expect(page.getByText(said(en.table.tokens.revoked, { count: "2" }))).toBeVisible();
  await expect(row("Bulk one")).toBeHidden();
});

test("tokens are ordered, filtered by several states, and all that match are extended and put back", async ({ page, axe }) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  const used = await makeToken(page, "Order used");
  await makeToken(page, "Order idle");
  expect((await deliver(page.request, used, { id: 7, name: "Cup" }, { id: "order_used" })).status()).toBe(202);
  const first = page.getByRole("row").nth(1);
  await page.goto("/tokens?q=Order");
  const name = page.getByRole("columnheader", { name: en.tokens.column.name, exact: true });
  await name.getByRole("link").click();
  await expect(name).toHaveAttribute("aria-sort", "ascending");
  await expect(first).toContainText("Order idle");
  await name.getByRole("link").click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(first).toContainText("Order used");
  // Of those never used, and what is used counts as soon as it is written down.
  const lastUsed = page.getByRole("columnheader", { name: en.tokens.column.lastUsed });
  await lastUsed.getByRole("link").click();
  await expect(lastUsed).toHaveAttribute("aria-sort", "descending");

  await page.getByRole("button", { name: new RegExp(`^${en.tokens.filter.state}:`) }).click();
  const states = page.getByRole("dialog", { name: en.tokens.filter.state });
  await states.getByLabel(en.tokens.filter.states.on, { exact: true }).check();
  await states.getByLabel(en.tokens.filter.states.expired, { exact: true }).check();
  await expect(page).toHaveURL(/state=on%2Cexpired/);
  await page.keyboard.press("Escape");
  await axe();

  await page.getByRole("checkbox", { name: en.table.select.all }).check();
  const bar = page.getByRole("region", { name: en.table.select.bar });
  await bar.getByRole("button", { name: en.table.tokens.off }).click();
  const inUse = page.getByRole("dialog");
  await expect(inUse.getByText(said(en.table.tokens.inUse, { count: "1" })), "somebody uses one now").toBeVisible();
  await axe();
  await inUse.getByRole("button", { name: en.common.cancel }).click();
  await expect(bar.getByRole("button", { name: en.table.tokens.off })).toBeFocused();
  // Neither has an end: there is nothing to put off.
  await bar.getByRole("button", { name: en.table.tokens.extend }).click();
  await page.getByRole("menuitem", { name: en.table.tokens.extendTo["90"] }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(en.table.tokens.noneToExtend)).toBeVisible();
  await expect(dialog.getByRole("button", { name: said(en.table.tokens.askExtend.submit, { count: "0" }) })).toBeDisabled();
  await page.keyboard.press("Escape");

  // More than a page: everything the filters find is offered, taken, and put back.
  const stores = await page.request.get("/api/v1/integrations/tokens/?q=Order+used");
  const { results } = (await stores.json()) as { results: { store: { id: string } }[] };
  const storeId = results[0]?.store.id;
  const origin = new URL(page.url()).origin;
  const oneThatEnds = async (name: string) => {
    const expires_at = new Date(Date.now() + 86_400_000).toISOString();
    const body = { name, integration_type: "custom", store_id: storeId, expires_at };
    const made = await page.request.post("/api/v1/integrations/tokens/generate/", { headers: { origin }, data: body });
    expect(made.status()).toBe(201);
  };
  for (let n = 0; n < 51; n++) await oneThatEnds(`Many ${n}`);
  await page.goto("/tokens?q=Many");
  await page.getByRole("checkbox", { name: en.table.select.all }).check();
  await bar.getByRole("button", { name: said(en.table.select.allMatching, { count: "51" }) }).click();
  await expect(bar.getByRole("button", { name: en.table.tokens.revoke }), "what nothing takes back is for ticked ones").toBeHidden();
  await bar.getByRole("button", { name: en.table.tokens.extend }).click();
  await page.getByRole("menuitem", { name: en.table.tokens.extendTo["30"] }).click();
  const asked = page.getByRole("dialog", { name: said(en.table.tokens.askExtend.title["30"], { count: "51" }) });
  const extend = asked.getByRole("button", { name: said(en.table.tokens.askExtend.submit, { count: "51" }) });
  await expect(extend).toBeEnabled();
  // One more, that nobody was asked about: it keeps its end.
  await oneThatEnds("Many, late");
  await extend.click();
  await expect(page.getByText(said(en.table.tokens.extendDone, { count: "51" }))).toBeVisible();
  const late = await page.request.get("/api/v1/integrations/tokens/?q=Many,+late");
  const [kept] = ((await late.json()) as { results: { expires_at: string }[] }).results;
  expect(Date.parse(kept?.expires_at ?? "")).toBeLessThan(Date.now() + 2 * 86_400_000);
  await page.getByRole("button", { name: en.table.undo }).click();
  await expect(page.getByText(said(en.table.tokens.extendBack, { count: "51" }))).toBeVisible();
});
