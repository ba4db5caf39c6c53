// What must be there before the app or its tests run, made only when missing or outdated: packages, Prisma's client, the build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runChild } from "./child.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

const INSTALL_LIMIT_MS = 900_000;
const GENERATE_LIMIT_MS = 120_000;
const BUILD_LIMIT_MS = 600_000;

export class PrepareFailed extends Error {
  constructor(what, tail) {
    super(`${what} failed:\n${tail.trim()}`);
    this.name = "PrepareFailed";
  }
}

async function mustRun(what, args, timeoutMs, options) {
  const { code, tail } = await runChild(process.execPath, args, { cwd: root, timeoutMs, ...options });
  if (code !== 0) throw new PrepareFailed(what, tail);
}

const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

/** npm writes node_modules/.package-lock.json last: what it names is there, and at these versions. */
export function isInstalled() {
  if (!existsSync(join(root, "node_modules/.package-lock.json"))) return false;
  const there = readJson("node_modules/.package-lock.json").packages;
  return Object.entries(readJson("package-lock.json").packages).every(
    ([path, { version, optional, devOptional, link }]) =>
      path === "" || link || (there[path] ? there[path].version === version : optional || devOptional),
  );
}

/** @returns {Promise<boolean>} whether it had to */
export async function installPackages() {
  if (isInstalled()) return false;
  // npm's own path is in the environment of its scripts; as a JavaScript file it starts without a shell on every system.
  const npm = process.env.npm_execpath?.endsWith(".js")
    ? [process.execPath, [process.env.npm_execpath]]
    : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  // Development packages too: the build needs some, whatever NODE_ENV says.
  const { code, tail } = await runChild(npm[0], [...npm[1], "ci", "--include=dev", "--no-progress", "--no-audit", "--no-fund"], {
    cwd: root,
    timeoutMs: INSTALL_LIMIT_MS,
  });
  if (code !== 0) throw new PrepareFailed("npm ci", tail);
  return true;
}

function* filesUnder(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute)) return;
  const entries = readdirSync(absolute, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) yield* filesUnder(`${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
  }
}

function digestOf(paths) {
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of paths) {
    if (existsSync(join(root, path))) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** Runs `make` unless the stamp file holds this digest. @returns {Promise<boolean>} whether it ran */
async function makeIfChanged(stampFile, digest, make) {
  const stamp = join(root, stampFile);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return false;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

export const generateClient = () =>
  makeIfChanged("lib/generated/.stamp", digestOf(["prisma/schema.prisma", "node_modules/prisma/package.json"]), () =>
    mustRun("prisma generate", ["scripts/prisma.mjs", "generate"], GENERATE_LIMIT_MS),
  );

const BUILD_SOURCES = ["app", "components", "lib", "inngest", "public"];
const BUILD_FILES = [
  "prisma/schema.prisma",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "tsconfig.json",
  "package-lock.json",
];

const digestSources = () =>
  digestOf([
    ...BUILD_SOURCES.flatMap((folder) => [...filesUnder(folder)]).filter((path) => !/\.test\.tsx?$|^lib\/(generated|testing)\//.test(path)),
    ...BUILD_FILES,
  ]);

const PLUGIN = "wordpress/fiko-woocommerce-sync";
const ZIP_SCRIPT = "scripts/wordpress/zip.mjs";
const PLUGIN_ZIP = "dist/fiko-woocommerce-sync.zip";
const ZIP_STAMP = "dist/.plugin-sources";
const ZIP_LIMIT_MS = 120_000;

/** The plugin as shops install it, for /downloads. @returns {Promise<boolean>} whether it had to; never where its sources are not there */
export async function zipPlugin() {
  mkdirSync(join(root, "dist"), { recursive: true });
  if (!existsSync(join(root, ZIP_SCRIPT)) || !existsSync(join(root, PLUGIN))) return false;
  if (!existsSync(join(root, PLUGIN_ZIP))) rmSync(join(root, ZIP_STAMP), { force: true });
  return makeIfChanged(ZIP_STAMP, digestOf([...filesUnder(PLUGIN), ZIP_SCRIPT]), () => mustRun("plugin zip", [ZIP_SCRIPT], ZIP_LIMIT_MS));
}

/** @returns {Promise<boolean>} whether it had to */
export async function buildApp(options) {
  // A hub without this one download is still a hub.
  await zipPlugin().catch((error) => console.warn(`${error.message}\nThe hub starts without the plugin's download.`));
  return makeIfChanged(".next/.sources", digestSources(), () =>
    mustRun("next build", ["node_modules/next/dist/bin/next", "build"], BUILD_LIMIT_MS, {
      ...options,
      env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...options?.env },
    }),
  );
}
