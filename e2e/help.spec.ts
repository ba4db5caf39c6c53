import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { choose, en, fa, looks, said, signedInOwner } from "./story";

const english = { language: "en", theme: "light" } as const;
const persian = { language: "fa", theme: "light" } as const;
const KEY = "fk_live_YOUR_KEY";

/** Ids that links can end in, in the order of the page. */
const anchorsOf = (page: Page) =>
  page.getByRole("main").evaluate((main) => [...main.querySelectorAll("section[id], [id^='state-']")].map(({ id }) => id));
/** Links of the page to itself that lead nowhere. */
const brokenLinks = (page: Page) =>
  page
    .getByRole("main")
    .evaluate((main) =>
      [...main.querySelectorAll("a[href^='#']")]
        .map((link) => link.getAttribute("href")?.slice(1) ?? "")
        .filter((id) => document.getElementById(id) === null),
    );
const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("the help says the same in both languages, under the same anchors, on every screen", async ({ page, axe }) => {
  const anchors: string[][] = [];
  await page.goto("/help");
  for (const look of looks) {
    await choose(page, look);
    await page.goto("/help");
    const t = look.language === "fa" ? fa : en;
    await expect(page.getByRole("heading", { level: 1, name: t.help.title })).toBeVisible();
    for (const part of Object.values(t.help.guide))
      await expect(page.getByRole("heading", { level: 2, name: part.title, exact: true })).toBeVisible();
    for (const [state, word] of Object.entries(t.help.guide.states.state))
      await expect(page.locator(`#state-${state}`)).toContainText(word.means);
    anchors.push(await anchorsOf(page));
    expect(await brokenLinks(page)).toEqual([]);
    await axe();
  }
  expect(new Set(anchors.map((list) => list.join())).size, "the anchors are the same").toBe(1);
  expect(anchors[0]?.filter((id) => !id.startsWith("state-"))).toEqual(Object.keys(en.help.guide));
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ["/help", "/help/api?q=health", "/help/api/listProducts"]) {
    await page.goto(path);
    await axe();
    expect(await overflowOf(page), `${path} is no wider than a phone`).toBe(0);
  }
});

test("a page's question mark opens the part that answers it; the help is in the navigation, for owners too", async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto("/stores");
  await choose(page, english);
  for (const [path, topic] of [
    ["/stores", "states"],
    ["/tokens", "plugin"],
    ["/knowledge", "ai"],
    ["/jobs", "fresh"],
  ] as const) {
    await page.goto(path);
    const { title } = en.help.guide[topic];
    await page
      .getByRole("main")
      .getByRole("link", { name: said(en.help.about, { topic: title }) })
      .click();
    await expect(page).toHaveURL(new RegExp(`/help#${topic}$`));
    await expect(page.getByRole("heading", { level: 2, name: title, exact: true })).toBeInViewport();
  }
  const { page: owner } = await signedInOwner(page, browser, baseURL ?? "", "help-owner@example.com");
  await owner.getByRole("complementary").getByRole("link", { name: fa.shell.help, exact: true }).click();
  await expect(owner).toHaveURL(/\/help$/);
  await owner.getByRole("link", { name: fa.help.api.open }).click();
  await expect(owner.getByRole("heading", { level: 1, name: fa.help.api.title })).toBeVisible();
  await expect(owner.getByRole("navigation", { name: fa.common.breadcrumbs })).toContainText(fa.help.title);
  await owner.context().close();
});

test("every request the document lists is on the API page; one that is copied works with a key", async ({ page, axe, baseURL }) => {
  const document = (await (await page.request.get("/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  await page.goto("/help");
  for (const look of [english, persian] as const) {
    const t = look.language === "fa" ? fa : en;
    await choose(page, look);
    await page.goto("/help/api");
    await axe();
    const shown = await page
      .getByRole("main")
      .evaluate((main) =>
        [...main.querySelectorAll("li a[href^='/help/api/']")].map((link) => link.getAttribute("href")?.split("/").at(-1)),
      );
    expect(shown.sort()).toEqual([...ids].sort());
    expect(await brokenLinks(page)).toEqual([]);
    await page.goto("/help/api/listProducts");
    await expect(page.getByRole("group", { name: `${t.help.api.curl}: GET /api/v1/web-knowledge/products/`, exact: true })).toBeVisible();
    await axe();
    await page.goto("/help/api?q=zzzz");
    await expect(page.getByText(t.help.api.none)).toBeVisible();
    await axe();
  }

  await choose(page, english);
  await page.goto("/help/api");
  const search = page.getByRole("main").getByRole("searchbox", { name: en.help.api.search });
  await search.fill("knowledge/search");
  await search.press("Enter");
  await expect(page).toHaveURL(/q=knowledge%2Fsearch$/);
  await page.getByRole("main").getByRole("link", { name: "POST /api/v1/knowledge/search/" }).click();
  await expect(page).toHaveURL(/\/help\/api\/searchKnowledge$/);
  const command = await page.getByRole("group", { name: new RegExp(`^${en.help.api.curl}: `) }).innerText();
  expect(command).toContain(KEY);
  expect(command).toContain(baseURL);
  await axe();

  const made = await page.request.post("/api/v1/access-keys/", {
    headers: { origin: baseURL ?? "" },
    data: { name: "From the help", scopes: ["knowledge:search"] },
  });
  const { key } = (await made.json()) as { key: string };
  const answer = JSON.parse(execFileSync("bash", ["-c", `${command.replace(KEY, key)} --silent --noproxy '*'`], { encoding: "utf8" })) as {
    results: unknown[];
  };
  expect(answer.results).toBeInstanceOf(Array);
  await page.goBack();
  await expect(page).toHaveURL(/q=knowledge%2Fsearch$/);
});
