import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild, startChild, wait } from "../scripts/child.mjs";
import { findFreePort } from "../scripts/postgres.mjs";
import { blankSettings, newSecrets } from "../scripts/test-server.mjs";

/** A real server process on a production build, with a folder of its own that outlives it: it can be killed and started again. */
export type ServerProcess = {
  url: string;
  /** What it was told and must not tell. */
  secrets: string[];
  settings: Record<string, string>;
  start(until?: "ready" | "live"): Promise<void>;
  /** As a power cut ends it. */
  kill(): Promise<void>;
  /** SIGTERM. @returns its exit code */
  stop(): Promise<number>;
  cli(...args: string[]): Promise<{ code: number; output: string }>;
  /** That may do everything. */
  anAccessKey(): Promise<string>;
  log(): string;
  /** Ends it and removes its folder. */
  remove(): Promise<void>;
};

const START_LIMIT_MS = 90_000;
/** The server gives open requests ten seconds, then stops its engine and writes what it counted; asserted is how it ends. */
const STOP_LIMIT_MS = 60_000;
const CLI_LIMIT_MS = 60_000;
const POLL_MS = 50;

export async function aServer(given: Record<string, string> = {}): Promise<ServerProcess> {
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no production build: run `npm run build` first.");
  const folder = mkdtempSync(join(tmpdir(), "fiko-e2e-"));
  const logFile = join(folder, "server.log");
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const made = newSecrets();
  const password = randomBytes(18).toString("base64url");
  const settings: Record<string, string> = {
    ...blankSettings(),
    ...made,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: join(folder, "data"),
    NEXTAUTH_URL: url,
    ADMIN_EMAIL: "admin@example.test",
    ADMIN_PASSWORD: password,
    ADDRESS_RATE_PER_MINUTE: "1000000",
    LOG_LEVEL: "trace",
    ...given,
  };
  let running: ReturnType<typeof startChild> | null = null;
  const server: ServerProcess = {
    url,
    settings,
    secrets: [password, made.NEXTAUTH_SECRET, made.ENCRYPTION_KEYS.replace(/^k1:/, "")],
    async start(until = "ready") {
      const started = startChild(process.execPath, ["scripts/server.mjs"], { env: settings, logFile });
      running = started;
      let code: number | null = null;
      void started.ended.then((ended) => (code = ended));
      const deadline = Date.now() + START_LIMIT_MS;
      while (!(await fetch(`${url}/api/health/${until}`).catch(() => null))?.ok) {
        if (code !== null || Date.now() > deadline) throw new Error(`the server did not start (${code}):\n${started.tail()}`);
        await wait(POLL_MS);
      }
    },
    async kill() {
      await running?.stop("SIGKILL");
      running = null;
    },
    async stop() {
      const code = (await running?.stop("SIGTERM", STOP_LIMIT_MS)) ?? -1;
      running = null;
      return code;
    },
    async cli(...args) {
      const { code, tail } = await runChild(process.execPath, ["--import", "tsx", "scripts/cli.ts", ...args], {
        env: settings,
        timeoutMs: CLI_LIMIT_MS,
      });
      return { code, output: tail.trim() };
    },
    async anAccessKey() {
      const { code, output } = await server.cli("access-key", "create", "--email", settings.ADMIN_EMAIL ?? "", "--scopes", "*", "--quiet");
      // Wherever it stands: Node may have a warning to add.
      const [key] = /fk_live_\S+/.exec(output) ?? [];
      if (code !== 0 || !key) throw new Error(`no access key: ${output}`);
      return key;
    },
    log: () => readFileSync(logFile, "utf8"),
    async remove() {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}
