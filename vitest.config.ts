import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url)).replace(/\/$/, "");

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["app", "components", "fakes", "inngest", "lib", "scripts"].map((folder) => `${folder}/**/*.test.ts`),
    globalSetup: "lib/testing/template-database.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: more files at once only wait for each other's database.
    maxWorkers: 2,
  },
});
