/** Shopify's ids: "gid://shopify/Product/8123456780000" → digits. Always text: they may exceed what a number holds exactly. */
const GID = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,20})(\?.*)?$/;

export function readGid(text: unknown): { kind: string; id: string } | null {
  const match = typeof text === "string" ? GID.exec(text) : null;
  return match?.[1] !== undefined && match[2] !== undefined ? { kind: match[1], id: match[2] } : null;
}

export const productGid = (id: string): string => `gid://shopify/Product/${id}`;

export const shopifyExternalId = (id: string): string => `shopify_${id}`;

/** "shopify_123" → "123"; null: not one of ours. */
export const shopifyIdOf = (externalId: string): string | null => /^shopify_(\d{1,20})$/.exec(externalId)?.[1] ?? null;

/** Stands among marks for whatever product the item belongs to when it is fetched. */
export const inventoryItemMark = (id: string): string => `shopify_item_${id}`;

/** "shopify_item_5" → "5"; null: not a mark of an inventory item. */
export const inventoryItemOf = (mark: string): string | null => /^shopify_item_(\d{1,20})$/.exec(mark)?.[1] ?? null;
