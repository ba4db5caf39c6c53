import type { Db } from "@/lib/core/db";
import type { ProductDraft } from "./draft";
import type { ChangeCause } from "./history/change";
import { normaliseSku } from "@/lib/core/normalise-sku";

export type PreparedProduct = {
  draft: ProductDraft;
  isActive: boolean;
  isPublishable: boolean;
  contentHash: string;
  draftHash: string;
  /** Null: not told, what is stored stays. */
  hiddenVariants: readonly string[] | null;
  /** Its stored variants are not those that were counted. */
  isRepair: boolean;
  cause: ChangeCause | null;
};
/** A product as it was written: our id, and how many changes its history has seen. */
export type Written = { id: string; changesCount: number };
/** A product that is as it was but for what a listing is compared with. */
export type Touched = { id: string; at: Date | null; hiddenVariants: readonly string[] | null };
export type KnownProduct = {
  id: string;
  contentHash: string;
  draftHash: string;
  isActive: boolean;
  isPublishable: boolean;
  variantsCount: number;
};

/** What is stored of these products, under the lock that the version guard took. */
export async function readKnownProducts(db: Db, storeId: string, externalIds: readonly string[]): Promise<Map<string, KnownProduct>> {
  if (externalIds.length === 0) return new Map();
  const rows = await db.product.findMany({
    where: { storeId, externalId: { in: [...externalIds] } },
    select: { id: true, externalId: true, contentHash: true, draftHash: true, isActive: true, isPublishable: true, variantsCount: true },
  });
  return new Map(rows.map(({ externalId, ...row }) => [externalId, row]));
}

/**
 * Hundreds of products in one statement.
 * @param recorded external ids of those whose change goes into their history
 * @returns by external id
 */
export async function writeProducts(
  db: Db,
  storeId: string,
  products: readonly PreparedProduct[],
  recorded: { has(externalId: string): boolean },
): Promise<Map<string, Written>> {
  if (products.length === 0) return new Map();
  const rows = products.map(({ draft, ...made }) => ({
    external_source: draft.externalSource,
    external_id: draft.externalId,
    title: draft.title,
    short_description: draft.shortDescription,
    description: draft.description,
    product_type: draft.productType,
    status: draft.status,
    catalog_visibility: draft.catalogVisibility,
    has_password: draft.hasPassword,
    is_active: made.isActive,
    is_publishable: made.isPublishable,
    sku: draft.sku,
    sku_norm: normaliseSku(draft.sku),
    price: draft.price,
    regular_price: draft.regularPrice,
    sale_price: draft.salePrice,
    on_sale: draft.onSale,
    currency: draft.currency,
    stock_quantity: draft.stockQuantity,
    stock_status: draft.stockStatus,
    in_stock: draft.inStock,
    categories: draft.categories,
    tags: draft.tags,
    brand: draft.brand,
    link: draft.link,
    image: draft.image,
    gallery: draft.gallery,
    attributes: draft.attributes,
    extra: draft.extra,
    variants_count: draft.variants.length,
    content_hash: made.contentHash,
    draft_hash: made.draftHash,
    source_updated_at: draft.sourceUpdatedAt,
    hidden_variants: made.hiddenVariants,
    changes_count: recorded.has(draft.externalId) ? 1 : 0,
  }));
  const written = await db.$queryRaw<{ id: string; external_id: string; changes_count: number }[]>`
    INSERT INTO product (store_id, external_source, external_id, title, short_description, description, product_type, status, catalog_visibility, has_password,
      is_active, is_publishable, sku, sku_norm, price, regular_price, sale_price, on_sale, currency, stock_quantity, stock_status, in_stock, categories, tags, brand,
      link, image, gallery, attributes, extra, variants_count, content_hash, draft_hash, source_updated_at, hidden_variants, changes_count)
    SELECT ${storeId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (
      external_source text, external_id text, title text, short_description text, description text, product_type text, status text, catalog_visibility text,
      has_password boolean, is_active boolean, is_publishable boolean, sku text, sku_norm text, price numeric, regular_price numeric, sale_price numeric, on_sale boolean,
      currency text, stock_quantity numeric, stock_status text, in_stock boolean, categories text[], tags text[], brand text, link text, image text, gallery text[],
      attributes jsonb, extra jsonb, variants_count int, content_hash text, draft_hash text, source_updated_at timestamptz, hidden_variants text[],
      changes_count int)
    ORDER BY r.external_id
    ON CONFLICT (store_id, external_id) DO UPDATE SET
      title = EXCLUDED.title, short_description = EXCLUDED.short_description, description = EXCLUDED.description, product_type = EXCLUDED.product_type,
      status = EXCLUDED.status, catalog_visibility = EXCLUDED.catalog_visibility, has_password = EXCLUDED.has_password, is_active = EXCLUDED.is_active,
      is_publishable = EXCLUDED.is_publishable, sku = EXCLUDED.sku, sku_norm = EXCLUDED.sku_norm, price = EXCLUDED.price, regular_price = EXCLUDED.regular_price,
      sale_price = EXCLUDED.sale_price, on_sale = EXCLUDED.on_sale, currency = EXCLUDED.currency, stock_quantity = EXCLUDED.stock_quantity,
      stock_status = EXCLUDED.stock_status, in_stock = EXCLUDED.in_stock, categories = EXCLUDED.categories, tags = EXCLUDED.tags, brand = EXCLUDED.brand,
      link = EXCLUDED.link, image = EXCLUDED.image, gallery = EXCLUDED.gallery, attributes = EXCLUDED.attributes, extra = EXCLUDED.extra,
      variants_count = EXCLUDED.variants_count, content_hash = EXCLUDED.content_hash, draft_hash = EXCLUDED.draft_hash,
      source_updated_at = EXCLUDED.source_updated_at, hidden_variants = coalesce(EXCLUDED.hidden_variants, product.hidden_variants),
      changes_count = product.changes_count + EXCLUDED.changes_count, updated_at = now()
    RETURNING id::text, external_id, changes_count`;
  return new Map(written.map((row) => [row.external_id, { id: row.id, changesCount: row.changes_count }]));
}

/** Makes the stored variants those of the drafts; what stayed the same is not touched. */
export async function writeVariants(
  db: Db,
  storeId: string,
  products: readonly PreparedProduct[],
  written: ReadonlyMap<string, Written>,
  known: ReadonlyMap<string, KnownProduct>,
): Promise<void> {
  const concerned = products.filter(
    ({ draft, isRepair }) => isRepair || draft.variants.length > 0 || (known.get(draft.externalId)?.variantsCount ?? 0) > 0,
  );
  if (concerned.length === 0) return;
  const rows = concerned.flatMap(({ draft }) =>
    draft.variants.map((variant, position) => ({
      product_id: written.get(draft.externalId)?.id,
      external_id: variant.externalId,
      position,
      sku: variant.sku,
      sku_norm: normaliseSku(variant.sku),
      price: variant.price,
      regular_price: variant.regularPrice,
      sale_price: variant.salePrice,
      stock_quantity: variant.stockQuantity,
      stock_status: variant.stockStatus,
      in_stock: variant.inStock,
      attributes: variant.attributes,
      image: variant.image,
    })),
  );
  await db.$executeRaw`
    DELETE FROM variant WHERE product_id = ANY(${concerned.map(({ draft }) => written.get(draft.externalId)?.id ?? null)}::uuid[])
      AND (product_id::text || ' ' || external_id) <> ALL(${rows.map((row) => `${row.product_id} ${row.external_id}`)}::text[])`;
  await db.$executeRaw`
    INSERT INTO variant AS v (store_id, product_id, external_id, position, sku, sku_norm, price, regular_price, sale_price, stock_quantity, stock_status, in_stock, attributes, image)
    SELECT ${storeId}::uuid, r.* FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (
      product_id uuid, external_id text, position int, sku text, sku_norm text, price numeric, regular_price numeric, sale_price numeric, stock_quantity numeric,
      stock_status text, in_stock boolean, attributes jsonb, image text)
    ON CONFLICT (product_id, external_id) DO UPDATE SET
      position = EXCLUDED.position, sku = EXCLUDED.sku, sku_norm = EXCLUDED.sku_norm, price = EXCLUDED.price, regular_price = EXCLUDED.regular_price,
      sale_price = EXCLUDED.sale_price, stock_quantity = EXCLUDED.stock_quantity, stock_status = EXCLUDED.stock_status, in_stock = EXCLUDED.in_stock,
      attributes = EXCLUDED.attributes, image = EXCLUDED.image
    WHERE (v.position, v.sku, v.price, v.regular_price, v.sale_price, v.stock_quantity, v.stock_status, v.in_stock, v.attributes, v.image)
      IS DISTINCT FROM (EXCLUDED.position, EXCLUDED.sku, EXCLUDED.price, EXCLUDED.regular_price, EXCLUDED.sale_price, EXCLUDED.stock_quantity, EXCLUDED.stock_status, EXCLUDED.in_stock, EXCLUDED.attributes, EXCLUDED.image)`;
}

/** Deleted in the shop: kept, listed as inactive, no longer anybody's knowledge. */
export async function deactivateProducts(db: Db, ids: readonly string[]): Promise<Written[]> {
  if (ids.length === 0) return [];
  const written = await db.$queryRaw<{ id: string; changes_count: number }[]>`
    UPDATE product SET is_active = FALSE, is_publishable = FALSE, changes_count = changes_count + 1, updated_at = now()
    WHERE id = ANY(${ids}::uuid[]) RETURNING id::text, changes_count`;
  return written.map((row) => ({ id: row.id, changesCount: row.changes_count }));
}

/** Saved in the shop without a change: only its date is new, or what it hides, and the next comparison shall know it. */
export async function keepListed(db: Db, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return;
  const rows = touched.map(({ id, at, hiddenVariants }) => ({ id, at, hidden: hiddenVariants }));
  await db.$executeRaw`
    UPDATE product p SET source_updated_at = t.at, hidden_variants = coalesce(t.hidden, p.hidden_variants)
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS t (id uuid, at timestamptz, hidden text[])
    WHERE p.id = t.id AND (p.source_updated_at, p.hidden_variants) IS DISTINCT FROM (t.at, coalesce(t.hidden, p.hidden_variants))`;
}
