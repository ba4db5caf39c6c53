#!/usr/bin/env node
// The pictures of a shop owner's three steps in README.md: a real WordPress with the plugin, the real hub, a browser. Needs a build.
//   node scripts/take-shop-pictures.mjs   (WOOCOMMERCE_DIR: with a real WooCommerce instead of the double)
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { installStops } from "./child.mjs";
import { ensureChromium } from "./ensure-chromium.mjs";
import { root } from "./prepare.mjs";
import { startServer } from "./test-server.mjs";
import { startSite } from "./wordpress/site.mjs";

const FOLDER = join(root, "docs/pictures");
const MAX_BYTES = 300_000;
const SETTINGS = "/wp-admin/admin.php?page=fiko-wc-sync";
const administrator = { ADMIN_EMAIL: "owner@fiko.example", ADMIN_PASSWORD: "only-for-these-pictures" };
const PRODUCTS = [
  ["پیراهن نخی مردانه", "SH-101", "690000", "publish"],
  ["مانتو کتان جلوباز", "MN-204", "1450000", "publish"],
  ["زعفران سرگل قائنات", "ZF-010", "1250000", "publish"],
  ["گز آردی بلداجی", "GZ-033", "320000", "publish"],
  ["قالیچهٔ دست‌باف قم", "GH-001", "98000000", "publish"],
  ["کفش چرم دست‌دوز", "KF-042", "3150000", "publish"],
  ["پالتو زمستانه", "PL-007", "4200000", "draft"],
];

installStops();
process.chdir(root);
const found = await ensureChromium(console.error);
if (!found) throw new Error("No Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH.");
const [hub, shop] = await Promise.all([startServer({ env: { ...administrator, PUBLIC_URL: "" } }), startSite({ locale: "fa_IR" })]);
const phpText = (text) => `'${text.replace(/['\\]/g, (character) => `\\${character}`)}'`;
await shop.php(`
  foreach ( json_decode( ${phpText(JSON.stringify(PRODUCTS))} ) as $row ) {
    $product = new WC_Product_Simple();
    $product->set_name( $row[0] );
    $product->set_sku( $row[1] );
    $product->set_regular_price( $row[2] );
    $product->set_status( $row[3] );
    $product->save();
  }
`);

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: found.own ? undefined : found.path,
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-background-networking"],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
const page = await context.newPage();
async function take(name, height = 800) {
  await page.setViewportSize({ width: 1280, height });
  await page.evaluate(() => document.fonts.ready);
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file });
  const { size } = statSync(file);
  console.log(`${name}.png  ${Math.round(size / 1000)} kB`);
  if (size > MAX_BYTES) throw new Error(`${name}.png is larger than ${MAX_BYTES / 1000} kB`);
}

await page.goto(`${shop.url}/wp-login.php`);
await page.locator("#user_login").fill("admin");
await page.locator("#user_pass").fill("admin");
await page.locator("#wp-submit").click();
await page.goto(shop.url + SETTINGS);
await page.locator("#fiko-first-hub-url").fill(hub.url);
await take("shop-1-connect", 640);

await page.locator("form:has(#fiko-first-hub-url) [type=submit]").click();
// A person is slower than this: the page is whole before anything is typed.
await page.waitForURL(/\/sign-in/);
await page.waitForLoadState("networkidle");
await page.locator("input[type=email]").fill(administrator.ADMIN_EMAIL);
await page.locator("input[type=password]").fill(administrator.ADMIN_PASSWORD);
await page.keyboard.press("Enter");
await page.waitForURL(/\/connect\/woocommerce/);
await page.waitForLoadState("networkidle");
await take("shop-2-confirm", 900);

await page.locator("form button[type=submit]").first().click();
await page.waitForURL(/fiko-wc-sync/);
const stopCron = shop.startCron({ everyMs: 500 });
for (let tries = 0; tries < 60; tries++) {
  await page.waitForTimeout(1_000);
  await page.goto(shop.url + SETTINGS);
  if (await page.getByText("بدون تفاوت").isVisible()) break;
}
await take("shop-3-in-sync", 760);
stopCron();

await page.goto(`${hub.url}/stores`);
await page.waitForLoadState("networkidle");
await take("stores-fa", 640);
await browser.close();
await shop.stop();
process.exit(await hub.stop());
