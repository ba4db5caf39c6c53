import type { ProductDraft } from "./draft";

/** May become knowledge: published, to be seen in the shop or its search, and not behind a password. */
export function isPublishable(product: Pick<ProductDraft, "status" | "catalogVisibility" | "hasPassword">): boolean {
  return product.status === "publish" && product.catalogVisibility !== "hidden" && !product.hasPassword;
}
