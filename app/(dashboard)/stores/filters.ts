import { z } from "zod";
import type { storeOrderings, StoreFilters } from "@/lib/access/stores/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** As the API's orderings. The usual one first: in a chip it is no choice. */
export const sorts = {
  "-made": "-created_at",
  made: "created_at",
  name: "name",
  "-name": "-name",
  "-event": "-last_event_at",
  event: "last_event_at",
  "-products": "-products",
  products: "products",
} as const satisfies Record<string, (typeof storeOrderings)[number]>;
export type StoreSort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as StoreSort[];
export const USUAL_SORT = "-made" satisfies StoreSort;

/** The page's address; a value that makes no sense is no filter. */
export const storeSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});

export const storeFiltersOf = ({ q, sort, cursor }: z.output<typeof storeSearch>): StoreFilters => ({
  q,
  userId: undefined,
  ordering: sorts[sort ?? USUAL_SORT],
  limit: DEFAULT_LIMIT,
  cursor,
});
