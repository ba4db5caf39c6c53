import { existsSync } from "node:fs";
import { chromium, defineConfig, devices, type PlaywrightTestOptions, type Project } from "@playwright/test";
import type { StoryOptions } from "./e2e/fixtures";
import { systemChromium } from "./scripts/ensure-chromium.mjs";

const firstPort = Number(process.env.E2E_PORT || 3417);

/** Nothing of a browser's own may reach for the network. */
const args = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
/** Chromium's sandbox refuses root. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
/** Playwright's download, when it was made and no other is asked for. */
const hasOwnBrowser = !process.env.CHROMIUM_PATH && existsSync(chromium.executablePath());

/**
 * Two hubs, each with its own database, browser and row of stories, side by side: a story waits for its browser a good part of its time.
 * The rows take about as long; bars looks at the first, which has something of everything a page shows.
 */
const SECOND_ROW = /(acts|connect|keyboard|owner|shell|sign-in|tables|tables-tokens|team|tokens)\.spec\.ts/;
const BARS = /bars\.spec\.ts/;
const rows = [1, 2].map((row) => {
  const port = firstPort + row - 1;
  return { row, port, baseURL: `http://127.0.0.1:${port}`, dataDir: `.data/e2e-${row}`, adminState: `.data/e2e-${row}-admin.json` };
});
const [first] = rows;
const firstRun = (row: number) => `first run ${row}`;
const stories = (row: number) => `stories ${row}`;

export default defineConfig<StoryOptions>({
  testDir: "e2e",
  outputDir: "test-results",
  workers: rows.length,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // A story that looks at every page in both languages takes its time on two cores.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: hasOwnBrowser ? undefined : systemChromium(), args: [...args, ...sandbox] },
  },
  projects: [
    ...rows.flatMap(({ row, baseURL, adminState }): Project<PlaywrightTestOptions & StoryOptions>[] => [
      // The very first visit makes the first administrator: before everything else, on the empty database.
      { name: firstRun(row), testMatch: /first-run\.setup\.ts/, use: { baseURL, adminState } },
      {
        name: stories(row),
        ...(row === 1 ? { testMatch: /\.spec\.ts/, testIgnore: [SECOND_ROW, BARS] } : { testMatch: SECOND_ROW }),
        dependencies: [firstRun(row)],
        // One server on one embedded database: the stories of a row follow each other.
        workers: 1,
        use: { baseURL, adminState, storageState: adminState },
      },
    ]),
    // Of every page, when the stories have filled the hub and nothing else runs.
    {
      name: "bars",
      testMatch: BARS,
      dependencies: rows.map(({ row }) => stories(row)),
      workers: 1,
      use: { baseURL: first?.baseURL, storageState: first?.adminState },
    },
  ],
  webServer: rows.map(({ port, baseURL, dataDir }) => ({
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
  })),
});
