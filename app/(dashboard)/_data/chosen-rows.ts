import { z } from "zod";
import type { Attempt } from "@/app/_actions/attempt";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";
import { singles } from "./address";
import { isAnySet } from "./several";

/** Ticked rows, or all that the page's address finds. `count` is what people were told. */
export type Chosen = { ids: readonly string[] } | { filters: Record<string, string>; count: string };
/** `ids`: these. `seen`: of what the filters find, these. */
export type ChosenRows<F> = F & { ids?: readonly string[]; seen?: readonly string[] };

type Reading<F> = { filtersOf: (address: Record<string, string>) => F; /** So many at once. */ max: number; ui: Ui };

const address = z.record(z.string(), z.string());
const ids = z.array(z.string().max(64)).min(1);

/** What a preview looks at. */
export function rowsToPreview<F extends object>(chosen: Chosen, { filtersOf, max, ui: { t, format } }: Reading<F>): Attempt<ChosenRows<F>> {
  if ("ids" in chosen) {
    const ticked = ids.safeParse(chosen.ids);
    if (!ticked.success) return { ok: false, problem: t.common.unknownError };
    const count = ticked.data.length;
    if (count > max) return { ok: false, problem: fill(t.table.select.tooMany, { count: format.number(count), max: format.number(max) }) };
    return { ok: true, value: { ...filtersOf({}), ids: ticked.data } };
  }
  const filters = filtersOf(singles(address.safeParse(chosen.filters).data ?? {}));
  // Without any filter this would be everything: the page offers it only for a filtered list.
  return isAnySet(filters) ? { ok: true, value: filters } : { ok: false, problem: t.common.unknownError };
}

/**
 * What an act takes: ticked rows, or, of all that the filters find, just what its preview saw. What fits the filters only since
 * then nobody was asked about; what fits them no more stays as it is.
 */
export function rowsToActOn<F extends object>(chosen: Chosen, seen: readonly string[], reading: Reading<F>): Attempt<ChosenRows<F>> {
  const given = rowsToPreview(chosen, reading);
  if (!given.ok || "ids" in chosen) return given;
  const shown = ids.max(reading.max).safeParse(seen);
  if (!shown.success) return { ok: false, problem: reading.ui.t.common.unknownError };
  return { ok: true, value: { ...given.value, seen: shown.data } };
}
