import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { ownedVariantRow } from "../variant-row";

export type StoredVariant = z.output<typeof ownedVariantRow>;

const productRow = z
  .object({
    id: z.string(),
    title: z.string(),
    sku: z.string(),
    product_type: z.string(),
    status: z.string(),
    catalog_visibility: z.string(),
    has_password: z.boolean(),
    price: z.string().nullable(),
    regular_price: z.string().nullable(),
    sale_price: z.string().nullable(),
    on_sale: z.boolean(),
    currency: z.string().nullable(),
    stock_quantity: z.string().nullable(),
    stock_status: z.string(),
    in_stock: z.boolean(),
    categories: z.array(z.string()),
    tags: z.array(z.string()),
    brand: z.string().nullable(),
    link: z.string().nullable(),
    image: z.string().nullable(),
    gallery: z.array(z.string()),
    attributes: z.unknown(),
    extra: z.unknown(),
    variants_count: z.number(),
    short_length: z.number(),
    short_digest: z.string(),
    description_length: z.number(),
    description_digest: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    title: row.title,
    sku: row.sku,
    productType: row.product_type,
    status: row.status,
    catalogVisibility: row.catalog_visibility,
    hasPassword: row.has_password,
    price: row.price,
    regularPrice: row.regular_price,
    salePrice: row.sale_price,
    onSale: row.on_sale,
    currency: row.currency,
    stockQuantity: row.stock_quantity,
    stockStatus: row.stock_status,
    inStock: row.in_stock,
    categories: row.categories,
    tags: row.tags,
    brand: row.brand,
    link: row.link,
    image: row.image,
    gallery: row.gallery,
    attributes: row.attributes,
    extra: row.extra,
    variantsCount: row.variants_count,
    shortLength: row.short_length,
    shortDigest: row.short_digest,
    descriptionLength: row.description_length,
    descriptionDigest: row.description_digest,
  }));
export type StoredProduct = z.output<typeof productRow> & { variants: StoredVariant[] };

/** What is stored of products that are about to be written, by our id; of their long texts the digests, made where the texts are. */
export async function readStored(db: Db, ids: readonly string[]): Promise<Map<string, StoredProduct>> {
  if (ids.length === 0) return new Map();
  const products = z.array(productRow).parse(
    await db.$queryRaw<unknown[]>`
      SELECT id::text, title, sku, product_type, status, catalog_visibility, has_password, trim_scale(price)::text AS price,
        trim_scale(regular_price)::text AS regular_price, trim_scale(sale_price)::text AS sale_price, on_sale, currency,
        trim_scale(stock_quantity)::text AS stock_quantity, stock_status, in_stock, categories, tags, brand, link, image, gallery, attributes, extra, variants_count,
        char_length(short_description) AS short_length, encode(sha256(convert_to(short_description, 'UTF8')), 'hex') AS short_digest,
        char_length(description) AS description_length, encode(sha256(convert_to(description, 'UTF8')), 'hex') AS description_digest
      FROM product WHERE id = ANY(${[...ids]}::uuid[])`,
  );
  const withVariants = products.filter(({ variantsCount }) => variantsCount > 0).map(({ id }) => id);
  const variants = withVariants.length === 0 ? [] : await readVariants(db, withVariants);
  const stored = new Map(products.map((product) => [product.id, { ...product, variants: [] as StoredVariant[] }]));
  for (const variant of variants) stored.get(variant.productId)?.variants.push(variant);
  return stored;
}

async function readVariants(db: Db, ids: readonly string[]): Promise<StoredVariant[]> {
  return z.array(ownedVariantRow).parse(
    await db.$queryRaw<unknown[]>`
      SELECT product_id::text, external_id, sku, trim_scale(price)::text AS price, trim_scale(regular_price)::text AS regular_price,
        trim_scale(sale_price)::text AS sale_price, trim_scale(stock_quantity)::text AS stock_quantity, stock_status, in_stock, attributes, image
      FROM variant WHERE product_id = ANY(${[...ids]}::uuid[]) ORDER BY product_id, position`,
  );
}
