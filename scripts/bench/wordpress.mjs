// What the WordPress plugin costs a shop: milliseconds and queries of a product's save, and a first sync of 5,000 products, in a real
// WordPress with WOOCOMMERCE_DIR's WooCommerce or our double. The hub is the tests' stub: this measures the shop, not the hub.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild, wait } from "../child.mjs";
import { root } from "../prepare.mjs";
import { startSite } from "../wordpress/site.mjs";

const PRODUCTS = 5_000;
const FIRST_SYNC_LIMIT_MS = 300_000;
const HUB_START_LIMIT_MS = 10_000;
/** As the bars of the issue say. */
const bars = { addedP95Ms: 3, addedQueries: 2, firstSyncMb: 64 };
const tests = join(root, "wordpress/fiko-woocommerce-sync/tests");
const code = (name) => `define( 'FIKO_PLUGIN_TESTS', '${tests}' ); require '${join(root, "scripts/bench/wordpress", name)}';`;

async function startStubHub(php) {
  const folder = mkdtempSync(join(tmpdir(), "fiko-bench-hub-"));
  const server = startChild(php, [join(tests, "integration/stub-hub.php"), folder]);
  const portFile = join(folder, "port");
  const until = Date.now() + HUB_START_LIMIT_MS;
  while (!existsSync(portFile)) {
    if (Date.now() > until) throw new Error(`the stub hub did not start:\n${server.tail()}`);
    await wait(20);
  }
  return {
    url: `http://127.0.0.1:${readFileSync(portFile, "utf8")}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const lastJson = (text) => JSON.parse(text.trim().split("\n").pop());

/** From "send all products" to the last one confirmed; background work runs all the time, as with a cron job. */
async function measureFirstSync(site, env) {
  await site.php(code("first-sync.php"), { env: { ...env, FIKO_BENCH_PRODUCTS: String(PRODUCTS) } });
  const startedAt = performance.now();
  let peakMb = 0;
  for (;;) {
    const found = lastJson(await site.php(code("actions.php"), { env }));
    peakMb = Math.max(peakMb, found.peakMb);
    if (found.status === "done") return { seconds: (performance.now() - startedAt) / 1000, peakMb };
    if (performance.now() - startedAt > FIRST_SYNC_LIMIT_MS) throw new Error(`the first sync stands at ${found.percent} %`);
    await wait(200);
  }
}

/** @param {{ say: (line: string) => void, quick?: boolean }} options */
export async function measureWordpress({ say, quick = false }) {
  const site = await startSite({ say, serve: false });
  const hub = await startStubHub(site.tools.php);
  try {
    const env = { FIKO_HUB_URL: hub.url };
    say("wordpress: saving products …");
    const pairs = quick ? 150 : 500;
    const save = lastJson(await site.php(code("save.php"), { env: { ...env, FIKO_BENCH_PAIRS: String(pairs) } }));
    await site.reset();
    say(`wordpress: first sync of ${PRODUCTS} products …`);
    const firstSync = await measureFirstSync(site, env);
    return { shop: `${site.isDouble ? "test double of WooCommerce" : "WooCommerce"} ${site.versions.woocommerce}`, pairs, save, firstSync };
  } finally {
    await hub.stop();
    await site.stop();
  }
}

const met = (isMet) => (isMet ? "met" : "**missed**");

export function rowsOfWordpress({ shop, pairs, save, firstSync }) {
  const addedP50 = save.with.p50Ms - save.without.p50Ms;
  const addedP95 = save.with.p95Ms - save.without.p95Ms;
  const addedQueries = save.with.queries - save.without.queries;
  return [
    [
      "(w) a product's save, p95",
      shop,
      `${save.with.p95Ms.toFixed(1)} ms with the plugin, ${save.without.p95Ms.toFixed(1)} without: + ${addedP95.toFixed(1)} ms = ${(save.with.p95Ms / save.without.p95Ms).toFixed(2)} × (p50 + ${addedP50.toFixed(1)} ms), ${pairs} pairs`,
      `≤ + ${bars.addedP95Ms} ms`,
      met(addedP95 <= bars.addedP95Ms),
    ],
    [
      "(w) queries and HTTP requests added to it",
      shop,
      `${addedQueries} queries to ${save.without.queries}, ${save.http} requests`,
      `≤ ${bars.addedQueries}, 0`,
      met(addedQueries <= bars.addedQueries && save.http === 0),
    ],
    [
      `(w) first sync of ${PRODUCTS} products`,
      shop,
      `${firstSync.seconds.toFixed(1)} s, ${firstSync.peakMb.toFixed(1)} MB over a loaded WordPress`,
      `≤ ${bars.firstSyncMb} MB`,
      met(firstSync.peakMb <= bars.firstSyncMb),
    ],
  ];
}
