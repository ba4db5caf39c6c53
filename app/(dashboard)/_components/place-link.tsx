"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { NavLink } from "@/components/ui/nav-link";
import { storeOfPlace } from "./stores-menu/store-place";

/** A place of the navigation; a list of stores' things stays with the store that is shown. */
export function PlaceLink({ href, hasStore, children }: { href: string; hasStore: boolean; children: ReactNode }) {
  const store = storeOfPlace(usePathname(), useSearchParams());
  return (
    <NavLink href={href} query={hasStore && store !== null ? `?store=${store}` : ""}>
      {children}
    </NavLink>
  );
}
