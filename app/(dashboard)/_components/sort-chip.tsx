import type { Sentences } from "@/lib/i18n/ui/ui";
import { FilterChip } from "@/components/ui/filter-chip";

type Props<Sort extends string> = {
  /** The usual one first: in the address it is no word. */ names: readonly Sort[];
  sort: Sort | undefined;
  labels: Readonly<Record<Sort, string>>;
  t: Sentences["table"]["sort"];
};

/** The order of a list as a chip, for where there are no heads to press: a phone, or columns that are not shown. */
export const SortChip = <Sort extends string>({ names, sort, labels, t }: Props<Sort>) => (
  <FilterChip
    name="sort"
    label={t.label}
    value={sort === names[0] ? "" : (sort ?? "")}
    options={names.map((name, at) => ({ value: at === 0 ? "" : name, label: labels[name] }))}
  />
);
