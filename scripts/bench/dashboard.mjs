// How long the dashboard's pages take on a hub that has lived: 1,000,000 events, 100,000 products, 200 stores, on PostgreSQL.
import { join } from "node:path";
import pg from "pg";
import { wait } from "../child.mjs";
import { startPostgres } from "../postgres.mjs";
import { root } from "../prepare.mjs";
import { startHub } from "./hub.mjs";
import { median, percentile } from "./measure.mjs";

const STORES = 200;
const LIST_BAR_MS = 300;
const PASSWORD = "a long bench password";
const ADMIN = "bench@example.test";
/** Half of everything is the first store's; its owner looks as well. */
const OWNER = "owner-1@example.test";

/** Rows as the pipeline leaves them, without going through it: an hour of deliveries is not what is measured here. */
const seed = (products, events) => [
  `INSERT INTO "user" (email, role) SELECT 'owner-' || n || '@example.test', 'OWNER' FROM generate_series(2, ${STORES}) n`,
  `INSERT INTO store (owner_id, name) SELECT id, 'Store ' || split_part(split_part(email, '@', 1), '-', 2) FROM "user" WHERE role = 'OWNER'`,
  `CREATE TABLE seeded AS SELECT id AS store_id, row_number() OVER (ORDER BY (name = 'Store 1') DESC, name) AS place FROM store`,
  `CREATE UNIQUE INDEX ON seeded (place)`,
  `INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility,
      has_password, is_active, is_publishable, sku, sku_norm, price, regular_price, on_sale, currency, stock_quantity, stock_status, in_stock, categories, attributes,
      extra, variants_count, content_hash, draft_hash, source_updated_at, created_at, updated_at)
    SELECT s.store_id, 'woocommerce', 'woo_' || n, 'پیراهن کتان تابستانی ' || n, 'سبک و خنک', 'از کتان طبیعی دوخته شده است.', 'simple', 'publish', 'visible',
      FALSE, TRUE, TRUE, 'SKU-' || n, 'sku' || n, 1000 * (n % 900), 1000 * (n % 900), FALSE, 'IRT', n % 40, 'instock', n % 40 > 0, ARRAY['پوشاک', 'دستهٔ ' || n % 30], '[]',
      '{}', 0, md5(n::text), md5(n::text), now() - n * interval '20 seconds', now() - interval '80 days', now() - n * interval '20 seconds'
    FROM generate_series(1, ${products}) n JOIN seeded s ON s.place = CASE WHEN n % 2 = 0 THEN 1 ELSE 1 + n % ${STORES} END`,
  `INSERT INTO product_version (store_id, external_id, at, seq, is_deleted, last_sync_at) SELECT store_id, external_id, updated_at, 1, FALSE, now() FROM product`,
  `INSERT INTO knowledge_chunk (store_id, product_id, position, kind, text, text_hash, words, title_words, tokens)
    SELECT store_id, id, 0, 'card', title, content_hash, array_to_tsvector(string_to_array(title, ' ')), title, 12 FROM product`,
  `INSERT INTO event (store_id, event_id, event_type, source, product_id, payload, status, attempts, processing_time_ms, error_message, created_at, processed_at)
    SELECT s.store_id, 'evt-' || n, CASE n % 20 WHEN 0 THEN 'product.created' WHEN 1 THEN 'product.deleted' ELSE 'product.updated' END, 'woocommerce', (n % ${products})::text,
      '{"event_id":"evt-' || n || '","event_type":"product.updated","product":{"id":' || n % ${products} || ',"name":"x"}}',
      CASE WHEN n % 400 = 0 THEN 'failed' WHEN n % 50 = 0 THEN 'superseded' ELSE 'succeeded' END, 1, 40, CASE WHEN n % 400 = 0 THEN 'its price is not a number' END,
      now() - (${events} - n) * interval '60 days' / ${events}, now() - (${events} - n) * interval '60 days' / ${events} + interval '300 milliseconds'
    FROM generate_series(1, ${events}) n JOIN seeded s ON s.place = CASE WHEN n % 2 = 0 THEN 1 ELSE 1 + n % ${STORES} END`,
  `DROP TABLE seeded`,
  `VACUUM ANALYZE`,
];

/** The overview remembers its figures for 3 s (remembered-overview.ts): longer than that between two looks. */
const FORGOTTEN_MS = 3_500;
const FORGOTTEN_LOOKS = 8;
const pages = [
  ["/overview", "overview, nothing remembered", FORGOTTEN_MS],
  ["/overview", "overview, remembered"],
  ["/products", "products, newest change first"],
  ["/products?q=%DA%A9%D8%AA%D8%A7%D9%86", "products, a word that all titles have"],
  ["/products?q=SKU-77777", "products, one SKU"],
  ["/products?sort=-price", "products by price"],
  ["/products?sort=-stock", "products by stock"],
  ["/events", "events"],
  ["/events?status=failed", "events, failed"],
  ["/events?product=77777", "events of one product"],
  ["/events?q=evt-500001", "events, one by its shop's number"],
  ["/stores", "stores"],
  ["/jobs", "syncs"],
  ["/tokens", "tokens"],
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

export async function measureDashboard({ say, quick }) {
  const [products, events, looks] = quick ? [10_000, 100_000, 5] : [100_000, 1_000_000, 15];
  const postgres = await startPostgres({ fsync: false });
  const hub = await startHub({ databaseUrl: postgres.url, logFile: join(root, ".data", "bench", "dashboard.log") });
  try {
    await hub.call("POST", "/api/v1/users/", { email: OWNER, role: "OWNER", password: PASSWORD });
    say(`dashboard: ${events} events and ${products} products …`);
    const db = new pg.Client({ connectionString: postgres.url });
    await db.connect();
    try {
      for (const statement of seed(products, events)) await db.query(statement);
    } finally {
      await db.end();
    }
    const rows = [];
    for (const [who, email] of [
      ["administrator", ADMIN],
      ["owner of half of it", OWNER],
    ]) {
      const cookie = await signIn(hub.url, email, PASSWORD);
      // A page that asks the database nothing but who is there.
      const yardstick = "/profile";
      for (const [path, name, pauseMs = 0] of pages) {
        if (who !== "administrator" && path === "/tokens") continue;
        await timeOf(hub.url + path, cookie);
        const [own, plain] = [[], []];
        for (let look = 0; look < (pauseMs > 0 ? FORGOTTEN_LOOKS : looks); look++) {
          await wait(pauseMs);
          own.push(await timeOf(hub.url + path, cookie));
          plain.push(await timeOf(hub.url + yardstick, cookie));
        }
        rows.push({ name, who, p50Ms: median(own), p95Ms: percentile(own, 0.95), ratio: median(own) / median(plain) });
        say(`dashboard: ${who}, ${name}: ${Math.round(median(own))} ms`);
      }
    }
    return rows;
  } finally {
    await hub.stop();
    await postgres.stop();
  }
}

export const rowsOfDashboard = (rows) =>
  rows.map(({ name, who, p50Ms, p95Ms, ratio }) => [
    `(e) ${name}, ${who}`,
    "postgres",
    `${Math.round(p50Ms)} ms, p95 ${Math.round(p95Ms)} ms = ${ratio.toFixed(1)} × a page without a list`,
    `≤ ${LIST_BAR_MS} ms`,
    p50Ms <= LIST_BAR_MS ? "met" : "**missed**",
  ]);
