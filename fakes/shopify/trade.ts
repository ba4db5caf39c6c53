import type { ShopifyShop } from "./start-shopify-shop";

/** Something happens in the shop: a sale where something is counted, else a new price. */
export function tradeOnce({ state, merchant }: Pick<ShopifyShop, "state" | "merchant">, random: () => number = Math.random): void {
  const products = [...state.products.values()];
  const product = products[Math.floor(random() * products.length)];
  const [variant, ...others] = product?.variants ?? [];
  if (!product || !variant) return;
  if (variant.tracked && variant.inventoryQuantity > 0) merchant.setStock(product.id, 0, variant.inventoryQuantity - 1);
  else merchant.update(product.id, { variants: [{ ...variant, price: (Number(variant.price) + 1).toFixed(2) }, ...others] });
}
