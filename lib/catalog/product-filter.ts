import { Prisma } from "@/lib/core/db";
import { asList } from "@/lib/core/wire";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { likePattern } from "@/lib/core/like-pattern";
import { normaliseSku } from "@/lib/core/normalise-sku";
import { aiStateSql } from "./ai-state";
import type { ProductListQuery } from "./wire";

export type ProductFilters = Omit<ProductListQuery, "ordering" | "limit" | "cursor"> & {
  /** Of these only. */ ids?: readonly string[];
  /** Of these only: what a preview of an act named. */ seen?: readonly string[];
};

/** WHERE over `product p JOIN store s`, tenant always first. Only for what `isPossible`. */
export function productFilter(caller: Caller, query: ProductFilters): Prisma.Sql {
  const conditions = [storesOfSql(caller)];
  const [storeIds, categories] = [asList(query.storeId), asList(query.categories)];
  if (storeIds.length === 1) conditions.push(Prisma.sql`p.store_id = ${storeIds[0]}::uuid`);
  else if (storeIds.length > 1) conditions.push(Prisma.sql`p.store_id = ANY (${storeIds}::uuid[])`);
  if (categories.length > 0) conditions.push(Prisma.sql`p.categories && ${categories}::text[]`);
  if (query.ids) conditions.push(Prisma.sql`p.id = ANY (${query.ids}::uuid[])`);
  if (query.seen) conditions.push(Prisma.sql`p.id = ANY (${query.seen}::uuid[])`);
  if (query.userId) conditions.push(Prisma.sql`s.owner_id = ${query.userId}::uuid`);
  if (query.externalSource) conditions.push(Prisma.sql`p.external_source = ${query.externalSource}`);
  if (query.isActive !== undefined) conditions.push(Prisma.sql`p.is_active = ${query.isActive}`);
  const aiStates = asList(query.aiState);
  if (aiStates.length > 0) conditions.push(aiStateSql(aiStates));
  if (query.inStock !== undefined) conditions.push(Prisma.sql`p.in_stock = ${query.inStock}`);
  if (query.category) conditions.push(Prisma.sql`${query.category} = ANY(p.categories)`);
  if (query.tag) conditions.push(Prisma.sql`${query.tag} = ANY(p.tags)`);
  if (query.priceMin) conditions.push(Prisma.sql`p.price >= ${query.priceMin}::numeric`);
  if (query.priceMax) conditions.push(Prisma.sql`p.price <= ${query.priceMax}::numeric`);
  if (query.q) {
    const sku = normaliseSku(query.q);
    const hasSku = sku === "" ? Prisma.sql`FALSE` : Prisma.sql`p.sku_norm = ${sku}`;
    conditions.push(Prisma.sql`(p.title ILIKE ${likePattern(query.q)} OR ${hasSku} OR p.external_id IN (${query.q}, ${`woo_${query.q}`}))`);
  }
  return Prisma.join(conditions, " AND ");
}

/** Whether anything can match: what is no id is nobody's. */
export const isPossible = (query: ProductFilters): boolean =>
  asList(query.storeId).every(isUuid) &&
  (!query.userId || isUuid(query.userId)) &&
  [...(query.ids ?? []), ...(query.seen ?? [])].every(isUuid);
