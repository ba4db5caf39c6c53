#!/usr/bin/env node
// `npm start`: from a fresh clone to a running server. Makes what is missing, then starts scripts/server.mjs and stays with it.
import "./require-node.mjs";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import util from "node:util";
import { runChild, startChild, stopAll, wait, watchNpm } from "./child.mjs";
import { startDemoShops, STOP_WITH_PARENT } from "./demo-shops.mjs";
import { buildApp, generateClient, installPackages, root } from "./prepare.mjs";
import { serverFlags } from "./server-flags.mjs";

const HELP = `npm start -- [options]

  --port <number>   listen on this port (PORT, else 3000)
  --host <address>  listen on this address (HOST, else 127.0.0.1)
  --demo            also make a demo owner and store, deliver a real catalogue through the real webhook, and fetch from
                    two shops without the plugin that run beside it (a WooCommerce and a Shopify, in memory)
  --dev             development server: rebuilds while you edit (npm run dev)
  --help            this text

Settings are read from the environment and from .env; .env.example lists them all.`;

/** The server finishes its requests and its engine's steps first. */
const STOP_PATIENCE_MS = 25_000;
/** npm hands on a Ctrl-C that the terminal has sent us already: only a later one means "now". */
const SECOND_SIGNAL_AFTER_MS = 1_500;
const STILL_WORKING_EVERY_MS = 10_000;
const CONNECT_LIMIT_MS = 5_000;
const READY_LIMIT_MS = 60_000;
const DEMO_LIMIT_MS = 600_000;
/** Something happens in the demo's shops while one looks. */
const TRADE_EVERY_MS = 20_000;

class CannotStart extends Error {}

/** Says what is being done, and every 10 s that it still is. */
async function step(doing, work) {
  const since = Date.now();
  let isSaid = false;
  const say = (line) => {
    isSaid = true;
    console.log(line);
  };
  const first = setTimeout(() => say(`${doing} …`), 150);
  const again = setInterval(() => say(`  still at it (${Math.round((Date.now() - since) / 1000)} s)`), STILL_WORKING_EVERY_MS);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(again);
    if (isSaid) console.log(`  done in ${((Date.now() - since) / 1000).toFixed(1)} s`);
  }
}

/** Reads .env, after adding the secrets that are neither there nor in the environment. Nothing in the file is ever changed. */
function loadSettings() {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const secrets = {
    NEXTAUTH_SECRET: () => randomBytes(32).toString("base64"),
    ENCRYPTION_KEYS: () => `k1:${randomBytes(32).toString("base64")}`,
  };
  const missing = Object.entries(secrets).filter(([name]) => !process.env[name]?.trim());
  if (missing.length === 0) return;
  const lines = missing.map(([name, make]) => `${name}=${(process.env[name] = make())}\n`).join("");
  if (existsSync(file))
    appendFileSync(file, `\n# Made by npm start; keep a copy: without them nobody stays signed in and sealed secrets are lost.\n${lines}`);
  else {
    const heading = "# This machine's settings and secrets: never commit it, and keep a copy. .env.example lists every setting.\n";
    writeFileSync(file, heading + lines, { mode: 0o600, flag: "wx" });
  }
  console.log(`Made ${missing.map(([name]) => name).join(" and ")} in .env`);
}

const shownHost = (host) => (host.includes(":") ? `[${host}]` : host);

async function checkPort(host, port) {
  const problem = await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", resolve);
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
  if (problem === null) return;
  const address = `http://${shownHost(host)}:${port}`;
  if (problem.code === "EADDRINUSE") {
    const answer = await fetch(`${address}/api/health/live`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    throw new CannotStart(
      answer?.ok
        ? `Fiko Sync already runs at ${address}. Stop it there, or start this one with --port and another number (and another DATA_DIR).`
        : `Port ${port} is in use by another program. Stop it, or start with --port and another number.`,
    );
  }
  if (problem.code === "EACCES")
    throw new CannotStart(`Port ${port} is not for ordinary users. Start with --port and a number above 1023.`);
  throw new CannotStart(
    `Cannot listen on ${host}: ${problem.code === "EADDRNOTAVAIL" ? "it is no address of this machine" : problem.message}.`,
  );
}

/** The server would find out too, later and in more words. */
async function checkDatabase() {
  const { DATABASE_URL } = process.env;
  if (!/^postgres(ql)?:\/\//.test(DATABASE_URL ?? "")) return;
  if (!URL.canParse(DATABASE_URL))
    throw new CannotStart("DATABASE_URL is no address: write postgresql://user:password@host:5432/database.");
  const { hostname, port } = new URL(DATABASE_URL);
  if (!hostname) return; // a socket in the file system
  const problem = await new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 5432), timeout: CONNECT_LIMIT_MS });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(null));
    socket.once("timeout", () => end("no answer"));
    socket.once("error", (error) => end(error.code ?? error.message));
  });
  if (problem) {
    throw new CannotStart(
      `The database at ${hostname}:${port || 5432} (DATABASE_URL) does not answer: ${problem}. Start it, or remove DATABASE_URL to use the embedded one.`,
    );
  }
}

function parseOptions() {
  try {
    const options = {
      port: { type: "string" },
      host: { type: "string" },
      demo: { type: "boolean" },
      dev: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    };
    const { values } = util.parseArgs({ options });
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) <= 65_535))
      throw new CannotStart(`--port ${values.port} is no port.`);
    return values;
  } catch (error) {
    throw new CannotStart(`${error.message}\n\n${HELP}`);
  }
}

let server;
let stoppedAt = 0;
let exitCode;

async function end(signal) {
  if (stoppedAt > 0) {
    if (Date.now() - stoppedAt > SECOND_SIGNAL_AFTER_MS) process.exit(130); // its group is killed with us
    return;
  }
  stoppedAt = Date.now();
  exitCode = server ? await server.stop(signal, STOP_PATIENCE_MS) : 130;
  await stopAll();
  process.exit(exitCode);
}

/** @returns {Promise<string>} the address, once the server listens, has opened its database and answers */
async function waitUntilReady() {
  const address = await waitUntilListening();
  const own = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
  const deadline = Date.now() + READY_LIMIT_MS;
  while (stoppedAt === 0) {
    const answer = await fetch(`${own}/api/health/ready`, { signal: AbortSignal.timeout(READY_LIMIT_MS) }).catch(() => null);
    if (answer?.ok) break;
    if (Date.now() > deadline) throw new CannotStart(`The server listens but is not ready: ${answer ? await answer.text() : "no answer"}`);
    await wait(250);
  }
  return own;
}

function waitUntilListening() {
  return new Promise((resolve, reject) => {
    let text = "";
    server.child.stdout.on("data", (bytes) => {
      text = (text + bytes).slice(-4_000);
      const address = /^ready (https?:\/\/\S+)/m.exec(text)?.[1];
      if (address) resolve(address);
    });
    void server.ended.then((code) => {
      if (stoppedAt > 0) return;
      exitCode = code || 1;
      reject(new CannotStart(`The server ended before it was ready (exit code ${code}); the reason stands above.`));
    });
  });
}

const isLoopback = (host) => ["127.0.0.1", "::1", "localhost"].includes(host);

async function runDemo(address, shops) {
  console.log("Delivering the demo catalogue …");
  const { code } = await runChild(
    process.execPath,
    ["--import", "tsx", "scripts/demo.ts", address, ...(shops ? [JSON.stringify(shops)] : [])],
    {
      cwd: root,
      env: { BASE_URL: address },
      show: true,
      timeoutMs: DEMO_LIMIT_MS,
    },
  );
  if (code !== 0) console.error(`The demo did not finish (exit code ${code}); the server goes on.`);
}

function sayWhatNext(address, { demo }) {
  const { ADMIN_EMAIL, PUBLIC_URL } = process.env;
  const open = PUBLIC_URL?.trim() || address;
  console.log(`\nFiko Sync is at ${open}`);
  if (ADMIN_EMAIL) console.log(`  Sign in as ${ADMIN_EMAIL} with ADMIN_PASSWORD.`);
  else if (!demo) console.log("  Open it in a browser: the first visit makes the first administrator, later ones sign in.");
  if (!demo) console.log("  Then: Tokens → new token, and paste it in the shop.");
  console.log("  Ctrl-C stops it.\n");
}

async function main() {
  const options = parseOptions();
  if (options.help) return void console.log(HELP);
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  loadSettings();
  if (options.port !== undefined) process.env.PORT = options.port;
  if (options.host !== undefined) process.env.HOST = options.host;
  const host = process.env.HOST?.trim() || "127.0.0.1";
  const port = Number(process.env.PORT?.trim() || 3000);
  await checkPort(host, port);
  await checkDatabase();

  await step("Installing packages (a minute or two, once)", installPackages);
  await step("Generating the database client", generateClient);
  if (!options.dev) await step("Building (a minute, when the sources have changed)", () => buildApp());

  if (stoppedAt > 0) return;
  // Everybody who may sign in could have the hub ask its own network: not on an address that others reach.
  const hasShops = options.demo && isLoopback(host);
  if (hasShops) process.env.ALLOW_PRIVATE_SHOPS = "1";
  server = startChild(
    process.execPath,
    [...serverFlags, "--import", STOP_WITH_PARENT, "scripts/server.mjs", ...(options.dev ? ["--dev"] : [])],
    {
      cwd: root,
      env: { NODE_ENV: options.dev ? "development" : "production", HOST: host, PORT: String(port) },
      show: true,
      withParent: true,
    },
  );
  const address = await waitUntilReady();
  if (options.demo) await runDemo(address, hasShops ? await startDemoShops({ tradeEveryMs: TRADE_EVERY_MS }) : null);
  if (stoppedAt === 0) sayWhatNext(address, options);
  const code = await server.ended;
  if (stoppedAt === 0) process.exit(code);
  await wait(STOP_PATIENCE_MS); // end() exits
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(signal));
watchNpm(() => void end("SIGTERM"));
try {
  await main();
} catch (error) {
  if (stoppedAt === 0) {
    console.error(error instanceof CannotStart || error.name === "PrepareFailed" ? `\n${error.message}` : error);
    await stopAll();
    process.exit(exitCode ?? 1);
  }
}
