import type { Prisma } from "@/lib/core/db";
import { asList } from "@/lib/core/wire";
import { isUuid, storesOf, type Caller } from "../caller";
import type { TokenFilters, TokenState } from "./wire";

/** What a list of tokens is narrowed by, whatever its order and its page. */
export type TokenChoice = Omit<TokenFilters, "ordering" | "limit" | "cursor"> & {
  /** Of these only. */ ids?: readonly string[];
  /** Of these only: what a preview of an act named. */ seen?: readonly string[];
};

/** As a row says it: what has ended is neither on nor off any more. */
const stateWhere = (now: Date): Record<TokenState, Prisma.IntegrationTokenWhereInput> => {
  const lasts = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  return { on: { isActive: true, ...lasts }, off: { isActive: false, ...lasts }, expired: { expiresAt: { lte: now } } };
};

/** Tokens of the caller's stores that were not revoked. Null: nothing can match, for what is no id is nobody's. */
export function tokenWhere(caller: Caller, choice: TokenChoice, now: Date): Prisma.IntegrationTokenWhereInput | null {
  const { userId, integrationType, isActive, q, ids, seen } = choice;
  const [storeIds, types, states] = [asList(choice.storeId), asList(integrationType), asList(choice.state)];
  if ((userId && !isUuid(userId)) || !storeIds.every(isUuid)) return null;
  return {
    AND: [
      { store: storesOf(caller), revokedAt: null },
      userId ? { userId } : {},
      storeIds.length > 0 ? { storeId: { in: [...storeIds] } } : {},
      types.length > 0 ? { integrationType: { in: [...types] } } : {},
      isActive === undefined ? {} : { isActive },
      states.length > 0 ? { OR: states.map((state) => stateWhere(now)[state]) } : {},
      ids ? { id: { in: ids.filter(isUuid) } } : {},
      seen ? { id: { in: seen.filter(isUuid) } } : {},
      q
        ? {
            OR: [
              { name: { contains: q, mode: "insensitive" } },
              { preview: { contains: q } },
              { user: { email: { contains: q, mode: "insensitive" } } },
              { store: { name: { contains: q, mode: "insensitive" } } },
            ],
          }
        : {},
    ],
  };
}
