import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";

export type Sorted = "ascending" | "descending" | undefined;

/** A header that orders the list by its column: a link, so that the order is the address's. */
export function SortLink({ href, label, sorted, isNumber = false }: { href: string; label: string; sorted: Sorted; isNumber?: boolean }) {
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp;
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      className={clsx(
        "-mx-1 inline-flex items-baseline gap-1 rounded px-1 hover:text-ink",
        sorted && "text-ink",
        isNumber && "flex-row-reverse",
      )}
    >
      {label}
      <Arrow aria-hidden className={clsx("size-3.5 self-center", !sorted && "opacity-0 group-hover/head:opacity-60")} />
    </Link>
  );
}
