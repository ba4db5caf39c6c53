import type { ProductRow } from "./product-row";
import { fieldsOf } from "./product-row";
import type { Shop } from "./shop";

const TRASH_META = ["_wp_trash_meta_status", "_wp_trash_meta_time", "_wp_desired_post_slug"];

/** Into the trash, variations first; each of them is told of with nothing but its id. */
export function trashProduct(shop: Shop, row: ProductRow): void {
  for (const variation of shop.catalogue.variationsOf(row)) if (variation.status !== "trash") trashOne(shop, variation);
  trashOne(shop, row);
}

function trashOne({ catalogue, clock, webhooks }: Shop, row: ProductRow): void {
  const { meta_data, slug } = fieldsOf(row);
  const values = [row.status, String(Math.floor(clock.now() / 1_000)), slug];
  const meta = TRASH_META.map((key, index) => ({ id: catalogue.nextMetaId(), key, value: values[index] }));
  row.statusBefore = row.status;
  row.status = "trash";
  row.modifiedAt = clock.second();
  row.fields = { ...row.fields, meta_data: [...meta_data, ...meta] };
  webhooks.tell("deleted", row.id);
}

/** Out of the trash by wp-admin: as it was before, and told of twice. */
export function restoreProduct(shop: Shop, row: ProductRow): void {
  restoreOne(shop, row);
  for (const variation of shop.catalogue.variationsOf(row)) if (variation.status === "trash") restoreOne(shop, variation);
}

function restoreOne({ clock, webhooks }: Shop, row: ProductRow): void {
  row.status = row.statusBefore ?? "draft";
  row.modifiedAt = clock.second();
  row.fields = { ...row.fields, meta_data: fieldsOf(row).meta_data.filter(({ key }) => !TRASH_META.includes(key)) };
  // A variation's restoring was seen as product.restored alone, its parent's as both.
  if (row.type !== "variation") webhooks.tell("updated", row.id);
  webhooks.tell("restored", row.id);
}
