"use client";

import { createContext, use } from "react";

/** What is ticked in the table around: some of its rows, or everything that the page's filters find. */
export type Selection = {
  rows: readonly { id: string; label: string }[];
  isAllMatching: boolean;
  clear: () => void;
};

export const SelectionContext = createContext<Selection>({ rows: [], isAllMatching: false, clear: () => undefined });

/** For what stands in a table's bar of bulk actions. */
export const useSelection = (): Selection => use(SelectionContext);
