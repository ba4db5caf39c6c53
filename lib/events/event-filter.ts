import { Prisma } from "@/lib/core/db";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import type { EventFilters } from "./wire";

/** WHERE over `event e JOIN store s`, tenant always first. Null: nothing can match. */
export function eventFilter(caller: Caller, filters: EventFilters): Prisma.Sql | null {
  if ((filters.userId && !isUuid(filters.userId)) || (filters.storeId && !isUuid(filters.storeId))) return null;
  const conditions = [storesOfSql(caller)];
  if (filters.userId) conditions.push(Prisma.sql`s.owner_id = ${filters.userId}::uuid`);
  if (filters.storeId) conditions.push(Prisma.sql`e.store_id = ${filters.storeId}::uuid`);
  if (filters.eventType) conditions.push(Prisma.sql`e.event_type = ${filters.eventType}`);
  if (filters.status) conditions.push(Prisma.sql`e.status = ${filters.status}`);
  if (filters.productId) conditions.push(Prisma.sql`e.product_id = ${filters.productId}`);
  if (filters.since) conditions.push(Prisma.sql`e.created_at >= ${filters.since}`);
  if (filters.until) conditions.push(Prisma.sql`e.created_at < ${filters.until}`);
  // What people paste: a whole event id or a product's number. Both are indexed; a scan of the log is not a search.
  if (filters.q) conditions.push(Prisma.sql`(e.event_id = ${filters.q} OR e.product_id = ${filters.q})`);
  return Prisma.join(conditions, " AND ");
}
