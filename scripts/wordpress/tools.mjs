// What the WordPress tests run on: PHP, MariaDB's programs, PHPUnit, PHP_CodeSniffer and gettext from the system; installed where missing
// (Debian or Ubuntu, as root), elsewhere what is found.
//   node scripts/wordpress/tools.mjs     installs, and prints what there is
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { installStops, runChild } from "../child.mjs";
import { canInstallPackages, installPackages } from "../debian.mjs";

const OLDEST_PHP = [7, 4];
const EXTENSIONS = ["mysqli", "dom", "xml", "mbstring", "curl", "intl", "zip"];
const PHP_PACKAGES = ["php-cli", "php-mysql", "php-xml", "php-mbstring", "php-curl", "php-intl", "php-zip"];
/** Only the programs: these packages create no server of the machine's own and start none. */
const MARIADB_PACKAGES = ["mariadb-server-core", "mariadb-client-core"];
const FOLDERS = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/bin", "/usr/local/bin"];

/** Something the WordPress tests need is not here and cannot be installed; the message says what to do. */
export class WordpressToolMissing extends Error {
  name = "WordpressToolMissing";
}

/** @returns {string | undefined} the path of the first of these programs that is there */
export const findProgram = (...names) =>
  names.flatMap((name) => FOLDERS.map((folder) => `${folder}/${name}`)).find((path) => existsSync(path));

/** @returns {Promise<string | null>} PHP's version, null when it is too old or lacks an extension */
async function askPhp(php) {
  const code = "echo PHP_VERSION, ' ', implode(',', array_map('strtolower', get_loaded_extensions()));";
  const { code: exit, tail } = await runChild(php, ["-d", "display_errors=0", "-r", code], { timeoutMs: 20_000 });
  const [version, extensions = ""] = tail.trim().split(" ");
  const [major, minor] = version.split(".").map(Number);
  const isNew = major > OLDEST_PHP[0] || (major === OLDEST_PHP[0] && minor >= OLDEST_PHP[1]);
  return exit === 0 && isNew && EXTENSIONS.every((name) => extensions.split(",").includes(name)) ? version : null;
}

async function look() {
  const php = process.env.PHP_BINARY || findProgram("php");
  return {
    php,
    phpVersion: php ? await askPhp(php) : null,
    mariadbd: findProgram("mariadbd", "mysqld"),
    mariadb: findProgram("mariadb", "mysql"),
    installDb: findProgram("mariadb-install-db", "mysql_install_db"),
    phpunit: process.env.PHPUNIT || findProgram("phpunit"),
    phpcs: findProgram("phpcs"),
    msgfmt: findProgram("msgfmt"),
    phpstan: [process.env.PHPSTAN, "wordpress/fiko-woocommerce-sync/vendor/bin/phpstan", findProgram("phpstan")].find(
      (path) => path && existsSync(path),
    ),
  };
}

/**
 * @param {(line: string) => void} [say]
 * @throws InstallFailed, WordpressToolMissing
 */
export async function ensureTools(say = () => {}) {
  const found = await look();
  const missing = [
    ...(found.phpVersion ? [] : PHP_PACKAGES),
    ...(found.mariadbd && found.mariadb && found.installDb ? [] : MARIADB_PACKAGES),
    ...(found.phpunit ? [] : ["phpunit"]),
    ...(found.phpcs ? [] : ["php-codesniffer"]),
    ...(found.msgfmt ? [] : ["gettext"]),
  ];
  if (missing.length > 0 && canInstallPackages) {
    say(`installing ${missing.join(", ")} …`);
    await installPackages(...missing);
  }
  const tools = missing.length > 0 ? await look() : found;
  const lacking = [
    [tools.phpVersion, `PHP >= ${OLDEST_PHP.join(".")} with ${EXTENSIONS.join(", ")}`],
    [tools.mariadbd && tools.mariadb && tools.installDb, "MariaDB's server and client programs"],
    [tools.phpunit, "PHPUnit 9"],
    [tools.phpcs, "PHP_CodeSniffer"],
    [tools.msgfmt, "gettext"],
  ].flatMap(([there, name]) => (there ? [] : [name]));
  if (lacking.length > 0) throw new WordpressToolMissing(`The plugin's tests need ${lacking.join("; ")}.`);
  return tools;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  installStops();
  console.log(await ensureTools((line) => console.error(line)));
}
