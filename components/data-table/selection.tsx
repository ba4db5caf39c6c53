"use client";

import { createContext, use, useState, type ReactNode } from "react";
import type { Language } from "@/lib/i18n/language";
import type { Sentences } from "@/lib/i18n/ui/ui";
import { BulkBar } from "./bulk-bar";

type Row = { id: string; label: string };
type Ticks = {
  /** What is ticked, also of rows that newer ones have pushed off the page since. */
  rows: readonly Row[];
  /** Everything that the page's filters find is chosen, until somebody chooses otherwise. */
  isAllMatching: boolean;
  isPageTicked: boolean;
  isTicked: (id: string) => boolean;
  toggle: (id: string) => void;
  togglePage: () => void;
  clear: () => void;
};

const nothing = () => undefined;
const Context = createContext<Ticks>({
  rows: [],
  isAllMatching: false,
  isPageTicked: false,
  isTicked: () => false,
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
  // With their names: on a live page a row may be gone before anything is done with it.
  const [ticked, setTicked] = useState<readonly Row[]>([]);
  const [isAllChosen, setAllChosen] = useState(false);
  const isAllMatching = isAllChosen && allCount !== null;
  const isTicked = (id: string) => isAllMatching || ticked.some((row) => row.id === id);
  const isPageTicked = rows.length > 0 && rows.every(({ id }) => isTicked(id));
  const tick = (next: readonly Row[]) => {
    setAllChosen(false);
    setTicked(next);
  };
  const without = (gone: readonly Row[]) => ticked.filter(({ id }) => !gone.some((row) => row.id === id));
  const toggle = (id: string) => {
    const row = rows.filter((one) => one.id === id);
    // Who unticks one of everything means the others that are seen.
    if (isAllMatching) tick(rows.filter((one) => one.id !== id));
    else tick(isTicked(id) ? without(row) : [...ticked, ...row]);
  };
  const togglePage = () => {
    if (isAllMatching) tick([]);
    else tick(isPageTicked ? without(rows) : [...without(rows), ...rows]);
  };
  const clear = () => tick([]);
  const canChooseAll = isPageTicked || isAllMatching;
  return (
    <Context value={{ rows: ticked, isAllMatching, isPageTicked, isTicked, toggle, togglePage, clear }}>
      <BulkBar
        count={ticked.length}
        isShown={ticked.length > 0 || isAllMatching}
        allCount={canChooseAll ? allCount : null}
        isAllMatching={isAllMatching}
        chooseAll={() => setAllChosen(true)}
        clear={clear}
        language={language}
        t={t}
      >
        {actions}
      </BulkBar>
      {children}
    </Context>
  );
}

const box = "block size-4 accent-(--accent)";

/** The box of one row. */
export function Tick({ id, label }: { id: string; label: string }) {
  const { isTicked, toggle } = use(Context);
  return <input type="checkbox" aria-label={label} checked={isTicked(id)} onChange={() => toggle(id)} className={box} />;
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
