import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode } | null;

/** Names and values, one a line; what is null does not apply and is not drawn. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
      {facts
        .filter((fact) => fact !== null)
        .map((fact) => (
          <div key={fact.label} className="grid sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="text-ink-soft">{fact.label}</dt>
            <dd className="min-w-0 break-words">{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
