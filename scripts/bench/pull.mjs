// What it costs to fetch a shop's catalogue: time, writes and memory of sync jobs against a fake WooCommerce in a process of its own
// that takes 150 ms for each request. --profile keeps a CPU profile of every step in .data/bench.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { runChild, startChild, stopAtExit, wait } from "../child.mjs";
import { findFreePort, startPostgres } from "../postgres.mjs";
import { root } from "../prepare.mjs";
import { blankSettings, newSecrets } from "../test-server.mjs";
import { startHub } from "./hub.mjs";
import { residentMb, withPeakMemory } from "./measure.mjs";
import { withProfile } from "./profile.mjs";

const LATENCY_MS = 150;
const FEW = 1_000;
const MANY = 10_000;
/** What --quick takes for `MANY`; its bars shrink alike. */
const MANY_QUICKLY = 2_000;
/** As the bars of the issue say, for 1,000 and 10,000 products. */
const bars = { fewNewSeconds: 30, manyNewSeconds: 240, unchangedSeconds: 40, addedMb: 300, busyShare: 0.9 };
const SHOP_START_LIMIT_MS = 30_000;
const CONNECT_LIMIT_MS = 60_000;
const JOB_LIMIT_MS = 900_000;
const POLL_MS = 250;
/** A server that has just started still tidies up. */
const IDLE_MS = 3_000;
const WRITTEN_TABLES = ["product", "variant", "knowledge_chunk"];

/** `seed`: shops share no text, or the second would find its vectors made. */
async function startShop(products, seed) {
  const port = await findFreePort();
  const args = [`--port=${port}`, `--products=${products}`, `--latency-ms=${LATENCY_MS}`, `--seed=${seed}`];
  const server = startChild(process.execPath, ["--import", "tsx", "fakes/woocommerce/serve.ts", ...args], { cwd: root });
  const until = Date.now() + SHOP_START_LIMIT_MS;
  while (!server.tail().includes("consumerSecret")) {
    if (Date.now() > until) throw new Error(`the fake shop did not start:\n${server.tail()}`);
    await wait(50);
  }
  const line = server
    .tail()
    .split("\n")
    .find((text) => text.includes("consumerSecret"));
  const { url, consumerKey, consumerSecret } = JSON.parse(line);
  return {
    keys: { url, consumerKey, consumerSecret },
    effort: async () => (await fetch(`${url}/_fake/requests`)).json(),
    stop: server.stop,
  };
}

/** Only one process may open the embedded database: the shops are connected before the hub starts. */
async function connectShops(env, shops) {
  const { code, tail } = await runChild(
    process.execPath,
    ["--import", "tsx", "scripts/bench/connect-shops.ts", JSON.stringify(shops.map(({ keys }) => keys))],
    { cwd: root, env, timeoutMs: CONNECT_LIMIT_MS },
  );
  if (code !== 0) throw new Error(`the shops could not be connected:\n${tail}`);
  return JSON.parse(tail.trim().split("\n").pop());
}

/** Runs a job to its end. @returns its figures, how long it took and how long the shop was asked meanwhile */
async function runJob(hub, shop, storeId, mode) {
  const before = await shop.effort();
  const queuedAt = performance.now();
  const { task_id: id } = await hub.call("POST", "/api/v1/catalog/sync/woocommerce/", { store_id: storeId, mode });
  for (;;) {
    const job = await hub.call("GET", `/api/woocommerce/sync/job/${id}/`);
    if (job.finished_at) {
      if (job.status !== "completed") throw new Error(`the job ended ${job.status}: ${JSON.stringify(job).slice(0, 500)}`);
      const after = await shop.effort();
      const seconds = (Date.parse(job.finished_at) - Date.parse(job.created_at)) / 1000;
      return {
        job,
        queuedAt,
        seconds,
        requests: after.count - before.count,
        maxConcurrent: after.maxConcurrent,
        busyShare: (after.busyMs - before.busyMs) / 1000 / seconds,
      };
    }
    if (performance.now() - queuedAt > JOB_LIMIT_MS) throw new Error(`the job stands at ${job.progress_percent} %`);
    await wait(POLL_MS);
  }
}

const statsOf = (hub, storeId) => hub.call("GET", `/api/v1/knowledge/stats/?store_id=${storeId}`);

/** New products, from the queueing of the job until it is completed and every text has its vector. */
async function measureNew(hub, shop, storeId, products) {
  const { job, queuedAt, ...effort } = await runJob(hub, shop, storeId, "full");
  if (job.created !== products) throw new Error(`${job.created} of ${products} products were made`);
  const searchableAt = await hub.settled({ store: { id: storeId } });
  const stats = await statsOf(hub, storeId);
  return {
    ...effort,
    products,
    jobSeconds: effort.seconds,
    seconds: (searchableAt - queuedAt) / 1000,
    texts: stats.chunks,
    embedded: stats.savings.texts_embedded,
  };
}

/** PostgreSQL: which version of each row is there. The embedded database answers only the hub. */
async function rowVersions(databaseUrl, storeId) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const versions = new Map();
    for (const table of WRITTEN_TABLES) {
      const where = table === "variant" ? "product_id IN (SELECT id FROM product WHERE store_id = $1::uuid)" : "store_id = $1::uuid";
      const { rows } = await client.query(`SELECT id::text, xmin::text FROM ${table} WHERE ${where}`, [storeId]);
      for (const { id, xmin } of rows) versions.set(`${table} ${id}`, xmin);
    }
    return versions;
  } finally {
    await client.end();
  }
}

function countDiffering(before, after) {
  const made = [...after].filter(([key, version]) => before.get(key) !== version).length;
  return made + [...before.keys()].filter((key) => !after.has(key)).length;
}

async function measureUnchanged(hub, shop, storeId, databaseUrl) {
  const newest = `/api/v1/web-knowledge/products/?store_id=${storeId}&limit=100&ordering=-updated_at`;
  const [statsBefore, listBefore] = [await statsOf(hub, storeId), await hub.call("GET", newest)];
  const versionsBefore = databaseUrl ? await rowVersions(databaseUrl, storeId) : null;
  const { job, ...effort } = await runJob(hub, shop, storeId, "full");
  await hub.settled({ store: { id: storeId } });
  const [stats, list] = [await statsOf(hub, storeId), await hub.call("GET", newest)];
  const newestBefore = listBefore.results[0].updated_at;
  return {
    ...effort,
    products: job.done,
    writes: versionsBefore
      ? countDiffering(versionsBefore, await rowVersions(databaseUrl, storeId))
      : Math.max(job.created + job.updated, list.results.filter(({ updated_at: at }) => at > newestBefore).length),
    embeddings: stats.savings.texts_embedded - statsBefore.savings.texts_embedded,
  };
}

/** @param {{ kind: "embedded" | "postgres", stubUrl: string, say: (line: string) => void, quick?: boolean, profile?: boolean }} options */
export async function measurePull({ kind, stubUrl, say, quick = false, profile = false }) {
  const many = quick ? MANY_QUICKLY : MANY;
  const folder = mkdtempSync(join(tmpdir(), "fiko-bench-pull-"));
  const forget = stopAtExit(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = kind === "postgres" ? await startPostgres({ fsync: true }) : null;
  const shops = [await startShop(FEW, 1), await startShop(many, 2)];
  const [fewShop, manyShop] = shops;
  const inspector = profile ? await findFreePort() : null;
  let hub = null;
  try {
    const own = {
      ...newSecrets(),
      DATA_DIR: folder,
      ALLOW_PRIVATE_SHOPS: "1",
      OPENAI_API_KEY: "stub",
      OPENAI_BASE_URL: stubUrl,
      SUMMARY_MODEL: "",
    };
    const [few, all] = await connectShops({ ...blankSettings(), ...own, DATABASE_URL: postgres?.url ?? "" }, shops);
    hub = await startHub({
      databaseUrl: postgres?.url,
      logFile: join(root, ".data", "bench", `pull-${kind}.log`),
      env: { ...own, ...(inspector && { NODE_OPTIONS: `--inspect-port=127.0.0.1:${inspector}` }) },
    });
    await wait(IDLE_MS);
    const idleMb = residentMb(hub.pid);
    const step = async (name, work) => {
      say(`pull, ${kind}: ${name} …`);
      const file = join(root, ".data", "bench", `pull-${kind}-${name.replaceAll(/\W+/g, "-")}.cpuprofile`);
      const { result, peakMb } = await withPeakMemory(hub.pid, () =>
        inspector ? withProfile({ pid: hub.pid, port: inspector }, file, work) : work(),
      );
      return { ...result, peakMb };
    };
    const fewNew = await step(`${FEW} new products`, () => measureNew(hub, fewShop, few, FEW));
    const manyNew = await step(`${many} new products`, () => measureNew(hub, manyShop, all, many));
    const unchanged = await step(`${many} unchanged, full`, () => measureUnchanged(hub, manyShop, all, postgres?.url));
    const reconcile = await step(`${many} unchanged, reconcile`, () => runJob(hub, manyShop, all, "reconcile"));
    const peakMb = Math.max(...[fewNew, manyNew, unchanged, reconcile].map((one) => one.peakMb ?? 0)) || null;
    return { kind, share: many / MANY, idleMb, peakMb, fewNew, manyNew, unchanged, reconcile };
  } finally {
    await hub?.stop();
    for (const shop of shops) await shop.stop();
    await postgres?.stop();
    forget();
    rmSync(folder, { recursive: true, force: true });
  }
}

const met = (isMet) => (isMet ? "met" : "**missed**");
const mb = (value) => (value === null ? "–" : `${value}`);

export function rowsOfPull({ kind, share, idleMb, peakMb, fewNew, manyNew, unchanged, reconcile }) {
  const shortened = share < 1 ? ` (--quick: instead of ${MANY}, bars to match)` : "";
  const newRow = (measured, barSeconds, note = "") => [
    `(p) ${measured.products} new products, fetched and searchable${note}`,
    kind,
    `${measured.seconds.toFixed(1)} s (the job ${measured.jobSeconds.toFixed(1)}, ${measured.texts} texts, ${measured.embedded} of them embedded, the others alike, ${measured.requests} requests, at most ${measured.maxConcurrent} at once)`,
    `≤ ${barSeconds} s`,
    met(measured.seconds <= barSeconds),
  ];
  const unchangedBar = bars.unchangedSeconds * share;
  return [
    newRow(fewNew, bars.fewNewSeconds),
    newRow(manyNew, bars.manyNewSeconds * share, shortened),
    [
      `(p) ${unchanged.products} unchanged, full`,
      kind,
      `${unchanged.seconds.toFixed(1)} s (${unchanged.requests} requests)`,
      `≤ ${unchangedBar} s`,
      met(unchanged.seconds <= unchangedBar),
    ],
    [
      "(p) its writes and embeddings",
      kind,
      `${unchanged.writes} writes of products, variants and chunks, ${unchanged.embeddings} embeddings`,
      "0, 0",
      met(unchanged.writes === 0 && unchanged.embeddings === 0),
    ],
    [
      "(p) its time with a request to the shop under way",
      kind,
      `${Math.round(unchanged.busyShare * 100)} %`,
      `≥ ${bars.busyShare * 100} %`,
      met(unchanged.busyShare >= bars.busyShare),
    ],
    [`(p) ${reconcile.job.done} unchanged, reconcile`, kind, `${reconcile.seconds.toFixed(1)} s (${reconcile.requests} requests)`, "", ""],
    [
      "(p) resident memory over an idle hub's",
      kind,
      `${mb(peakMb)} − ${mb(idleMb)} = ${mb(peakMb === null ? null : peakMb - idleMb)} MB`,
      `≤ ${bars.addedMb} MB`,
      met((peakMb ?? 0) - (idleMb ?? 0) <= bars.addedMb),
    ],
  ];
}
