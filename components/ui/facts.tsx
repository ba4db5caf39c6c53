import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode } | null;

/** Names and values, one a line; what is null does not apply and is not drawn. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[fit-content(9.5rem)_minmax(0,1fr)] gap-x-6 gap-y-2">
      {facts
        .filter((fact) => fact !== null)
        .map((fact) => (
          <div key={fact.label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-soft">{fact.label}</dt>
            <dd className="min-w-0 break-words">{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
