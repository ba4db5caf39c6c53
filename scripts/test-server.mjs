// A freshly started production server for the acceptance checks: a folder of its own, a free port, an administrator and a key.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runChild, startChild, stopAtExit, wait } from "./child.mjs";
import { findFreePort } from "./postgres.mjs";
import { root } from "./prepare.mjs";
import { serverFlags } from "./server-flags.mjs";

const READY_LIMIT_MS = 90_000;
const CLI_LIMIT_MS = 60_000;

/** Every setting, empty: neither the developer's environment nor the .env file (which never overrides a name that is set) leaks in. */
export function blankSettings() {
  const names = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm);
  return Object.fromEntries([...names].map(([, name]) => [name, ""]));
}

export const newSecrets = () => ({
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
});

/** @returns {Promise<{ url: string, stop: () => Promise<number>, runCli: (...args: string[]) => Promise<string> }>} once it answers */
export async function startServer({ databaseUrl = "", logFile, env = {} }) {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), "fiko-server-"));
  const settings = {
    ...blankSettings(),
    ...newSecrets(),
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: url,
    LOG_LEVEL: "warn",
    ...env,
  };
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  const forget = stopAtExit(removeFolder);
  const server = startChild(process.execPath, [...serverFlags, "scripts/server.mjs"], { cwd: root, env: settings, logFile });
  let ended = false;
  void server.ended.then(() => (ended = true));
  const stop = async () => {
    const code = await server.stop();
    forget();
    removeFolder();
    return code;
  };
  const until = Date.now() + READY_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) break;
    if (ended || Date.now() > until) {
      const tail = server.tail();
      await stop();
      throw new Error(`the server did not become ready${answer ? ` (ready answered ${answer.status})` : ""}:\n${tail}`);
    }
    await wait(200);
  }
  return {
    url,
    pid: server.pid,
    stop,
    /** What the command printed. */
    async runCli(...args) {
      const { code, tail } = await runChild(process.execPath, ["--import", "tsx", "scripts/cli.ts", ...args], {
        cwd: root,
        env: settings,
        timeoutMs: CLI_LIMIT_MS,
      });
      if (code !== 0) throw new Error(`cli ${args.slice(0, 2).join(" ")} failed (${code}):\n${tail}`);
      return tail.trim();
    },
  };
}
