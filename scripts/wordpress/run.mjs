#!/usr/bin/env node
// A shop for whoever works on the plugin: WooCommerce (WOOCOMMERCE_DIR, else the double) with the plugin of this tree, until Ctrl-C.
//   node scripts/wordpress/run.mjs [--port=8090] [--locale=fa_IR] [--no-cron]
import { parseArgs } from "node:util";
import { installStops } from "../child.mjs";
import { startSite } from "./site.mjs";

installStops();
const { values } = parseArgs({
  options: { port: { type: "string" }, locale: { type: "string" }, "no-cron": { type: "boolean", default: false } },
});
const site = await startSite({
  port: values.port ? Number(values.port) : undefined,
  locale: values.locale,
  say: (line) => console.error(line),
});
if (!values["no-cron"]) site.startCron({ everyMs: 2_000 });
const { versions } = site;
console.log(
  `${site.url}/wp-admin/   admin / admin   (WordPress ${versions.wordpress}, WooCommerce ${versions.woocommerce}${site.isDouble ? ", test double" : ""}, PHP ${versions.php})`,
);
console.log(`PHP errors: ${site.debugLog}`);
setInterval(() => {}, 1 << 30); // until a signal
