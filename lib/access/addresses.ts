import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressRange = [Address, number];

/** Four decimal parts: 127.1, 0x7f.1 and 010.0.0.1 are addresses to some readers and others to other readers. */
const isWellWritten = (text: string): boolean =>
  text.includes(":") ? ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);

/** An IPv4 address written as IPv6 (::ffff:127.0.0.1) is the IPv4 address. Null when it is no address. */
export function parseAddress(text: string): Address | null {
  return isWellWritten(text) ? ipaddr.process(text) : null;
}

const MAPPED_BITS = 96;

/** "203.0.113.7", "203.0.113.0/24", "2001:db8::/32"; null when it is neither. */
export function parseRange(text: string): AddressRange | null {
  if (!text.includes("/")) {
    const address = parseAddress(text);
    return address && [address, address.kind() === "ipv4" ? 32 : 128];
  }
  if (!isWellWritten(text.slice(0, text.indexOf("/"))) || !ipaddr.isValidCIDR(text)) return null;
  const [address, bits] = ipaddr.parseCIDR(text);
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS;
  return isMapped ? [address.toIPv4Address(), bits - MAPPED_BITS] : [address, bits];
}

/** An empty list allows everyone; an unreadable address is allowed nowhere else. */
export function isAllowed(address: string | null, ranges: readonly AddressRange[]): boolean {
  if (ranges.length === 0) return true;
  const parsed = address === null ? null : parseAddress(address);
  return (
    parsed !== null &&
    ranges.some(
      ([range, bits]) => range.kind() === parsed.kind() && parsed.match([range, bits] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]),
    )
  );
}

/**
 * The client's address: the socket's, or for a configured number of trusted proxies the one the outermost of them
 * wrote, counted from the right of X-Forwarded-For. Whatever a client wrote stands further left and is never read.
 */
export function clientAddress(socketAddress: string | null, forwardedFor: string | null, trustedProxyCount: number): string | null {
  const normal = (text: string | undefined | null) => (text ? (parseAddress(text.trim())?.toString() ?? null) : null);
  if (trustedProxyCount === 0) return normal(socketAddress);
  const hops = (forwardedFor ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  // Fewer hops than proxies: somebody went around them, so only the socket can be believed.
  return hops.length >= trustedProxyCount ? normal(hops[hops.length - trustedProxyCount]) : normal(socketAddress);
}

/** Who counts as one caller for rates: an IPv6 line has a whole /64 to call from. */
export function addressGroup(address: string | null): string {
  const parsed = address === null ? null : parseAddress(address);
  if (!(parsed instanceof ipaddr.IPv6)) return address ?? "unknown";
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0]).toString()}/64`;
}
