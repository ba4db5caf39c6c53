#!/usr/bin/env node
// `npm run bench`: the product's figures as ratios of one run, on both databases, what fetching a catalogue costs, what the dashboard's
// pages cost on a full hub, and what the plugin costs a shop. Prints a table; --write keeps it in docs/benchmarks.md between its two marks. --quick measures shorter.
// --only=embedded,postgres,pull,dashboard,wordpress (pull-embedded, dashboard-postgres and the like: on one database). --profile keeps CPU profiles of the pull rows.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installStops, runChild, startChild, wait } from "../child.mjs";
import { findFreePort, startPostgres } from "../postgres.mjs";
import { buildApp, generateClient, root } from "../prepare.mjs";
import { measureDashboard, rowsOfDashboard } from "./dashboard.mjs";
import { startHub } from "./hub.mjs";
import { applyLoad } from "./load.mjs";
import { median, percentile, withPeakMemory } from "./measure.mjs";
import { productEvent } from "./product-event.mjs";
import { measurePull, rowsOfPull } from "./pull.mjs";
import { measureWordpress, rowsOfWordpress } from "./wordpress.mjs";

const { values: options } = parseArgs({
  options: {
    write: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    only: { type: "string", default: "embedded,postgres,pull,dashboard,wordpress" },
    profile: { type: "boolean", default: false },
  },
});
installStops();
const CONNECTIONS = 32;
const SECONDS = options.quick ? 4 : 10;
const ROUNDS = options.quick ? 2 : 3;
const PIPELINE_EVENTS = options.quick ? 2_000 : 10_000;
const LONE_EVENTS = options.quick ? 20 : 60;
/** As the bars of the issue say. */
const bars = {
  postgres: { ingestRatio: 0.6, p99Ratio: 3, pipeline: 800, loneMs: 1_500, memoryMb: 450 },
  embedded: { ingestRatio: 0.35, p99Ratio: 3, pipeline: 150, loneMs: 1_500, memoryMb: 700 },
};
const say = (line) => console.error(line);
let serial = 0;
const newEventId = () => `bench-${process.pid}-${serial++}`;

async function startBare() {
  const app = join(root, "scripts", "bench", "bare-app");
  say("building the bare handler …");
  const built = await runChild("npx", ["next", "build", app], { cwd: root, timeoutMs: 300_000, env: { NEXT_TELEMETRY_DISABLED: "1" } });
  if (built.code !== 0) throw new Error(built.tail);
  const port = await findFreePort();
  const server = startChild("npx", ["next", "start", app, "-H", "127.0.0.1", "-p", String(port)], {
    cwd: root,
    env: { NODE_ENV: "production" },
  });
  const url = `http://127.0.0.1:${port}/api/bare`;
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }).catch(() => null);
    if (answer?.status === 202) return { url, stop: server.stop };
    await wait(200);
  }
  throw new Error(`the bare handler did not start:\n${server.tail()}`);
}

/** (a) and (d): in turn with the bare handler, the pipeline running as it does. `catalogue`: products that change. */
async function measureIngest(hub, bare, catalogue) {
  const token = await hub.newToken();
  const headers = { authorization: `Bearer ${token.token}` };
  const body = (index) => JSON.stringify(productEvent(index % catalogue, { eventId: newEventId(), price: 500_000 + index }));
  const load = (url, seconds) => applyLoad({ url, headers, body, connections: CONNECTIONS, seconds });
  await load(bare.url, 2);
  await load(hub.webhook, 2);
  await hub.settled(token);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const yardstick = await load(bare.url, SECONDS);
    const { result: own, peakMb } = await withPeakMemory(hub.pid, () => load(hub.webhook, SECONDS));
    if (own.failed > 0) throw new Error(`${own.failed} deliveries failed`);
    rounds.push({ yardstick, own, peakMb });
    await hub.settled(token);
  }
  return {
    bare: median(rounds.map(({ yardstick }) => yardstick.perSecond)),
    own: median(rounds.map(({ own }) => own.perSecond)),
    ratio: median(rounds.map(({ yardstick, own }) => own.perSecond / yardstick.perSecond)),
    p99Ms: median(rounds.map(({ own }) => own.p99Ms)),
    p99Ratio: median(rounds.map(({ yardstick, own }) => own.p99Ms / yardstick.p99Ms)),
    peakMb: Math.max(...rounds.map(({ peakMb }) => peakMb ?? 0)) || null,
  };
}

/** (b): new products, from the first delivery to the last one searchable. */
async function measurePipeline(hub) {
  const token = await hub.newToken();
  const events = Array.from({ length: PIPELINE_EVENTS }, (_, index) =>
    productEvent(index, { eventId: newEventId(), at: "2026-01-01T00:00:00Z" }),
  );
  const startedAt = performance.now();
  for (let at = 0; at < events.length; at += 400) {
    await Promise.all(
      [0, 100, 200, 300]
        .map((offset) => events.slice(at + offset, at + offset + 100))
        .filter((batch) => batch.length > 0)
        .map((batch) => hub.deliverBatch(token, batch)),
    );
  }
  const receivedAt = performance.now();
  const searchableAt = await hub.settled(token);
  return {
    token,
    events,
    perSecond: events.length / ((searchableAt - startedAt) / 1000),
    receivedPerSecond: events.length / ((receivedAt - startedAt) / 1000),
  };
}

/** (c): the same products again under new event ids. */
async function measureRedelivery(hub, { token, events }) {
  const before = await hub.call("GET", `/api/v1/knowledge/stats/?store_id=${token.store.id}`);
  const newest = async () =>
    (await hub.call("GET", `/api/v1/web-knowledge/products/?store_id=${token.store.id}&limit=1&ordering=-updated_at`)).results[0]
      .updated_at;
  const newestBefore = await newest();
  const startedAt = performance.now();
  for (let at = 0; at < events.length; at += 100)
    await hub.deliverBatch(
      token,
      events.slice(at, at + 100).map((event) => ({ ...event, event_id: newEventId() })),
    );
  const endedAt = await hub.settled(token);
  const after = await hub.call("GET", `/api/v1/knowledge/stats/?store_id=${token.store.id}`);
  const written = await hub.call("GET", `/api/v1/web-knowledge/products/?store_id=${token.store.id}&limit=100&ordering=-updated_at`);
  return {
    perSecond: events.length / ((endedAt - startedAt) / 1000),
    productWrites: written.results.filter(({ updated_at: at }) => at > newestBefore).length,
    embeddings: after.savings.texts_embedded - before.savings.texts_embedded,
    tokensAvoided: after.savings.tokens_avoided - before.savings.tokens_avoided,
  };
}

/** (b), alone: one event at a time, until search finds it. */
async function measureLone(hub) {
  const token = await hub.newToken();
  const times = [];
  for (let index = 0; index < LONE_EVENTS; index++) {
    const word = `qzx${index}vv${process.pid}`;
    const event = productEvent(index, { eventId: newEventId() });
    event.product.name = `چراغ رومیزی ${word}`;
    const startedAt = performance.now();
    await hub.deliver(token, event);
    for (;;) {
      const found = await hub.call("POST", "/api/v1/knowledge/search/", { query: word, store_id: token.store.id, limit: 1 });
      const hit = found.results[0];
      if (hit?.product.title.includes(word) && hit.matched.lexical) break;
      if (performance.now() - startedAt > 30_000) throw new Error("a lone event was not searchable within 30 s");
      await wait(10);
    }
    times.push(performance.now() - startedAt);
    await wait(150);
  }
  return { p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) };
}

async function measure(kind, bare, stubUrl) {
  const postgres = kind === "postgres" ? await startPostgres({ fsync: true }) : null;
  const logFile = join(root, ".data", "bench", `${kind}.log`);
  const stub = { OPENAI_API_KEY: "stub", OPENAI_BASE_URL: stubUrl, SUMMARY_MODEL: "" };
  try {
    say(`${kind}: ingest …`);
    let hub = await startHub({ databaseUrl: postgres?.url, logFile });
    const ingest = await measureIngest(hub, bare, 1_000);
    await hub.stop();
    say(`${kind}: pipeline with a stub embedder …`);
    hub = await startHub({ databaseUrl: postgres?.url, logFile, env: stub });
    const pipeline = await measurePipeline(hub);
    say(`${kind}: redelivery …`);
    const redelivery = await measureRedelivery(hub, pipeline);
    say(`${kind}: lone events …`);
    const lone = await measureLone(hub);
    await hub.stop();
    return { kind, ingest, pipeline, redelivery, lone };
  } finally {
    await postgres?.stop();
  }
}

const number = (value, digits = 0) => (value === null ? "–" : value.toFixed(digits));
const met = (isMet) => (isMet ? "met" : "**missed**");

function rowsOf({ kind, ingest, pipeline, redelivery, lone }) {
  const bar = bars[kind];
  return [
    [
      "(a) ingest with durable commit",
      kind,
      `${number(ingest.own)} of ${number(ingest.bare)} requests/s = ${number(ingest.ratio, 2)}`,
      `≥ ${bar.ingestRatio}`,
      met(ingest.ratio >= bar.ingestRatio),
    ],
    [
      "(a) its p99 to the bare handler's",
      kind,
      `${number(ingest.p99Ms)} ms = ${number(ingest.p99Ratio, 2)} ×`,
      `≤ ${bar.p99Ratio} ×`,
      met(ingest.p99Ratio <= bar.p99Ratio),
    ],
    [
      "(b) received to searchable, new products",
      kind,
      `${number(pipeline.perSecond)} events/s`,
      `≥ ${bar.pipeline}`,
      met(pipeline.perSecond >= bar.pipeline),
    ],
    [
      "(b) a lone event searchable, p95",
      kind,
      `${number(lone.p95Ms)} ms (p50 ${number(lone.p50Ms)})`,
      `≤ ${bar.loneMs} ms`,
      met(lone.p95Ms <= bar.loneMs),
    ],
    [
      `(c) ${PIPELINE_EVENTS} unchanged products again`,
      kind,
      `${redelivery.productWrites} product writes, ${redelivery.embeddings} embeddings, ${number(redelivery.perSecond)} events/s`,
      "0, 0",
      met(redelivery.productWrites === 0 && redelivery.embeddings === 0),
    ],
    [
      "(d) resident memory under (a)",
      kind,
      `${number(ingest.peakMb)} MB`,
      `≤ ${bar.memoryMb} MB`,
      met((ingest.peakMb ?? 0) <= bar.memoryMb),
    ],
  ];
}

function tableOf(results) {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, load generator on the same machine`;
  const head = ["measured", "on", "figure", "bar", ""];
  const rows = results.flatMap(({ rows }) => rows);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}; ${ROUNDS} rounds of ${SECONDS} s in turn, medians.\n\n${lines.join("\n")}`;
}

const kinds = options.only.split(",");
const hubKinds = kinds.filter((kind) => kind in bars);
const pullKinds = Object.keys(bars).filter((kind) => kinds.includes("pull") || kinds.includes(`pull-${kind}`));
const results = [];
if (hubKinds.length + pullKinds.length > 0) {
  await generateClient();
  await buildApp();
  const stub = startChild(process.execPath, [join(root, "scripts", "bench", "embedding-stub.mjs")], { cwd: root });
  while (!stub.tail().includes("http://")) await wait(50);
  const stubUrl = stub.tail().trim();
  if (hubKinds.length > 0) {
    const bare = await startBare();
    for (const kind of hubKinds) results.push({ rows: rowsOf(await measure(kind, bare, stubUrl)) });
    await bare.stop();
  }
  for (const kind of pullKinds)
    results.push({ rows: rowsOfPull(await measurePull({ kind, stubUrl, say, quick: options.quick, profile: options.profile })) });
  await stub.stop();
}
const dashboardKinds = Object.keys(bars).filter((kind) => kinds.includes("dashboard") || kinds.includes(`dashboard-${kind}`));
if (dashboardKinds.length > 0) {
  await generateClient();
  await buildApp();
  for (const kind of dashboardKinds) results.push({ rows: rowsOfDashboard(await measureDashboard({ kind, say, quick: options.quick })) });
}
if (kinds.includes("wordpress")) results.push({ rows: rowsOfWordpress(await measureWordpress({ say, quick: options.quick })) });

const table = tableOf(results);
console.log(`\n${table}\n`);
if (options.write) {
  const file = join(root, "docs", "benchmarks.md");
  const marks = /(<!-- bench:begin -->)[\s\S]*(<!-- bench:end -->)/;
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(marks, (_, begin, end) => `${begin}\n${table}\n${end}`),
  );
}
process.exit(0);
