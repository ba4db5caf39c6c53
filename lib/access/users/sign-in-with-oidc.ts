import type { Deps } from "@/lib/core/deps";
import type { Role } from "../caller";
import type { SessionUser } from "./find-session-user";

/**
 * The account of somebody the identity provider knows: by subject, or the first time by an e-mail it has verified.
 * Accounts are made by administrators; a stranger with a valid sign-in elsewhere stays outside (null).
 */
export async function signInWithOidc(
  { db, now }: Pick<Deps, "db" | "now">,
  profile: { subject: string; email: string; isEmailVerified: boolean },
): Promise<SessionUser | null> {
  const select = { id: true, email: true, name: true, role: true, sessionVersion: true } as const;
  const linked = await db.user.findFirst({ where: { oidcSubject: profile.subject, isActive: true }, select });
  const user =
    linked ??
    (profile.isEmailVerified
      ? await db.user.findFirst({ where: { email: profile.email.trim().toLowerCase(), oidcSubject: null, isActive: true }, select })
      : null);
  if (!user) return null;
  await db.user.update({ where: { id: user.id }, data: { oidcSubject: profile.subject, lastSignInAt: now() }, select: { id: true } });
  return { ...user, role: user.role as Role };
}
