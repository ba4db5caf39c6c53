import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, requireAdmin, type Caller } from "../caller";
import { forgetAccessKeys } from "../keys/find-access-key";
import { forgetTokens } from "../tokens/find-token";
import { forgetSessions } from "./find-session-user";
import { toUserRow, userSelect } from "./user-select";
import type { UserChanges, UserRow } from "./wire";

/**
 * Changes role or state. A disabled user's sessions, keys and tokens stop within a second.
 * @throws AppError forbidden, user_not_found, last_admin
 */
export async function updateUser({ db }: Pick<Deps, "db">, caller: Caller, id: string, changes: UserChanges): Promise<UserRow> {
  requireAdmin(caller);
  if (!isUuid(id)) throw new AppError("user_not_found");
  const updated = await db.$transaction(async (tx) => {
    // Row locks make two administrators demoting each other at once wait for one another.
    const admins = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM "user" WHERE role = 'ADMIN' AND is_active ORDER BY id FOR UPDATE`;
    const before = await tx.user.findUnique({ where: { id }, select: { role: true, isActive: true } });
    if (!before) throw new AppError("user_not_found");
    const staysAdmin = (changes.role ?? before.role) === "ADMIN" && (changes.isActive ?? before.isActive);
    if (!staysAdmin && admins.length === 1 && admins[0]?.id === id) throw new AppError("last_admin");
    const mustSignInAgain = changes.role !== undefined || changes.isActive === false;
    const user = await tx.user.update({
      where: { id },
      data: { ...changes, ...(mustSignInAgain && { sessionVersion: { increment: 1 } }) },
      select: userSelect,
    });
    await recordAudit(tx, caller, {
      action: "user.update",
      targetType: "user",
      targetId: id,
      details: { before, after: { role: user.role, isActive: user.isActive } },
    });
    return user;
  });
  forgetTokens();
  forgetAccessKeys();
  forgetSessions();
  return toUserRow(updated);
}
