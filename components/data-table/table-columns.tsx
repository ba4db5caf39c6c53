import type { ChoiceColumn } from "./choice-table";
import { SortLink } from "./sort-link";

type Words<Id extends string> = Readonly<Record<Id, string>>;
/** The order of a list, as its address names it, and the address of another. */
export type Sorting<Sort extends string> = { sort: Sort; sortHref: (sort: Sort) => string };

/** Columns called by their sentences. */
export const plainColumns =
  <Id extends string>(words: Words<Id>) =>
  (id: Id, more: Partial<ChoiceColumn> = {}): ChoiceColumn => ({ id, label: words[id], header: words[id], ...more });

/** Columns whose head orders the list: a first click as people mean it (names from A, times from the newest), a second the other way. */
export const sortableColumns =
  <Id extends string, Sort extends string>(words: Words<Id>, { sort, sortHref }: Sorting<Sort>) =>
  (id: Id, first: Sort, then: Sort, more: Partial<ChoiceColumn> = {}): ChoiceColumn => {
    const current = [first, then].find((one) => one === sort);
    const sorted = current === undefined ? undefined : current.startsWith("-") ? "descending" : "ascending";
    const href = sortHref(current === first ? then : first);
    const header = <SortLink href={href} label={words[id]} sorted={sorted} isNumber={more.isNumber ?? false} />;
    return { id, label: words[id], header, sorted, ...more };
  };
