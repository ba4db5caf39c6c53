import { fieldsOf } from "./product-row";
import type { WooShop } from "./start-woo-shop";

const SALES_SHARE = 0.7;
const PRICE_STEP = 1_000; // toman

/** Something happens in the shop: most often a sale, else a new price. */
export function tradeOnce({ catalogue, actions }: Pick<WooShop, "catalogue" | "actions">, random: () => number = Math.random): void {
  const ids = catalogue.publishedIds().filter((id) => catalogue.get(id)?.type === "simple");
  const id = ids[Math.floor(random() * ids.length)];
  const row = id === undefined ? undefined : catalogue.get(id);
  if (!row) return;
  const { manage_stock: isCounted, stock_quantity: left, regular_price: price } = fieldsOf(row);
  if (isCounted && (left ?? 0) > 0 && random() < SALES_SHARE) actions.checkout([{ id: row.id, quantity: 1 }]);
  else actions.update(row.id, { regular_price: String(Number(price) + PRICE_STEP) });
}
