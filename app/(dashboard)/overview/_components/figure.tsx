import type { ReactNode } from "react";

type Props = { label: string; value: ReactNode; /** What it says in other words. */ note?: string; children?: ReactNode };

/** A number people look for, its name under it. */
export function Figure({ label, value, note, children }: Props) {
  return (
    <div className="flex flex-col">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="figures -order-1 flex flex-wrap items-baseline gap-x-2">
        <span className="text-xl font-semibold">{value}</span>
        {children && <span className="text-sm">{children}</span>}
      </dd>
      {note && <dd className="text-sm text-ink-soft">{note}</dd>}
    </div>
  );
}

export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-4">{children}</dl>
);
