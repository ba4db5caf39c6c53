import { z } from "zod";
import type { AccessKeyFilters } from "@/lib/access/keys/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** The page's address. Whose keys somebody may see, the use case decides. */
export const keySearch = z.object({ person: z.string().optional(), ...listParts });

export const keyFiltersOf = (search: z.output<typeof keySearch>): AccessKeyFilters => ({
  userId: search.person,
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});
