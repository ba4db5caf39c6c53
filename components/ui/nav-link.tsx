"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A place of the main navigation; says when it is the current one. */
export function NavLink({ href, query = "", children }: { href: string; query?: string; children: ReactNode }) {
  const pathname = usePathname();
  const isHere = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href + query}
      prefetch={false}
      aria-current={isHere ? "page" : undefined}
      className={clsx(
        "flex min-h-10 items-center gap-3 rounded px-3 font-medium [&_svg]:size-4 [&_svg]:shrink-0",
        isHere ? "bg-accent-soft text-accent" : "text-ink-soft hover:bg-sunken hover:text-ink",
      )}
    >
      {children}
    </Link>
  );
}
