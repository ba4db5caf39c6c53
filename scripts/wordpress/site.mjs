// A WooCommerce shop on loopback for tests: WordPress, a private MariaDB, PHP's built-in server, and the plugin as it stands in this
// tree. WooCommerce is the one named by WOOCOMMERCE_DIR, else our double. What is costly is made once and kept in .data/wordpress.
import { createHash, randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { runChild, stopAtExit, wait } from "../child.mjs";
import { findFreePort } from "../postgres.mjs";
import { root } from "../prepare.mjs";
import { cacheFolder, ensureWordpress, readHeader } from "./core.mjs";
import { startMariadb } from "./mariadb.mjs";
import { ensureTools } from "./tools.mjs";

const START_LIMIT_MS = 30_000;
const PHP_LIMIT_MS = 180_000;
const WORKERS = 4;
const PLUGIN = "fiko-woocommerce-sync";
const phpFolder = join(root, "scripts/wordpress/php");
const doubleFolder = join(root, "wordpress/woocommerce-double");
/** Files that decide what the kept database holds. */
const TEMPLATE_SOURCES = ["install.php", "woocommerce.php", "activate.php", "harness.php", "boot.php"].map((name) => join(phpFolder, name));

// As with the databases: the server ends with us, however we end. It is the whole group that goes, PHP leaves its workers alone.
const KEEPER = `log=$1
shift
"$@" >>"$log" 2>&1 </dev/null &
read -r _
kill -KILL 0`;

/** A page must not fail for want of a theme; Debian packages them apart. */
const THEME = {
  "style.css": "/*\nTheme Name: Fiko bare\nVersion: 1.0\n*/\n",
  "index.php": "<?php wp_head(); while ( have_posts() ) { the_post(); the_title( '<h1>', '</h1>' ); the_content(); } wp_footer();\n",
  "functions.php": "<?php add_theme_support( 'woocommerce' ); add_theme_support( 'post-thumbnails' );\n",
};

const php = (value) => `'${String(value).replace(/[\\']/g, "\\$&")}'`;

function writeConfig(folder, { socket, url, wpCron, extra }) {
  const keys = ["AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE"].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
  const settings = {
    DB_NAME: php("wordpress"),
    DB_USER: php("root"),
    DB_PASSWORD: php(""),
    DB_HOST: php(`localhost:${socket}`),
    DB_CHARSET: php("utf8mb4"),
    DB_COLLATE: php(""),
    WP_HOME: php(url),
    WP_SITEURL: php(url),
    WP_DEBUG: "true",
    WP_DEBUG_DISPLAY: "false",
    WP_DEBUG_LOG: php(join(folder, "debug.log")),
    WP_ENVIRONMENT_TYPE: php("local"),
    WP_MEMORY_LIMIT: php("512M"),
    DISABLE_WP_CRON: String(!wpCron),
    // The outside is closed here; ".invalid" lets a test see what a name that does not exist does.
    WP_HTTP_BLOCK_EXTERNAL: "true",
    WP_ACCESSIBLE_HOSTS: php("127.0.0.1,localhost,*.invalid"),
    // The plugins are links into this tree: no button may delete or change their files.
    DISALLOW_FILE_MODS: "true",
    AUTOMATIC_UPDATER_DISABLED: "true",
    ...Object.fromEntries(keys.map((name) => [name, php(randomBytes(32).toString("base64"))])),
    ...extra,
  };
  const lines = Object.entries(settings).map(([name, value]) => `if ( ! defined( '${name}' ) ) { define( '${name}', ${value} ); }`);
  writeFileSync(
    join(folder, "wp-config.php"),
    [
      "<?php",
      ...lines,
      "$table_prefix = 'wp_';",
      "if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }",
      "require_once ABSPATH . 'wp-settings.php';",
      "",
    ].join("\n"),
  );
}

const readEnd = (file) => (existsSync(file) ? readFileSync(file, "utf8").slice(-4_000) : "");

/** Hard links where the file system allows it: a tree of 5,000 files in a blink. */
async function cloneTree(from, to) {
  if ((await runChild("cp", ["-rlL", from, to], { timeoutMs: 60_000 })).code === 0) return;
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, dereference: true });
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* filesUnder(join(folder, entry.name));
    else yield join(folder, entry.name);
  }
}

function digestOf(files) {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** Folders of sites whose starter was killed; its servers ended with it. */
function removeOrphans() {
  for (const name of readdirSync(join(cacheFolder, "sites"))) {
    const owner = join(cacheFolder, "sites", name, "owner");
    if (!existsSync(owner)) continue;
    try {
      process.kill(Number(readFileSync(owner, "utf8")), 0);
    } catch (error) {
      if (error.code === "ESRCH") rmSync(join(cacheFolder, "sites", name), { recursive: true, force: true });
    }
  }
}

async function buildRoot(folder, { wordpressDir, woocommerceDir, pluginDir }) {
  await cloneTree(wordpressDir, folder);
  const content = join(folder, "wp-content");
  for (const [name, text] of Object.entries(THEME)) {
    mkdirSync(join(content, "themes/fiko-bare"), { recursive: true });
    writeFileSync(join(content, "themes/fiko-bare", name), text);
  }
  mkdirSync(join(content, "mu-plugins"), { recursive: true });
  mkdirSync(join(content, "uploads"), { recursive: true });
  cpSync(join(phpFolder, "harness.php"), join(content, "mu-plugins/fiko-rig.php"));
  const woocommerce = join(content, "plugins/woocommerce");
  if (resolve(woocommerceDir) === doubleFolder) symlinkSync(doubleFolder, woocommerce);
  else await cloneTree(woocommerceDir, woocommerce);
  if (existsSync(pluginDir)) symlinkSync(pluginDir, join(content, "plugins", PLUGIN));
}

/**
 * @param {{
 *   woocommerceDir?: string, wordpressDir?: string, pluginDir?: string, port?: number, locale?: string, dataDir?: string,
 *   wpCron?: boolean, serve?: boolean, activate?: boolean, config?: Record<string, string>, say?: (line: string) => void,
 * }} [options] `wpCron`: page loads start cron by themselves; `serve: false`: no web server; `activate: false`: the plugin is there but
 *   not active; `config`: more constants of wp-config.php, values as PHP code; `dataDir`: kept afterwards, else a folder of its own that goes
 * @throws WordpressToolMissing, InstallFailed
 */
export async function startSite(options = {}) {
  const { say = () => {}, locale = "en_US", wpCron = false, serve = true, activate = true, config = {} } = options;
  const tools = await ensureTools(say);
  const woocommerceDir = resolve(options.woocommerceDir || process.env.WOOCOMMERCE_DIR || doubleFolder);
  const mainFile = join(woocommerceDir, "woocommerce.php");
  if (!existsSync(mainFile)) throw new Error(`${woocommerceDir} holds no woocommerce.php.`);
  const isDouble = woocommerceDir === doubleFolder;
  const atLeast = readHeader(mainFile, "Requires at least") || "0";
  const wordpress = options.wordpressDir
    ? { dir: resolve(options.wordpressDir), version: "given" }
    : await ensureWordpress({ atLeast, say });
  const pluginDir = resolve(options.pluginDir ?? join(root, "wordpress", PLUGIN));

  mkdirSync(join(cacheFolder, "sites"), { recursive: true });
  removeOrphans();
  const isOwn = !options.dataDir;
  const dataDir = options.dataDir ? resolve(options.dataDir) : mkdtempSync(join(cacheFolder, "sites/site-"));
  const folder = join(dataDir, "root");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, "owner"), String(process.pid));
  const port = options.port ?? (await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const key = createHash("sha256")
    .update([wordpress.dir, wordpress.version, woocommerceDir, readHeader(mainFile, "Version"), statSync(mainFile).mtimeMs].join("|"))
    .update(digestOf([...TEMPLATE_SOURCES, ...(isDouble ? [...filesUnder(doubleFolder)].filter((file) => file.endsWith(".php")) : [])]))
    .digest("hex")
    .slice(0, 16);
  const family = `database-${isDouble ? "double" : basename(woocommerceDir)}-`;
  const template = join(cacheFolder, `${family}${key}`);

  const stops = [];
  const stop = async () => {
    forget();
    for (const each of stops.reverse().splice(0)) await each();
    if (isOwn) rmSync(dataDir, { recursive: true, force: true });
  };
  const forget = stopAtExit(stop);
  const phpEnv = { FIKO_SITE_DIR: folder, FIKO_SITE_URL: url };
  // A command-line process starts in a third of the time when it finds WordPress compiled.
  const opcache = join(dataDir, "opcache");
  mkdirSync(opcache, { recursive: true });
  const phpSettings = ["-d", "display_errors=stderr", "-d", "log_errors=0", "-d", "error_reporting=-1"];
  const cliCache = ["-d", "opcache.enable_cli=1", "-d", `opcache.file_cache=${opcache}`, "-d", "opcache.file_cache_only=1"];
  /** Runs one of our PHP files in the site. @returns what it printed */
  const runFile = async (file, args = [], env = {}) => {
    const output = join(dataDir, `out-${randomBytes(6).toString("hex")}`);
    const command = [tools.php, ...phpSettings, ...cliCache, file, ...args];
    // Its answer is kept apart from its complaints, and may be of any length.
    const { code, tail } = await runChild("sh", ["-c", 'out=$1; shift; "$@" >"$out"', "sh", output, ...command], {
      env: { ...phpEnv, ...env },
      timeoutMs: PHP_LIMIT_MS,
      cwd: folder,
    });
    const text = existsSync(output) ? readFileSync(output, "utf8") : "";
    rmSync(output, { force: true });
    if (code !== 0) throw new Error(`PHP ended with ${code}:\n${tail}${text.slice(-4_000)}\n${readEnd(join(folder, "debug.log"))}`);
    return text;
  };
  const own = (name) => join(phpFolder, name);

  try {
    await buildRoot(folder, { wordpressDir: wordpress.dir, woocommerceDir, pluginDir });
    let database = await startMariadb(tools, join(template, "data"));
    stops.push(() => database.stop());
    const connect = () => writeConfig(folder, { socket: database.socket, url, wpCron, extra: config });
    connect();
    if (!existsSync(join(template, "data"))) {
      say("installing WordPress and WooCommerce …");
      await database.sql("CREATE DATABASE wordpress CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
      await runFile(own("install.php"));
      await runFile(own("activate.php"), ["woocommerce/woocommerce.php"]);
      await runFile(own("woocommerce.php")); // a first round in which WooCommerce finishes what its activation left
      const printed = await runFile(own("woocommerce.php"));
      await runFile(own("cron.php")); // what a new shop wants to do once
      for (const name of readdirSync(cacheFolder)) {
        // Made by other versions of the same files: nobody needs it again.
        if (name.startsWith(family)) rmSync(join(cacheFolder, name), { recursive: true, force: true });
      }
      mkdirSync(template, { recursive: true });
      writeFileSync(join(template, "state.json"), printed.trim().split("\n").pop() ?? "");
      await database.stopAndKeep(join(template, "data"));
      database = await startMariadb(tools, join(template, "data"));
      connect();
      rmSync(join(folder, "debug.log"), { force: true }); // WordPress asked the outside for translations
    }
    const state = JSON.parse(readFileSync(join(template, "state.json"), "utf8"));
    const sql = (statements) => database.sql(statements, "wordpress");
    if (locale !== "en_US")
      await sql(`REPLACE INTO wp_options (option_name, option_value, autoload) VALUES ('WPLANG', ${php(locale)}, 'yes')`);
    if (activate && existsSync(join(pluginDir, `${PLUGIN}.php`))) await runFile(own("activate.php"), [`${PLUGIN}/${PLUGIN}.php`]);

    // The state that reset() goes back to: a second copy of every table.
    const tablesOf = async (name) => (await database.sql(`SHOW TABLES FROM ${name}`)).split("\n").filter(Boolean);
    const keep = async () => {
      const copies = (await tablesOf("wordpress")).map(
        (table) => `CREATE TABLE clean.${table} LIKE wordpress.${table}; INSERT INTO clean.${table} SELECT * FROM wordpress.${table};`,
      );
      await database.sql(
        `SET unique_checks=0, foreign_key_checks=0; DROP DATABASE IF EXISTS clean; CREATE DATABASE clean; ${copies.join("")}`,
      );
    };
    await keep();
    const reset = async () => {
      const [now, before] = await Promise.all([tablesOf("wordpress"), tablesOf("clean")]);
      const statements = [
        ...now.filter((table) => !before.includes(table)).map((table) => `DROP TABLE wordpress.${table};`),
        ...before.map((table) =>
          now.includes(table)
            ? `DELETE FROM wordpress.${table}; INSERT INTO wordpress.${table} SELECT * FROM clean.${table};`
            : `CREATE TABLE wordpress.${table} LIKE clean.${table}; INSERT INTO wordpress.${table} SELECT * FROM clean.${table};`,
        ),
      ];
      await database.sql(`SET unique_checks=0, foreign_key_checks=0, autocommit=0; ${statements.join("")} COMMIT`);
    };

    if (serve) {
      const serverLog = join(dataDir, "server.log");
      const command = [tools.php, ...phpSettings, "-d", "opcache.enable=1", "-d", "opcache.revalidate_freq=0", "-d", "memory_limit=512M"];
      command.push("-S", `127.0.0.1:${port}`, "-t", folder, own("router.php"));
      const keeper = spawn("sh", ["-c", KEEPER, "keeper", serverLog, ...command], {
        cwd: folder,
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
        env: { ...process.env, ...phpEnv, PHP_CLI_SERVER_WORKERS: String(WORKERS) },
      });
      const ended = new Promise((done) => keeper.on("close", done));
      keeper.stdin.on("error", () => {});
      stops.push(async () => {
        keeper.stdin.end();
        await ended;
      });
      const until = Date.now() + START_LIMIT_MS;
      const answers = () =>
        fetch(`${url}/wp-login.php`, { signal: AbortSignal.timeout(START_LIMIT_MS) }).then(
          (answer) => answer.ok,
          () => false,
        );
      while (!(await answers())) {
        if (Date.now() > until) throw new Error(`The shop does not answer:\n${readEnd(serverLog)}`);
        await wait(100);
      }
    }

    const runCron = async () => Number((await runFile(own("cron.php"))).trim().split("\n").pop());
    const startCron = ({ everyMs = 1_000 } = {}) => {
      let isOn = true;
      const loop = (async () => {
        while (isOn) {
          await runCron().catch((error) => say(String(error)));
          if (isOn) await wait(everyMs);
        }
      })();
      const stopCron = () => {
        isOn = false;
        return loop;
      };
      stops.push(stopCron);
      return stopCron;
    };
    return {
      url,
      port,
      dir: folder,
      dataDir,
      isDouble,
      versions: { php: tools.phpVersion, wordpress: state.wordpress, woocommerce: state.woocommerce },
      admin: { user: "admin", password: "admin" },
      keys: state,
      /** For child processes that load the site themselves, PHPUnit's for one. */
      env: { ...phpEnv, FIKO_SITE_IS_DOUBLE: isDouble ? "1" : "" },
      debugLog: join(folder, "debug.log"),
      tools,
      sql,
      /** Runs PHP in the site as the administrator, WordPress loaded. @returns what it printed */
      php: async (code, { env } = {}) => {
        const file = join(dataDir, `code-${randomBytes(6).toString("hex")}.php`);
        writeFileSync(file, `<?php\nrequire ${php(own("boot.php"))};\n${code}\n`);
        try {
          return await runFile(file, [], env);
        } finally {
          rmSync(file, { force: true });
        }
      },
      /** One round of due cron events and actions. @returns how many actions ran */
      runCron,
      /** Rounds until the returned function is called. */
      startCron,
      /** What reset() goes back to is what is there now. */
      keep,
      reset,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
