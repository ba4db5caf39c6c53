import { z } from "zod";
import { recordAudit } from "@/lib/access/audit";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { Prisma, type Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { isPossible, productFilter, type ProductFilters } from "./product-filter";

/** One call turns this many at the most: what was turned is answered by name, so that just that can be taken back. */
export const MAX_HIDDEN_AT_ONCE = 1_000;
/** The log names the first of them. */
const MAX_NAMED = 10;
/** More shops than this are said as a number. */
const MAX_STORES = 20;

export type HidePreview = {
  /** What would be turned now, up to `MAX_HIDDEN_AT_ONCE`; `isCut`: there are more. */
  count: number;
  isCut: boolean;
  /** Is so by hand already, as far as was looked. */
  already: number;
  stores: { name: string; count: number }[];
  /** What `count` counts. */
  ids: string[];
};

/** In the order the pipeline writes them: two that change the same products wait for each other, never in a ring. */
const inOrder = Prisma.sql`ORDER BY p.store_id, p.external_id`;

const group = z.object({ store_name: z.string(), is_hidden: z.boolean(), ids: z.array(z.string()), is_cut: z.boolean() });
const sum = (groups: readonly z.output<typeof group>[]) => groups.reduce((total, { ids }) => total + ids.length, 0);

/** What hiding these, or showing them again, would do, without doing it: looks at just those the act itself would take. */
export async function previewHide(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  filters: ProductFilters,
  hidden: boolean,
): Promise<HidePreview> {
  if (!isPossible(filters)) return { count: 0, isCut: false, already: 0, stores: [], ids: [] };
  const look = (isHidden: boolean) => Prisma.sql`
    (SELECT p.id, s.id AS store_id, s.name AS store_name, p.is_hidden, row_number() OVER (${inOrder}) AS place
     FROM product p JOIN store s ON s.id = p.store_id
     WHERE ${productFilter(caller, filters)} AND p.is_hidden = ${isHidden} ${inOrder} LIMIT ${MAX_HIDDEN_AT_ONCE + 1})`;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT store_name, is_hidden, bool_or(place > ${MAX_HIDDEN_AT_ONCE}) AS is_cut,
      coalesce(array_agg(id::text) FILTER (WHERE place <= ${MAX_HIDDEN_AT_ONCE}), '{}') AS ids
    FROM (${look(false)} UNION ALL ${look(true)}) found
    GROUP BY store_id, store_name, is_hidden ORDER BY count(*) FILTER (WHERE place <= ${MAX_HIDDEN_AT_ONCE}) DESC, store_name`;
  const groups = z.array(group).parse(rows);
  const turned = groups.filter(({ is_hidden }) => is_hidden !== hidden);
  return {
    count: sum(turned),
    isCut: turned.some(({ is_cut }) => is_cut),
    already: sum(groups) - sum(turned),
    stores: turned
      .filter(({ ids }) => ids.length > 0)
      .slice(0, MAX_STORES)
      .map(({ store_name, ids }) => ({ name: store_name, count: ids.length })),
    ids: turned.flatMap(({ ids }) => ids),
  };
}

const found = z.object({ id: z.string(), store_id: z.string(), title: z.string(), external_id: z.string() });
type Found = z.output<typeof found>;

async function lock(tx: Db, condition: Prisma.Sql) {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT p.id::text, p.store_id::text, p.title, p.external_id FROM product p JOIN store s ON s.id = p.store_id
    WHERE ${condition} ${inOrder} LIMIT ${MAX_HIDDEN_AT_ONCE} FOR UPDATE OF p`;
  return z.array(found).parse(rows);
}

/** On record once a store; each product keeps the number of that entry. */
async function turn(tx: Db, caller: Caller, products: readonly Found[], hidden: boolean): Promise<Turned> {
  const entryOf = new Map<string, string>();
  for (const storeId of new Set(products.map(({ store_id }) => store_id))) {
    const own = products.filter(({ store_id }) => store_id === storeId);
    const named = own.map((row) => row.title || row.external_id).sort();
    const [first] = own;
    const isOne = own.length === 1 && first !== undefined;
    const entry = await recordAudit(tx, caller, {
      action: hidden ? (isOne ? "store.hide_product" : "store.hide_products") : isOne ? "store.show_product" : "store.show_products",
      targetType: "store",
      targetId: storeId,
      details: isOne ? { title: first.title, externalId: first.external_id } : { products: own.length, titles: named.slice(0, MAX_NAMED) },
    });
    entryOf.set(storeId, String(entry));
  }
  const [ids, entries] = [products.map(({ id }) => id), products.map(({ store_id }) => entryOf.get(store_id) ?? null)];
  if (ids.length > 0)
    await tx.$executeRaw`
      UPDATE product SET is_hidden = ${hidden}, hidden_by = t.entry
      FROM unnest(${ids}::uuid[], ${entries}::text[]::bigint[]) AS t (id, entry) WHERE product.id = t.id`;
  return { ids, entries: [...entryOf.values()] };
}

/** What one act turned, and its entries in the log: by both, just that act is taken back. */
export type Turned = { ids: string[]; entries: string[] };
const NOTHING: Turned = { ids: [], entries: [] };

/**
 * Keeps every product that the filters find from the AI, or shows them again; of the caller's stores, from the next search
 * on. May run twice: only those are turned, and named, that were not so.
 */
export async function hideProducts({ db }: Pick<Deps, "db">, caller: Caller, filters: ProductFilters, hidden: boolean): Promise<Turned> {
  if (!isPossible(filters)) return NOTHING;
  return db.$transaction(async (tx) => {
    const products = await lock(tx, Prisma.sql`${productFilter(caller, filters)} AND p.is_hidden = ${!hidden}`);
    return turn(tx, caller, products, hidden);
  });
}

const ENTRY = /^\d{1,18}$/;

/**
 * Takes back what `hideProducts` did to those that nobody has turned since: the caller's own act, or anybody's for an
 * administrator. @param hidden what it made of them
 */
export async function takeHidingBack({ db }: Pick<Deps, "db">, caller: Caller, turned: Turned, hidden: boolean): Promise<Turned> {
  const { ids, entries } = { ids: turned.ids.filter(isUuid), entries: turned.entries.filter((entry) => ENTRY.test(entry)) };
  const isOwn = caller.role === "ADMIN" ? Prisma.sql`TRUE` : Prisma.sql`a.actor_id = ${caller.userId}::uuid`;
  return db.$transaction(async (tx) => {
    const products = await lock(
      tx,
      Prisma.sql`${storesOfSql(caller)} AND p.id = ANY (${ids}::uuid[]) AND p.is_hidden = ${hidden} 
        AND p.hidden_by IN (SELECT a.id FROM audit_entry a WHERE a.id = ANY (${entries}::text[]::bigint[]) AND ${isOwn})`,
    );
    return turn(tx, caller, products, !hidden);
  });
}
