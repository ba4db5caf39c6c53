import type { Deps } from "@/lib/core/deps";
import type { Prisma } from "@/lib/core/db";
import { cutPage, madeBefore, newestFirst, newestKey } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import { isUuid, storesOf, type Caller } from "../caller";
import { toTokenRow, tokenSelect } from "./token-select";
import type { TokenFilters, TokenRow } from "./wire";

function whereOf(caller: Caller, filters: TokenFilters): Prisma.IntegrationTokenWhereInput | null {
  if ((filters.userId && !isUuid(filters.userId)) || (filters.storeId && !isUuid(filters.storeId))) return null;
  return {
    store: storesOf(caller),
    revokedAt: null,
    ...(filters.userId && { userId: filters.userId }),
    ...(filters.storeId && { storeId: filters.storeId }),
    ...(filters.integrationType && { integrationType: filters.integrationType }),
    ...(filters.isActive !== undefined && { isActive: filters.isActive }),
    ...(filters.q && {
      OR: [
        { name: { contains: filters.q, mode: "insensitive" } },
        { preview: { contains: filters.q } },
        { user: { email: { contains: filters.q, mode: "insensitive" } } },
        { store: { name: { contains: filters.q, mode: "insensitive" } } },
      ],
    }),
  };
}

/** One page without its count, newest first; deleted ones are gone from the list. @throws AppError cursor_invalid */
export async function readTokens({ db }: Pick<Deps, "db">, caller: Caller, filters: TokenFilters): Promise<Omit<Page<TokenRow>, "count">> {
  const rest = madeBefore(filters.cursor);
  const where = whereOf(caller, filters);
  if (where === null) return { next: null, rows: [] };
  const found = await db.integrationToken.findMany({
    select: tokenSelect,
    where: { AND: [where, rest] },
    orderBy: newestFirst,
    take: filters.limit + 1,
  });
  const { rows, next } = cutPage(found, filters.limit, newestKey);
  return { next, rows: rows.map(toTokenRow) };
}

/** Tokens of the stores the caller may see, and how many there are. @throws AppError cursor_invalid */
export async function listTokens(deps: Pick<Deps, "db">, caller: Caller, filters: TokenFilters): Promise<Page<TokenRow>> {
  const where = whereOf(caller, filters);
  const [count, page] = await Promise.all([
    where === null ? 0 : deps.db.integrationToken.count({ where }),
    readTokens(deps, caller, filters),
  ]);
  return { count: { count, isEstimate: false }, ...page };
}
