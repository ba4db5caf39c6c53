#!/usr/bin/env node
// Run after every change of dependencies; `--check` only tells (exit code 1) whether it would change the file.
// A registry that lacks other platforms' native packages makes npm write a lockfile without them, which `npm ci` elsewhere refuses
// ("Missing: … from lock file"). This adds the missing optional entries; os, cpu and libc are read from the package's name.
// They carry no integrity hash: npm fills it in wherever it can see the package.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32", "sunos", "netbsd", "openbsd", "aix"];
const PROCESSORS = ["arm64", "x64", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "arm"];

/** Node's own resolution: the nearest node_modules upwards. */
function isPresent(packages, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

function describePlatform(name) {
  const words = name.split("/").pop().split("-");
  if (words.includes("wasm32")) return { cpu: ["wasm32"] };
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : os === "linux" && words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : undefined;
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(libc && { libc: [libc] }) };
}

/** Adds what is missing. @returns {{ lock: object, added: string[] }} */
export function completeLockfile(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = range.replace(/^[\^~=v]+/, "");
      if (isPresent(packages, path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
      packages[`node_modules/${name}`] = { version, ...describePlatform(name), ...(dev && { dev: true }), optional: true };
      added.push(`${name}@${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

const { values, positionals } = parseArgs({ options: { check: { type: "boolean", default: false } }, allowPositionals: true });
const [file = "package-lock.json"] = positionals;
const text = readFileSync(file, "utf8");
const { lock, added } = completeLockfile(JSON.parse(text));
const addresses = text.match(/"resolved":\s*"https?:/g)?.length ?? 0;
if (addresses > 0) {
  console.error(
    `${file} holds ${addresses} download addresses: npm must run with this project's .npmrc (omit-lockfile-registry-resolved=true).`,
  );
  process.exitCode = 1;
}
if (added.length > 0 && values.check) {
  console.error(
    `${file} lacks ${added.length} packages of other platforms; run: node scripts/complete-lockfile.mjs\n  ${added.join("\n  ")}`,
  );
  process.exitCode = 1;
} else if (added.length > 0) {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`added ${added.length}`);
}
