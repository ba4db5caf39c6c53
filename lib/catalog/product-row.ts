import { z } from "zod";
import { Prisma } from "@/lib/core/db";

/** What lists show of a product itself, and its history compares. `p`: the product; amounts are decimal text. */
export const listedColumns = Prisma.sql`p.id::text, p.title, p.sku, trim_scale(p.price)::text AS price, trim_scale(p.regular_price)::text AS regular_price,
  trim_scale(p.sale_price)::text AS sale_price, p.on_sale, p.currency, trim_scale(p.stock_quantity)::text AS stock_quantity, p.in_stock, p.categories, p.tags,
  p.link, p.image, p.variants_count`;

export const listedColumnsRow = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string(),
  price: z.string().nullable(),
  regular_price: z.string().nullable(),
  sale_price: z.string().nullable(),
  on_sale: z.boolean(),
  currency: z.string().nullable(),
  stock_quantity: z.string().nullable(),
  in_stock: z.boolean(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  link: z.string().nullable(),
  image: z.string().nullable(),
  variants_count: z.number(),
});

export const toListed = (row: z.output<typeof listedColumnsRow>) => ({
  id: row.id,
  title: row.title,
  sku: row.sku,
  price: row.price,
  regularPrice: row.regular_price,
  salePrice: row.sale_price,
  onSale: row.on_sale,
  currency: row.currency,
  stockQuantity: row.stock_quantity,
  inStock: row.in_stock,
  categories: row.categories,
  tags: row.tags,
  link: row.link,
  image: row.image,
  variantsCount: row.variants_count,
});

/** What only a product's page shows, and its history compares; its texts are not among them, for they may be long. */
export const detailColumns = Prisma.sql`p.product_type, p.status, p.catalog_visibility, p.has_password, p.brand, p.stock_status, p.attributes, p.gallery, p.extra`;

export const detailColumnsRow = z.object({
  product_type: z.string(),
  status: z.string(),
  catalog_visibility: z.string(),
  has_password: z.boolean(),
  brand: z.string().nullable(),
  stock_status: z.string(),
  attributes: z.array(z.object({ name: z.string(), options: z.array(z.string()) })),
  gallery: z.array(z.string()),
  extra: z.record(z.string(), z.unknown()),
});

export const toDetail = (row: z.output<typeof detailColumnsRow>) => ({
  productType: row.product_type,
  status: row.status,
  catalogVisibility: row.catalog_visibility,
  hasPassword: row.has_password,
  brand: row.brand,
  stockStatus: row.stock_status,
  attributes: row.attributes,
  gallery: row.gallery,
  extra: row.extra,
});
