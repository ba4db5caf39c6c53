/** A shop's permanent name. No dots, no ports, no paths: everything that is asked of "the shop" goes there. */
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,98}\.myshopify\.com$/;

export const isShopDomain = (text: unknown): text is string => typeof text === "string" && SHOP_DOMAIN.test(text);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Development only: where the fake shop listens. @throws TypeError for anything but the machine itself. */
export function loopbackOrigin(baseUrl: string): string {
  const url = new URL(baseUrl);
  if (!/^https?:$/.test(url.protocol) || !LOOPBACK.test(url.hostname))
    throw new TypeError("Only a loopback address may stand in for Shopify");
  return url.origin;
}

/** https://shop.myshopify.com, or the stand-in's origin. @throws TypeError for a domain that is not Shopify's */
export function shopOrigin(shopDomain: string, developmentBaseUrl?: string): string {
  if (!isShopDomain(shopDomain)) throw new TypeError("Not a *.myshopify.com domain");
  return developmentBaseUrl === undefined ? `https://${shopDomain}` : loopbackOrigin(developmentBaseUrl);
}
