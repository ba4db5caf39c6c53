import { storesOf, type Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import type { Language } from "@/lib/i18n/language";
import type { ChipOption } from "@/components/ui/filter-chip";

/** Read from the newest products: all distinct categories of a large catalogue would cost more than the page. */
const NEWEST = 300;
const MAX_OPTIONS = 100;

/** Categories to choose from, the chosen ones among them wherever they came from. */
export async function categoryOptions(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  chosen: readonly string[],
  language: Language,
): Promise<ChipOption[]> {
  const products = await db.product.findMany({
    where: { store: storesOf(caller), isActive: true },
    select: { categories: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: NEWEST,
  });
  const names = [...new Set(products.flatMap((product) => product.categories))].slice(0, MAX_OPTIONS);
  const all = [...new Set([...names, ...chosen])].sort(new Intl.Collator(language).compare);
  return all.map((name) => ({ value: name, label: name }));
}
