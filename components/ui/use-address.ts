"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { createAskedAddresses } from "./asked-addresses";

/** One for all the leaves of a page. */
const addresses = createAskedAddresses();

/** Changes values of the address, where filters live; null takes one away. Call what it answers inside a transition. */
export function useAddress() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const here = `${pathname}?${search}`;
  useEffect(() => addresses.arrive(here), [here]);
  useEffect(() => addresses.forget, []);
  return (changes: Record<string, string | null>, how: "push" | "replace" = "push") => {
    const params = new URL(addresses.latest(here), window.location.origin).searchParams;
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    addresses.ask(here, `${pathname}?${params}`);
    router[how](params.size > 0 ? `${pathname}?${params}` : pathname, { scroll: false });
  };
}
