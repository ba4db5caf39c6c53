import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { withHubAddress } from "./plugin-zip";

const plugin = zipSync({ "fiko-woocommerce-sync/fiko-woocommerce-sync.php": strToU8("<?php // the plugin") });

test("the downloaded plugin knows its hub, and is otherwise as it was", () => {
  const files = unzipSync(withHubAddress(plugin, "https://hub.example/"));
  expect(strFromU8(files["fiko-woocommerce-sync/hub-address.php"] ?? new Uint8Array())).toContain("return 'https://hub.example';");
  expect(strFromU8(files["fiko-woocommerce-sync/fiko-woocommerce-sync.php"] ?? new Uint8Array())).toBe("<?php // the plugin");
});

test.each(["https://hub.example/'; evil(); '", "https://hub.example/\\", "http://127.0.0.1:3000/a?b=c"])(
  "nothing of %s ends the PHP string",
  (address) => {
    const told = strFromU8(unzipSync(withHubAddress(plugin, address))["fiko-woocommerce-sync/hub-address.php"] ?? new Uint8Array());
    expect(told).toMatch(/^<\?php\ndefined\( 'ABSPATH' \) \|\| exit;\n\nreturn 'https?:\/\/[a-z0-9.:]+';\n$/);
  },
);
