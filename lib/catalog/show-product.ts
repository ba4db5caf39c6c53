import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { productColumns, productColumnsRow, productTables, toProductRow } from "./product-query";
import { detailColumns, detailColumnsRow, toDetail } from "./product-row";
import { variantColumns, variantColumnsRow } from "./variant-row";
import type { ProductDetail } from "./wire";

const detailRow = productColumnsRow.extend(detailColumnsRow.shape).extend({
  description: z.string(),
  content_hash: z.string(),
  last_sync_at: z.date().nullable(),
});

/** The catalogue's part of a product's page; its TL;DR is knowledge's (lib/knowledge/summary-of.ts). @throws AppError product_not_found */
export async function showProduct(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  id: string,
): Promise<Omit<ProductDetail, "tldr" | "textWarnings">> {
  const rows = isUuid(id)
    ? await db.$queryRaw<unknown[]>`
        SELECT ${productColumns}, ${detailColumns}, p.description, p.content_hash,
          (SELECT last_sync_at FROM product_version WHERE store_id = p.store_id AND external_id = p.external_id) AS last_sync_at
        FROM ${productTables} WHERE p.id = ${id}::uuid AND ${storesOfSql(caller)}`
    : [];
  const [row] = z.array(detailRow).parse(rows);
  if (!row) throw new AppError("product_not_found");
  const [variants, chunks] = await Promise.all([
    db.$queryRaw<unknown[]>`SELECT ${variantColumns} FROM variant WHERE product_id = ${id}::uuid ORDER BY position`,
    db.knowledgeChunk.findMany({ where: { productId: id }, orderBy: { position: "asc" }, select: { id: true, text: true } }),
  ]);
  return {
    ...toProductRow(row),
    ...toDetail(row),
    description: row.description,
    contentHash: row.content_hash,
    lastSyncAt: row.last_sync_at,
    variants: z.array(variantColumnsRow).parse(variants),
    chunks,
  };
}
