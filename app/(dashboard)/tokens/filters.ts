import { z } from "zod";
import { integrationTypes } from "@/lib/access/secrets";
import type { TokenChoice } from "@/lib/access/tokens/token-filter";
import { NEWEST_TOKENS_FIRST, tokenStates, type TokenFilters } from "@/lib/access/tokens/wire";
import { joinList } from "@/lib/core/value-list";
import { asList, DEFAULT_LIMIT } from "@/lib/core/wire";
import { listParts, oneOrAll, several } from "../_data/several";

/** As the API's orderings. The usual one first: in a chip it is no filter. */
export const sorts = {
  "-created": NEWEST_TOKENS_FIRST,
  created: "created_at",
  name: "name",
  "-name": "-name",
  "-used": "-last_used_at",
  used: "last_used_at",
  expires: "expires_at",
  "-expires": "-expires_at",
} as const;
export type Sort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as Sort[];
export const USUAL_SORT = "-created" satisfies Sort;

/** The page's address; a value that makes no sense is no filter. */
export const tokenSearch = z.object({
  q: z.string().max(200).optional().catch(undefined),
  store: several(z.string().max(64)),
  type: several(z.enum(integrationTypes)),
  state: several(z.enum(tokenStates)),
  sort: z.enum(sortNames).optional().catch(undefined),
  ...listParts,
});
export type TokenSearch = z.output<typeof tokenSearch>;

export const tokenChoiceOf = (search: TokenSearch): TokenChoice => ({
  q: search.q,
  storeId: oneOrAll(search.store),
  userId: undefined,
  integrationType: oneOrAll(search.type),
  isActive: undefined,
  state: oneOrAll(search.state),
});

export const tokenFiltersOf = (search: TokenSearch): TokenFilters => ({
  ...tokenChoiceOf(search),
  ordering: sorts[search.sort ?? USUAL_SORT],
  limit: DEFAULT_LIMIT,
  cursor: search.cursor,
});

const API = "/api/v1/integrations/tokens/";

/** The same list in the API's words. */
function wireOf({ storeId, integrationType, state, q, ordering }: TokenFilters): URLSearchParams {
  const several = (values: readonly string[]) => (values.length > 0 ? joinList(values) : undefined);
  const values = {
    store_id: several(asList(storeId)),
    integration_type: several(asList(integrationType)),
    state: several(asList(state)),
    q,
    ordering: ordering === NEWEST_TOKENS_FIRST ? undefined : ordering,
  };
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
