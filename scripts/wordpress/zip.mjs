#!/usr/bin/env node
// The plugin as shops install it: dist/fiko-woocommerce-sync.zip. The same sources give the same bytes, wherever and whenever.
//   node scripts/wordpress/zip.mjs [--out=…]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { zipSync } from "fflate";
import { root } from "../prepare.mjs";

const NAME = "fiko-woocommerce-sync";
const PLUGIN = join(root, "wordpress", NAME);
/** For those who work on it: no shop needs them. */
const LEFT_OUT = /^(tests|docs|vendor|node_modules|coverage)$|^composer\.(json|lock)$|\.dist$|^phpcs.*\.xml$|^\.|\.md$|~$/;
/** A moment that every zip can hold; local time, as the format has no zone. */
const TIME = new Date(2020, 0, 1);
const UNIX = 3;
const READ_FOR_ALL = (0o100644 << 16) >>> 0;

/** Paths below the plugin's folder, sorted. */
export function listFiles(folder = "") {
  const entries = readdirSync(join(PLUGIN, folder), { withFileTypes: true }).filter(({ name }) => folder !== "" || !LEFT_OUT.test(name));
  return entries
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      return entry.isDirectory() ? listFiles(path) : [path];
    })
    .filter((path) => !/(^|\/)\.|~$|\.mjs$/.test(path))
    .sort();
}

/** @returns {{ path: string, files: string[], bytes: number }} */
export function buildZip(out = join(root, "dist", `${NAME}.zip`)) {
  const files = listFiles();
  if (!files.includes(`${NAME}.php`)) throw new Error(`${PLUGIN} holds no ${NAME}.php.`);
  const tree = Object.fromEntries(
    files.map((path) => [`${NAME}/${path}`, [readFileSync(join(PLUGIN, path)), { mtime: TIME, os: UNIX, attrs: READ_FOR_ALL }]]),
  );
  const bytes = zipSync(tree, { level: 9 });
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, bytes);
  return { path: out, files, bytes: bytes.length };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  const { path, files, bytes } = buildZip(values.out);
  console.log(`${path}: ${files.length} files, ${Math.round(bytes / 1024)} KiB`);
}
