"use client";

import { createContext, use, useState, type ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { BulkBar } from "./bulk-bar";

type Row = { id: string; label: string };
type Ticks = {
  /** What is ticked: some of the page's rows, or everything that the page's filters find. */
  rows: readonly Row[];
  isAllMatching: boolean;
  isPageTicked: boolean;
  toggle: (id: string) => void;
  togglePage: () => void;
  clear: () => void;
};

const nothing = () => undefined;
const Context = createContext<Ticks>({
  rows: [],
  isAllMatching: false,
  isPageTicked: false,
  toggle: nothing,
  togglePage: nothing,
  clear: nothing,
});

/** For what stands in a table's bar of bulk actions. */
export const useSelection = (): Pick<Ticks, "rows" | "isAllMatching" | "clear"> => use(Context);

type Props = {
  rows: readonly Row[];
  actions: ReactNode;
  /** Everything that the filters find, when that may be taken at once. */ allCount: string | null;
  children: ReactNode;
  language: Language;
  t: Sentences["table"]["select"];
};

/** Keeps which rows of the table inside are ticked, and shows what can be done with them. */
export function Selection({ rows, actions, allCount, children, language, t }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isAllMatching, setAllMatching] = useState(false);
  // Ticks of rows that a newer answer has no more are nobody's.
  const selected = rows.filter(({ id }) => ticked.has(id));
  const isPageTicked = rows.length > 0 && selected.length === rows.length;
  const tick = (next: Iterable<string>) => {
    setAllMatching(false);
    setTicked(new Set(next));
  };
  const clear = () => tick([]);
  const value: Ticks = {
    rows: selected,
    isAllMatching: isAllMatching && isPageTicked,
    isPageTicked,
    toggle: (id) => tick(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]),
    togglePage: () => tick(isPageTicked ? [] : rows.map(({ id }) => id)),
    clear,
  };
  return (
    <Context value={value}>
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          allCount={isPageTicked ? allCount : null}
          isAllMatching={value.isAllMatching}
          chooseAll={() => setAllMatching(true)}
          clear={clear}
          language={language}
          t={t}
        >
          {actions}
        </BulkBar>
      )}
      {children}
    </Context>
  );
}

const box = "block size-4 accent-(--accent)";

/** The box of one row. */
export function Tick({ id, label }: { id: string; label: string }) {
  const { rows, toggle } = use(Context);
  return (
    <input type="checkbox" aria-label={label} checked={rows.some((row) => row.id === id)} onChange={() => toggle(id)} className={box} />
  );
}

/** The box of the whole page. */
export function TickPage({ label }: { label: string }) {
  const { rows, isPageTicked, togglePage } = use(Context);
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isPageTicked}
      ref={(input) => {
        if (input) input.indeterminate = rows.length > 0 && !isPageTicked;
      }}
      onChange={togglePage}
      className={box}
    />
  );
}
