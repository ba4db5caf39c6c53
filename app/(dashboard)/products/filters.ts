import { z } from "zod";
import { aiStates } from "@/lib/catalog/ai-state";
import type { ProductFilters } from "@/lib/catalog/product-filter";
import { decimalText, type ProductListQuery } from "@/lib/catalog/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { joinList } from "@/lib/core/value-list";
import { asList } from "@/lib/core/wire";
import { toAsciiNumber } from "@/lib/i18n/format";
import { listParts, oneOrAll, several } from "../_data/several";

/** As the API's orderings; each has its keyset and its index. The usual one first: in a chip it is no filter. */
export const sorts = {
  "-updated": "-updated_at",
  updated: "updated_at",
  title: "title",
  "-title": "-title",
  price: "price",
  "-price": "-price",
  stock: "stock",
  "-stock": "-stock",
} as const;
export type Sort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as Sort[];
export const USUAL_SORT = "-updated" satisfies Sort;

const flag = z.enum(["yes", "no"]).optional().catch(undefined);
const amount = z.string().transform(toAsciiNumber).pipe(decimalText).optional().catch(undefined);

/** The page's address; a value that makes no sense is no filter. */
export const productSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: several(z.string().max(64)),
  active: flag,
  stock: flag,
  ai: several(z.enum(aiStates)),
  category: several(z.string().max(200)),
  min: amount,
  max: amount,
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});
export type ProductSearch = z.output<typeof productSearch>;

const asked = (value: "yes" | "no" | undefined) => (value === undefined ? undefined : value === "yes");

export const productFiltersOf = (search: ProductSearch): ProductFilters => ({
  externalSource: undefined,
  userId: undefined,
  tag: undefined,
  storeId: oneOrAll(search.store),
  isActive: asked(search.active),
  inStock: asked(search.stock),
  aiState: oneOrAll(search.ai),
  category: undefined,
  categories: oneOrAll(search.category),
  priceMin: search.min,
  priceMax: search.max,
  q: search.q,
});

export const productQueryOf = (search: ProductSearch): ProductListQuery => ({
  ...productFiltersOf(search),
  ordering: sorts[search.sort ?? USUAL_SORT],
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});

/** The same list, whole, as a file. */
export function productsExport(query: ProductListQuery): string {
  const several = (values: readonly string[]) => (values.length > 0 ? joinList(values) : undefined);
  const values = {
    store_id: several(asList(query.storeId)),
    is_active: query.isActive?.toString(),
    in_stock: query.inStock?.toString(),
    ai_state: several(asList(query.aiState)),
    categories: several(asList(query.categories)),
    price_min: query.priceMin,
    price_max: query.priceMax,
    q: query.q,
    ordering: query.ordering,
  };
  const params = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return `/api/v1/web-knowledge/products/export/?${params}`;
}
