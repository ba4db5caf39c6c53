import { existsSync } from "node:fs";
import { chromium, defineConfig, devices } from "@playwright/test";
import { systemChromium } from "./scripts/ensure-chromium.mjs";

/** A real WordPress and the real hub, side by side: what a shop owner does and sees. The worlds are made in e2e-wordpress/world.ts. */
const args = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const hasOwnBrowser = !process.env.CHROMIUM_PATH && existsSync(chromium.executablePath());

export default defineConfig({
  testDir: "e2e-wordpress",
  outputDir: "test-results/wordpress",
  // The double has no REST API of its own: fetching is tried on a real WooCommerce, elsewhere on the fake.
  testIgnore: process.env.WOOCOMMERCE_DIR ? [] : ["fetched.spec.ts"],
  // One shop and one hub: stories follow each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: hasOwnBrowser ? undefined : systemChromium(), args: [...args, ...sandbox] },
  },
});
