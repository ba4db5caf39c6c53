#!/usr/bin/env node
// Translations of the plugin, made with GNU gettext (Debian: gettext). The .po file is written by hand; everything else here is made of it.
//   npm run plugin:translations              template, .po in the template's order, .mo and one JSON per script
//   npm run plugin:translations -- --check   fails when a sentence is untranslated or a file is stale; writes nothing
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../prepare.mjs";

const plugin = join(root, "wordpress/fiko-woocommerce-sync");
const here = join(plugin, "languages");
const DOMAIN = "fiko-woocommerce-sync";
const LOCALE = "fa_IR";
/** WordPress looks for <domain>-<locale>-<handle>.json; the handles are those of Admin\Assets. */
const SCRIPTS = { "assets/page.js": "fiko-wc-sync-page", "assets/product.js": "fiko-wc-sync-product" };
const KEYWORDS = [
  "__:1",
  "_e:1",
  "esc_html__:1",
  "esc_html_e:1",
  "esc_attr__:1",
  "esc_attr_e:1",
  "_n:1,2",
  "_x:1,2c",
  "esc_html_x:1,2c",
  "esc_attr_x:1,2c",
  "_nx:1,2,4c",
];
const isCheck = process.argv.includes("--check");
const work = mkdtempSync(join(tmpdir(), "fiko-i18n-"));
const run = (program, args) =>
  execFileSync(program, args, { cwd: plugin, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" }, maxBuffer: 1 << 26 });
const template = `${DOMAIN}.pot`;
const po = `${DOMAIN}-${LOCALE}.po`;

function* sources(folder, extension) {
  for (const entry of readdirSync(join(plugin, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path, extension);
    else if (entry.name.endsWith(extension)) yield path;
  }
}

const quote = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n")}"`;

/** The plugin's own header lines, which WordPress translates too. */
function headerEntries(main) {
  return ["Plugin Name", "Description", "Author"].map((name) => {
    const value = new RegExp(`^ \\* ${name}:\\s*(.+)$`, "m").exec(main)?.[1].trim();
    if (!value) throw new Error(`The plugin's header has no ${name}.`);
    return { name, value };
  });
}

function makeTemplate(target) {
  const main = readFileSync(join(plugin, `${DOMAIN}.php`), "utf8");
  const version = /^ \* Version:\s*(.+)$/m.exec(main)?.[1].trim() ?? "0";
  const head = [
    "# Fiko Sync for WooCommerce. GPLv2 or later.",
    'msgid ""',
    'msgstr ""',
    `"Project-Id-Version: Fiko Sync ${version}\\n"`,
    '"MIME-Version: 1.0\\n"',
    '"Content-Type: text/plain; charset=UTF-8\\n"',
    '"Content-Transfer-Encoding: 8bit\\n"',
    `"X-Domain: ${DOMAIN}\\n"`,
    "",
    ...headerEntries(main).flatMap(({ name, value }) => [
      `#. ${name} of the plugin`,
      `#: ${DOMAIN}.php`,
      `msgid ${quote(value)}`,
      'msgstr ""',
      "",
    ]),
  ].join("\n");
  const parts = [join(work, "head.pot")];
  writeFileSync(parts[0], head);
  const php = [...sources("includes", ".php"), `${DOMAIN}.php`, "uninstall.php"];
  for (const [language, files] of [
    ["PHP", php],
    ["JavaScript", [...sources("assets", ".js")]],
  ]) {
    const part = join(work, `${language}.pot`);
    const keywords = KEYWORDS.map((keyword) => `--keyword=${keyword}`);
    run("xgettext", [
      `--language=${language}`,
      "--from-code=UTF-8",
      "--keyword",
      ...keywords,
      "--add-comments=translators:",
      "--add-location=file",
      "--no-wrap",
      "--sort-by-file",
      "-o",
      part,
      ...files,
    ]);
    // xgettext's own header holds the time: ours does not, so that the same sources give the same bytes.
    const text = readFileSync(part, "utf8");
    writeFileSync(part, `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n${text.slice(text.indexOf("\n\n"))}`);
    parts.push(part);
  }
  run("msgcat", ["--use-first", "--add-location=file", "--no-wrap", "--sort-by-file", "-o", target, ...parts]);
}

/** Jed's format, as wp_set_script_translations() reads it. */
function makeJson(poFile, script, target) {
  const csv = run("msggrep", ["--no-wrap", "-N", script, poFile]);
  const messages = {};
  // One entry a paragraph; without wrapping, one text a line.
  for (const paragraph of csv.split("\n\n")) {
    const value = (key) => {
      const found = new RegExp(`^${key.replace(/[[\]]/g, "\\$&")} "(.*)"$`, "m").exec(paragraph)?.[1];
      return found === undefined ? undefined : JSON.parse(`"${found}"`);
    };
    const id = value("msgid");
    if (!id) continue;
    const context = value("msgctxt");
    const texts = value("msgid_plural") === undefined ? [value("msgstr")] : [value("msgstr[0]")];
    messages[context === undefined ? id : `${context}\u0004${id}`] = texts;
  }
  const data = {
    domain: "messages",
    locale_data: { messages: { "": { domain: "messages", lang: LOCALE, "plural-forms": "nplurals=1; plural=0;" }, ...messages } },
  };
  writeFileSync(target, `${JSON.stringify(data)}\n`);
}

try {
  const made = [template, po];
  makeTemplate(join(work, template));
  copyFileSync(join(here, po), join(work, po));
  run("msgmerge", [
    "--quiet",
    "--update",
    "--backup=none",
    "--no-fuzzy-matching",
    "--no-wrap",
    "--add-location=file",
    "--sort-by-file",
    join(work, po),
    join(work, template),
  ]);
  writeFileSync(join(work, po), run("msgattrib", ["--no-obsolete", "--no-wrap", "--add-location=file", "--sort-by-file", join(work, po)]));
  const lacking = run("msgattrib", ["--untranslated", "--no-wrap", "--no-location", join(work, po)]);
  run("msgfmt", ["--check", "-o", join(work, `${DOMAIN}-${LOCALE}.mo`), join(work, po)]);
  made.push(`${DOMAIN}-${LOCALE}.mo`);
  for (const [script, handle] of Object.entries(SCRIPTS)) {
    const name = `${DOMAIN}-${LOCALE}-${handle}.json`;
    makeJson(join(work, po), script, join(work, name));
    made.push(name);
  }
  const stale = made.filter(
    (name) => !existsSync(join(here, name)) || !readFileSync(join(here, name)).equals(readFileSync(join(work, name))),
  );
  if (isCheck) {
    const problems = [];
    if (lacking.includes("\nmsgid ")) problems.push(`Untranslated:\n${lacking.slice(lacking.indexOf("\n\n")).trim()}`);
    if (stale.length > 0) problems.push(`Stale: ${stale.join(", ")}. Run npm run plugin:translations.`);
    if (problems.length > 0) {
      console.error(problems.join("\n\n"));
      process.exitCode = 1;
    }
  } else {
    for (const name of stale) copyFileSync(join(work, name), join(here, name));
    const count = (lacking.slice(lacking.indexOf("\n\n")).match(/^msgid "/gm) ?? []).length;
    console.log(`${stale.length} files written, ${count} sentences untranslated.`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
