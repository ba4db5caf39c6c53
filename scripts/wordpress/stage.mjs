// The stage "plugin" of npm test: the zip, syntax, coding standard, types where PHPStan is to be had, and the PHPUnit suites.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runChild } from "../child.mjs";
import { root } from "../prepare.mjs";
import { ensureWordpress, readHeader } from "./core.mjs";
import { hasTests, pluginFolder, runSuite } from "./phpunit.mjs";
import { startSite } from "./site.mjs";
import { ensureTools, WordpressToolMissing } from "./tools.mjs";

const LIMIT_MS = 120_000;
const SITE_SUITES = ["contract", "integration"];
const double = join(root, "wordpress/woocommerce-double");

/** Fetches what the stage needs, while others use the processor. @throws WordpressToolMissing, InstallFailed */
export async function preparePlugin(say) {
  const tools = await ensureTools(say);
  const main = join(process.env.WOOCOMMERCE_DIR || double, "woocommerce.php");
  if (existsSync(main)) await ensureWordpress({ atLeast: readHeader(main, "Requires at least") || "0", say });
  return tools;
}

/** Says only what is wrong; xargs fails when one of its commands did. */
const SYNTAX = `find . ../woocommerce-double ../../scripts/wordpress -name '*.php' -not -path '*/vendor/*' -print0 |
  xargs -0 -n 1 -P 2 "$1" -l >"$2" 2>&1
code=$?
grep -v '^No syntax errors' "$2"
exit "$code"`;

async function hasWordPressStandard(phpcs) {
  const { tail } = await runChild(phpcs, ["-i"], { cwd: pluginFolder, timeoutMs: LIMIT_MS });
  return /\bWordPress\b/.test(tail);
}

/**
 * @param {{
 *   record: (name: string, result: { passed?: number, failed?: number, skipped?: string[], tookMs: number, tail?: string }) => void,
 *   logFile: (name: string) => string, show?: boolean, prepared: ReturnType<typeof preparePlugin>,
 * }} stage
 */
export async function runPluginStage({ record, logFile, show, prepared }) {
  const since = Date.now();
  let tools;
  try {
    tools = await prepared;
  } catch (error) {
    const isMissing = error instanceof WordpressToolMissing;
    return record(
      "plugin",
      isMissing ? { skipped: [error.message], tookMs: Date.now() - since } : { failed: 1, tookMs: Date.now() - since, tail: String(error) },
    );
  }
  const run = async (name, command, args) => {
    const { code, tail, tookMs } = await runChild(command, args, { cwd: pluginFolder, timeoutMs: LIMIT_MS, logFile: logFile(name), show });
    record(name, code === 0 ? { passed: 1, tookMs } : { failed: 1, tookMs, tail });
  };
  await run("plugin zip", process.execPath, [join(root, "scripts/wordpress/zip.mjs")]);
  await run("plugin translations", process.execPath, [join(root, "scripts/wordpress/translations.mjs"), "--check"]);
  await run("plugin syntax", "sh", ["-c", SYNTAX, "syntax", tools.php, resolve(logFile("plugin syntax list"))]);
  const own = join(pluginFolder, "vendor/bin/phpcs");
  const phpcs = existsSync(own) ? own : tools.phpcs;
  const standard = (await hasWordPressStandard(phpcs)) ? "phpcs.xml.dist" : "phpcs.debian.xml";
  await run("plugin coding standard", phpcs, [`--standard=${standard}`, "-q", "--no-cache"]);
  if (tools.phpstan) await run("plugin types", tools.phpstan, ["analyse", "--no-progress", "--memory-limit=1G"]);
  else console.log("- plugin types: PHPStan is not here (composer install in wordpress/fiko-woocommerce-sync brings it)");
  await runSuites({ record, logFile, show });
}

async function runSuites({ record, logFile, show }) {
  const name = (suite) => `plugin ${suite}`;
  const note = (suite, { passed, failed, skipped, tookMs, tail }) =>
    record(name(suite), { passed, failed, skipped: skipped > 0 ? [`${skipped} of the plugin's ${suite} tests`] : [], tookMs, tail });
  if (hasTests("unit")) note("unit", await runSuite("unit", { logFile: logFile(name("unit")), show }));
  const since = Date.now();
  let site;
  try {
    site = await startSite();
    const { versions, isDouble } = site;
    const title = `WordPress ${versions.wordpress}, WooCommerce ${versions.woocommerce}${isDouble ? " (double)" : ""}, PHP ${versions.php}`;
    console.log(`  ${title}, ready in ${((Date.now() - since) / 1000).toFixed(1)} s`);
    for (const suite of SITE_SUITES.filter(hasTests)) {
      await site.reset();
      note(suite, await runSuite(suite, { site, logFile: logFile(name(suite)), show }));
    }
  } catch (error) {
    const tookMs = Date.now() - since;
    if (error instanceof WordpressToolMissing) record("plugin shop", { skipped: [error.message], tookMs });
    else record("plugin shop", { failed: 1, tookMs, tail: String(error.stack ?? error) });
  } finally {
    await site?.stop();
  }
}
