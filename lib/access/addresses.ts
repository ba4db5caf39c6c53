import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressRange = [Address, number];

/** An IPv4 address written as IPv6 (::ffff:127.0.0.1) is the IPv4 address. Null when it is no address. */
export function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

/** "203.0.113.7", "203.0.113.0/24", "2001:db8::/32"; null when it is neither. */
export function parseRange(text: string): AddressRange | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = text.includes("/") ? null : parseAddress(text);
  return address && [address, address.kind() === "ipv4" ? 32 : 128];
}

/** An empty list allows everyone; an unreadable address is allowed nowhere else. */
export function isAllowed(address: string | null, ranges: readonly AddressRange[]): boolean {
  if (ranges.length === 0) return true;
  const parsed = address === null ? null : parseAddress(address);
  return parsed !== null && ranges.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match([range, bits] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]));
}

/**
 * The client's address: the socket's, or for a configured number of trusted proxies the one the outermost of them
 * wrote, counted from the right of X-Forwarded-For. Whatever a client wrote stands further left and is never read.
 */
export function clientAddress(socketAddress: string | null, forwardedFor: string | null, trustedProxyCount: number): string | null {
  const normal = (text: string | undefined | null) => (text ? (parseAddress(text.trim())?.toString() ?? null) : null);
  if (trustedProxyCount === 0) return normal(socketAddress);
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim()).filter(Boolean);
  // Fewer hops than proxies: somebody went around them, so only the socket can be believed.
  return hops.length >= trustedProxyCount ? normal(hops[hops.length - trustedProxyCount]) : normal(socketAddress);
}
