import { Prisma } from "@/lib/core/db";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { asList } from "@/lib/core/wire";
import { eventNumber } from "./event-number";
import type { EventFilters } from "./wire";

const isAnyOf = (column: Prisma.Sql, values: readonly string[]): Prisma.Sql =>
  values.length === 1 ? Prisma.sql`${column} = ${values[0]}` : Prisma.sql`${column} = ANY (${values})`;

/** WHERE over `event e JOIN store s`, tenant always first. Null: nothing can match. */
export function eventFilter(caller: Caller, filters: EventFilters): Prisma.Sql | null {
  const [storeIds, types, statuses] = [asList(filters.storeId), asList(filters.eventType), asList(filters.status)];
  if ((filters.userId && !isUuid(filters.userId)) || !storeIds.every(isUuid)) return null;
  const conditions = [storesOfSql(caller)];
  if (filters.userId) conditions.push(Prisma.sql`s.owner_id = ${filters.userId}::uuid`);
  if (storeIds.length === 1) conditions.push(Prisma.sql`e.store_id = ${storeIds[0]}::uuid`);
  else if (storeIds.length > 1) conditions.push(Prisma.sql`e.store_id = ANY (${storeIds}::uuid[])`);
  if (types.length > 0) conditions.push(isAnyOf(Prisma.sql`e.event_type`, types));
  if (statuses.length > 0) conditions.push(isAnyOf(Prisma.sql`e.status`, statuses));
  for (const ids of [filters.ids, filters.seen]) {
    const numbers = ids?.map(eventNumber).filter((number) => number !== null);
    if (numbers) conditions.push(Prisma.sql`e.id = ANY (${numbers}::bigint[])`);
  }
  if (filters.productId) conditions.push(Prisma.sql`e.product_id = ${filters.productId}`);
  if (filters.since) conditions.push(Prisma.sql`e.created_at >= ${filters.since}`);
  if (filters.until) conditions.push(Prisma.sql`e.created_at < ${filters.until}`);
  // What people paste: a whole event id or a product's number. Both are indexed; a scan of the log is not a search.
  if (filters.q) conditions.push(Prisma.sql`(e.event_id = ${filters.q} OR e.product_id = ${filters.q})`);
  return Prisma.join(conditions, " AND ");
}
