import { z } from "zod";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, storesOfSql, type Caller } from "@/lib/access/caller";
import { productColumns, productColumnsRow, productTables, toProductRow } from "./product-query";
import { variantColumnsRow } from "./variant-row";
import type { ProductDetail } from "./wire";

const detailRow = productColumnsRow.extend({
  description: z.string(),
  status: z.string(),
  catalog_visibility: z.string(),
  has_password: z.boolean(),
  product_type: z.string(),
  brand: z.string().nullable(),
  stock_status: z.string(),
  attributes: z.array(z.object({ name: z.string(), options: z.array(z.string()) })),
  gallery: z.array(z.string()),
  extra: z.record(z.string(), z.unknown()),
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
        SELECT ${productColumns}, p.description, p.status, p.catalog_visibility, p.has_password, p.product_type, p.brand, p.stock_status, p.attributes, p.gallery, p.extra, p.content_hash,
          (SELECT last_sync_at FROM product_version WHERE store_id = p.store_id AND external_id = p.external_id) AS last_sync_at
        FROM ${productTables} WHERE p.id = ${id}::uuid AND ${storesOfSql(caller)}`
    : [];
  const [row] = z.array(detailRow).parse(rows);
  if (!row) throw new AppError("product_not_found");
  const [variants, chunks] = await Promise.all([
    db.$queryRaw<unknown[]>`
      SELECT external_id, sku, trim_scale(price)::text AS price, trim_scale(regular_price)::text AS regular_price, trim_scale(sale_price)::text AS sale_price,
        trim_scale(stock_quantity)::text AS stock_quantity, stock_status, in_stock, attributes, image
      FROM variant WHERE product_id = ${id}::uuid ORDER BY position`,
    db.knowledgeChunk.findMany({ where: { productId: id }, orderBy: { position: "asc" }, select: { id: true, text: true } }),
  ]);
  return {
    ...toProductRow(row),
    description: row.description,
    status: row.status,
    catalogVisibility: row.catalog_visibility,
    hasPassword: row.has_password,
    productType: row.product_type,
    brand: row.brand,
    stockStatus: row.stock_status,
    attributes: row.attributes,
    gallery: row.gallery,
    extra: row.extra,
    contentHash: row.content_hash,
    lastSyncAt: row.last_sync_at,
    variants: z.array(variantColumnsRow).parse(variants),
    chunks,
  };
}
