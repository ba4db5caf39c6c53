import type { Caller } from "@/lib/access/caller";
import { listUsers } from "@/lib/access/users/list-users";
import type { Deps } from "@/lib/core/deps";
import type { ChipOption } from "@/components/ui/filter-chip";

/** A select of more people than this is no choice any more; the address still takes any. */
const MAX_PEOPLE = 100;

/** Everybody for a filter, "everyone" first. For administrators. @throws AppError forbidden */
export async function personOptions(deps: Pick<Deps, "db">, caller: Caller, anyone: string): Promise<ChipOption[]> {
  const { rows } = await listUsers(deps, caller, { q: undefined, cursor: undefined, limit: MAX_PEOPLE });
  return [{ value: "", label: anyone }, ...rows.map((user) => ({ value: user.id, label: user.email }))];
}
