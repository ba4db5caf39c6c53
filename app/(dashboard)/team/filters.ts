import { z } from "zod";
import type { userOrderings, UserFilters } from "@/lib/access/users/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** As the API's orderings. The usual one first: in a chip it is no choice. */
export const sorts = {
  "-made": "-created_at",
  made: "created_at",
  name: "name",
  "-name": "-name",
  "-seen": "-last_sign_in_at",
  seen: "last_sign_in_at",
  role: "role",
  "-role": "-role",
} as const satisfies Record<string, (typeof userOrderings)[number]>;
export type TeamSort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as TeamSort[];
export const USUAL_SORT = "-made" satisfies TeamSort;

/** The page's address; a value that makes no sense is no filter. */
export const teamSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});

export const userFiltersOf = ({ q, sort, cursor }: z.output<typeof teamSearch>) =>
  ({ q, ordering: sorts[sort ?? USUAL_SORT], limit: DEFAULT_LIMIT, cursor }) satisfies UserFilters;
