import ipaddr from "ipaddr.js";

/** Global unicast, the only part of IPv6 that is handed out: ::/96, local prefixes and what is to come lie outside. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** In the public range, but answered inside a cloud: Azure's machine agent. Other clouds use link-local, CGNAT or private ones. */
const METADATA = new Set(["168.63.129.16"]);

/**
 * Why an address may not be called, in one word (ipaddr.js' name of the range, "metadata" or "unreadable"); null when it is public.
 * An IPv4 address written as ::ffff:… is that address; forms that carry one elsewhere (NAT64, 6to4, Teredo, ::a.b.c.d) are refused.
 */
export function blockedRange(address: string): string | null {
  if (!ipaddr.isValid(address)) return "unreadable";
  const parsed = ipaddr.process(address);
  if (METADATA.has(parsed.toString())) return "metadata";
  const range = parsed.range();
  if (range !== "unicast") return range;
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_IPV6) ? "reserved" : null;
}
