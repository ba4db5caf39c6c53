import type { DbClient } from "@/lib/core/db";

const AT_ONCE = 500;

/**
 * Removes a store's products of one shop system for good, not as a tombstone: rows, variants, what the AI reads of them
 * (by cascade) and their versions. For a shop that asks to be forgotten; nothing may bring them any more. May run twice.
 * @returns products removed
 */
export async function eraseProducts(db: DbClient, storeId: string, source: "woocommerce" | "shopify"): Promise<number> {
  let erased = 0;
  for (;;) {
    // In portions: no lock is held for long, and a process that dies has done a part.
    const portion = await db.$executeRaw`
      DELETE FROM product WHERE id IN (
        SELECT id FROM product WHERE store_id = ${storeId}::uuid AND external_source = ${source} LIMIT ${AT_ONCE})`;
    erased += portion;
    if (portion === 0) break;
  }
  const prefix = { woocommerce: "woo_", shopify: "shopify_" }[source];
  await db.$executeRaw`DELETE FROM product_version WHERE store_id = ${storeId}::uuid AND starts_with(external_id, ${prefix})`;
  return erased;
}
