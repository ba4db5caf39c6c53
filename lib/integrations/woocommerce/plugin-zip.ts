import { unzipSync, zipSync } from "fflate";

const FOLDER = "fiko-woocommerce-sync";

/**
 * The plugin's zip with this hub's address in it, so that nobody types one: the plugin reads `hub-address.php` where no other address is set.
 * @param address origin of the hub, e.g. https://hub.example
 */
export function withHubAddress(zip: Uint8Array, address: string): Uint8Array {
  // An origin holds no quote and no backslash: nothing of it can end the PHP string.
  const { origin } = new URL(address);
  const php = `<?php\ndefined( 'ABSPATH' ) || exit;\n\nreturn '${origin}';\n`;
  return zipSync({ ...unzipSync(zip), [`${FOLDER}/hub-address.php`]: new TextEncoder().encode(php) }, { level: 9 });
}
