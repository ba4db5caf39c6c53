import Link from "next/link";
import type { ReactNode } from "react";

/** The sentence of chips above a table, and the way back to the whole list. */
export function FilterBar({ label, lead, children, search, clearHref, clear }: { label: string; lead: string; children: ReactNode; search: ReactNode; /** Null when nothing is filtered. */ clearHref: string | null; clear: string }) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-soft">{lead}</span>
      {children}
      {clearHref !== null && (
        <Link href={clearHref} scroll={false} className="px-1 text-sm font-medium text-accent underline-offset-4 hover:underline">
          {clear}
        </Link>
      )}
      <div className="w-full sm:ms-auto sm:w-auto">{search}</div>
    </div>
  );
}
