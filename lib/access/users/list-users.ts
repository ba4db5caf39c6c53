import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { decodeCursor, encodeCursor, timePlace } from "@/lib/core/cursor";
import type { Page } from "@/lib/core/wire";
import { requireAdmin, type Caller } from "../caller";
import { toUserRow, userSelect } from "./user-select";
import type { UserFilters, UserRow } from "./wire";

/** @throws AppError forbidden */
export async function listUsers({ db }: Pick<Deps, "db">, caller: Caller, filters: UserFilters): Promise<Page<UserRow>> {
  requireAdmin(caller);
  const after = filters.cursor === undefined ? null : decodeCursor(filters.cursor, timePlace);
  const where: Prisma.UserWhereInput = filters.q
    ? { OR: [{ email: { contains: filters.q, mode: "insensitive" } }, { name: { contains: filters.q, mode: "insensitive" } }] }
    : {};
  const [count, found] = await Promise.all([
    db.user.count({ where }),
    db.user.findMany({
      select: userSelect,
      where: after
        ? { AND: [where, { OR: [{ createdAt: { lt: new Date(after[0]) } }, { createdAt: new Date(after[0]), id: { lt: after[1] } }] }] }
        : where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: filters.limit + 1,
    }),
  ]);
  const page = found.slice(0, filters.limit);
  const last = page.at(-1);
  return {
    count: { count, isEstimate: false },
    next: found.length > filters.limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    rows: page.map(toUserRow),
  };
}
