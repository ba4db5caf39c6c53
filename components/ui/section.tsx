import { useId, type ReactNode } from "react";

/** A part of a page with a name of its own; white space separates it from the next. */
export function Section({ title, note, aside, children }: { title: string; note?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 grid-cols-1 content-start gap-3">
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
