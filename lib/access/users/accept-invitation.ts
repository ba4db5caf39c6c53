import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { hashSecret, kindOfSecret } from "../secrets";
import { hashPassword } from "./password";

/** Whose invitation this is, or null when it is used, old or unknown. */
export async function findInvitation(
  { db, now }: Pick<Deps, "db" | "now">,
  secret: string,
): Promise<{ id: string; user: { id: string; email: string } } | null> {
  if (kindOfSecret(secret) !== "invitation") return null;
  return db.invitation.findFirst({
    where: { secretHash: hashSecret(secret), usedAt: null, expiresAt: { gt: now() }, user: { isActive: true } },
    select: { id: true, user: { select: { id: true, email: true } } },
  });
}

/** Sets the password, once. @throws AppError invitation_invalid */
export async function acceptInvitation(deps: Pick<Deps, "db" | "now">, secret: string, password: string): Promise<{ email: string }> {
  const invitation = await findInvitation(deps, secret);
  if (!invitation) throw new AppError("invitation_invalid");
  const passwordHash = await hashPassword(password);
  await deps.db.$transaction(async (tx) => {
    const used = await tx.invitation.updateMany({ where: { id: invitation.id, usedAt: null }, data: { usedAt: deps.now() } });
    if (used.count === 0) throw new AppError("invitation_invalid");
    await tx.user.update({
      where: { id: invitation.user.id },
      data: { passwordHash, sessionVersion: { increment: 1 } },
      select: { id: true },
    });
    await recordAudit(tx, null, { action: "user.accept_invitation", targetType: "user", targetId: invitation.user.id });
  });
  return { email: invitation.user.email };
}
