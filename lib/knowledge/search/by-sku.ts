import type { Db, Prisma } from "@/lib/core/db";
import { normaliseSku } from "@/lib/core/normalise-sku";
import { productsInScope, type Candidate } from "./scope";

const MAX_SKUS = 10;
const MIN_SKU_WORD = 3;

/** Products whose own or whose variant's SKU is the query, or is a word of it that looks like one (has a digit). */
export async function findBySku(db: Db, scope: Prisma.Sql, query: string, limit: number): Promise<Candidate[]> {
  const whole = normaliseSku(query);
  const words = query
    .split(/\s+/)
    .map(normaliseSku)
    .filter((word) => word.length >= MIN_SKU_WORD && /\d/.test(word) && /\D/.test(word));
  const skus = [...new Set([whole, ...words])].filter(Boolean).slice(0, MAX_SKUS);
  if (skus.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string; is_own: boolean }[]>`
    SELECT p.id::text, (p.sku_norm = ${whole}) AS is_own FROM ${productsInScope}
    WHERE p.id IN (SELECT id FROM product WHERE sku_norm = ANY(${skus}::text[]) UNION SELECT product_id FROM variant WHERE sku_norm = ANY(${skus}::text[])) AND ${scope}
    ORDER BY is_own DESC, p.id LIMIT ${limit}`;
  return rows.map((row) => ({ productId: row.id, chunkId: null, score: row.is_own ? 2 : 1 }));
}
