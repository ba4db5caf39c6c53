import { mkdirSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { startServer } from "../scripts/test-server.mjs";
import { startSite } from "../scripts/wordpress/site.mjs";
import { phpText } from "./world";

/** A real WooCommerce without our plugin, as only WOOCOMMERCE_DIR brings it: fetched, heard and compared by its own REST API and webhooks. */
test.describe.configure({ mode: "serial" });

const LOGS = ".data/test-logs";
const ADMIN = { email: "admin@example.test", password: "a sentence nobody guesses" };
const PLAIN_PRODUCTS = 230; // three pages
const ARRIVES = { timeout: 60_000, intervals: [500] };

type Job = { status: string; total: number; created: number; updated: number; deactivated: number; failed: number; unchanged: number };
type Stored = { id: string; external_id: string; title: string; price: string | null; stock_quantity: number | null; is_active: boolean };

let site: Awaited<ReturnType<typeof startSite>>;
let hub: Awaited<ReturnType<typeof startServer>>;
let ask: <T>(method: string, path: string, body?: unknown) => Promise<T>;
let storeId = "";
let ids: Record<string, number> = {};

test.beforeAll(async () => {
  test.setTimeout(300_000);
  mkdirSync(LOGS, { recursive: true });
  site = await startSite({ activate: false });
  const made = await site.php(SHELVES.replace("PLAIN_PRODUCTS", String(PLAIN_PRODUCTS)));
  ids = JSON.parse(/ids:(\{.*\})/.exec(made)?.[1] ?? "{}") as Record<string, number>;
  site.startCron();
  hub = await startServer({
    logFile: `${LOGS}/fetched-hub.log`,
    env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, ALLOW_PRIVATE_SHOPS: "1" },
  });
  const key = /fk_live_\S+/.exec(await hub.runCli("access-key", "create", "--email", ADMIN.email, "--scopes", "*", "--quiet"))?.[0];
  ask = async (method, path, body) => {
    const answer = await fetch(hub.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json() as never;
  };
});
test.afterAll(async () => {
  await hub?.stop();
  await site?.stop();
});

async function endOf(taskId: string): Promise<Job> {
  await expect
    .poll(async () => (await ask<{ finished_at: string | null }>("GET", `/api/woocommerce/sync/job/${taskId}/`)).finished_at, {
      timeout: 120_000,
      intervals: [500],
    })
    .not.toBeNull();
  return ask("GET", `/api/woocommerce/sync/job/${taskId}/`);
}
const sync = async (mode: string): Promise<Job> =>
  endOf((await ask<{ task_id: string }>("POST", "/v1/catalog/sync/woocommerce", { store_id: storeId, mode })).task_id);

async function allStored(): Promise<Map<string, Stored>> {
  const path = `/api/v1/web-knowledge/products/?store_id=${storeId}&limit=100`;
  const found: Stored[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { results: Stored[]; next: string | null } = await ask(
      "GET",
      cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path,
    );
    found.push(...page.results);
    cursor = page.next;
  }
  return new Map(found.map((product) => [product.external_id, product]));
}
const stored = async (id: number | undefined): Promise<Stored | undefined> => (await allStored()).get(`woo_${id}`);

/** What the shop itself charges and has: id → price, and how many where it counts them. */
async function shelves(): Promise<[string, { price: string | null; stock: number | null }][]> {
  const printed = await site.php(`$all = array();
    foreach ( get_posts( array( 'post_type' => 'product', 'numberposts' => -1, 'post_status' => 'any', 'fields' => 'ids' ) ) as $id ) {
      $p = wc_get_product( $id );
      $all[ 'woo_' . $p->get_id() ] = array( 'price' => $p->get_price(), 'stock' => $p->managing_stock() ? $p->get_stock_quantity() : null );
    }
    echo 'all:', wp_json_encode( $all );`);
  const all = JSON.parse(/all:(\{.*\})/.exec(printed)?.[1] ?? "{}") as Record<string, { price: string; stock: number | null }>;
  return Object.entries(all).map(([id, { price, stock }]) => [id, { price: price === "" ? null : price, stock }]);
}

test("connecting fetches every product, as the shop itself shows them", async () => {
  test.setTimeout(240_000);
  const { store } = await ask<{ store: { id: string } }>("POST", "/api/v1/integrations/tokens/generate/", {
    integration_type: "woocommerce",
    name: "A real shop",
  });
  storeId = store.id;
  const connected = await ask<{ task_id: string; findings: { code: string; severity: string }[] }>(
    "POST",
    `/api/v1/stores/${storeId}/connection/`,
    { kind: "woocommerce", shop_url: site.url, consumer_key: site.keys.consumerKey, consumer_secret: site.keys.consumerSecret },
  );
  expect(connected.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const total = Number(
    await site.php(`echo array_sum( array_diff_key( (array) wp_count_posts( 'product' ), array( 'trash' => 1, 'auto-draft' => 1 ) ) );`),
  );
  expect(await endOf(connected.task_id)).toMatchObject({ status: "completed", total, created: total, failed: 0 });
  expect(await sync("full")).toMatchObject({ created: 0, updated: 0, unchanged: total, deactivated: 0, failed: 0 });
  expect(await sync("reconcile")).toMatchObject({ created: 0, updated: 0, deactivated: 0, failed: 0 });
  expect(await ask("GET", `/api/v1/stores/${storeId}/drift/`)).toMatchObject({ verified: total, missing: 0, extra: 0, different: 0 });

  const copies = await allStored();
  const shown = await shelves();
  expect(shown).toHaveLength(total);
  expect(shown.map(([id]) => [id, { price: copies.get(id)?.price, stock: copies.get(id)?.stock_quantity }])).toEqual(shown);
});

test("the shop's own webhooks bring a price, a sale, a variation, a trashed product and its return", async () => {
  test.setTimeout(240_000);
  await site.php(`$p = wc_get_product( ${ids.mug} ); $p->set_regular_price( '99000' ); $p->save();`);
  await expect.poll(async () => (await stored(ids.mug))?.price, ARRIVES).toBe("99000");

  await site.php(`wc_update_product_stock( ${ids.counted}, 3, 'decrease' );`);
  await expect.poll(async () => (await stored(ids.counted))?.stock_quantity, ARRIVES).toBe(7);

  await site.php(`$v = wc_get_product( ${ids.variation} ); $v->set_regular_price( '450000' ); $v->save();`);
  const shirt = (await stored(ids.shirt))?.id;
  await expect.poll(async () => JSON.stringify(await ask("GET", `/api/v1/web-knowledge/products/${shirt}/`)), ARRIVES).toContain("450000");

  await site.php(`wp_trash_post( ${ids.saffron} );`);
  await expect.poll(async () => (await stored(ids.saffron))?.is_active, ARRIVES).toBe(false);
  await site.php(`wp_untrash_post( ${ids.saffron} ); wp_publish_post( ${ids.saffron} );`);
  await expect.poll(async () => (await stored(ids.saffron))?.is_active, ARRIVES).toBe(true);
});

test("what no webhook told is found by comparing, once", async () => {
  test.setTimeout(240_000);
  await site.php(`
    update_post_meta( ${ids.mug}, '_price', '1234' ); update_post_meta( ${ids.mug}, '_regular_price', '1234' ); wc_delete_product_transients( ${ids.mug} );
    global $wpdb; $wpdb->delete( $wpdb->posts, array( 'ID' => ${ids.gone} ) ); clean_post_cache( ${ids.gone} );
  `);
  expect(await sync("reconcile")).toMatchObject({ created: 0, deactivated: 1, failed: 0 });
  expect((await stored(ids.mug))?.price).toBe("1234");
  expect((await stored(ids.gone))?.is_active).toBe(false);
  expect(await sync("reconcile")).toMatchObject({ created: 0, updated: 0, deactivated: 0, failed: 0 });
});

test("a webhook that the shop gave up on works again after the next look, and the gap is filled", async () => {
  test.setTimeout(240_000);
  await site.php(`
    foreach ( WC_Data_Store::load( 'webhook' )->get_webhooks_ids() as $id ) { $w = wc_get_webhook( $id ); $w->set_status( 'disabled' ); $w->save(); }
    $p = wc_get_product( ${ids.counted} ); $p->set_name( ${phpText("نام تازه")} ); $p->save();
  `);
  expect(await sync("incremental")).toMatchObject({ status: "completed", failed: 0 });
  expect((await stored(ids.counted))?.title).toBe("نام تازه");
  expect((await site.sql("SELECT DISTINCT status FROM wp_wc_webhooks")).trim()).toBe("active");
  await site.php(`$p = wc_get_product( ${ids.mug} ); $p->set_regular_price( '88000' ); $p->save();`);
  await expect.poll(async () => (await stored(ids.mug))?.price, ARRIVES).toBe("88000");
});

/** What a shop has: plain, counted, on sale, variable, grouped, external, hidden, draft, private, protected and scheduled products. */
const SHELVES = `
$ids = array();
function shelf( $type, $props, $terms = array() ) {
  $class = 'WC_Product_' . $type;
  $p = new $class();
  $p->set_props( $props );
  $p->save();
  return $p->get_id();
}
$category = wp_insert_term( 'صنایع دستی & هنر', 'product_cat' )['term_id'];
$ids['mug'] = shelf( 'Simple', array( 'name' => 'لیوان سفالی «میبد»', 'regular_price' => '120000', 'sale_price' => '99000.5', 'sku' => 'MUG-1', 'description' => '<p>دست‌ساز &amp; محکم</p>', 'category_ids' => array( $category ) ) );
$ids['counted'] = shelf( 'Simple', array( 'name' => 'Counted', 'regular_price' => '10', 'manage_stock' => true, 'stock_quantity' => 10 ) );
$ids['saffron'] = shelf( 'Simple', array( 'name' => 'زعفران سرگل', 'regular_price' => '1250000', 'weight' => '0.005' ) );
$ids['gone'] = shelf( 'Simple', array( 'name' => 'Soon gone', 'regular_price' => '5' ) );
shelf( 'Simple', array( 'name' => 'No price' ) );
shelf( 'Simple', array( 'name' => 'Draft', 'status' => 'draft', 'regular_price' => '1' ) );
shelf( 'Simple', array( 'name' => 'Private', 'status' => 'private', 'regular_price' => '1' ) );
shelf( 'Simple', array( 'name' => 'Hidden', 'catalog_visibility' => 'hidden', 'regular_price' => '1' ) );
shelf( 'Simple', array( 'name' => 'Search only', 'catalog_visibility' => 'search', 'regular_price' => '1' ) );
shelf( 'Simple', array( 'name' => 'Protected', 'post_password' => 'hush', 'regular_price' => '1' ) );
shelf( 'Simple', array( 'name' => 'Virtual', 'virtual' => true, 'downloadable' => true, 'regular_price' => '0' ) );
shelf( 'Simple', array( 'name' => 'Sold out', 'regular_price' => '7', 'stock_status' => 'outofstock' ) );
shelf( 'Simple', array( 'name' => 'Backorder', 'regular_price' => '7', 'manage_stock' => true, 'stock_quantity' => -2, 'backorders' => 'notify' ) );
shelf( 'External', array( 'name' => 'Elsewhere', 'regular_price' => '9', 'product_url' => 'https://example.test/x' ) );
shelf( 'Grouped', array( 'name' => 'Set', 'children' => array( $ids['mug'], $ids['saffron'] ) ) );
wp_insert_post( array( 'post_type' => 'product', 'post_status' => 'future', 'post_title' => 'Scheduled', 'post_date' => '2031-01-01 00:00:00' ) );
$size = new WC_Product_Attribute();
$size->set_name( 'سایز' ); $size->set_options( array( 'S', 'M', 'L' ) ); $size->set_variation( true ); $size->set_visible( true );
$ids['shirt'] = shelf( 'Variable', array( 'name' => 'پیراهن', 'attributes' => array( $size ) ) );
foreach ( array( 'S', 'M', 'L' ) as $at => $option ) {
  $v = new WC_Product_Variation();
  $v->set_props( array( 'parent_id' => $ids['shirt'], 'regular_price' => (string) ( 300000 + $at ), 'attributes' => array( sanitize_title( 'سایز' ) => $option ) ) );
  $v->save();
  $ids['variation'] = $v->get_id();
}
WC_Product_Variable::sync( $ids['shirt'] );
for ( $n = 0; $n < PLAIN_PRODUCTS; $n++ ) shelf( 'Simple', array( 'name' => "Plain $n", 'regular_price' => (string) ( 100 + $n ) ) );
echo 'ids:', wp_json_encode( $ids );
`;
