import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, makeToken, said, untilThere, settled } from "./story";

const SHOP = "Table shop";

/** Three products of one shop, each an event that is done. */
async function threeEvents(page: Page, prefix: string) {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  const secret = await makeToken(page, SHOP);
  for (const at of [1, 2, 3]) {
    const product = {
      id: 7100 + at,
      name: `${prefix} cup ${at}`,
      price: String(at * 100),
      regular_price: String(at * 100),
      status: "publish",
      // The first is sold without counting, the last is the last one.
      ...(at > 1 && { manage_stock: true, stock_quantity: 40 - at * 13, stock_status: "instock" }),
    };
    expect((await deliver(page.request, secret, product, { id: `${prefix}_${at}` })).status()).toBe(202);
  }
}

test("columns are chosen, events ordered, and a view of it comes back by its address", async ({ page, axe }) => {
  await threeEvents(page, "tables_a");
  await page.goto("/events");
  const header = (name: string) => page.getByRole("columnheader", { name, exact: true });
  await expect(header(en.events.column.attempts)).toBeVisible();

  // By keyboard alone: the menu, one column less.
  await page.getByRole("button", { name: en.table.columns.button }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemcheckbox", { name: en.events.column.status })).toBeFocused();
  for (const column of [en.events.column.store, en.events.column.source, en.events.column.attempts]) {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitemcheckbox", { name: column, exact: true })).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/cols=status%2Cstore%2Csource%2Ctook%2Creceived/);
  await page.keyboard.press("Escape");
  await expect(header(en.events.column.attempts)).toBeHidden();

  const received = page.getByRole("columnheader", { name: en.events.column.received });
  await expect(received).toHaveAttribute("aria-sort", "descending");
  await received.getByRole("link").click();
  await expect(page).toHaveURL(/sort=received/);
  await expect(received).toHaveAttribute("aria-sort", "ascending");

  await page.getByRole("button", { name: new RegExp(`^${en.events.filter.status}:`) }).click();
  const states = page.getByRole("dialog", { name: en.events.filter.status });
  await states.getByLabel(en.events.status.succeeded).check();
  await states.getByLabel(en.events.status.failed).check();
  await expect(page).toHaveURL(/status=succeeded%2Cfailed/);
  await axe();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: en.table.views.save }).click();
  const dialog = page.getByRole("dialog", { name: en.table.views.saveTitle });
  await axe();
  await dialog.getByLabel(en.table.views.name).fill("Old news");
  await page.keyboard.press("Enter");
  await expect(page.getByText(said(en.table.views.saved, { name: "Old news" }))).toBeVisible();
  const views = page.getByRole("navigation", { name: en.table.views.label });
  await expect(views.getByRole("link", { name: "Old news" })).toHaveAttribute("aria-current", "page");
  const address = page.url();

  await page.goto("/events");
  await views.getByRole("link", { name: "Old news" }).click();
  await expect(page).toHaveURL(address);
  await expect(received).toHaveAttribute("aria-sort", "ascending");
  await expect(header(en.events.column.attempts)).toBeHidden();

  // One value less: the view says that it was changed, and keeps the change when asked.
  await page.getByRole("button", { name: new RegExp(`^Remove the filter .{0,3}${en.events.filter.status}`) }).click();
  await expect(views.getByText(en.table.views.changed, { exact: true })).toBeVisible();
  const actions = page.getByRole("button", { name: said(en.table.views.actionsOf, { name: "Old news" }) });
  await actions.click();
  await page.getByRole("menuitem", { name: en.table.views.update }).click();
  await expect(views.getByText(en.table.views.changed, { exact: true })).toBeHidden();
  await actions.click();
  await page.getByRole("menuitem", { name: en.table.views.remove }).click();
  await expect(views.getByRole("link", { name: "Old news" })).toBeHidden();
  await page.getByRole("button", { name: en.table.undo }).click();
  await expect(views.getByRole("link", { name: "Old news" })).toBeVisible();
});

test("ticked events run again after a preview that says how many, whose and what", async ({ page, axe }) => {
  await threeEvents(page, "tables_b");
  for (const at of [1, 2, 3]) {
    await page.goto(`/events?q=tables_b_${at}`);
    await expect(page.getByRole("row", { name: new RegExp(en.events.status.succeeded) })).toBeVisible();
  }
  await page.goto(`/events?product=7101`);
  await page.getByRole("checkbox", { name: en.table.select.all }).check();
  const bar = page.getByRole("region", { name: en.table.select.bar });
  await expect(bar).toContainText("selected");
  await axe();
  await bar.getByRole("button", { name: en.events.replay.button }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(new RegExp(SHOP))).toBeVisible();
  await expect(dialog.getByText(en.table.replay.kinds)).toBeVisible();
  await axe();
  await dialog.getByRole("button", { name: /^Process \d+ again$/ }).click();
  await expect(page.getByText(said(en.events.replay.manyDone))).toBeVisible();
  await expect(bar).toBeHidden();
});

test("products are ordered by a click on a header, and leave as a file of just what is shown", async ({ page }) => {
  await threeEvents(page, "tables_c");
  const rows = page.getByRole("row", { name: /tables_c cup/ });
  await untilThere(page, "/products?q=tables_c+cup", rows, 3);
  const price = page.getByRole("columnheader", { name: en.products.column.price });
  await price.getByRole("link").click();
  await expect(price).toHaveAttribute("aria-sort", "ascending");
  await expect(page.getByRole("row").nth(1)).toContainText("tables_c cup 1");
  await price.getByRole("link").click();
  await expect(price).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("row").nth(1)).toContainText("tables_c cup 3");

  const stock = page.getByRole("columnheader", { name: en.products.column.stock });
  await stock.getByRole("link").click();
  await expect(page).toHaveURL(/sort=stock/);
  await expect(stock).toHaveAttribute("aria-sort", "ascending");
  await expect(page.getByRole("row").nth(1)).toContainText("tables_c cup 3");
  await stock.getByRole("link").click();
  await expect(stock).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("row").nth(1)).toContainText("tables_c cup 1");

  await page.getByRole("button", { name: en.table.export.button }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: en.table.export.csv }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^products-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  expect(lines[0]).toMatch(/^\uFEFFid,external_id,/);
  expect(lines.map((line) => /tables_c cup \d/.exec(line)?.[0] ?? "").sort()).toEqual([
    "",
    "",
    "tables_c cup 1",
    "tables_c cup 2",
    "tables_c cup 3",
  ]);
});

/** The store's figure says two, and its link shows just these, under a filter that both languages name. */
async function figureLeadsToHidden(page: Page) {
  const found = await page.request.get("/api/v1/web-knowledge/products/?q=tables_d+cup");
  const { results } = (await found.json()) as { results: { store: { id: string } }[] };
  await page.goto(`/stores/${results[0]?.store.id}`);
  await page.getByRole("link", { name: said(en.overview.figures.hidden, { count: "2" }) }).click();
  await expect(page).toHaveURL(/\?store=[^&]+&ai=hidden$/);
  const rows = page.getByRole("table").getByRole("row");
  for (const { products } of [en, fa]) {
    const { ai, aiState } = products.filter;
    await expect(page.getByRole("button", { name: `${ai}: ${aiState.hidden}`, exact: true })).toBeVisible();
    await expect(rows.filter({ hasText: /tables_d cup [12]/ })).toHaveCount(2);
    await expect(rows, "the header and these").toHaveCount(3);
    await choose(page, { language: products === en.products ? "fa" : "en", theme: "light" });
    await page.reload();
  }
  await page.close();
}

test("ticked products are hidden from the AI after a preview, and shown again by one button", async ({ page, axe }) => {
  await threeEvents(page, "tables_d");
  const rows = page.getByRole("row", { name: /tables_d cup/ });
  await untilThere(page, "/products?q=tables_d+cup", rows, 3);
  const hidden = page.getByRole("table").getByText(en.settings.hidden.reason.hand, { exact: true });
  for (const at of [1, 2])
    await page
      .getByRole("row", { name: new RegExp(`tables_d cup ${at}`) })
      .getByRole("checkbox")
      .check();
  const bar = page.getByRole("region", { name: en.table.select.bar });
  await bar.getByRole("button", { name: en.table.hide.hide }).click();
  const dialog = page.getByRole("dialog", { name: said(en.table.hide.ask.title, { count: "2" }) });
  await expect(dialog.getByText(said(en.table.replay.share, { name: SHOP, count: "2" }))).toBeVisible();
  await axe();
  await dialog.getByRole("button", { name: said(en.table.hide.ask.submit, { count: "2" }) }).click();
  await expect(page.getByText(said(en.table.hide.done, { count: "2" }))).toBeVisible();
  await expect(hidden).toHaveCount(2);
  await expect(bar).toBeHidden();
  await figureLeadsToHidden(await page.context().newPage());
  await page.getByRole("button", { name: en.table.undo }).click();
  await expect(page.getByText(said(en.table.hide.undone, { count: "2" }))).toBeVisible();
  await expect(hidden).toHaveCount(0);

  // What was ticked under other filters is ticked no more.
  await page.getByRole("checkbox", { name: en.table.select.all }).check();
  await expect(bar).toBeVisible();
  await page.getByLabel(en.products.filter.active, { exact: true }).selectOption("yes");
  await expect(page).toHaveURL(/active=yes/);
  await expect(rows).toHaveCount(3);
  await expect(bar).toBeHidden();
});

test("two filters changed before a page comes are both kept, and without a connection nothing is lost", async ({
  page,
  context,
  problems,
}) => {
  await threeEvents(page, "tables_e");
  await page.goto("/products");
  await expect(page.getByLabel(en.products.filter.active, { exact: true })).toBeVisible();
  await settled(page);
  await page.evaluate(
    (labels) => {
      for (const label of labels) {
        const select = document.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
        if (!select) throw new Error(label);
        select.value = "yes";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
    },
    [en.products.filter.active, en.products.filter.stock],
  );
  await expect(page).toHaveURL(/active=yes&stock=yes/);
  await page.goBack();
  await page.getByLabel(en.products.filter.active, { exact: true }).selectOption("no");
  await expect(page).not.toHaveURL(/stock=yes/);

  await page.getByRole("button", { name: en.profile.everywhere.open }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await context.setOffline(true);
  await dialog.getByRole("button", { name: en.profile.everywhere.submit }).click();
  await expect(dialog.getByText(en.common.noAnswer)).toBeVisible();
  await dialog.getByRole("button", { name: en.common.cancel }).click();
  await page.getByRole("button", { name: en.shell.signOut, exact: true }).click();
  await expect(page.getByText(en.common.noAnswer)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: en.products.title })).toBeVisible();
  await context.setOffline(false);
  // What the browser itself says of a connection that is gone.
  expect(problems.filter((problem) => !problem.includes("net::ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  problems.length = 0;
});

test("stores, people, keys and the log have columns and views of their own", async ({ page }) => {
  await page.goto("/stores");
  await choose(page, { language: "en", theme: "light" });
  for (const { path, column, name } of [
    { path: "/stores", column: en.stores.column.drift, name: "Bare stores" },
    { path: "/team", column: en.team.column.role, name: "Bare people" },
    { path: "/audit", column: en.audit.column.who, name: "Bare log" },
  ]) {
    await page.goto(path);
    const header = page.getByRole("columnheader", { name: column, exact: true });
    await expect(header.first()).toBeVisible();
    await page.getByRole("button", { name: en.table.columns.button }).click();
    await page.getByRole("menuitemcheckbox", { name: column, exact: true }).click();
    await expect(page).toHaveURL(/cols=/);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: en.table.views.save }).click();
    await page.getByRole("dialog").getByLabel(en.table.views.name).fill(name);
    await page.keyboard.press("Enter");
    await expect(page.getByText(said(en.table.views.saved, { name }))).toBeVisible();
    await page.goto(path);
    await page.getByRole("navigation", { name: en.table.views.label }).getByRole("link", { name }).click();
    await expect(page).toHaveURL(/cols=.*view=/);
    await expect(header).toBeHidden();
  }
});
