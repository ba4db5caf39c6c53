import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LATEST_PLUGIN_VERSION } from "./plugin-version";

test("the version that shops are told is the one in the plugin's header and in its code", () => {
  const plugin = readFileSync("wordpress/fiko-woocommerce-sync/fiko-woocommerce-sync.php", "utf8");
  expect(/^ \* Version:\s+(\S+)$/m.exec(plugin)?.[1]).toBe(LATEST_PLUGIN_VERSION);
  expect(/VERSION = '([^']+)'/.exec(plugin)?.[1] ?? LATEST_PLUGIN_VERSION).toBe(LATEST_PLUGIN_VERSION);
});
