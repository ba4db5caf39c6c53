import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, deliver, en, fa, looks, makeToken, said, signedInOwner } from "./story";

/** Shown at once, kept a moment later: a page that is left in between takes the question along. */
async function judge(page: Page, thumb: Locator): Promise<void> {
  const kept = page.waitForResponse((answer) => answer.request().method() === "POST" && new URL(answer.url()).pathname === "/knowledge");
  await thumb.click();
  await kept;
}

const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });
/** Presses a head twice: each way is in the address and said to who cannot see. */
async function orders(page: Page, name: string, first: RegExp, then: RegExp) {
  await head(page, name).getByRole("link").click();
  await expect(page).toHaveURL(first);
  const ways = ["ascending", "descending"];
  await expect(head(page, name)).toHaveAttribute("aria-sort", new RegExp(ways.join("|")));
  const way = (await head(page, name).getAttribute("aria-sort")) ?? "";
  await head(page, name).getByRole("link").click();
  await expect(page).toHaveURL(then);
  await expect(head(page, name)).toHaveAttribute("aria-sort", ways.find((one) => one !== way) ?? "");
}

async function aStore(page: Page, baseURL: string, name: string): Promise<string> {
  const answer = await page.request.post("/api/v1/stores/", { headers: { origin: baseURL }, data: { name } });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

test("the log is narrowed to a store and an address, and read from its beginning", async ({ page, browser, baseURL, axe }) => {
  await page.goto("/audit");
  await choose(page, { language: "en", theme: "light" });
  const names = ["Lists one", "Lists two", "Lists three"];
  const [first = ""] = await Promise.all(names.map((name) => aStore(page, baseURL ?? "", name)));
  await page.goto("/audit");
  await page.getByLabel(en.audit.filter.store, { exact: true }).selectOption(first);
  await expect(page).toHaveURL(new RegExp(`store=${first}`));
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row").nth(1)).toContainText("Lists one");

  await page.getByRole("button", { name: en.audit.filter.anyAddress }).click();
  await page.getByRole("dialog", { name: en.audit.filter.address }).getByLabel(en.audit.filter.address).fill("۱۲۷.0.0.*");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/ip=/);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("button", { name: /127\.0\.0\.\*/ })).toBeVisible();
  await axe();
  await page.goto(`/audit?store=${first}&ip=192.0.2.*`);
  await expect(page.getByText(en.audit.emptyFiltered)).toBeVisible();
  await page.goto("/audit?ip=nonsense");
  await expect(page.getByRole("row").nth(2)).toBeVisible();

  await page.goto("/audit");
  await expect(head(page, en.audit.column.when)).toHaveAttribute("aria-sort", "descending");
  await head(page, en.audit.column.when).getByRole("link").click();
  await expect(page).toHaveURL(/sort=oldest/);
  await expect(page.getByRole("row").nth(1)).toContainText(en.audit.action["user.create_first_admin"]);

  const { page: own } = await signedInOwner(page, browser, baseURL ?? "", "lists-owner@example.com");
  await choose(own, { language: "en", theme: "light" });
  await own.goto("/audit?ip=127.0.0.1");
  await expect(own.getByRole("heading", { name: en.audit.title })).toBeVisible();
  await expect(own.getByRole("button", { name: /address/ })).toHaveCount(0);
  const asked = await own.request.get("/api/v1/audit/?source_ip=127.0.0.1");
  expect(asked.status()).toBe(403);
  await own.context().close();
});

test("stores, people and keys are ordered by their heads, and by the chip where there are none", async ({ page, baseURL, axe }) => {
  await page.goto("/stores");
  await choose(page, { language: "en", theme: "light" });
  for (const name of ["Order b", "Order a"]) await aStore(page, baseURL ?? "", name);
  for (const name of ["Key b", "Key a"])
    expect(
      (
        await page.request.post("/api/v1/access-keys/", { headers: { origin: baseURL ?? "" }, data: { name, scopes: ["catalog:read"] } })
      ).status(),
    ).toBe(201);
  await page.goto("/stores");
  await orders(page, en.stores.column.name, /sort=name/, /sort=-name/);
  await orders(page, en.stores.column.products, /sort=-products/, /sort=products/);
  await orders(page, en.stores.column.lastEvent, /sort=-event/, /sort=event/);
  await axe();
  await page.goto("/team");
  await orders(page, en.team.column.person, /sort=name/, /sort=-name/);
  await orders(page, en.team.column.lastSignIn, /sort=-seen/, /sort=seen/);
  await orders(page, en.team.column.role, /sort=role/, /sort=-role/);
  await axe();
  await page.goto("/access-keys");
  await orders(page, en.keys.column.expires, /sort=expires/, /sort=-expires/);
  await orders(page, en.keys.column.name, /sort=name/, /sort=-name/);
  const keys = page.getByRole("row", { name: /Key [ab]/ });
  await expect(keys.first()).toContainText("Key b");
  await axe();
  await page.goBack();
  await expect(keys.first()).toContainText("Key a");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByLabel(en.table.sort.label).selectOption("-name");
  await expect(page).toHaveURL(/sort=-name/);
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: /Key [ab]/ })
      .first(),
  ).toContainText("Key b");
});

test("the judged set: ordered, narrowed, kept as a view, taken home, and a word taken back and given again", async ({ page, axe }) => {
  await page.goto("/tokens");
  await choose(page, { language: "en", theme: "light" });
  const secret = await makeToken(page, "Lists shop");
  for (const [at, name] of ["Velvet curtain", "Velvet cushion"].entries()) {
    const product = { id: 9700 + at, name, price: "10", status: "publish", catalog_visibility: "visible", type: "simple" };
    expect((await deliver(page.request, secret, product, { id: `lists-${at}` })).status()).toBe(202);
  }
  const results = page.getByRole("region", { name: en.knowledge.search.results });
  for (const query of ["velvet", "cushion"]) {
    await expect(async () => {
      await page.goto(`/knowledge?q=${query}`);
      await expect(results.getByRole("article").first()).toContainText("Velvet", { timeout: 1_000 });
    }).toPass({ timeout: 40_000 });
    await judge(page, results.getByRole("article").first().getByRole("button", { name: en.knowledge.judge.up }));
    await expect(results.getByRole("article").first().getByRole("button", { name: en.knowledge.judge.up })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  }
  await page.reload();
  await page.getByRole("link", { name: en.knowledge.judged.all }).click();
  await expect(page).toHaveURL(/\/knowledge\/judged/);
  await expect(page.getByRole("navigation", { name: en.common.breadcrumbs }).getByRole("link", { name: en.knowledge.title })).toBeVisible();
  await orders(page, en.knowledge.judgedList.column.query, /sort=query/, /sort=-query/);
  await orders(page, en.knowledge.judgedList.column.up, /sort=-up/, /sort=up/);

  await page.getByLabel(en.knowledge.judgedList.filter.search).fill("cush");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel(en.knowledge.judgedList.filter.verdict, { exact: true }).selectOption("down");
  await expect(page.getByText(en.knowledge.judgedList.emptyFiltered)).toBeVisible();
  await page.getByLabel(en.knowledge.judgedList.filter.verdict, { exact: true }).selectOption("up");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: en.table.views.save }).click();
  await page.getByRole("dialog").getByLabel(en.table.views.name).fill("Cushions");
  await page.keyboard.press("Enter");
  await expect(page.getByText(said(en.table.views.saved, { name: "Cushions" }))).toBeVisible();

  await page.getByRole("button", { name: en.table.export.button }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: en.table.export.csv }).click();
  const lines = (await readFile(await (await coming).path(), "utf8")).split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(",cushion,");

  const row = page.getByRole("row", { name: /cushion/ });
  await row.getByText(said(en.knowledge.judgedList.answers, { count: "1" })).click();
  await expect(row.getByRole("rowheader"), "what unfolds is no part of the row's name").toHaveText("cushion");
  await axe();
  await row.getByRole("button", { name: said(en.knowledge.judgedList.takeBackOf) }).click();
  await expect(page.getByText(en.knowledge.judgedList.takenBack)).toBeVisible();
  await expect(page.getByText(en.knowledge.judgedList.emptyFiltered)).toBeVisible();
  await page.getByRole("button", { name: en.table.undo }).click();
  await expect(page.getByText(en.knowledge.judgedList.restored)).toBeVisible();
  await expect(row).toBeVisible();

  // Other stories judge too, and count.
  for (const query of ["velvet", "cushion"]) {
    await page.goto(`/knowledge?q=${query}`);
    const up = results.getByRole("article").first().getByRole("button", { name: en.knowledge.judge.up });
    await judge(page, up);
    await expect(up).toHaveAttribute("aria-pressed", "false");
  }
});

test("syncs are taken home by the filters, also when there are none yet", async ({ page }) => {
  const answer = await page.request.get("/api/v1/catalog/sync/jobs/export/?format=csv&status=failed");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment; filename="syncs-[\d-]+\.csv"$/);
  expect(await answer.text()).toMatch(/^\uFEFFid,store_id,store_name,kind,mode,/);
});

/** How they are wide and on a phone, bars.spec looks at. */
test("in both languages nothing stands out of a page of 768 px", async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 900 });
  for (const look of looks) {
    await page.goto("/audit");
    await choose(page, look);
    const words = look.language === "fa" ? fa : en;
    for (const [path, title] of [
      ["/knowledge/judged", words.knowledge.judged.title],
      ["/audit?sort=oldest&ip=127.*", words.audit.title],
      ["/stores?sort=name", words.stores.title],
      ["/team?sort=-seen", words.team.title],
      ["/access-keys?sort=used", words.keys.title],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
      const tooWide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(tooWide, path).toBe(0);
    }
  }
});
