// How long the dashboard's pages take on a hub that has lived: 1,000,000 events, 100,000 products, 200 stores, on both databases.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { runChild, stopAtExit, wait } from "../child.mjs";
import { startPostgres } from "../postgres.mjs";
import { root } from "../prepare.mjs";
import { blankSettings, newSecrets } from "../test-server.mjs";
import { OWNER, seed } from "./dashboard-seed.mjs";
import { startHub } from "./hub.mjs";
import { median, percentile } from "./measure.mjs";

const LIST_BAR_MS = 300;
const PASSWORD = "a long bench password";
const ADMIN = "bench@example.test";

/** The overview remembers its figures for 3 s (remembered-overview.ts): longer than that between two looks. */
const FORGOTTEN_MS = 3_500;
const FORGOTTEN_LOOKS = 8;
const FILL_LIMIT_MS = 1_200_000;
/** It looks every 20 s which tables have grown. */
const TIDY_LIMIT_MS = 300_000;
const pages = [
  ["/overview", "overview, nothing remembered", FORGOTTEN_MS],
  ["/overview", "overview, remembered"],
  ["/products", "products, newest change first"],
  ["/products?q=%DA%A9%D8%AA%D8%A7%D9%86", "products, a word that all titles have"],
  ["/products?q=SKU-77777", "products, one SKU"],
  ["/products?sort=-price", "products by price"],
  ["/products?sort=-stock", "products by stock"],
  ["/products?ai=ready", "products the AI knows"],
  ["/products?ai=waiting", "products waiting to be learned"],
  ["/products?ai=hidden", "products hidden from the AI"],
  ["/products?ai=hidden&sort=-price", "products hidden from the AI, by price"],
  ["/events", "events"],
  ["/events?status=failed", "events, failed"],
  ["/events?status=failed,superseded", "events, failed or superseded"],
  ["/events?type=product.deleted", "events, deletions"],
  ["/events?product=77777", "events of one product"],
  ["/events?q=evt-500001", "events, one by its shop's number"],
  ["/stores", "stores"],
  ["/jobs", "syncs"],
  ["/tokens", "tokens, newest first"],
  ["/tokens?sort=name", "tokens by name"],
  ["/tokens?sort=-used", "tokens by last use"],
  ["/tokens?sort=expires", "tokens by when they end"],
  ["/audit", "activity log"],
];

/** Signs in as the page does. @returns the session's cookies */
async function signIn(url, email, password) {
  const jar = new Map();
  const ask = async (path, init = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url + path, { redirect: "manual", ...init, headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) jar.set(...line.split(";", 1)[0].split(/=(.*)/s, 2));
    return answer;
  };
  const { csrfToken } = await (await ask("/api/auth/csrf")).json();
  await ask("/api/auth/callback/credentials", { method: "POST", body: new URLSearchParams({ csrfToken, email, password, json: "true" }) });
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** Milliseconds until the whole page is here. */
async function timeOf(url, cookie) {
  const since = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("</main>")) throw new Error(`${url}: ${answer.status}`);
  return performance.now() - since;
}

const logFile = (kind) => join(root, ".data", "bench", `dashboard-${kind}.log`);
const addOwner = (hub) => hub.call("POST", "/api/v1/users/", { email: OWNER, role: "OWNER", password: PASSWORD });

/** A server counts its tables by itself, but when it likes to: it is told. */
async function startOnPostgres(statements) {
  const postgres = await startPostgres({ fsync: false });
  const hub = await startHub({ databaseUrl: postgres.url, logFile: logFile("postgres") });
  await addOwner(hub);
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  try {
    for (const statement of [...statements, "VACUUM ANALYZE"]) await db.query(statement);
  } finally {
    await db.end();
  }
  const stop = async () => {
    await hub.stop();
    await postgres.stop();
  };
  return { hub, stop };
}

/** Only one process may open the embedded database: the hub makes its tables and people, is away meanwhile, and counts what it finds when it is back. */
async function startEmbedded(statements, say) {
  const folder = mkdtempSync(join(tmpdir(), "fiko-bench-dashboard-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = stopAtExit(remove);
  const env = { ...newSecrets(), DATA_DIR: folder, LOG_LEVEL: "info" };
  const first = await startHub({ env });
  await addOwner(first);
  await first.stop();
  const { code, tail } = await runChild(
    process.execPath,
    ["--import", "tsx", "scripts/bench/run-embedded.ts", JSON.stringify(statements)],
    { cwd: root, env: { ...blankSettings(), ...env }, timeoutMs: FILL_LIMIT_MS },
  );
  if (code !== 0) throw new Error(`the embedded database could not be filled:\n${tail}`);
  rmSync(logFile("embedded"), { force: true });
  const hub = await startHub({ env, logFile: logFile("embedded") });
  const until = Date.now() + TIDY_LIMIT_MS;
  while (!readFileSync(logFile("embedded"), "utf8").includes("tables tidied")) {
    if (Date.now() > until) throw new Error("the embedded database did not count its tables");
    await wait(1_000);
  }
  say(`dashboard, embedded: ${readFileSync(logFile("embedded"), "utf8").match(/.*tables tidied.*/)[0]}`);
  const stop = async () => {
    await hub.stop();
    forget();
    remove();
  };
  return { hub, stop };
}

/** @param {{ kind: "embedded" | "postgres", say: (line: string) => void, quick?: boolean }} options */
export async function measureDashboard({ kind, say, quick = false }) {
  const [products, events, looks] = quick ? [10_000, 100_000, 5] : [100_000, 1_000_000, 15];
  say(`dashboard, ${kind}: ${events} events and ${products} products …`);
  const statements = seed(products, events);
  const { hub, stop } = await (kind === "embedded" ? startEmbedded(statements, say) : startOnPostgres(statements));
  try {
    const rows = [];
    for (const [who, email] of [
      ["administrator", ADMIN],
      ["owner of half of it", OWNER],
    ]) {
      const cookie = await signIn(hub.url, email, PASSWORD);
      // A page that asks the database nothing but who is there.
      const yardstick = "/profile";
      for (const [path, name, pauseMs = 0] of pages) {
        if (who !== "administrator" && path.startsWith("/tokens")) continue;
        await timeOf(hub.url + path, cookie);
        const [own, plain] = [[], []];
        for (let look = 0; look < (pauseMs > 0 ? FORGOTTEN_LOOKS : looks); look++) {
          await wait(pauseMs);
          own.push(await timeOf(hub.url + path, cookie));
          plain.push(await timeOf(hub.url + yardstick, cookie));
        }
        rows.push({ kind, name, who, p50Ms: median(own), p95Ms: percentile(own, 0.95), ratio: median(own) / median(plain) });
        say(`dashboard, ${kind}: ${who}, ${name}: ${Math.round(median(own))} ms`);
      }
    }
    return rows;
  } finally {
    await stop();
  }
}

export const rowsOfDashboard = (rows) =>
  rows.map(({ kind, name, who, p50Ms, p95Ms, ratio }) => [
    `(e) ${name}, ${who}`,
    kind,
    `${Math.round(p50Ms)} ms, p95 ${Math.round(p95Ms)} ms = ${ratio.toFixed(1)} × a page without a list`,
    `≤ ${LIST_BAR_MS} ms`,
    p50Ms <= LIST_BAR_MS ? "met" : "**missed**",
  ]);
