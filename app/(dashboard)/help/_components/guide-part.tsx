import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";

export const anchorLook = "scroll-mt-20 lg:scroll-mt-6";
export const linkLook = "font-medium text-accent underline-offset-4 hover:underline";

type Props = {
  anchor: string;
  title: string;
  lead: string;
  /** Where it is done, if it is done here. */ place: { href: string; label: string } | null;
  children: ReactNode;
};

/** One question of an owner, with its answer. */
export function GuidePart({ anchor, title, lead, place, children }: Props) {
  return (
    <section id={anchor} aria-labelledby={`${anchor}-title`} className={clsx("grid break-inside-avoid gap-3", anchorLook)}>
      <h2 id={`${anchor}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      <p>{lead}</p>
      {children}
      {place && (
        <p className="print:hidden">
          <Link href={place.href} prefetch={false} className={linkLook}>
            {place.label}
          </Link>
        </p>
      )}
    </section>
  );
}

/** Steps are done in their order; points are not. */
export function Points({ points, isInOrder }: { points: readonly string[]; isInOrder: boolean }) {
  const List = isInOrder ? "ol" : "ul";
  return (
    <List className={clsx("grid gap-2 ps-6 marker:text-ink-soft", isInOrder ? "list-decimal" : "list-disc")}>
      {points.map((point) => (
        <li key={point} className="ps-1">
          {point}
        </li>
      ))}
    </List>
  );
}
