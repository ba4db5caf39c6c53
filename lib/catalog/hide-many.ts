import { z } from "zod";
import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
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
};

const group = z.object({ store_name: z.string(), is_hidden: z.boolean(), count: z.int() });
const sum = (groups: readonly z.output<typeof group>[]) => groups.reduce((total, { count }) => total + count, 0);

/** What hiding these, or showing them again, would do, without doing it. Looks at no more than the act itself would take. */
export async function previewHide({ db }: Pick<Deps, "db">, caller: Caller, filters: ProductFilters, hidden: boolean): Promise<HidePreview> {
  if (!isPossible(filters)) return { count: 0, isCut: false, already: 0, stores: [] };
  const look = (isHidden: boolean) => Prisma.sql`
    (SELECT s.id AS store_id, s.name AS store_name, p.is_hidden FROM product p JOIN store s ON s.id = p.store_id
     WHERE ${productFilter(caller, filters)} AND p.is_hidden = ${isHidden} LIMIT ${MAX_HIDDEN_AT_ONCE + 1})`;
  const rows = await db.$queryRaw<unknown[]>`
    SELECT store_name, is_hidden, count(*)::int AS count FROM (${look(false)} UNION ALL ${look(true)}) found
    GROUP BY store_id, store_name, is_hidden ORDER BY count DESC, store_name`;
  const groups = z.array(group).parse(rows);
  const turned = groups.filter(({ is_hidden }) => is_hidden !== hidden);
  const found = sum(turned);
  return {
    count: Math.min(found, MAX_HIDDEN_AT_ONCE),
    isCut: found > MAX_HIDDEN_AT_ONCE,
    already: sum(groups) - found,
    stores: turned.slice(0, MAX_STORES).map(({ store_name, count }) => ({ name: store_name, count })),
  };
}

const turnedRow = z.object({ id: z.string(), store_id: z.string(), title: z.string(), external_id: z.string() });

/** In the order the pipeline writes them: two that change the same products wait for each other, never in a ring. */
async function turn(tx: Db, caller: Caller, filters: ProductFilters, hidden: boolean) {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH found AS MATERIALIZED (
      SELECT p.id FROM product p JOIN store s ON s.id = p.store_id
      WHERE ${productFilter(caller, filters)} AND p.is_hidden = ${!hidden}
      ORDER BY p.store_id, p.external_id LIMIT ${MAX_HIDDEN_AT_ONCE} FOR UPDATE OF p)
    UPDATE product SET is_hidden = ${hidden} FROM found WHERE product.id = found.id
    RETURNING product.id::text, product.store_id::text, product.title, product.external_id`;
  return z.array(turnedRow).parse(rows);
}

/**
 * Keeps every product that the filters find from the AI, or shows them again; of the caller's stores, from the next search
 * on. On record once a store. May run twice. @returns ids of those that were turned: the same act on them takes it back
 */
export async function hideProducts({ db }: Pick<Deps, "db">, caller: Caller, filters: ProductFilters, hidden: boolean): Promise<string[]> {
  if (!isPossible(filters)) return [];
  return db.$transaction(async (tx) => {
    const turned = await turn(tx, caller, filters, hidden);
    for (const storeId of new Set(turned.map((row) => row.store_id))) {
      const own = turned.filter((row) => row.store_id === storeId);
      const named = own.map((row) => row.title || row.external_id).sort();
      const [first] = own;
      const isOne = own.length === 1 && first !== undefined;
      await recordAudit(tx, caller, {
        action: hidden ? (isOne ? "store.hide_product" : "store.hide_products") : isOne ? "store.show_product" : "store.show_products",
        targetType: "store",
        targetId: storeId,
        details: isOne
          ? { title: first.title, externalId: first.external_id }
          : { products: own.length, titles: named.slice(0, MAX_NAMED) },
      });
    }
    return turned.map(({ id }) => id);
  });
}
