import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url)).replace(/\/$/, "");

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["app", "components", "fakes", "inngest", "lib", "scripts"].map((folder) => `${folder}/**/*.test.ts`),
    globalSetup: "lib/testing/template-database.ts",
    // A slow machine is no failure: what is waited for may take its time. The longest test takes 17 s on two quiet cores,
    // and more than a minute where they have five other things to do.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores: more files at once only wait for each other's database.
    maxWorkers: 2,
    // A worker keeps its modules and its database (db-test.ts empties it before each test): making both anew for each file took two thirds of the time.
    isolate: false,
  },
});
