#!/usr/bin/env node
// The plugin's PHPUnit suites: unit without a shop, contract and integration in one started for them (WOOCOMMERCE_DIR, else the double).
//   node scripts/wordpress/phpunit.mjs [unit|contract|integration …] [--filter=…]
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { installStops, runChild } from "../child.mjs";
import { root } from "../prepare.mjs";
import { startSite } from "./site.mjs";
import { ensureTools } from "./tools.mjs";

export const pluginFolder = join(root, "wordpress/fiko-woocommerce-sync");
export const SUITES = ["unit", "contract", "integration"];
const LIMIT_MS = 240_000;

export const hasTests = (suite) => {
  const folder = join(pluginFolder, "tests", suite);
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith("Test.php"));
};

/** @returns {{ passed: number, failed: number, skipped: number }} */
function readCounts(junit) {
  const first = existsSync(junit) ? /<testsuite [^>]*>/.exec(readFileSync(junit, "utf8"))?.[0] : undefined;
  const of = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(first ?? "")?.[1] ?? 0);
  const failed = of("failures") + of("errors") + of("warnings");
  return { passed: of("tests") - failed - of("skipped"), failed, skipped: of("skipped") };
}

/**
 * @param {string} suite
 * @param {{ site?: Awaited<ReturnType<typeof startSite>>, filter?: string, logFile?: string, show?: boolean }} [options]
 */
export async function runSuite(suite, { site, filter, logFile, show } = {}) {
  const tools = site?.tools ?? (await ensureTools());
  const junit = join(root, `.data/wordpress/junit-${suite}-${process.pid}.xml`);
  const settings = ["-d", "display_errors=stderr", "-d", "log_errors=0", "-d", "zend.assertions=1"];
  const args = ["--configuration", join(pluginFolder, "phpunit.xml.dist"), "--testsuite", suite, "--log-junit", junit];
  const { code, tail, tookMs } = await runChild(tools.php, [...settings, tools.phpunit, ...args, ...(filter ? ["--filter", filter] : [])], {
    cwd: pluginFolder,
    env: { FIKO_SITE_DIR: undefined, ...(suite === "unit" ? {} : site?.env) },
    timeoutMs: LIMIT_MS,
    logFile,
    show,
  });
  const counts = readCounts(junit);
  rmSync(junit, { force: true });
  // A suite that dies half-way counts no failure of its own.
  return { ...counts, failed: code === 0 ? counts.failed : Math.max(1, counts.failed), tail, tookMs };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installStops();
  const { values, positionals } = parseArgs({ options: { filter: { type: "string" } }, allowPositionals: true });
  const suites = (positionals.length > 0 ? positionals : SUITES).filter(hasTests);
  const site = suites.some((suite) => suite !== "unit") ? await startSite({ say: (line) => console.error(line) }) : undefined;
  let failed = 0;
  for (const suite of suites) {
    await site?.reset();
    failed += (await runSuite(suite, { site, filter: values.filter, show: true })).failed;
  }
  await site?.stop();
  process.exit(failed > 0 ? 1 : 0);
}
