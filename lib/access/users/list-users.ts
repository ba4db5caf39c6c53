import { countRows } from "@/lib/core/count-rows";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { likePattern } from "@/lib/core/like-pattern";
import { inOrder, orderedIds, orNever, type Orders } from "@/lib/core/ordered-ids";
import type { Page } from "@/lib/core/wire";
import { requireAdmin, type Caller } from "../caller";
import { toUserRow, userSelect } from "./user-select";
import { NEWEST_USERS_FIRST, type userOrderings, type UserFilters, type UserRow } from "./wire";

const orders: Orders<(typeof userOrderings)[number]> = {
  created_at: { key: Prisma.sql`u.created_at`, kind: "time" },
  name: { key: Prisma.sql`lower(left(coalesce(nullif(u.name, ''), u.email), 100))`, kind: "text" },
  last_sign_in_at: { key: orNever(Prisma.sql`u.last_sign_in_at`), kind: "time" },
  role: { key: Prisma.sql`u.role`, kind: "text" },
};

/** @throws AppError forbidden, cursor_invalid */
export async function listUsers({ db }: Pick<Deps, "db">, caller: Caller, filters: UserFilters): Promise<Page<UserRow>> {
  requireAdmin(caller);
  const { q, limit, cursor, ordering = NEWEST_USERS_FIRST } = filters;
  const isAsked = q ? Prisma.sql`(u.email ILIKE ${likePattern(q)} OR u.name ILIKE ${likePattern(q)})` : Prisma.sql`TRUE`;
  const [count, { ids, next }] = await Promise.all([
    countRows(db, Prisma.sql`SELECT 1 FROM "user" u WHERE ${isAsked}`),
    orderedIds(db, orders, (key) => Prisma.sql`SELECT u.id::text AS id, ${key} AS key FROM "user" u WHERE ${isAsked}`, {
      ordering,
      limit,
      cursor,
    }),
  ]);
  const found = await db.user.findMany({ select: userSelect, where: { id: { in: ids } } });
  return { count, next, rows: inOrder(ids, found).map(toUserRow) };
}
