import type { ReactNode } from "react";

type Props = { label: string; value: ReactNode; /** What it says in other words. */ note?: string; children?: ReactNode };

/** A number people look for, its name under it, and under that where it leads. */
export function Figure({ label, value, note, children }: Props) {
  return (
    <div className="flex flex-col">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="figures -order-1 text-xl font-semibold">{value}</dd>
      {children && <dd className="text-sm">{children}</dd>}
      {note && <dd className="text-sm text-ink-soft">{note}</dd>}
    </div>
  );
}

export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-4">{children}</dl>
);
