"use client";

import { clsx } from "clsx";
import { useOptimistic, useTransition } from "react";
import { useAddress } from "./use-address";

export type ChipOption = { value: string; label: string };

/**
 * One part of the sentence above a table: "Events of [every shop] [any kind] …". Choosing changes the address, which is
 * where filters live; the first option means "no filter".
 */
export function FilterChip({
  name,
  label,
  value,
  options,
}: {
  name: string;
  label: string;
  value: string;
  options: readonly ChipOption[];
}) {
  const changeAddress = useAddress();
  const [isPending, startTransition] = useTransition();
  const [shown, setShown] = useOptimistic(value);
  const isSet = shown !== options[0]?.value;

  function choose(next: string) {
    startTransition(() => {
      setShown(next);
      changeAddress({ [name]: next === options[0]?.value ? null : next, cursor: null });
    });
  }
  return (
    <select
      aria-label={label}
      aria-busy={isPending}
      value={shown}
      onChange={(event) => choose(event.target.value)}
      className={clsx(
        "field-sizing-content h-9 max-w-56 min-w-0 select-arrow truncate rounded border ps-3 text-sm font-medium",
        isSet ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink hover:bg-sunken",
      )}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} className="bg-surface text-ink">
          {option.label}
        </option>
      ))}
    </select>
  );
}
