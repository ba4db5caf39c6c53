#!/usr/bin/env node
// A browser for the end-to-end tests: Playwright's own, CHROMIUM_PATH, or the system's; installed where missing (Debian or Ubuntu, as root).
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { installStops } from "./child.mjs";
import { canInstallPackages, installPackages, packageExists } from "./debian.mjs";

/** Chromium without its own windows: pages are the same, and what draws the browser's menus and tabs costs no processor. */
const HEADLESS_SHELL = "chromium-headless-shell";
const SYSTEM_PATHS = [
  `/usr/bin/${HEADLESS_SHELL}`,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The machine's own Chromium, if it has one. */
export const systemChromium = () => [process.env.CHROMIUM_PATH, ...SYSTEM_PATHS].find((path) => path && existsSync(path));

/** @returns {{ own: true } | { own: false, path: string } | null} `own`: the browser that Playwright downloaded itself */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) return existsSync(asked) ? { own: false, path: asked } : null;
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return { own: true };
  const path = systemChromium();
  return path ? { own: false, path } : null;
}

/**
 * @param {(line: string) => void} [say]
 * @returns the browser, or null where there is none and none can be installed
 * @throws InstallFailed
 */
export async function ensureChromium(say = () => {}) {
  const found = await findChromium();
  if (found || process.env.CHROMIUM_PATH || !canInstallPackages) return found;
  say("installing Chromium …");
  await installPackages((await packageExists(HEADLESS_SHELL)) ? HEADLESS_SHELL : "chromium");
  return findChromium();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installStops();
  const found = await ensureChromium((line) => console.error(line));
  if (found) console.log(found.own ? "Playwright's own browser" : found.path);
  else {
    console.error("No Chromium: the browser tests would be skipped. Run `npx playwright install chromium`, or set CHROMIUM_PATH.");
    process.exitCode = 1;
  }
}
