import type { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { cutPage, madeBefore, newestFirst, newestKey } from "@/lib/core/cursor";
import { AppError } from "@/lib/core/errors";
import type { Page } from "@/lib/core/wire";
import { recordAudit } from "../audit";
import { isUuid, type Caller } from "../caller";
import { forgetAccessKeys } from "./find-access-key";
import type { AccessKeyFilters, AccessKeyRow } from "./wire";

/** An administrator sees everyone's keys, others their own. */
const keysOf = (caller: Caller): Prisma.AccessKeyWhereInput => ({
  revokedAt: null,
  ...(caller.role === "ADMIN" ? {} : { userId: caller.userId }),
});

export async function listAccessKeys({ db }: Pick<Deps, "db">, caller: Caller, filters: AccessKeyFilters): Promise<Page<AccessKeyRow>> {
  const rest = madeBefore(filters.cursor);
  if (filters.userId && !isUuid(filters.userId)) return { count: { count: 0, isEstimate: false }, next: null, rows: [] };
  const where: Prisma.AccessKeyWhereInput = { AND: [keysOf(caller), filters.userId ? { userId: filters.userId } : {}] };
  const [count, found] = await Promise.all([
    db.accessKey.count({ where }),
    db.accessKey.findMany({
      select: {
        id: true,
        name: true,
        preview: true,
        scopes: true,
        expiresAt: true,
        lastUsedAt: true,
        createdAt: true,
        user: { select: { id: true, email: true } },
      },
      where: { AND: [where, rest] },
      orderBy: newestFirst,
      take: filters.limit + 1,
    }),
  ]);
  return { count: { count, isEstimate: false }, ...cutPage(found, filters.limit, newestKey) };
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
