import type { Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, requireAdmin, type Caller, type Role } from "../caller";
import { hashSecret, newSecret } from "../secrets";
import { forgetSessions } from "./find-session-user";

const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;
/** More open links than this nobody looks through. */
const MAX_SHOWN = 100;

/** Until when a link works that is made now. */
export const invitationEnd = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * DAY_MS);

/** A one-time link to choose a password, in the caller's transaction. The secret is in the answer and nowhere else. */
export async function issueInvitation(
  { db, env, now, randomBytes }: { db: Db } & Pick<Deps, "env" | "now" | "randomBytes">,
  userId: string,
): Promise<string> {
  const secret = newSecret("invitation", randomBytes);
  await db.invitation.create({
    data: { userId, secretHash: hashSecret(secret), expiresAt: invitationEnd(now()) },
    select: { id: true },
  });
  return `${env.PUBLIC_URL}/invitation/${secret}`;
}

/** Whether this link still leads in: not used, not over, not replaced by a later one. */
export async function isLinkOpen({ db, now }: Pick<Deps, "db" | "now">, url: string): Promise<boolean> {
  const secret = url.slice(url.lastIndexOf("/") + 1);
  const open = await db.invitation.findFirst({
    where: { secretHash: hashSecret(secret), usedAt: null, expiresAt: { gt: now() }, user: { isActive: true } },
    select: { id: true },
  });
  return open !== null;
}

export type OpenInvitation = { id: string; user: { id: string; email: string; role: Role }; createdAt: Date; expiresAt: Date };

/** Links that can still be used, the newest first. @throws AppError forbidden */
export async function listInvitations({ db, now }: Pick<Deps, "db" | "now">, caller: Caller): Promise<OpenInvitation[]> {
  requireAdmin(caller);
  const found = await db.invitation.findMany({
    where: { usedAt: null, expiresAt: { gt: now() }, user: { isActive: true } },
    select: { id: true, createdAt: true, expiresAt: true, user: { select: { id: true, email: true, role: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MAX_SHOWN,
  });
  return found.map((invitation) => ({ ...invitation, user: { ...invitation.user, role: invitation.user.role as Role } }));
}

/**
 * A new link for somebody who lost the first one, or the password. Links made before stop working; a password that is
 * there goes on until the link is used.
 * @throws AppError forbidden, user_not_found
 */
export async function inviteAgain(
  deps: Pick<Deps, "db" | "env" | "now" | "randomBytes">,
  caller: Caller,
  userId: string,
): Promise<{ id: string; email: string; inviteUrl: string }> {
  requireAdmin(caller);
  const user = isUuid(userId)
    ? await deps.db.user.findFirst({ where: { id: userId, isActive: true }, select: { id: true, email: true } })
    : null;
  if (!user) throw new AppError("user_not_found");
  const inviteUrl = await deps.db.$transaction(async (tx) => {
    await tx.invitation.updateMany({
      where: { userId: user.id, usedAt: null, expiresAt: { gt: deps.now() } },
      data: { expiresAt: deps.now() },
    });
    await recordAudit(tx, caller, { action: "user.invite_again", targetType: "user", targetId: user.id, details: { email: user.email } });
    return issueInvitation({ ...deps, db: tx }, user.id);
  });
  return { ...user, inviteUrl };
}

/**
 * The link stops at once. An account that nobody ever entered is switched off with it: nothing else leads into it.
 * @throws AppError forbidden, invitation_invalid
 */
export async function revokeInvitation({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, id: string): Promise<void> {
  requireAdmin(caller);
  if (!isUuid(id)) throw new AppError("invitation_invalid");
  await db.$transaction(async (tx) => {
    const ended = await tx.invitation.updateMany({ where: { id, usedAt: null, expiresAt: { gt: now() } }, data: { expiresAt: now() } });
    if (ended.count === 0) throw new AppError("invitation_invalid");
    const { user } = await tx.invitation.findUniqueOrThrow({ where: { id }, select: { user: { select: { id: true, email: true } } } });
    const off = await tx.user.updateMany({
      where: { id: user.id, NOT: { id: caller.userId }, passwordHash: null, oidcSubject: null, lastSignInAt: null },
      data: { isActive: false },
    });
    await recordAudit(tx, caller, {
      action: "user.revoke_invitation",
      targetType: "user",
      targetId: user.id,
      details: { email: user.email, ...(off.count > 0 && { before: { isActive: true }, after: { isActive: false } }) },
    });
  });
  forgetSessions();
}
