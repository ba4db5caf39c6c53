import type { ReactNode } from "react";

/** A number people look for, its name under it. */
export function Figure({ label, value, children }: { label: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="figures flex flex-wrap items-baseline gap-x-2">
        <span className="text-xl font-semibold">{value}</span>
        {children && <span className="text-sm">{children}</span>}
      </dd>
    </div>
  );
}

export const Figures = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-4">{children}</dl>
);
