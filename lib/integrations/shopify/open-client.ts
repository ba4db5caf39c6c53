import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { createShopifyClient, type ShopifyClient } from "./client";
import { isShopDomain, loopbackOrigin } from "./shop-address";
import type { Clock } from "./transport";

/** The name of a shop that is not at Shopify's; nothing is asked of it under this name. */
const STAND_IN = "stand-in.myshopify.com";

/** https://name.myshopify.com → name.myshopify.com; null: something that stands in for a shop. */
export function shopDomainOf(address: string): string | null {
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return isShopDomain(host) ? host : null;
}

/**
 * The client of a connection. Its address may be a loopback one, for development: whether that may be called is the
 * guarded fetch's to say (ALLOW_PRIVATE_SHOPS). @throws TypeError for any other address
 */
export function openShopifyClient(
  { outgoing, now, wait }: Clock & { outgoing: GuardedFetch },
  { address, accessToken }: { address: string; accessToken: string },
): ShopifyClient {
  const shopDomain = shopDomainOf(address);
  const shop = shopDomain === null ? { shopDomain: STAND_IN, developmentBaseUrl: loopbackOrigin(address) } : { shopDomain };
  return createShopifyClient({ fetch: outgoing, now, wait }, { ...shop, accessToken });
}
