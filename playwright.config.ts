import { existsSync } from "node:fs";
import { chromium, defineConfig, devices } from "@playwright/test";
import { systemChromium } from "./scripts/ensure-chromium.mjs";

const port = Number(process.env.E2E_PORT || 3417);
const baseURL = `http://127.0.0.1:${port}`;
const dataDir = ".data/e2e";

/** Nothing of a browser's own may reach for the network. */
const args = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** Chromium's sandbox refuses root. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
/** Playwright's download, when it was made and no other is asked for. */
const hasOwnBrowser = !process.env.CHROMIUM_PATH && existsSync(chromium.executablePath());

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One server on one embedded database: stories follow each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // A story that looks at every page in both languages takes its time on two cores.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: hasOwnBrowser ? undefined : systemChromium(), args: [...args, ...sandbox] },
  },
  projects: [
    // The very first visit makes the first administrator: before everything else, on the empty database.
    { name: "first-run", testMatch: /first-run\.setup\.ts/ },
    { name: "stories", testMatch: /\.spec\.ts/, testIgnore: /bars\.spec\.ts/, dependencies: ["first-run"] },
    // Of every page, when the stories have filled the hub.
    { name: "bars", testMatch: /bars\.spec\.ts/, dependencies: ["stories"] },
  ],
  webServer: {
    command: `node -e "fs.rmSync('${dataDir}',{recursive:true,force:true})" && node scripts/server.mjs`,
    url: `${baseURL}/api/health/ready`,
    reuseExistingServer: false,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
    stderr: "pipe",
    env: {
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: "",
      PUBLIC_URL: baseURL,
      NEXTAUTH_URL: baseURL,
      NEXTAUTH_SECRET: "only-for-the-browser-tests-0123456789",
      ENCRYPTION_KEYS: `e2e:${Buffer.alloc(32, 7).toString("base64")}`,
      OPENAI_API_KEY: "",
      // The shops of these stories live on this machine, without https.
      ALLOW_PRIVATE_SHOPS: "1",
      INNGEST_MODE: "embedded",
      LOG_LEVEL: "warn",
    },
  },
});
