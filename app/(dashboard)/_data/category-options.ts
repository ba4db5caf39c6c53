import type { Caller } from "@/lib/access/caller";
import { newestCategories } from "@/lib/catalog/find-names";
import type { Deps } from "@/lib/core/deps";
import type { Language } from "@/lib/i18n/language";
import type { ChipOption } from "@/components/ui/filter-chip";

const MAX_OPTIONS = 100;

/** Categories to choose from, the chosen ones among them wherever they came from. */
export async function categoryOptions(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  chosen: readonly string[],
  language: Language,
): Promise<ChipOption[]> {
  const names = (await newestCategories({ db }, caller)).slice(0, MAX_OPTIONS);
  const all = [...new Set([...names, ...chosen])].sort(new Intl.Collator(language).compare);
  return all.map((name) => ({ value: name, label: name }));
}
