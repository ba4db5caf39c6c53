import { readShopUrl } from "@/lib/integrations/connections/shop-url";

/** A shop's address as people write it, with or without https://. "" stays: none was given. Null: it is no address. */
export function readTypedShop(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return "";
  return readShopUrl(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
}

/** Of Shopify's own names; a shop under a name of its own is taken for WooCommerce, and the wizard has both. */
export const isShopifyAddress = (shop: string): boolean => URL.canParse(shop) && new URL(shop).hostname.endsWith(".myshopify.com");
