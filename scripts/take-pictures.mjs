#!/usr/bin/env node
// Pictures of every page, README.md's among them, of the app itself: a fresh server, the demo catalogue, a browser. Needs a build (`npm start` makes one).
//   node scripts/take-pictures.mjs
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { installStops, runChild, stopAtExit, wait } from "./child.mjs";
import { startDemoShops } from "./demo-shops.mjs";
import { ensureChromium } from "./ensure-chromium.mjs";
import { root } from "./prepare.mjs";
import { blankSettings, newSecrets, startServer } from "./test-server.mjs";

const FOLDER = join(root, "docs/pictures");
const MAX_BYTES = 300_000;
const DEMO_LIMIT_MS = 300_000;
/** So that there are histories to show. */
const TRADE_EVERY_MS = 1_000;
const TRADING_MS = 30_000;
const administrator = { ADMIN_EMAIL: "admin@fiko.example", ADMIN_PASSWORD: "only-for-these-pictures" };

/** `opens`: the picture is of what the first row (with that text) leads to, `part` of a page below that. `ask`: typed into the palette. */
const pictures = [
  { name: "overview-fa", path: "/overview", language: "fa", theme: "light", height: 1000 },
  { name: "overview-en", path: "/overview", language: "en", theme: "dark", height: 1000 },
  { name: "overview-phone-fa", path: "/overview", language: "fa", theme: "dark", width: 390, height: 844 },
  { name: "palette-fa", path: "/overview", language: "fa", theme: "light", ask: "مانتو" },
  { name: "products-fa", path: "/products", language: "fa", theme: "light" },
  { name: "product-en", path: "/products", language: "en", theme: "light", opens: "", height: 1080 },
  { name: "events-en", path: "/events", language: "en", theme: "light" },
  { name: "event-fa", path: "/events", language: "fa", theme: "light", opens: "", height: 1080 },
  { name: "knowledge-en", path: "/knowledge?q=leather+belt", language: "en", theme: "light" },
  { name: "knowledge-fa", path: "/knowledge?q=سوغات+برای+هدیه", language: "fa", theme: "dark" },
  { name: "compare-en", path: "/knowledge?q=gift&q2=هدیه", language: "en", theme: "light" },
  { name: "store-fa", path: "/stores", language: "fa", theme: "light", opens: "WooCommerce by its API" },
  { name: "settings-en", path: "/stores", language: "en", theme: "light", opens: "Demo shop", part: "settings", height: 1000 },
  { name: "setup-fa", path: "/stores", language: "fa", theme: "light", opens: "Demo shop", part: "setup" },
  {
    name: "connection-en",
    path: "/stores",
    language: "en",
    theme: "light",
    opens: "WooCommerce by its API",
    part: "connection",
    height: 1000,
  },
  { name: "syncs-en", path: "/jobs", language: "en", theme: "dark" },
  { name: "sync-fa", path: "/jobs", language: "fa", theme: "light", opens: "" },
  { name: "tokens-fa", path: "/tokens", language: "fa", theme: "light" },
  { name: "team-en", path: "/team", language: "en", theme: "light" },
  { name: "keys-en", path: "/access-keys", language: "en", theme: "light" },
  { name: "log-fa", path: "/audit", language: "fa", theme: "light" },
  { name: "account-en", path: "/profile", language: "en", theme: "light" },
  { name: "help-fa", path: "/help", language: "fa", theme: "light" },
  { name: "api-en", path: "/help/api/searchKnowledge", language: "en", theme: "light" },
];

installStops();
process.chdir(root);
const found = await ensureChromium(console.error);
if (!found) throw new Error("No Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH.");

const env = { ...newSecrets(), ...administrator, DATA_DIR: mkdtempSync(join(tmpdir(), "fiko-pictures-")) };
const removeFolder = () => rmSync(env.DATA_DIR, { recursive: true, force: true });
stopAtExit(removeFolder);
// Its shops are on this machine.
const server = await startServer({ env: { ...env, ALLOW_PRIVATE_SHOPS: "1" } });
const shops = JSON.stringify(await startDemoShops({ tradeEveryMs: TRADE_EVERY_MS }));
const { code, tail } = await runChild(process.execPath, ["--import", "tsx", "scripts/demo.ts", server.url, shops], {
  env: { ...blankSettings(), ...env },
  timeoutMs: DEMO_LIMIT_MS,
});
if (code !== 0) throw new Error(`The demo failed:\n${tail}`);
await wait(TRADING_MS);

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: found.own ? undefined : found.path,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
// The captured shop's pictures are nowhere: an icon stands in their place.
await context.route(/^https:\/\/shop\.example\//, (route) => route.abort());
const setCookies = (language, theme) =>
  context.addCookies([
    { name: "fiko_language", value: language, url: server.url },
    { name: "fiko_theme", value: theme, url: server.url },
  ]);

await setCookies("en", "light");
const page = await context.newPage();
await page.goto("/sign-in");
await page.locator("input[type=email]").fill(administrator.ADMIN_EMAIL);
await page.locator("input[name=password]").fill(administrator.ADMIN_PASSWORD);
await page.locator("form:has(input[type=email]) button[type=submit]").click();
await page.waitForURL((url) => url.pathname !== "/sign-in");

for (const { name, path, language, theme, opens, part, ask, width = 1280, height = 800 } of pictures) {
  await setCookies(language, theme);
  await page.setViewportSize({ width, height });
  await page.goto(path, { waitUntil: "networkidle" });
  if (opens !== undefined) {
    const first = await page.locator("tbody tr").filter({ hasText: opens }).first().getByRole("link").first().getAttribute("href");
    await page.goto(part ? `${first}/${part}` : first, { waitUntil: "networkidle" });
  }
  if (ask) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(ask);
    await page.getByRole("option").first().waitFor();
    await page.waitForLoadState("networkidle");
  }
  await page.evaluate(() => document.fonts.ready);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  const { size } = statSync(file);
  console.log(`${name}.png  ${Math.round(size / 1000)} kB`);
  if (size > MAX_BYTES) throw new Error(`${name}.png is larger than ${MAX_BYTES / 1000} kB`);
}
await browser.close();
const stopped = await server.stop();
removeFolder();
process.exit(stopped);
