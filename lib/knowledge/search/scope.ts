import { Prisma } from "@/lib/core/db";
import { storesOfSql, type Caller } from "@/lib/access/caller";
import { forAiSql } from "@/lib/access/stores/visibility";
import type { SearchInput } from "../wire";

/**
 * What may be found, over `product p JOIN store s`: the caller's stores, active and publishable products that neither
 * their store's rules nor a hand keep from the AI, the filters.
 * Every candidate query and the final join go through it.
 */
export function searchScope(caller: Caller, { storeId, filters = {} }: SearchInput): Prisma.Sql {
  const conditions = [storesOfSql(caller), Prisma.sql`s.is_active`, forAiSql];
  if (storeId) conditions.push(Prisma.sql`p.store_id = ${storeId}::uuid`);
  if (filters.inStock !== undefined) conditions.push(Prisma.sql`p.in_stock = ${filters.inStock}`);
  if (filters.priceMin !== undefined) conditions.push(Prisma.sql`p.price >= ${filters.priceMin}::numeric`);
  if (filters.priceMax !== undefined) conditions.push(Prisma.sql`p.price <= ${filters.priceMax}::numeric`);
  if (filters.category !== undefined) conditions.push(Prisma.sql`${filters.category} = ANY(p.categories)`);
  if (filters.tags !== undefined && filters.tags.length > 0) conditions.push(Prisma.sql`p.tags && ${filters.tags}::text[]`);
  if (filters.externalSource !== undefined) conditions.push(Prisma.sql`p.external_source = ${filters.externalSource}`);
  return Prisma.join(conditions, " AND ");
}

export const productsInScope = Prisma.sql`product p JOIN store s ON s.id = p.store_id`;
export const chunksInScope = Prisma.sql`knowledge_chunk c JOIN product p ON p.id = c.product_id JOIN store s ON s.id = p.store_id`;

/** One found chunk (or whole product, for a SKU), best first in its list. Equal scores are equal finds. */
export type Candidate = {
  productId: string;
  chunkId: string | null;
  score: number;
  /** 0 to 1: how far this find may be believed, whatever its rank; 1 when absent. */
  confidence?: number;
  /** Of a find by words: which, and what each counted. Worked out when somebody asks why. */
  words?: () => WordEvidence;
};

export type WordEvidence = {
  /** Words of the query this product holds; one may stand in it joined with its neighbour. */
  found: string[];
  missing: string[];
  /** What the index holds of the query, joined forms too, with what each counts: rare ones more. */
  held: { word: string; weight: number }[];
  /** What having them in one chunk counts; `score` of the find is this and the weights of `held`. */
  together: number;
  /** That chunk is the product's card: name, category, attributes. */
  isInCard: boolean;
};
