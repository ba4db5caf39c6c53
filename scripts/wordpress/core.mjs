// WordPress itself, from Debian's package, unpacked into .data/wordpress without its dependencies; WORDPRESS_DIR names another one.
// Where a WooCommerce asks for a newer WordPress than this release has, the package of a newer release is taken from the same mirror.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canInstallPackages, isDebian, mustRun } from "../debian.mjs";
import { runChild } from "../child.mjs";
import { root } from "../prepare.mjs";
import { WordpressToolMissing } from "./tools.mjs";

const NEWER_SUITE = "trixie";
/** What Debian's package links to instead of shipping it. */
const LINKED_PACKAGES = ["php-getid3", "libjs-cropper", "libjs-underscore", "libjs-lodash"];
const LANGUAGE = /(^|-)fa_IR(-[0-9a-f]{32})?\.(mo|po|json|l10n\.php)$/;
const FETCH_LIMIT_MS = 180_000;

export const cacheFolder = join(root, ".data/wordpress");

/** @returns {number} below, at or above zero, by numbers: "6.10" is newer than "6.7" */
export function compareVersions(a, b) {
  const [left, right] = [a, b].map((version) => version.split(/[.+-]/).map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < 3; i++) if ((left[i] ?? 0) !== (right[i] ?? 0)) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}

export const readWordpressVersion = (folder) =>
  /\$wp_version\s*=\s*'([^']+)'/.exec(readFileSync(join(folder, "wp-includes/version.php"), "utf8"))?.[1] ?? "0";

/** A field of a plugin's header, "" when it has none. */
export const readHeader = (file, name) => new RegExp(`^[ \\t/*#@]*${name}:(.*)$`, "mi").exec(readFileSync(file, "utf8"))?.[1].trim() ?? "";

/** apt's options for one list of sources only, with folders of its own: the machine's are not touched. */
async function useSuite(suite, work) {
  const targets = await mustRun("apt-get", ["indextargets", "--format", "$(ORIGIN)|$(LABEL)|$(REPO_URI)", "Created-By: Packages"]);
  const mirror = targets
    .split("\n")
    .map((line) => line.split("|"))
    .find(([origin, label]) => origin === "Debian" && label === "Debian")?.[2];
  if (!mirror) throw new WordpressToolMissing("No Debian mirror is configured on this machine to take WordPress from.");
  for (const folder of ["lists/partial", "cache/archives/partial"]) mkdirSync(join(work, folder), { recursive: true });
  const key = "/usr/share/keyrings/debian-archive-keyring.gpg";
  writeFileSync(join(work, "source.list"), `deb ${existsSync(key) ? `[signed-by=${key}] ` : ""}${mirror} ${suite} main\n`);
  const settings = [
    `Dir::Etc::sourcelist=${work}/source.list`,
    "Dir::Etc::sourceparts=/dev/null",
    `Dir::State::lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
  ];
  const options = settings.flatMap((setting) => ["-o", setting]);
  await mustRun("apt-get", ["-q", "-o", "Acquire::Retries=3", ...options, "update"], { cwd: work, timeoutMs: FETCH_LIMIT_MS });
  return options;
}

/** The version this release's package would give, null when it has none. */
async function findCandidate(options) {
  const { code, tail } = await runChild("apt-cache", [...options, "policy", "wordpress"], {
    timeoutMs: 60_000,
    env: { LC_ALL: "C.UTF-8" },
  });
  const candidate = /Candidate: (\S+)/.exec(tail)?.[1];
  return code === 0 && candidate && candidate !== "(none)" ? candidate : null;
}

/** Downloads and unpacks the packages. @returns the folder of a complete WordPress inside `work` */
async function unpack(options, work) {
  const fetched = await runChild("apt-get", ["-q", "-o", "Acquire::Retries=3", ...options, "download", "wordpress", "wordpress-l10n"], {
    cwd: work,
    timeoutMs: FETCH_LIMIT_MS,
  });
  if (fetched.code !== 0) throw new WordpressToolMissing(`Debian's WordPress cannot be fetched:\n${fetched.tail}`);
  await mustRun("apt-get", ["-q", "-o", "Acquire::Retries=3", ...options, "download", ...LINKED_PACKAGES], { cwd: work });
  const tree = join(work, "tree");
  for (const name of readdirSync(work).filter((file) => file.endsWith(".deb"))) await mustRun("dpkg", ["-x", name, tree], { cwd: work });
  const folder = join(tree, "usr/share/wordpress");
  rmSync(join(folder, ".htaccess"), { force: true });
  rmSync(join(folder, "wp-config.php"), { force: true });
  // Of forty languages one is ours; the rest would be 85 MB.
  const languages = join(folder, "wp-content/languages");
  for (const name of readdirSync(languages)) if (!LANGUAGE.test(name)) rmSync(join(languages, name), { recursive: true });
  return folder;
}

const folderOf = (version) => join(cacheFolder, `core-${version.replace(/[^\w.]/g, "_")}`);

/** What earlier runs unpacked and is new enough, oldest first. */
function findCached(atLeast) {
  const names = existsSync(cacheFolder) ? readdirSync(cacheFolder).filter((name) => /^core-[\w.]+$/.test(name)) : [];
  return names
    .map((name) => ({ dir: join(cacheFolder, name), version: readWordpressVersion(join(cacheFolder, name)) }))
    .filter(({ version }) => compareVersions(version, atLeast) >= 0)
    .sort((a, b) => compareVersions(a.version, b.version));
}

async function make(options, version, work) {
  const target = folderOf(version);
  if (existsSync(target)) return target;
  const folder = await unpack(options, work);
  const half = `${target}-making-${process.pid}`;
  cpSync(folder, half, { recursive: true, dereference: true });
  try {
    renameSync(half, target);
  } catch {
    rmSync(half, { recursive: true, force: true }); // another run was first
  }
  return target;
}

/**
 * @param {{ atLeast?: string, say?: (line: string) => void }} [options] `atLeast`: the version a plugin's header asks for
 * @returns {Promise<{ dir: string, version: string }>}
 * @throws WordpressToolMissing, InstallFailed
 */
export async function ensureWordpress({ atLeast = "0", say = () => {} } = {}) {
  if (process.env.WORDPRESS_DIR) {
    const dir = process.env.WORDPRESS_DIR;
    if (!existsSync(join(dir, "wp-includes/version.php"))) throw new WordpressToolMissing(`WORDPRESS_DIR (${dir}) holds no WordPress.`);
    return { dir, version: readWordpressVersion(dir) };
  }
  let candidate = isDebian ? await findCandidate([]) : null;
  if (!candidate && canInstallPackages && isDebian) {
    await mustRun("apt-get", ["-q", "update"]);
    candidate = await findCandidate([]);
  }
  const isOld = !candidate || compareVersions(candidate, atLeast) < 0;
  const cached = findCached(atLeast).find(({ dir }) => isOld || dir === folderOf(candidate));
  if (cached) return cached;
  if (!isDebian) throw new WordpressToolMissing("WordPress comes from Debian's package; elsewhere set WORDPRESS_DIR.");
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), "fiko-wordpress-"));
  try {
    chmodSync(work, 0o755); // apt fetches as a user of its own
    let options = [];
    if (isOld) {
      say(`WordPress >= ${atLeast} is asked for, this release has ${candidate ?? "none"}: taking ${NEWER_SUITE}'s`);
      options = await useSuite(NEWER_SUITE, work);
      candidate = await findCandidate(options);
    }
    if (!candidate || compareVersions(candidate, atLeast) < 0)
      throw new WordpressToolMissing(`No Debian release here has WordPress >= ${atLeast}; set WORDPRESS_DIR.`);
    say(`fetching WordPress ${candidate} …`);
    const dir = await make(options, candidate, work);
    return { dir, version: readWordpressVersion(dir) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
