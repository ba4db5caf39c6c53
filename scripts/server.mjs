#!/usr/bin/env node
// The server: Next.js behind a node:http server of our own, for what Next's own does not give route handlers:
// the socket's address (a header could be forged), a request id on every answer, limits, and a graceful stop.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import compression from "compression";
import next from "next";

const isDev = process.argv.includes("--dev");
process.env.NODE_ENV = isDev ? "development" : "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
const hostname = process.env.HOST || "127.0.0.1";
const port = Number(process.env.PORT || 3000);
const isHttps = (process.env.PUBLIC_URL ?? "").startsWith("https://");
// next-auth reads these itself.
process.env.NEXTAUTH_URL ||= process.env.PUBLIC_URL || `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${port}`;

/** Read by lib/http/request-context.ts; in this process only, so nothing a client sends can fill it. */
const requests = new AsyncLocalStorage();
globalThis[Symbol.for("fiko.requests")] = requests;

const REQUEST_ID = /^[\w.-]{8,64}$/;
const securityHeaders = [
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "strict-origin-when-cross-origin"],
  ["x-frame-options", "DENY"],
  ["permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"],
  ["cross-origin-opener-policy", "same-origin"],
  ...(isHttps ? [["strict-transport-security", "max-age=63072000; includeSubDomains"]] : []),
];

const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 });
const app = next({ dev: isDev, hostname, port, httpServer: server });

/** No database stores a NUL, so none is asked for; an address of ours that Next could not decode would be its bare 500. */
function readableAddress(url) {
  try {
    decodeURIComponent(url.split("?", 1)[0]);
  } catch {
    if (url.startsWith("/api/")) return "/api/unreadable";
  }
  return url.replaceAll("%00", "");
}

/** Pages, scripts and long exports are worth it; answers to programs are small JSON that must not wait for a compressor. */
const isCompressed = (url) => !url.startsWith("/api/") || /\/export\/?(\?|$)/.test(url);
const compress = compression({ level: 9, filter: (req, res) => isCompressed(req.url) && compression.filter(req, res) });

/** Where an address does not take a method Next says 405 and nothing else; programs are told in JSON (lib/http/refuse-method.ts). */
function tellRefusedMethod(req, res, context) {
  if (!/^\/(api|v1)\//.test(req.url)) return;
  const { writeHead, end } = res;
  let body;
  res.writeHead = (status, ...given) => {
    const refuse = status === 405 && globalThis[Symbol.for("fiko.refuseMethod")];
    if (!refuse) return writeHead.call(res, status, ...given);
    const { text, headers } = refuse({ url: req.url, acceptLanguage: req.headers["accept-language"] ?? null }, context);
    body = text;
    return writeHead.call(res, status, { ...headers, "content-length": Buffer.byteLength(text) });
  };
  // What ends an answer writes its head, where nothing has yet.
  res.end = (...given) => {
    if (!res.headersSent && res.statusCode === 405) res.writeHead(405);
    return end.apply(res, body === undefined ? given : [body]);
  };
}

/** What Next can make a request of; TRACE and the like would be its bare 500. */
const METHODS = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"];

let active = 0;
let isStopping = false;

async function stop(signal) {
  if (isStopping) process.exit(1);
  isStopping = true;
  console.log(`${signal}: finishing ${active} requests`);
  server.close();
  server.closeIdleConnections();
  const deadline = Date.now() + 10_000;
  while (active > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  server.closeAllConnections();
  // Set by lib/runtime.ts once something was opened: stops the engine, flushes counts, closes the database.
  await globalThis[Symbol.for("fiko.stop")]?.();
  process.exit(0);
}
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));

try {
  await app.prepare();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const handle = app.getRequestHandler();

server.on("request", (req, res) => {
  req.url = readableAddress(req.url);
  const given = req.headers["x-request-id"];
  const requestId = typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
  res.setHeader("x-request-id", requestId);
  for (const [name, value] of securityHeaders) res.setHeader(name, value);
  if (isStopping) res.setHeader("connection", "close");
  if (!METHODS.includes(req.method) || !req.url.startsWith("/")) return void res.writeHead(405, { allow: METHODS.join(", ") }).end();
  active += 1;
  res.once("close", () => void (active -= 1));
  const context = { requestId, socketAddress: req.socket.remoteAddress ?? null };
  // lib/http/fast-lane.ts: deliveries of shops do not pay for Next's router.
  const lane = req.method === "POST" ? globalThis[Symbol.for("fiko.lanes")]?.get(req.url) : undefined;
  if (lane) lane(req, res, context);
  else {
    tellRefusedMethod(req, res, context);
    compress(req, res, () => requests.run(context, () => handle(req, res)));
  }
});
server.once("error", (error) => {
  console.error(
    error.code === "EADDRINUSE" ? `Port ${port} is in use. Stop what runs there, or start with --port and another number.` : error.message,
  );
  process.exit(1);
});
server.listen(port, hostname, async () => {
  // Set by inngest/start-engine.ts as soon as Next has called instrumentation.ts: migrated, engine running.
  const STARTED = Symbol.for("fiko.started");
  while (!globalThis[STARTED]) await new Promise((resolve) => setTimeout(resolve, 20));
  await globalThis[STARTED].catch(() => new Promise(() => {}));
  const { port: actual } = server.address();
  console.log(`ready http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${actual}`);
});
