#!/usr/bin/env node
// `node scripts/prisma.mjs <args>`: the Prisma CLI. A development aid only: the product applies its migrations itself.
// Prisma's native engine is a download; where it cannot be had, scripts/schema-engine.mjs stands in for it.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const args = process.argv.slice(2);
const env = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", ...process.env };
if (!env.PRISMA_SCHEMA_ENGINE_BINARY) {
  // These never start the engine: the file only has to exist.
  const needsNoEngine = ["generate", "validate", "format"].includes(args[0]);
  if (needsNoEngine) env.PRISMA_SCHEMA_ENGINE_BINARY = process.execPath;
  else if (process.platform !== "win32") env.PRISMA_SCHEMA_ENGINE_BINARY = fileURLToPath(new URL("./schema-engine.mjs", import.meta.url));
}
process.exit(spawnSync(process.execPath, [require.resolve("prisma/build/index.js"), ...args], { stdio: "inherit", env }).status ?? 1);
