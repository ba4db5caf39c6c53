import { useId, type ReactNode } from "react";

type Props = {
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  /** Where a link of the same page leads. */
  anchor?: string;
  children: ReactNode;
};

/** A part of a page with a name of its own; white space separates it from the next. */
export function Section({ title, note, aside, anchor, children }: Props) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className="grid min-w-0 grid-cols-1 content-start gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {aside}
        {note && <p className="basis-full text-sm text-ink-soft">{note}</p>}
      </div>
      {children}
    </section>
  );
}
