import { clsx } from "clsx";
import { FilterX } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  label: string;
  lead: string;
  children: ReactNode;
  search: ReactNode;
  clearHref: string;
  clear: string;
  isFiltered: boolean;
};

/**
 * The sentence of chips above a table, and the way back to the whole list. On a phone the sentence is one line that
 * scrolls. The way back keeps its place when there is nothing to clear, so that the table below never jumps.
 */
export function FilterBar({ label, lead, children, search, clearHref, clear, isFiltered }: Props) {
  return (
    <div
      role="group"
      aria-label={label}
      // A search has a line of its own where there is little room; the way back alone does not deserve one.
      className={clsx(
        "flex gap-3 min-[1400px]:flex-row min-[1400px]:items-start min-[1400px]:justify-between",
        search ? "flex-col-reverse" : "items-center justify-between",
      )}
    >
      <div className="-mx-4 flex min-w-0 items-center gap-2 overflow-x-auto px-4 py-1 *:shrink-0 sm:mx-0 sm:flex-wrap sm:overflow-visible sm:p-0">
        <span className="text-sm text-ink-soft">{lead}</span>
        {children}
      </div>
      <div className="flex shrink-0 items-center gap-1">
        {search}
        <Link
          href={clearHref}
          scroll={false}
          aria-label={clear}
          title={clear}
          className={clsx(
            "grid size-9 shrink-0 place-items-center rounded text-accent hover:bg-sunken min-[1400px]:order-first",
            // A phone's search needs the room more; above it nothing can jump by that.
            !isFiltered && (search ? "invisible max-sm:hidden" : "invisible"),
          )}
        >
          <FilterX aria-hidden className="size-4" />
        </Link>
      </div>
    </div>
  );
}
