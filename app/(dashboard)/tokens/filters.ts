import { z } from "zod";
import { integrationTypes } from "@/lib/access/secrets";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import type { TokenFilters } from "@/lib/access/tokens/wire";

/** The page's address; a value that makes no sense is no filter. */
export const tokenSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: z.string().optional(),
  type: z.enum(integrationTypes).optional().catch(undefined),
  state: z.enum(["on", "off"]).optional().catch(undefined),
  cursor: z.string().optional(),
});
export type TokenSearch = z.output<typeof tokenSearch>;

export const tokenFiltersOf = (search: TokenSearch): TokenFilters => ({
  q: search.q,
  storeId: search.store,
  userId: undefined,
  integrationType: search.type,
  isActive: search.state === undefined ? undefined : search.state === "on",
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});
