import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, findingsOfAxe, test } from "./fixtures";
import { choose, looks, settled } from "./story";

/**
 * Every page of the dashboard in a browser that comes for the first time: no finding of axe, wide and on a phone, which it fits, and what
 * the browser itself measures. It runs after the stories, which have filled the hub. The size of the scripts and the stillness of the page
 * are the same on every machine and are asserted; times are not, and are left in FIGURES for docs/benchmarks.md.
 */
const FIGURES = ".data/test-logs";
const BARS = { lcpMs: 1_500, inpMs: 100, cls: 0.02, scriptKB: 180 };
const PHONE = { width: 390, height: 844 };
const vitals = readFileSync("node_modules/web-vitals/dist/web-vitals.iife.js", "utf8");
const watching = `${vitals};globalThis.seen = {};
  for (const name of ["LCP", "CLS", "INP"]) webVitals["on" + name]((metric) => (seen[name] = metric.value), { reportAllChanges: true, durationThreshold: 16 });`;

/** Of a list also what its first row leads to, and the parts of that. */
const pages: readonly { path: string; opens?: RegExp; parts?: readonly string[] }[] = [
  { path: "/overview" },
  { path: "/products", opens: /^\/products\/[\w-]+$/ },
  { path: "/products/not-there" },
  { path: "/events", opens: /^\/events\/\d+$/ },
  { path: "/events?status=failed" },
  { path: "/knowledge" },
  { path: "/knowledge?q=linen" },
  { path: "/knowledge/judged" },
  { path: "/stores", opens: /^\/stores\/[\w-]+$/, parts: ["connection", "connect", "connect?kind=shopify", "settings", "setup"] },
  { path: "/jobs", opens: /^\/jobs\/[\w-]+$/ },
  { path: "/jobs?status=failed" },
  { path: "/tokens" },
  { path: "/access-keys" },
  { path: "/team" },
  { path: "/audit" },
  { path: "/profile" },
  { path: "/help" },
  { path: "/help/api" },
  { path: "/help/api/searchKnowledge" },
];

type Figures = { path: string } & Measured;
type Measured = { lcpMs: number; inpMs: number; cls: number; scriptKB: number };

async function firstLink(page: Page, pattern: RegExp): Promise<string | null> {
  const hrefs = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return hrefs.map((href) => href.split("?")[0] ?? "").find((href) => pattern.test(href)) ?? null;
}

/** @returns kilobytes (1,000 bytes) as they travelled */
const scriptKB = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scripts = performance.getEntriesByType("resource").filter((entry) => new URL(entry.name).pathname.endsWith(".js"));
    return scripts.reduce((total, entry) => total + (entry as PerformanceResourceTiming).encodedBodySize, 0) / 1_000;
  });

async function measure(page: Page, path: string): Promise<Measured> {
  await page.goto(path);
  await settled(page);
  const kilobytes = await scriptKB(page);
  // What can be done on every page: going through it by keyboard, pressing on it, opening and closing the palette.
  for (let press = 0; press < 6; press++) await page.keyboard.press("Tab");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(200);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Partial<Record<"LCP" | "CLS" | "INP", number>> }).seen);
  return { lcpMs: Math.round(seen.LCP ?? 0), inpMs: Math.round(seen.INP ?? 0), cls: seen.CLS ?? 0, scriptKB: Math.round(kilobytes) };
}

test.describe.configure({ timeout: 600_000 });

for (const look of looks) {
  test(`every page keeps the bars: ${look.language}, ${look.theme}`, async ({ browser, baseURL }) => {
    const figures: Figures[] = [];
    const findings: string[] = [];
    const visit = async (path: string, name: string, opens?: RegExp, parts: readonly string[] = []): Promise<void> => {
      const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
      await context.addInitScript(watching);
      const page = await context.newPage();
      await choose(page, look);
      figures.push({ path: name, ...(await measure(page, path)) });
      findings.push(...(await findingsOfAxe(page)));
      await page.setViewportSize(PHONE);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      findings.push(...(await findingsOfAxe(page)));
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overhang > 0) findings.push(`${path}: ${overhang} px wider than a phone`);
      const inner = opens ? await firstLink(page, opens) : null;
      await context.close();
      if (!opens) return;
      expect(inner, `${path} leads to something`).not.toBeNull();
      if (!inner) return;
      await visit(inner, `${path}/[id]`);
      for (const part of parts) await visit(`${inner}/${part}`, `${path}/[id]/${part}`);
    };
    for (const { path, opens, parts } of pages) await visit(path, path, opens, parts);

    mkdirSync(FIGURES, { recursive: true });
    writeFileSync(join(FIGURES, `pages-${look.language}.json`), JSON.stringify(figures, null, 2));
    // The figures belong to what the run tells.
    // eslint-disable-next-line no-console
    console.log(figures.map(toLine).join("\n"));
    expect.soft(figures.filter(({ scriptKB, cls }) => scriptKB > BARS.scriptKB || cls > BARS.cls)).toEqual([]);
    expect.soft(findings).toEqual([]);
  });
}

const toLine = ({ path, lcpMs, inpMs, cls, scriptKB }: Figures): string =>
  `${path.padEnd(20)} LCP ${lcpMs} ms${lcpMs > BARS.lcpMs ? " (over)" : ""}, INP ${inpMs} ms${inpMs > BARS.inpMs ? " (over)" : ""}, CLS ${cls.toFixed(3)}${cls > BARS.cls ? " (over)" : ""}, scripts ${scriptKB} kB${scriptKB > BARS.scriptKB ? " (over)" : ""}`;
