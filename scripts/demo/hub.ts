import { execFile } from "node:child_process";

/** The hub, as the demo talks to it: by its command line and its API. */
const CLI_LIMIT_MS = 60_000;
const CALL_LIMIT_MS = 90_000;

/** A person may have bound the server to all addresses; some systems cannot call those. */
export const base = (process.argv[2] ?? process.env.BASE_URL ?? "http://127.0.0.1:3000")
  .replace("//0.0.0.0", "//127.0.0.1")
  .replace("//[::]", "//[::1]");

export class DemoFailed extends Error {}

export function cli(...args: string[]): Promise<{ ok: boolean; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", "scripts/cli.ts", ...args], { timeout: CLI_LIMIT_MS }, (error, stdout, stderr) =>
      resolve({ ok: error === null, text: (stdout + stderr).trim() }),
    );
  });
}

export async function mustCli(...args: string[]): Promise<string> {
  const { ok, text } = await cli(...args);
  if (!ok) throw new DemoFailed(`npm run cli -- ${args.slice(0, 2).join(" ")} said: ${text}`);
  return text;
}

export async function call<T>(credential: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${credential}`,
      "accept-language": "en",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(CALL_LIMIT_MS),
  });
  if (!answer.ok) throw new DemoFailed(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export type List<T> = { count: number; next: string | null; results: T[] };

export async function listAll<T>(key: string, path: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: List<T> = await call(key, "GET", `${path}&limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    found.push(...page.results);
    cursor = page.next;
  } while (cursor);
  return found;
}
