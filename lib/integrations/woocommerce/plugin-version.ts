/** The plugin's newest version: its header's `Version:` (plugin-version.test.ts keeps the two equal). */
export const LATEST_PLUGIN_VERSION = "1.0.0";
