import { z } from "zod";
import type { accessKeyOrderings, AccessKeyFilters } from "@/lib/access/keys/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** As the API's orderings. The usual one first: in a chip it is no choice. */
export const sorts = {
  "-made": "-created_at",
  made: "created_at",
  name: "name",
  "-name": "-name",
  "-used": "-last_used_at",
  used: "last_used_at",
  expires: "expires_at",
  "-expires": "-expires_at",
} as const satisfies Record<string, (typeof accessKeyOrderings)[number]>;
export type KeySort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as KeySort[];
export const USUAL_SORT = "-made" satisfies KeySort;

/** The page's address. Whose keys somebody may see, the use case decides. */
export const keySearch = z.object({
  person: z.string().optional(),
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});

export const keyFiltersOf = (search: z.output<typeof keySearch>): AccessKeyFilters => ({
  userId: search.person,
  ordering: sorts[search.sort ?? USUAL_SORT],
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});
