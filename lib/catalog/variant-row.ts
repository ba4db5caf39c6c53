import { z } from "zod";
import { Prisma } from "@/lib/core/db";

/** A variant as raw SQL reads it; amounts are decimal text. */
export const variantColumns = Prisma.sql`external_id, sku, trim_scale(price)::text AS price, trim_scale(regular_price)::text AS regular_price,
  trim_scale(sale_price)::text AS sale_price, trim_scale(stock_quantity)::text AS stock_quantity, stock_status, in_stock, attributes, image`;

const columns = z.object({
  external_id: z.string(),
  sku: z.string(),
  price: z.string().nullable(),
  regular_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  stock_quantity: z.string().nullable(),
  stock_status: z.string(),
  in_stock: z.boolean(),
  attributes: z.record(z.string(), z.string()),
  image: z.string().nullable(),
});

const toVariant = (row: z.output<typeof columns>) => ({
  externalId: row.external_id,
  sku: row.sku,
  price: row.price,
  regularPrice: row.regular_price,
  salePrice: row.sale_price,
  stockQuantity: row.stock_quantity,
  stockStatus: row.stock_status,
  inStock: row.in_stock,
  attributes: row.attributes,
  image: row.image,
});

export const variantColumnsRow = columns.transform(toVariant);

/** The same among those of several products. */
export const ownedVariantRow = columns
  .extend({ product_id: z.string() })
  .transform((row) => ({ productId: row.product_id, ...toVariant(row) }));
