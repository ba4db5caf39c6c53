import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { keyboardsOf } from "@/lib/core/keyboards";
import { escapeLike, likePattern } from "@/lib/core/like-pattern";
import { normaliseSku } from "@/lib/core/normalise-sku";
import { eventStatuses, eventTypes } from "@/lib/events/incoming-event";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { foldTitle, titleBegin } from "./title-begins";
import type { JumpQuery, Jumps } from "./wire";

/**
 * Where somebody who types a few letters may want to go: at most five of each, no counting. Ids and SKUs are looked up,
 * titles by how they begin, among the products changed last, and by trigrams where few of those have them. An id of the shop's own is unique
 * in its store only, so it is probed store by store (an index each). A trigram index finds all that have a word before it
 * shows one: a word that half the products have must never be asked of it, and such a word is among the newest.
 */
const MAX_SHOWN = 5;
const MAX_CANDIDATES = 200;
/** Products whose titles are read one by one. */
export const NEWEST_READ = 1_000;
/** Of each store, should there be many. */
const LEAST_OF_STORE = 5;
/** So many of these have the word: what is older is left to be typed more exactly. */
const ENOUGH_OF_NEWEST = 10;
const MAX_PROBED_STORES = 2_000;
/** A trigram index knows shorter text at the beginning of a word only. */
const TRIGRAM_CHARS = 3;

const storeRow = z.object({ id: z.string(), name: z.string() });
const productRow = z.object({
  id: z.string(),
  title: z.string(),
  external_id: z.string(),
  sku: z.string(),
  store_id: z.string(),
  store_name: z.string(),
});
const eventRow = z.object({
  id: z.bigint(),
  event_id: z.string(),
  event_type: z.enum(eventTypes),
  product_id: z.string(),
  status: z.enum(eventStatuses),
  store_id: z.string(),
  store_name: z.string(),
});

type Asker = Pick<Caller, "role" | "userId">;
/** Persian text holds Persian or Arabic letters and digits, as the keyboard had them. */
const spellings = ({ typed, ascii }: JumpQuery) => [...new Set([typed, ascii, ...keyboardsOf(typed)])];
const anyOf = (conditions: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(conditions, " OR ")})`;

const nameHas = (column: Prisma.Sql, query: JumpQuery) =>
  anyOf(
    spellings(query).flatMap((text) =>
      [...text].length >= TRIGRAM_CHARS
        ? [Prisma.sql`${column} ILIKE ${likePattern(text)}`]
        : [Prisma.sql`${column} ILIKE ${`${escapeLike(text)}%`}`, Prisma.sql`${column} ILIKE ${`% ${escapeLike(text)}%`}`],
    ),
  );
const nameBegins = (column: Prisma.Sql, query: JumpQuery) =>
  anyOf(spellings(query).map((text) => Prisma.sql`${column} ILIKE ${`${escapeLike(text)}%`}`));

async function findStores(db: Deps["db"], caller: Asker, query: JumpQuery) {
  const column = Prisma.sql`s.name`;
  const isIt = isUuid(query.ascii) ? Prisma.sql`s.id = ${query.ascii}::uuid` : nameHas(column, query);
  const rows = await db.$queryRaw<unknown[]>`
    SELECT s.id::text, s.name FROM store s WHERE ${storesOfSql(caller)} AND ${isIt}
    ORDER BY ${nameBegins(column, query)} DESC, length(s.name), s.id LIMIT ${MAX_SHOWN}`;
  return z.array(storeRow).parse(rows);
}

const productColumns = Prisma.sql`p.id::text, p.title, p.external_id, p.sku, s.id::text AS store_id, s.name AS store_name`;
/** Newest stores first, should there ever be more than are probed. */
const probedStores = (caller: Asker) =>
  Prisma.sql`(SELECT s.id, s.name FROM store s WHERE ${storesOfSql(caller)} ORDER BY s.created_at DESC LIMIT ${MAX_PROBED_STORES}) s`;

/** By what names exactly one thing, or a few: our id, the shop's, a SKU of the product or of a variant. */
function productsByKey(db: Deps["db"], caller: Asker, { ascii }: JumpQuery) {
  if (isUuid(ascii))
    return db.$queryRaw<unknown[]>`
      SELECT ${productColumns} FROM product p JOIN store s ON s.id = p.store_id WHERE p.id = ${ascii}::uuid AND ${storesOfSql(caller)}`;
  const sku = normaliseSku(ascii);
  const ids = /^\d+$/.test(ascii) ? [ascii, `woo_${ascii}`, `shopify_${ascii}`] : [ascii.toLowerCase()];
  return db.$queryRaw<unknown[]>`
    (SELECT ${productColumns} FROM ${probedStores(caller)} CROSS JOIN LATERAL
      (SELECT * FROM product p WHERE p.store_id = s.id AND p.external_id IN (${Prisma.join(ids)}) LIMIT ${MAX_SHOWN}) p LIMIT ${MAX_SHOWN})
    UNION
    (SELECT ${productColumns} FROM product p JOIN store s ON s.id = p.store_id
      WHERE p.sku_norm = ${sku} AND p.sku_norm <> '' AND ${storesOfSql(caller)} LIMIT ${MAX_SHOWN})
    UNION
    (SELECT ${productColumns} FROM variant v JOIN product p ON p.id = v.product_id JOIN store s ON s.id = p.store_id
      WHERE v.sku_norm = ${sku} AND v.sku_norm <> '' AND ${storesOfSql(caller)} LIMIT ${MAX_SHOWN})
    LIMIT ${MAX_SHOWN}`;
}

/** As an array the stores meet the titles in the index; joined, every title of every other store would be read first. */
const inStoresOf = (caller: Asker) =>
  caller.role === "ADMIN" ? Prisma.sql`TRUE` : Prisma.sql`p.store_id = ANY (ARRAY(SELECT s.id FROM store s WHERE ${storesOfSql(caller)}))`;

const titleRow = productRow.extend({ is_active: z.boolean() });
const newestRow = z.object({ looked: z.number(), found: z.array(titleRow) });
const newestOf = (of: Prisma.Sql, limit: number) => Prisma.sql`
  SELECT p.id, p.title, p.external_id, p.sku, p.store_id, p.is_active FROM product p WHERE ${of} ORDER BY p.updated_at DESC, p.id DESC LIMIT ${limit}`;

/** Each store has an equal share of what is read: the stores are many, or one is large, and the others' newest are found too. */
async function newestShare(db: Deps["db"], caller: Asker): Promise<number> {
  if (caller.role === "ADMIN") return NEWEST_READ;
  const [{ count = 0 } = {}] = z
    .array(z.object({ count: z.int() }))
    .parse(await db.$queryRaw<unknown[]>`SELECT count(*)::int AS count FROM ${probedStores(caller)}`);
  return Math.max(Math.floor(NEWEST_READ / Math.max(count, 1)), LEAST_OF_STORE);
}

/** Of the newest products those with the word; `isAll`: there are no others to look among. */
async function newestByTitle(db: Deps["db"], caller: Asker, query: JumpQuery) {
  const share = await newestShare(db, caller);
  const isAdmin = caller.role === "ADMIN";
  const newest = isAdmin
    ? newestOf(Prisma.sql`TRUE`, share)
    : Prisma.sql`SELECT own.* FROM ${probedStores(caller)} CROSS JOIN LATERAL (${newestOf(Prisma.sql`p.store_id = s.id`, share)}) own`;
  const [newestFound] = z.array(newestRow).parse(
    await db.$queryRaw<unknown[]>`
      WITH newest AS MATERIALIZED (${newest}),
        looked AS (SELECT count(*)::int AS count FROM newest ${isAdmin ? Prisma.empty : Prisma.sql`GROUP BY store_id`})
      SELECT (SELECT coalesce(max(count), 0) FROM looked) AS looked, coalesce((SELECT json_agg(f) FROM (
        SELECT ${productColumns}, p.is_active FROM newest p JOIN store s ON s.id = p.store_id WHERE ${nameHas(Prisma.sql`p.title`, query)}
        ORDER BY p.is_active DESC, length(p.title) LIMIT ${MAX_CANDIDATES}) f), '[]') AS found`,
  );
  const { looked = 0, found = [] } = newestFound ?? {};
  return { found, isAll: looked < share };
}

/** Those that begin with what was typed, the title itself first: an index each store is asked in its own order. */
function begunByTitle(db: Deps["db"], caller: Asker, { typed }: JumpQuery) {
  const [key, title] = [titleBegin(Prisma.sql`${typed}::text`), titleBegin(Prisma.sql`p.title`)];
  // No letter comes after the last there is, so these are the titles that begin so; LIKE would need a pattern known in advance.
  return db.$queryRaw<unknown[]>`
    SELECT ${productColumns}, p.is_active FROM ${probedStores(caller)} CROSS JOIN LATERAL (
      SELECT p.*, ${title} AS begun FROM product p
      WHERE p.store_id = s.id AND ${title} >= ${key} AND ${title} < ${key} || chr(1114111)
      ORDER BY ${title}, p.is_active DESC LIMIT ${MAX_SHOWN}) p
    ORDER BY p.begun, p.is_active DESC LIMIT ${MAX_CANDIDATES}`;
}

/** The best of what has the word in its title: the title itself, then what is for sale before what is not, what begins with it before the rest. */
async function productsByTitle(db: Deps["db"], caller: Asker, query: JumpQuery): Promise<z.output<typeof productRow>[]> {
  const [{ found, isAll }, begun] = await Promise.all([newestByTitle(db, caller, query), begunByTitle(db, caller, query)]);
  const isEnough = isAll || found.length >= ENOUGH_OF_NEWEST;
  const others = isEnough ? found : z.array(titleRow).parse(await indexedByTitle(db, caller, query));
  const typed = foldTitle(query.typed);
  const rank = ({ title, is_active }: z.output<typeof titleRow>) => {
    const folded = foldTitle(title);
    return Number(folded === typed) * 4 + Number(is_active) * 2 + Number(folded.startsWith(typed));
  };
  const candidates = new Map([...z.array(titleRow).parse(begun), ...others].map((row) => [row.id, row]));
  return [...candidates.values()]
    .sort((a, b) => rank(b) - rank(a) || a.title.length - b.title.length || (a.id < b.id ? -1 : 1))
    .slice(0, MAX_SHOWN);
}

const indexedByTitle = (db: Deps["db"], caller: Asker, query: JumpQuery) => db.$queryRaw<unknown[]>`
  SELECT ${productColumns}, p.is_active FROM product p JOIN store s ON s.id = p.store_id
  WHERE ${nameHas(Prisma.sql`p.title`, query)} AND ${inStoresOf(caller)} LIMIT ${MAX_CANDIDATES}`;

async function findProducts(db: Deps["db"], caller: Asker, query: JumpQuery) {
  const [byKey, byTitle] = await Promise.all([
    productsByKey(db, caller, query),
    isUuid(query.ascii) ? [] : productsByTitle(db, caller, query),
  ]);
  const found = new Map([...z.array(productRow).parse(byKey), ...byTitle].map((row) => [row.id, row]));
  return [...found.values()].slice(0, MAX_SHOWN);
}

const eventColumns = Prisma.sql`e.id, e.event_id, e.event_type, e.product_id, e.status, s.id::text AS store_id, s.name AS store_name`;

async function findEvents(db: Deps["db"], caller: Asker, { typed, ascii }: JumpQuery) {
  // Our own number is a bigint; more digits than these cannot be one.
  const number = /^\d{1,18}$/.test(ascii) ? BigInt(ascii) : null;
  const ids = [...new Set([typed, ascii])];
  const rows = await db.$queryRaw<unknown[]>`
    (SELECT ${eventColumns} FROM event e JOIN store s ON s.id = e.store_id WHERE e.id = ${number}::bigint AND ${storesOfSql(caller)})
    UNION
    (SELECT ${eventColumns} FROM ${probedStores(caller)} CROSS JOIN LATERAL
      (SELECT * FROM event e WHERE e.store_id = s.id AND e.event_id IN (${Prisma.join(ids)}) LIMIT 1) e LIMIT ${MAX_SHOWN})
    LIMIT ${MAX_SHOWN}`;
  return z.array(eventRow).parse(rows);
}

export async function findJumps({ db }: Pick<Deps, "db">, caller: Asker, query: JumpQuery): Promise<Jumps> {
  if (query.typed === "") return { stores: [], products: [], events: [] };
  const [stores, products, events] = await Promise.all([
    findStores(db, caller, query),
    findProducts(db, caller, query),
    findEvents(db, caller, query),
  ]);
  return {
    stores,
    products: products.map(({ external_id: externalId, store_id, store_name, ...product }) => ({
      ...product,
      externalId,
      store: { id: store_id, name: store_name },
    })),
    events: events.map(({ id, event_id, event_type, product_id, status, store_id, store_name }) => ({
      id: String(id),
      eventId: event_id,
      eventType: event_type,
      productId: product_id,
      status,
      store: { id: store_id, name: store_name },
    })),
  };
}
