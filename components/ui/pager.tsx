import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "./button";

type Labels = { pages: string; first: string; next: string };

/** Keyset pages only know the next one; the browser's own Back knows the ones before. */
export function Pager({ firstHref, nextHref, t }: { firstHref: string | null; nextHref: string | null; t: Labels }) {
  if (firstHref === null && nextHref === null) return null;
  return (
    <nav aria-label={t.pages} className="flex items-center justify-between gap-2">
      {firstHref !== null && (
        <Link href={firstHref} className={buttonClass("plain")}>
          {t.first}
        </Link>
      )}
      {nextHref !== null && (
        <Link href={nextHref} className={buttonClass("plain", "ms-auto")}>
          {t.next}
          <ChevronRight aria-hidden className="mirror" />
        </Link>
      )}
    </nav>
  );
}
