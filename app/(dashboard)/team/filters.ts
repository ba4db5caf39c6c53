import { z } from "zod";
import type { UserFilters } from "@/lib/access/users/wire";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts } from "../_data/several";

/** The page's address; a value that makes no sense is no filter. */
export const teamSearch = z.object({ q: z.string().max(200).optional().catch(undefined), ...listParts });

export const userFiltersOf = ({ q, cursor }: z.output<typeof teamSearch>) => ({ q, limit: DEFAULT_LIMIT, cursor }) satisfies UserFilters;
