import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("./", import.meta.url)).replace(/\/$/, "");

/** The real server process under stress. Needs a production build: `npx vitest run --config vitest.server.config.ts`. */
export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["e2e-server/**/*.e2e.test.ts"],
    // A slow machine is no failure: what is waited for may take its time.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 500_000,
    hookTimeout: 180_000,
    // Each file starts servers of its own, and mostly waits: for the leases of killed processes to run out.
    maxWorkers: 3,
  },
});
