import { ChevronRight } from "lucide-react";
import Link from "next/link";

export type Crumb = { href: string; label: string };

type Props = {
  label: string;
  above: readonly Crumb[];
  here: string;
  /** Of our own words: in the direction of the page, though a name in another stands first in it. */ isSentence?: boolean;
};

/** The way down to this page. What is above it are links; the last word is the page itself and gives way when there is no room. */
export function Breadcrumbs({ label, above, here, isSentence = false }: Props) {
  return (
    <nav aria-label={label} className="min-w-0 text-sm text-ink-soft">
      <ol className="flex min-w-0 items-center gap-1">
        {above.map(({ href, label: name }) => (
          <li key={href} className="flex max-w-[45%] min-w-0 shrink-0 items-center gap-1">
            <Link
              href={href}
              prefetch={false}
              className="truncate rounded font-medium hover:text-ink hover:underline hover:underline-offset-4"
            >
              <bdi>{name}</bdi>
            </Link>
            <ChevronRight aria-hidden className="size-4 shrink-0 mirror" />
          </li>
        ))}
        <li className="min-w-0">
          {/* A name is cut off at its own end, which is not always the page's. */}
          <span aria-current="page" dir={isSentence ? undefined : "auto"} className="block truncate">
            {here}
          </span>
        </li>
      </ol>
    </nav>
  );
}
