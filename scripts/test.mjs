#!/usr/bin/env node
// `npm test`: everything, on a bare machine too; installs what is missing on Debian or Ubuntu as root, elsewhere uses what it finds and
// says what it skipped (with CI set, a skip is a failure). Ends with the line "N passed, N failed".
//   node scripts/test.mjs [--only=check,build,unit,postgres,plugin,server,e2e,shop,acceptance,convergence] [--verbose]
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installStops, isEnding, runChild } from "./child.mjs";
import { ensureChromium } from "./ensure-chromium.mjs";
import { PostgresMissing, startPostgres } from "./postgres.mjs";
import { buildApp, generateClient, installPackages, root } from "./prepare.mjs";
import { blankSettings, startServer } from "./test-server.mjs";
import { preparePlugin, runPluginStage } from "./wordpress/stage.mjs";
import { WordpressToolMissing } from "./wordpress/tools.mjs";

/** Of the convergence of events and of connectors; the server's database is for what differs there. */
const SCHEDULES_IN_CI = { unit: "200", postgres: "40" };
const SCHEDULES_AT_LENGTH = "10000";
const LIMIT_MS = { check: 300_000, unit: 900_000, server: 900_000, e2e: 1_500_000, acceptance: 300_000, convergence: 6 * 3_600_000 };
const TAIL_LINES = 120;
const DEFAULT_STAGES = ["check", "build", "unit", "postgres", "plugin", "server", "e2e", "shop", "acceptance"];
const ACCEPTANCE_FILE = resolve(root, "../shared/acceptance/push.test.mjs");

const { values } = parseArgs({ options: { only: { type: "string" }, verbose: { type: "boolean", default: false } } });
const stages = values.only ? values.only.split(",") : DEFAULT_STAGES;
const unknown = stages.filter((stage) => ![...DEFAULT_STAGES, "convergence"].includes(stage));
if (unknown.length > 0) {
  console.error(`No such stage: ${unknown.join(", ")}. There are: ${[...DEFAULT_STAGES, "convergence"].join(", ")}.`);
  process.exit(2);
}

installStops();
process.chdir(root);
Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" });
delete process.env.FORCE_COLOR;
const isCi = Boolean(process.env.CI) && process.env.CI !== "false";
const logs = ".data/test-logs";
rmSync(logs, { recursive: true, force: true });
mkdirSync(logs, { recursive: true });

const results = [];
const startedAt = Date.now();
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Notes a result and prints its line. `skipped` holds the reasons. */
function record(name, { passed = 0, failed = 0, skipped = [], tookMs, tail = "" }) {
  const failures = failed + (isCi ? skipped.length : 0);
  results.push({ name, passed, failed: failures, skipped, tookMs });
  const counts = passed + failed > 1 ? `${passed} passed, ${failed} failed` : "";
  console.log(`${failures > 0 ? "✗" : skipped.length > 0 ? "-" : "✓"} ${name.padEnd(34)} ${seconds(tookMs).padStart(8)}  ${counts}`);
  for (const reason of skipped) console.log(`  skipped: ${reason}`);
  if (failed > 0)
    console.log(
      tail
        .trim()
        .split("\n")
        .slice(-TAIL_LINES)
        .map((line) => `  │ ${line}`)
        .join("\n"),
    );
}

/** Runs a step that either works or throws. @returns {Promise<boolean>} */
async function attempt(name, work) {
  const since = Date.now();
  try {
    await work();
    record(name, { passed: 1, tookMs: Date.now() - since });
    return true;
  } catch (error) {
    record(name, { failed: 1, tookMs: Date.now() - since, tail: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

const logFile = (name) => join(logs, `${name.replace(/\W+/g, "-")}.log`);
const node = (args, options) => runChild(process.execPath, args, { cwd: root, show: values.verbose, ...options });

async function runTool(name, args, env) {
  const { code, tail, tookMs } = await node(args, { env, timeoutMs: LIMIT_MS.check, logFile: logFile(name) });
  record(name, code === 0 ? { passed: 1, tookMs } : { failed: 1, tookMs, tail });
}

const present = (...paths) => paths.filter((path) => existsSync(path));
const hasPages = () => existsSync("app");

/** One core each: two lanes of tools that use one. */
async function check() {
  await attempt("lockfile for every platform", async () => {
    const { code, tail } = await node(["scripts/complete-lockfile.mjs", "--check"]);
    if (code !== 0) throw new Error(tail);
  });
  const types = async () => {
    if (hasPages()) await node(["node_modules/next/dist/bin/next", "typegen"], { timeoutMs: LIMIT_MS.check, logFile: logFile("typegen") });
    await runTool("types", ["node_modules/typescript/bin/tsc", "--noEmit"]);
    await runTool("boundaries", [
      "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      ".dependency-cruiser.cjs",
      ...present("app", "components", "lib", "inngest", "scripts", "fakes", "e2e", "e2e-wordpress"),
    ]);
  };
  const style = async () => {
    await runTool("lint", ["node_modules/eslint/bin/eslint.js", "--max-warnings=0", "--cache", "--cache-location=.data/eslint-cache", "."]);
    await runTool("format", [
      "node_modules/prettier/bin/prettier.cjs",
      "--check",
      "--log-level=warn",
      "--cache",
      "--cache-location=.data/prettier-cache",
      ".",
    ]);
    // An in-memory database stands for both sides: nothing of the developer's is opened.
    const drift = [
      "scripts/prisma.mjs",
      "migrate",
      "diff",
      "--from-migrations=prisma/migrations",
      "--to-schema=prisma/schema.prisma",
      "--exit-code",
    ];
    await runTool("migrations match the schema", drift, { DATABASE_URL: "pglite:memory://" });
  };
  await Promise.all([types(), style()]);
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);

/** Tests that a run left out, by full name; one that ran in another stage is not skipped. */
const ran = new Set();
const leftOut = new Map();

/** @param files null: all of them */
async function runVitest(name, files, env, timeoutMs = LIMIT_MS.unit, config = "vitest.config.ts") {
  if (files?.length === 0) return record(name, { failed: 1, tookMs: 0, tail: "no test file was found for this stage" });
  const report = join(logs, `${name}.json`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    `--config=${config}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...(files ?? []),
  ];
  const { code, tail, tookMs } = await node(args, {
    env: { ...blankSettings(), TEST_DATABASE_URL: undefined, ...env },
    timeoutMs,
    logFile: logFile(name),
  });
  const summary = readJson(report);
  for (const { assertionResults = [] } of summary?.testResults ?? []) {
    for (const { status, fullName } of assertionResults) {
      if (status === "passed") ran.add(fullName);
      else if (status !== "failed") leftOut.set(fullName, name);
    }
  }
  const failed = summary?.numFailedTests ?? 0;
  // A file that cannot be loaded, or a crash, holds no failed test of its own.
  record(name, { passed: summary?.numPassedTests ?? 0, failed: code === 0 ? failed : Math.max(failed, 1), tookMs, tail });
}

function filesWith(pattern) {
  const files = ["lib", "inngest", "app", "scripts", "components", "fakes"]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true })
        .map((name) => join(folder, String(name)))
        .filter((path) => path.endsWith(".test.ts")),
    );
  return files.filter((path) => pattern.test(readFileSync(path, "utf8")));
}

/** Runs `use` with an address of PostgreSQL, or notes that there is none. */
let postgres;
async function withPostgres(name, use) {
  const since = Date.now();
  try {
    const { url } = await (postgres ??= startPostgres({ fsync: false }));
    return await use(url);
  } catch (error) {
    const tookMs = Date.now() - since;
    if (error instanceof PostgresMissing) record(name, { skipped: [error.message], tookMs });
    else record(name, { failed: 1, tookMs, tail: error.stack });
  }
}

/** A database of its own on that server, dropped afterwards. */
async function withDatabase(serverUrl, use) {
  const { default: pg } = await import("pg");
  const name = `fiko_acceptance_${process.pid}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return await use(url.href);
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.end();
  }
}

/** Stories in a browser: of the dashboard ("e2e"), and of a shop with its hub ("shop"). */
async function runStories(name, config) {
  const since = Date.now();
  let browser;
  try {
    browser = await chromium;
  } catch (error) {
    return record(name, { failed: 1, tookMs: Date.now() - since, tail: String(error) });
  }
  if (!browser) return record(name, { skipped: ["no Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH"], tookMs: 0 });
  const report = join(logs, `${name}.json`);
  const { code, tail, tookMs } = await node(
    ["node_modules/@playwright/test/cli.js", "test", `--config=${config}`, "--reporter=list,json"],
    {
      env: { ...blankSettings(), PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      timeoutMs: LIMIT_MS.e2e,
      logFile: logFile(name),
    },
  );
  const stats = readJson(report)?.stats ?? {};
  const failed = stats.unexpected ?? 0;
  const skipped = stats.skipped ? [`${stats.skipped} browser tests`] : [];
  record(name, {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped,
    tookMs,
    tail,
  });
}

/** A real WordPress beside the real hub. */
async function runShop() {
  const since = Date.now();
  try {
    await plugin;
  } catch (error) {
    const isMissing = error instanceof WordpressToolMissing;
    const result = isMissing ? { skipped: [error.message] } : { failed: 1, tail: String(error) };
    return record("shop", { ...result, tookMs: Date.now() - since });
  }
  await runStories("shop", "playwright.wordpress.config.ts");
}

/** The black-box checks of the wire contract against a fresh server. */
async function runAcceptance(name, databaseUrl) {
  const since = Date.now();
  const administrator = { ADMIN_EMAIL: "admin@example.test", ADMIN_PASSWORD: "acceptance-only-password" };
  const serverLog = logFile(`${name} server`);
  try {
    const server = await startServer({ databaseUrl, logFile: serverLog, env: administrator });
    try {
      const printed = await server.runCli("access-key", "create", "--email", administrator.ADMIN_EMAIL, "--scopes", "*", "--quiet");
      const key = /fk_live_\S+/.exec(printed)?.[0] ?? printed;
      const { code, tail } = await node(["--test", "--test-reporter=tap", ACCEPTANCE_FILE], {
        env: { BASE_URL: server.url, ADMIN_KEY: key, NODE_TEST_CONTEXT: undefined },
        timeoutMs: LIMIT_MS.acceptance,
        logFile: logFile(name),
      });
      const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(tail)?.[1] ?? 0);
      const failed = count("fail") + count("cancelled");
      const skipped = count("skipped") + count("todo") > 0 ? [`${count("skipped") + count("todo")} acceptance checks`] : [];
      const about = failed > 0 ? `${readFailures(logFile(name))}\n--- end of the server's log ---\n${readTail(serverLog, 20)}` : tail;
      record(name, {
        passed: count("pass"),
        failed: code === 0 ? failed : Math.max(failed, 1),
        skipped,
        tookMs: Date.now() - since,
        tail: about,
      });
    } finally {
      await server.stop();
    }
  } catch (error) {
    record(name, {
      failed: 1,
      tookMs: Date.now() - since,
      tail: `${error.message}\n--- end of the server's log ---\n${readTail(serverLog, 20)}`,
    });
  }
}

const readTail = (path, lines) => (existsSync(path) ? readFileSync(path, "utf8").trim().split("\n").slice(-lines).join("\n") : "");

/** The failed points of a TAP file with what they say, without the passed ones. */
function readFailures(path) {
  const points = readFileSync(path, "utf8").split(/^(?=(?:not )?ok \d+)/m);
  return points
    .filter((point) => point.startsWith("not ok"))
    .map((point) => point.split("\n").slice(0, 22).join("\n"))
    .join("\n");
}

// ---- the run --------------------------------------------------------------------------------------------------------------------

const wants = (...names) => names.some((name) => stages.includes(name));
const isReady = (await attempt("npm ci", installPackages)) && (await attempt("prisma generate", generateClient));
const convergence = (stage) => ({ CONVERGENCE_SCHEDULES: process.env.CONVERGENCE_SCHEDULES || SCHEDULES_IN_CI[stage] });
let chromium;
let plugin;

if (isReady) {
  // Fetched while the checks use the processor; whoever needs them waits and reports.
  if (wants("postgres", "server", "acceptance")) (postgres = startPostgres({ fsync: false })).catch(() => {});
  if (wants("e2e", "shop"))
    (chromium = Promise.resolve(postgres)
      .catch(() => {})
      .then(() => ensureChromium())).catch(() => {});
  if (wants("plugin", "shop")) (plugin = Promise.allSettled([postgres, chromium]).then(() => preparePlugin())).catch(() => {});

  if (wants("check")) await check();
  const isBuilt =
    wants("build", "server", "e2e", "shop", "acceptance") && (await attempt("next build", () => buildApp({ logFile: logFile("build") })));
  if (wants("unit")) await runVitest("unit", null, convergence("unit"));
  if (wants("postgres")) {
    await withPostgres("postgres", (url) =>
      runVitest("postgres", filesWith(/\b(dbTest|pullTest)\b|TEST_DATABASE_URL/), { ...convergence("postgres"), TEST_DATABASE_URL: url }),
    );
  }
  const testPlugin = async () => {
    if (wants("plugin")) await runPluginStage({ record, logFile, show: values.verbose, prepared: plugin });
  };
  // The real server process: killed under load, without its database, sent garbage.
  const testServer = async () => {
    if (!wants("server") || !isBuilt) return;
    await withPostgres("server", (url) =>
      runVitest("server", null, { TEST_DATABASE_URL: url }, LIMIT_MS.server, "vitest.server.config.ts"),
    );
  };
  const testShop = async () => {
    if (wants("shop") && isBuilt) await runShop();
  };
  // One core for PHP, by itself and then with a browser; the server's tests wait most of their time.
  await Promise.all([testPlugin().then(testShop), testServer()]);
  if (wants("e2e") && isBuilt) await runStories("e2e", "playwright.config.ts");
  if (wants("acceptance") && isBuilt) {
    if (existsSync(ACCEPTANCE_FILE)) {
      await runAcceptance("acceptance embedded", "");
      await withPostgres("acceptance postgres", (url) => withDatabase(url, (own) => runAcceptance("acceptance postgres", own)));
    } else console.log(`- acceptance: ${ACCEPTANCE_FILE} is not there; these checks are not part of the project`);
  }
  if (wants("convergence")) {
    const schedules = { CONVERGENCE_SCHEDULES: process.env.CONVERGENCE_SCHEDULES || SCHEDULES_AT_LENGTH };
    await runVitest("convergence", filesWith(/CONVERGENCE_SCHEDULES/), schedules, LIMIT_MS.convergence);
  }
  // Some tests are for one of the two databases only: each must have run in one of the two stages.
  const never = wants("unit") && wants("postgres") ? [...leftOut].filter(([name]) => !ran.has(name)) : [];
  if (never.length > 0) record("tests that ran nowhere", { skipped: never.map(([name, stage]) => `${name} (${stage})`), tookMs: 0 });
}

const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
const skips = results.flatMap((result) => result.skipped.map((reason) => `${result.name}: ${reason}`));
if (!isEnding()) {
  console.log(`\n${seconds(Date.now() - startedAt)} in all; logs in ${logs}`);
  if (skips.length > 0) console.log(`Skipped${isCi ? " (a failure here)" : ""}:\n${skips.map((reason) => `  ${reason}`).join("\n")}`);
  const broken = results.filter((result) => result.failed > 0);
  if (broken.length > 0) console.log(`Failed: ${broken.map((result) => result.name).join(", ")}`);
  await Promise.resolve(postgres)
    .then((server) => server?.stop())
    .catch(() => {});
  const failed = sum((result) => result.failed);
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
