import { countRows } from "@/lib/core/count-rows";
import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { inOrder, orderedIds, orEndless, orNever, type Orders } from "@/lib/core/ordered-ids";
import type { Page } from "@/lib/core/wire";
import { recordAudit } from "../audit";
import { isUuid, type Caller } from "../caller";
import { forgetAccessKeys } from "./find-access-key";
import { NEWEST_KEYS_FIRST, type accessKeyOrderings, type AccessKeyFilters, type AccessKeyRow } from "./wire";

/** An administrator sees everyone's keys, others their own. */
const keysOf = (caller: Caller): Prisma.AccessKeyWhereInput => ({
  revokedAt: null,
  ...(caller.role === "ADMIN" ? {} : { userId: caller.userId }),
});

const orders: Orders<(typeof accessKeyOrderings)[number]> = {
  created_at: { key: Prisma.sql`k.created_at`, kind: "time" },
  name: { key: Prisma.sql`lower(k.name)`, kind: "text" },
  last_used_at: { key: orNever(Prisma.sql`k.last_used_at`), kind: "time" },
  expires_at: { key: orEndless(Prisma.sql`k.expires_at`), kind: "time" },
};

const keySelect = {
  id: true,
  name: true,
  preview: true,
  scopes: true,
  expiresAt: true,
  lastUsedAt: true,
  createdAt: true,
  user: { select: { id: true, email: true } },
} as const satisfies Prisma.AccessKeySelect;

/** @throws AppError cursor_invalid */
export async function listAccessKeys({ db }: Pick<Deps, "db">, caller: Caller, filters: AccessKeyFilters): Promise<Page<AccessKeyRow>> {
  const { userId, limit, cursor, ordering = NEWEST_KEYS_FIRST } = filters;
  if (userId && !isUuid(userId)) return { count: { count: 0, isEstimate: false }, next: null, rows: [] };
  const mine = caller.role === "ADMIN" ? Prisma.empty : Prisma.sql`AND k.user_id = ${caller.userId}::uuid`;
  const asked = Prisma.sql`k.revoked_at IS NULL ${mine} ${userId ? Prisma.sql`AND k.user_id = ${userId}::uuid` : Prisma.empty}`;
  const [count, { ids, next }] = await Promise.all([
    countRows(db, Prisma.sql`SELECT 1 FROM access_key k WHERE ${asked}`),
    orderedIds(db, orders, (key) => Prisma.sql`SELECT k.id::text AS id, ${key} AS key FROM access_key k WHERE ${asked}`, {
      ordering,
      limit,
      cursor,
    }),
  ]);
  const found = await db.accessKey.findMany({ select: keySelect, where: { AND: [{ id: { in: ids } }, keysOf(caller)] } });
  return { count, next, rows: inOrder(ids, found) };
}

/** @throws AppError access_key_not_found */
export async function revokeAccessKey({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, id: string): Promise<void> {
  const key = isUuid(id)
    ? await db.accessKey.findFirst({ where: { AND: [{ id }, keysOf(caller)] }, select: { id: true, name: true } })
    : null;
  if (!key) throw new AppError("access_key_not_found");
  await db.$transaction(async (tx) => {
    await tx.accessKey.update({ where: { id: key.id }, data: { revokedAt: now() }, select: { id: true } });
    await recordAudit(tx, caller, { action: "access_key.revoke", targetType: "access_key", targetId: key.id, details: { name: key.name } });
  });
  forgetAccessKeys();
}
