import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Ids, codes, addresses: left to right and isolated wherever they stand. */
export function Latin({ children, isCode = false, className }: { children: ReactNode; isCode?: boolean; className?: string }) {
  return (
    <bdi dir="ltr" className={clsx(isCode && "font-mono text-[0.95em]", className)}>
      {children}
    </bdi>
  );
}
