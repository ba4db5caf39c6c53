import { storesOf, type Caller } from "@/lib/access/caller";
import { MAX_HIDDEN_NAMES } from "@/lib/access/stores/visibility";
import type { Deps } from "@/lib/core/deps";
import type { Language } from "@/lib/i18n/language";

/** All distinct names of a large catalogue would cost more than the page: others are looked for by name (find-names). */
const NEWEST = 500;

export type Names = { categories: string[]; tags: string[]; /** There may be others, to be looked for. */ hasProducts: boolean };

/** Categories and tags to choose from: those of the newest products, and whatever is chosen already. */
export async function readNames(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  storeId: string,
  chosen: { categories: readonly string[]; tags: readonly string[] },
  language: Language,
): Promise<Names> {
  const products = await db.product.findMany({
    where: { storeId, store: storesOf(caller), isActive: true },
    select: { categories: true, tags: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: NEWEST,
  });
  const { compare } = new Intl.Collator(language);
  const offer = (found: string[], also: readonly string[]) =>
    [...new Set([...also, ...new Set(found)])].slice(0, Math.max(MAX_HIDDEN_NAMES, also.length)).sort(compare);
  return {
    categories: offer(
      products.flatMap((product) => product.categories),
      chosen.categories,
    ),
    tags: offer(
      products.flatMap((product) => product.tags),
      chosen.tags,
    ),
    hasProducts: products.length > 0,
  };
}
