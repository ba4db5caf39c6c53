import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  label: string;
  lead: string;
  children: ReactNode;
  search: ReactNode;
  /** Null when nothing is filtered. */
  clearHref: string | null;
  clear: string;
};

/** The sentence of chips above a table, and the way back to the whole list. On a phone the sentence is one line that scrolls. */
export function FilterBar({ label, lead, children, search, clearHref, clear }: Props) {
  return (
    <div role="group" aria-label={label} className="flex flex-col-reverse gap-3 xl:flex-row xl:items-start xl:justify-between">
      <div className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 py-1 *:shrink-0 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:p-0">
        <span className="text-sm text-ink-soft">{lead}</span>
        {children}
        {clearHref !== null && (
          <Link href={clearHref} scroll={false} className="px-1 text-sm font-medium text-accent underline-offset-4 hover:underline">
            {clear}
          </Link>
        )}
      </div>
      {search}
    </div>
  );
}
