import { z } from "zod";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { countRows } from "@/lib/core/count-rows";
import { cutPage, decodeCursor } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import type { Caller } from "@/lib/access/caller";
import { isPossible, productFilter } from "./product-filter";
import { productColumns, productColumnsRow, productTables, toProductRow } from "./product-query";
import type { productOrderings, ProductListQuery, ProductRow } from "./wire";

/** Titles are sorted by their start: a cursor holds it, and an address must not grow with what a shop writes. */
const TITLE_KEY_LENGTH = 100;
const titleKey = Prisma.sql`left(p.title, ${Prisma.raw(String(TITLE_KEY_LENGTH))})`;
/** Postgres counts characters, JavaScript their halves. */
const titleStart = (title: string) => [...title].slice(0, TITLE_KEY_LENGTH).join("");

/** What is not for sale comes before the last one left, what the shop does not count after every number. An index has it word for word. */
const stockKey = Prisma.sql`CASE WHEN p.is_active AND p.in_stock THEN coalesce(p.stock_quantity, 1e20) ELSE -1e20 END`;
const stockOf = (row: ProductRow) => (row.isActive && row.inStock ? (row.stockQuantity ?? "1e20") : "-1e20");

/** `id`: for what goes through all products; every other key may move while it does, and a product be passed over. */
type Ordering = (typeof productOrderings)[number] | "id";
export type ProductWalk = Omit<ProductListQuery, "ordering"> & { ordering: Ordering };

/** Sort key as SQL, its direction, and the row's value of it as text for the cursor. A missing price sorts last, as 0 dated never. */
const orderings: Record<
  Ordering,
  { key: Prisma.Sql; type: keyof typeof keyText; isDescending: boolean; valueOf: (row: ProductRow) => string }
> = {
  "-updated_at": { key: Prisma.sql`p.updated_at`, type: "timestamptz", isDescending: true, valueOf: (row) => row.updatedAt.toISOString() },
  updated_at: { key: Prisma.sql`p.updated_at`, type: "timestamptz", isDescending: false, valueOf: (row) => row.updatedAt.toISOString() },
  title: { key: titleKey, type: "text", isDescending: false, valueOf: (row) => titleStart(row.title) },
  "-title": { key: titleKey, type: "text", isDescending: true, valueOf: (row) => titleStart(row.title) },
  price: { key: Prisma.sql`coalesce(p.price, 1e20)`, type: "numeric", isDescending: false, valueOf: (row) => row.price ?? "1e20" },
  id: { key: Prisma.sql`p.id`, type: "uuid", isDescending: false, valueOf: (row) => row.id },
  "-price": { key: Prisma.sql`coalesce(p.price, -1)`, type: "numeric", isDescending: true, valueOf: (row) => row.price ?? "-1" },
  stock: { key: stockKey, type: "numeric", isDescending: false, valueOf: stockOf },
  "-stock": { key: stockKey, type: "numeric", isDescending: true, valueOf: stockOf },
};

/** What a row's sort key can be as text: a cursor comes from outside, and a cast that fails would be our fault. */
const keyText = {
  timestamptz: z.iso.datetime().refine((time) => time >= "0001"),
  text: z.string().refine((text) => !text.includes("\u0000")),
  uuid: z.uuid(),
  numeric: z.string().regex(/^(-?\d{1,20}(\.\d{1,10})?|-?1e20)$/),
} as const;
/**
 * One page without its count, in the asked order. Keyset on (sort key, id), each order with an index; what is shown of a
 * product is looked up for the rows of the page only. @throws AppError cursor_invalid
 */
export async function readProducts({ db }: Pick<Deps, "db">, caller: Caller, query: ProductWalk): Promise<Omit<Page<ProductRow>, "count">> {
  const { key, type, isDescending, valueOf } = orderings[query.ordering];
  const after =
    query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.literal(query.ordering), keyText[type], z.uuid()]));
  if (!isPossible(query)) return { next: null, rows: [] };
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  const order = Prisma.sql`ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${query.limit + 1}`;
  const rows = await db.$queryRaw<unknown[]>`
    WITH page AS MATERIALIZED (
      SELECT p.id FROM product p JOIN store s ON s.id = p.store_id
      WHERE ${productFilter(caller, query)} ${after ? Prisma.sql`AND (${key}, p.id) ${beyond} (${after[1]}::${Prisma.raw(type)}, ${after[2]}::uuid)` : Prisma.empty}
      ${order})
    SELECT ${productColumns} FROM ${productTables} WHERE p.id IN (SELECT page.id FROM page) ${order}`;
  const found = z.array(productColumnsRow).parse(rows).map(toProductRow);
  return cutPage(found, query.limit, (row) => [query.ordering, valueOf(row), row.id]);
}

/** One page and how many there are. @throws AppError cursor_invalid */
export async function listProducts(deps: Pick<Deps, "db">, caller: Caller, query: ProductListQuery): Promise<Page<ProductRow>> {
  const [count, page] = await Promise.all([
    isPossible(query)
      ? countRows(deps.db, Prisma.sql`SELECT 1 FROM product p JOIN store s ON s.id = p.store_id WHERE ${productFilter(caller, query)}`)
      : { count: 0, isEstimate: false },
    readProducts(deps, caller, query),
  ]);
  return { count, ...page };
}
