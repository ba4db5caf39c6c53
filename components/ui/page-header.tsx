import type { ReactNode } from "react";

/** State first: the page answers its question in the line under its name. */
export function PageHeader({ title, state, children }: { title: ReactNode; state: ReactNode; children?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        <div className="text-ink-soft">{state}</div>
      </div>
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}
