import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import type { Caller } from "../caller";
import { forgetSessions } from "./find-session-user";
import { hashPassword, isPassword } from "./password";
import { throttles } from "./sign-in";

/** What somebody may see and change of the own account. */
export async function showOwnAccount({ db }: Pick<Deps, "db">, caller: Caller): Promise<{ name: string | null; hasPassword: boolean }> {
  const user = await db.user.findUnique({ where: { id: caller.userId }, select: { name: true, passwordHash: true } });
  if (!user) throw new AppError("user_not_found");
  return { name: user.name, hasPassword: user.passwordHash !== null };
}

export async function changeOwnName({ db }: Pick<Deps, "db">, caller: Caller, name: string | null): Promise<void> {
  await db.$transaction(async (tx) => {
    const before = await tx.user.findUniqueOrThrow({ where: { id: caller.userId }, select: { name: true } });
    if (before.name === name) return;
    await tx.user.update({ where: { id: caller.userId }, data: { name }, select: { id: true } });
    await recordAudit(tx, caller, {
      action: "user.update",
      targetType: "user",
      targetId: caller.userId,
      details: { before, after: { name } },
    });
  });
  forgetSessions();
}

export type PasswordChange = { outcome: "changed" } | { outcome: "wrong" } | { outcome: "throttled"; retryAfterSeconds: number };

/**
 * A new password for who knows the current one; every session ends, this one too: sign in with the new one to go on.
 * Tries are counted, so that a session left open is no place to guess the password.
 */
export async function changePassword(
  { db }: Pick<Deps, "db">,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<PasswordChange> {
  const { account } = throttles();
  const key = `change ${caller.userId}`;
  try {
    await account.consume(key);
  } catch (limit) {
    if (limit instanceof Error) throw limit;
    return { outcome: "throttled", retryAfterSeconds: Math.ceil((limit as { msBeforeNext: number }).msBeforeNext / 1000) };
  }
  const user = await db.user.findUnique({ where: { id: caller.userId }, select: { passwordHash: true } });
  if (!(await isPassword(current, user?.passwordHash ?? null))) return { outcome: "wrong" };
  const passwordHash = await hashPassword(next);
  const isChanged = await db.$transaction(async (tx) => {
    // Of two at once the second no longer knows the current one.
    const changed = await tx.user.updateMany({
      where: { id: caller.userId, passwordHash: user?.passwordHash ?? null },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    if (changed.count === 0) return false;
    await recordAudit(tx, caller, { action: "user.change_password", targetType: "user", targetId: caller.userId });
    return true;
  });
  if (!isChanged) return { outcome: "wrong" };
  await account.delete(key);
  forgetSessions();
  return { outcome: "changed" };
}

/** Every session of the caller ends, copied cookies too: they carry the version that is no more. */
export async function endSessions({ db }: Pick<Deps, "db">, caller: Caller): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: caller.userId }, data: { sessionVersion: { increment: 1 } }, select: { id: true } });
    await recordAudit(tx, caller, { action: "user.end_sessions", targetType: "user", targetId: caller.userId });
  });
  forgetSessions();
}
