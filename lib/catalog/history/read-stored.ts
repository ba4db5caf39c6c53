import { z } from "zod";
import type { Db } from "@/lib/core/db";
import { detailColumns, detailColumnsRow, listedColumns, listedColumnsRow, toDetail, toListed } from "../product-row";
import { ownedVariantRow, variantColumns } from "../variant-row";

export type StoredVariant = z.output<typeof ownedVariantRow>;

const productRow = listedColumnsRow
  .extend(detailColumnsRow.shape)
  .extend({ short_length: z.number(), short_digest: z.string(), description_length: z.number(), description_digest: z.string() })
  .transform((row) => ({
    ...toListed(row),
    ...toDetail(row),
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
      SELECT ${listedColumns}, ${detailColumns},
        char_length(p.short_description) AS short_length, encode(sha256(convert_to(p.short_description, 'UTF8')), 'hex') AS short_digest,
        char_length(p.description) AS description_length, encode(sha256(convert_to(p.description, 'UTF8')), 'hex') AS description_digest
      FROM product p WHERE p.id = ANY(${[...ids]}::uuid[])`,
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
      SELECT product_id::text, ${variantColumns}
      FROM variant WHERE product_id = ANY(${[...ids]}::uuid[]) ORDER BY product_id, position`,
  );
}
