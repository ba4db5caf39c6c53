import { z } from "zod";
import type { StoreFilters } from "@/lib/access/stores/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** The page's address; a value that makes no sense is no filter. */
export const storeSearch = z.object({ q: z.string().max(200).optional().catch(undefined), ...listParts });

export const storeFiltersOf = ({ q, cursor }: z.output<typeof storeSearch>): StoreFilters => ({
  q,
  userId: undefined,
  limit: DEFAULT_LIMIT,
  cursor,
});
