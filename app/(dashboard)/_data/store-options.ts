import type { Caller } from "@/lib/access/caller";
import { listStores } from "@/lib/access/stores/list-stores";
import type { Deps } from "@/lib/core/deps";
import type { ChipOption } from "@/components/ui/filter-chip";

/** A select of more shops than this is no choice any more; the address still takes any. */
const MAX_STORES = 100;

/** The caller's shops for a filter, "every shop" first. */
export async function storeOptions(deps: Pick<Deps, "db">, caller: Caller, anyStore: string): Promise<ChipOption[]> {
  const { rows } = await listStores(deps, caller, { q: undefined, userId: undefined, cursor: undefined, limit: MAX_STORES });
  return [{ value: "", label: anyStore }, ...rows.map((store) => ({ value: store.id, label: store.name }))];
}
