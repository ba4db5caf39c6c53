/** Shopify's words → the ones `lib/catalog/publishable.ts` knows. */
const statuses: Record<string, string> = { ACTIVE: "publish", UNLISTED: "publish", DRAFT: "draft", ARCHIVED: "archived" };

/**
 * ACTIVE says ready to sell, not where: without an address in the online store it is sold at a counter or nowhere, and is hidden.
 * UNLISTED (since 2025-10) is to be found by its link only, never in a search: hidden too.
 */
export function readStatus(product: { status: string; onlineStoreUrl: string | null }): { status: string; catalogVisibility: string } {
  return {
    status: statuses[product.status] ?? (product.status.toLowerCase() || "draft"),
    catalogVisibility: product.status === "ACTIVE" && product.onlineStoreUrl !== null ? "visible" : "hidden",
  };
}

/** What a product has over all its places and variants; null: the shop does not count it. */
export const readStock = (product: { tracksInventory: boolean; totalInventory: string | null }): string | null =>
  product.tracksInventory ? product.totalInventory : null;
