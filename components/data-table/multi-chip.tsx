"use client";

import { clsx } from "clsx";
import { ChevronDown, X } from "lucide-react";
import { useOptimistic, useState, useTransition } from "react";
import { joinList } from "@/lib/core/value-list";
import type { Language } from "@/lib/i18n/language";
import { fill } from "@/lib/i18n/ui/translated";
import type { ChipOption } from "../ui/filter-chip";
import { Popover } from "../ui/popover";
import { useAddress } from "../ui/use-address";

type Words = { remove: string; find: string; more: string; none: string };
type Props = {
  name: string;
  /** What is filtered: "State". */ label: string;
  /** The chip when nothing is: "in any state". */ any: string;
  values: readonly string[];
  options: readonly ChipOption[];
  language: Language;
  t: Words;
};

/** More options than this are found by typing. */
const MANY = 10;
/** More values than this are said as a number. */
const SAID = 2;

/** One part of the sentence above a table that takes several values: "in the state [failed or waiting]". Lives in the address. */
export function MultiChip({ name, label, any, values, options, language, t }: Props) {
  const changeAddress = useAddress();
  const [isPending, startTransition] = useTransition();
  const [chosen, setChosen] = useOptimistic(values);
  const [typed, setTyped] = useState("");
  const number = new Intl.NumberFormat(language);
  const nameOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const [first = ""] = chosen.map(nameOf);
  const said =
    chosen.length === 0
      ? any
      : chosen.length > SAID
        ? fill(t.more, { first, count: number.format(chosen.length - 1) })
        : new Intl.ListFormat(language, { type: "disjunction" }).format(chosen.map(nameOf));
  const isFound = (option: ChipOption) => option.label.toLocaleLowerCase(language).includes(typed.trim().toLocaleLowerCase(language));
  const found = options.filter(isFound);

  function choose(next: readonly string[]) {
    startTransition(() => {
      setChosen(next);
      changeAddress({ [name]: next.length === 0 ? null : joinList(next), cursor: null });
    });
  }
  const toggle = (value: string) => choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const isSet = chosen.length > 0;
  return (
    <span
      className={clsx(
        "inline-flex h-9 max-w-64 items-stretch rounded border text-sm font-medium",
        isSet ? "border-accent bg-accent-soft text-accent" : "border-line bg-surface text-ink hover:bg-sunken",
      )}
    >
      <Popover
        face={
          <>
            <span className="truncate">{said}</span>
            {!isSet && <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-soft" />}
          </>
        }
        label={`${label}: ${said}`}
        isBusy={isPending}
        className="inline-flex min-w-0 items-center gap-2 rounded ps-3 pe-2"
        panelLabel={label}
        panelClass="grid max-h-[min(24rem,var(--radix-popover-content-available-height))] w-64 grid-rows-[auto_1fr] p-2"
        onOpen={() => setTyped("")}
      >
        {options.length > MANY ? (
          <input
            type="search"
            aria-label={t.find}
            placeholder={t.find}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="mb-2 h-9 w-full rounded border border-line-strong bg-surface px-3 text-sm placeholder:text-ink-soft"
          />
        ) : (
          <span />
        )}
        <div role="group" aria-label={label} className="overflow-y-auto">
          {found.map((option) => (
            <label key={option.value} className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded px-2 hover:bg-sunken">
              <input
                type="checkbox"
                checked={chosen.includes(option.value)}
                onChange={() => toggle(option.value)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              <bdi>{option.label}</bdi>
            </label>
          ))}
          {found.length === 0 && <p className="px-2 py-1 text-sm text-ink-soft">{t.none}</p>}
        </div>
      </Popover>
      {isSet && (
        <button
          type="button"
          onClick={() => choose([])}
          aria-label={fill(t.remove, { filter: `${label}: ${said}` })}
          className="grid w-8 shrink-0 place-items-center rounded hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
