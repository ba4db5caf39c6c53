// `npm start -- --demo` runs this against the server it has started: a demo owner and store, and a real captured catalogue delivered
// through the real webhook. A second run makes nothing twice. It has no rights of its own: it asks the same command line an operator has.
//   node --import tsx scripts/demo.ts [address of a running server on this machine] [shops that stand in for real ones, as JSON]
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { connectShops } from "./demo/connect-shops";
import { base, call, cli, DemoFailed, listAll, mustCli, type List } from "./demo/hub";

const OWNER = "demo-owner@fiko.example";
const ADMIN = "demo-admin@fiko.example";
const STORE = "Demo shop";
const QUERIES = ["سوغات ایرانی برای هدیه", "warm hat for winter"];

/** Small enough to see it move; the webhook takes up to 100. */
const BATCH = 15;
/** With an embedding service far away; the embedded embedder needs a second. */
const SEARCHABLE_LIMIT_MS = 300_000;
const LOOK_EVERY_MS = 250;
const KEY_LIFE_MS = 3_600_000;

type Person = { email: string; password: string; role: string };
const newPassword = () => randomBytes(15).toString("base64url");

/** The setup page is there until the hub has an administrator; then it leads to sign-in. */
async function needsAdmin(): Promise<boolean> {
  const { status } = await fetch(`${base}/setup`, { redirect: "manual" });
  if (status !== 200 && (status < 300 || status > 399)) throw new DemoFailed(`${base}/setup answered ${status}; the server's log says why`);
  return status === 200;
}

/** A key that acts for the demo owner, who is made when missing. @param made gets whoever was made */
async function ownersKey(made: Person[]): Promise<string> {
  const make = async (person: Person) => {
    await mustCli("user", "create", "--email", person.email, "--role", person.role, "--password", person.password);
    made.push(person);
  };
  const expiresAt = new Date(Date.now() + KEY_LIFE_MS).toISOString();
  const newKey = () =>
    cli("access-key", "create", "--email", OWNER, "--scopes", "*", "--name", "demo run", "--expires-at", expiresAt, "--quiet");
  if (await needsAdmin()) await make({ email: ADMIN, role: "ADMIN", password: newPassword() });
  let { ok, text } = await newKey();
  if (!ok) {
    await make({ email: OWNER, role: "OWNER", password: newPassword() });
    ({ ok, text } = await newKey());
  }
  const key = /fk_live_\w+/.exec(text)?.[0];
  if (!ok || !key) throw new DemoFailed(`No access key for ${OWNER}: ${text}`);
  return key;
}

type Store = { id: string; name: string };
const findStore = async (key: string): Promise<Store | undefined> =>
  (await listAll<Store>(key, "/api/v1/stores/?")).find(({ name }) => name === STORE);

type Event = { event_id: string; event_type: string; product: Record<string, unknown> };

/** The same content always has the same event_id: what was delivered once is skipped by the hub. */
function readCatalogue(): Event[] {
  const { products } = JSON.parse(readFileSync(new URL("./demo/catalogue.json", import.meta.url), "utf8")) as {
    products: Event["product"][];
  };
  return products.map((product) => {
    const digest = createHash("sha256").update(JSON.stringify(product)).digest("hex").slice(0, 16);
    return { event_id: `demo_${String(product.id)}_${digest}`, event_type: "product.updated", product };
  });
}

type EventRow = { event_id: string; status: string; processed_successfully: boolean | null };
const eventsOf = (key: string, storeId: string) => listAll<EventRow>(key, `/api/v1/integrations/woocommerce/events/?store_id=${storeId}`);

async function deliver(token: string, events: readonly Event[]): Promise<void> {
  let accepted = 0;
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    const { results } = await call<{ results: { event_id: string; status: string; error?: string }[] }>(
      token,
      "POST",
      "/api/integrations/woocommerce/webhook/batch/",
      { events: batch },
    );
    const rejected = results.find(({ status }) => status === "rejected");
    if (rejected) throw new DemoFailed(`${rejected.event_id} was rejected: ${rejected.error ?? ""}`);
    accepted += results.filter(({ status }) => status === "accepted").length;
    console.log(`  ${Math.min(at + BATCH, events.length)} of ${events.length} delivered, ${accepted} new`);
  }
}

type Stats = { products: number; publishable: number; chunks: number; waiting: number; is_spelling_only: boolean };

/** Until every event has ended and every text has its vector. */
async function waitUntilSearchable(key: string, storeId: string): Promise<Stats> {
  const until = Date.now() + SEARCHABLE_LIMIT_MS;
  let said = "";
  for (;;) {
    const events = await eventsOf(key, storeId);
    const stats = await call<Stats>(key, "GET", `/api/v1/knowledge/stats/?store_id=${storeId}`);
    const ended = events.filter((event) => event.processed_successfully !== null);
    const line = `  ${ended.length} of ${events.length} events processed, ${stats.chunks - stats.waiting} of ${stats.chunks} texts searchable`;
    if (line !== said) console.log((said = line));
    if (ended.length === events.length && stats.waiting === 0) {
      const failed = ended.filter(({ status }) => status === "failed");
      if (failed.length > 0) console.error(`  ${failed.length} events failed; the Events page says why`);
      return stats;
    }
    if (Date.now() > until) {
      console.error("  Not everything is searchable yet; it goes on in the background. What is not embedded is found by its words.");
      return stats;
    }
    await wait(LOOK_EVERY_MS);
  }
}

type Found = { took_ms: number; results: { product: { title: string; price: string | null; currency: string | null } }[] };

async function search(key: string, storeId: string, query: string): Promise<void> {
  const { results, took_ms } = await call<Found>(key, "POST", "/api/v1/knowledge/search/", { query, store_id: storeId, limit: 3 });
  console.log(`  "${query}" (${took_ms} ms)`);
  for (const { product } of results) console.log(`    ${product.title} – ${product.price ?? "no price"} ${product.currency ?? ""}`);
  if (results.length === 0) console.log("    nothing found");
}

async function run(made: Person[]): Promise<void> {
  const key = await ownersKey(made);
  try {
    const catalogue = readCatalogue();
    let store = await findStore(key);
    const known = new Set(store ? (await eventsOf(key, store.id)).map(({ event_id }) => event_id) : []);
    const missing = catalogue.filter(({ event_id }) => !known.has(event_id));
    if (missing.length > 0) {
      // A token's secret is readable once only, so a second delivery needs another one.
      const forStore = store ? ["--store-id", store.id] : [];
      const token = /wc_sk_live_\w+/.exec(await mustCli("token", "create", "--email", OWNER, "--name", STORE, ...forStore, "--quiet"))?.[0];
      store ??= await findStore(key);
      if (!token || !store) throw new DemoFailed("the token or its store was not made");
      await deliver(token, missing);
    } else console.log("  Everything was delivered before: nothing to do.");
    if (!store) throw new DemoFailed("the demo store is not there");
    const stats = await waitUntilSearchable(key, store.id);
    console.log(
      `  ${stats.products} products, ${stats.publishable} of them knowledge; drafts, private and hidden ones are kept but never found`,
    );
    for (const query of QUERIES) await search(key, store.id, query);
    if (stats.is_spelling_only)
      console.log("  (This search finds spelling and listed synonyms, not meaning: set OPENAI_API_KEY in .env for that.)");
    if (process.argv[3]) await connectShops(key, process.argv[3]);
    sayWhatNext();
  } finally {
    await revokeOwnKey(key);
  }
}

/** The run's own key ends with it; were it not reached, it ends within the hour. */
async function revokeOwnKey(key: string): Promise<void> {
  const { results } = await call<List<{ id: string; key_preview: string; name: string }>>(key, "GET", "/api/v1/access-keys/?limit=100");
  const own = results.find(({ key_preview, name }) => name === "demo run" && key_preview.endsWith(key.slice(-6)));
  if (own) await call(key, "DELETE", `/api/v1/access-keys/${own.id}/`);
}

function sayWhatNext(): void {
  console.log("\nThe demo is ready. Look around:");
  for (const [page = "", what = ""] of [
    ["products", "what the shop sells, and what the AI reads of it"],
    ["events", "every message of the shop and what became of it"],
    ["knowledge", "search as an AI application does"],
    ...(process.argv[3]
      ? [
          ["stores", "a shop with the plugin, and two without it: the hub fetches from them and hears of every sale"],
          ["jobs", "what was fetched, and how"],
        ]
      : []),
  ])
    console.log(`  ${`${base}/${page}`.padEnd(34)}  ${what}`);
  console.log(`To search from a program:\n  npm run cli -- access-key create --email ${OWNER} --scopes knowledge:search`);
}

/** Even after a failure: these passwords can be read nowhere else. */
function sayPasswords(made: readonly Person[]): void {
  if (made.length === 0) return console.log(`Sign in as ${OWNER} with the password of the first demo run, or as an administrator.`);
  console.log("Sign in with these; the passwords are shown now and never again:");
  for (const { email, password, role } of made)
    console.log(`  ${email}  ${password}  ${role === "ADMIN" ? "(administrator: the hub had none)" : "(owner of the demo shop)"}`);
}

const made: Person[] = [];
try {
  await run(made);
} catch (error) {
  if (!(error instanceof DemoFailed)) throw error;
  console.error(`The demo stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  sayPasswords(made);
}
