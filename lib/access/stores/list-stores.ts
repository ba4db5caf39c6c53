import { countRows } from "@/lib/core/count-rows";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { likePattern } from "@/lib/core/like-pattern";
import { inOrder, orderedIds, orNever, type Orders } from "@/lib/core/ordered-ids";
import type { Page } from "@/lib/core/wire";
import { isUuid, storesOf, storesOfSql, type Caller } from "../caller";
import { storeSelect } from "./stores";
import { NEWEST_STORES_FIRST, type storeOrderings, type StoreFilters, type StoreRow } from "./wire";

/** As its overview counts them: more are as many. */
const COUNTED_UP_TO = 100_000;

/** The last event of a store is one look into an index, its products are counted in one. */
const orders: Orders<(typeof storeOrderings)[number]> = {
  created_at: { key: Prisma.sql`s.created_at`, kind: "time" },
  name: { key: Prisma.sql`lower(s.name)`, kind: "text" },
  last_event_at: {
    key: orNever(Prisma.sql`(SELECT e.created_at FROM event e WHERE e.store_id = s.id ORDER BY e.id DESC LIMIT 1)`),
    kind: "time",
  },
  products: {
    key: Prisma.sql`(SELECT count(*) FROM (SELECT 1 FROM product p WHERE p.store_id = s.id AND p.is_active LIMIT ${COUNTED_UP_TO + 1}) p)`,
    kind: "number",
  },
};

/** @throws AppError cursor_invalid */
export async function listStores({ db }: Pick<Deps, "db">, caller: Caller, filters: StoreFilters): Promise<Page<StoreRow>> {
  const { userId, q, limit, cursor, ordering = NEWEST_STORES_FIRST } = filters;
  if (userId && !isUuid(userId)) return { count: { count: 0, isEstimate: false }, next: null, rows: [] };
  const asked = Prisma.sql`${storesOfSql(caller)} ${userId ? Prisma.sql`AND s.owner_id = ${userId}::uuid` : Prisma.empty}
    ${q ? Prisma.sql`AND s.name ILIKE ${likePattern(q)}` : Prisma.empty}`;
  const [count, { ids, next }] = await Promise.all([
    countRows(db, Prisma.sql`SELECT 1 FROM store s WHERE ${asked}`),
    orderedIds(db, orders, (key) => Prisma.sql`SELECT s.id::text AS id, ${key} AS key FROM store s WHERE ${asked}`, {
      ordering,
      limit,
      cursor,
    }),
  ]);
  const found = await db.store.findMany({ select: storeSelect, where: { AND: [{ id: { in: ids } }, storesOf(caller)] } });
  return { count, next, rows: inOrder(ids, found) };
}
