import { z } from "zod";
import { integrationTypes } from "@/lib/access/secrets";
import { DEFAULT_LIMIT } from "@/lib/core/wire";
import type { TokenFilters } from "@/lib/access/tokens/wire";
import { listParts } from "../_data/several";

/** The page's address; a value that makes no sense is no filter. */
export const tokenSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: z.string().optional(),
  type: z.enum(integrationTypes).optional().catch(undefined),
  state: z.enum(["on", "off"]).optional().catch(undefined),
  ...listParts,
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

const API = "/api/v1/integrations/tokens/";

/** The same list in the API's words. */
function wireOf({ storeId, integrationType, isActive, q }: TokenFilters): URLSearchParams {
  const values = { store_id: storeId, integration_type: integrationType, is_active: isActive?.toString(), q };
  return new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** For the live leaf. */
export function tokensUrl(filters: TokenFilters): string {
  const params = wireOf(filters);
  params.set("limit", String(filters.limit));
  return `${API}?${params}`;
}

/** The same list, whole, as a file. */
export const tokensExport = (filters: TokenFilters): string => `${API}export/?${wireOf(filters)}`;
