import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { createShopifyClient, type AccessToken, type ShopifyClient } from "./client";
import { isShopDomain, loopbackOrigin } from "./shop-address";
import type { Clock } from "./transport";

/** The name of a shop that is not at Shopify's; nothing is asked of it under this name. */
const STAND_IN = "stand-in.myshopify.com";

/** https://name.myshopify.com → name.myshopify.com; null: something that stands in for a shop. */
export function shopDomainOf(address: string): string | null {
  const host = URL.canParse(address) ? new URL(address).hostname : "";
  return isShopDomain(host) ? host : null;
}

/** How the shop of a connection's address is asked. @throws TypeError for an address that is neither Shopify's nor this machine's */
export function shopOf(address: string): { shopDomain: string; developmentBaseUrl?: string } {
  const shopDomain = shopDomainOf(address);
  return shopDomain === null ? { shopDomain: STAND_IN, developmentBaseUrl: loopbackOrigin(address) } : { shopDomain };
}

/**
 * The client of a connection. Its address may be a loopback one, for development: whether that may be called is the
 * guarded fetch's to say (ALLOW_PRIVATE_SHOPS). @throws TypeError for any other address
 */
export function openShopifyClient(
  { outgoing, now, wait }: Clock & { outgoing: GuardedFetch },
  { address, accessToken }: { address: string; accessToken: AccessToken },
): ShopifyClient {
  return createShopifyClient({ fetch: outgoing, now, wait }, { ...shopOf(address), accessToken });
}
