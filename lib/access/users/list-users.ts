import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { cutPage, madeBefore, newestFirst, newestKey } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import { requireAdmin, type Caller } from "../caller";
import { toUserRow, userSelect } from "./user-select";
import type { UserFilters, UserRow } from "./wire";

/** @throws AppError forbidden */
export async function listUsers({ db }: Pick<Deps, "db">, caller: Caller, filters: UserFilters): Promise<Page<UserRow>> {
  requireAdmin(caller);
  const rest = madeBefore(filters.cursor);
  const where: Prisma.UserWhereInput = filters.q
    ? { OR: [{ email: { contains: filters.q, mode: "insensitive" } }, { name: { contains: filters.q, mode: "insensitive" } }] }
    : {};
  const [count, found] = await Promise.all([
    db.user.count({ where }),
    db.user.findMany({
      select: userSelect,
      where: { AND: [where, rest] },
      orderBy: newestFirst,
      take: filters.limit + 1,
    }),
  ]);
  const { rows, next } = cutPage(found, filters.limit, newestKey);
  return { count: { count, isEstimate: false }, next, rows: rows.map(toUserRow) };
}
