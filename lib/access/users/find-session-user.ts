import type { Deps } from "@/lib/core/deps";
import { shortMemory } from "@/lib/core/short-memory";
import { isUuid, type Role } from "../caller";

export type SessionUser = { id: string; email: string; name: string | null; role: Role; sessionVersion: number };

/** A disabled or demoted user's session ends within a second everywhere, at once in this process. */
const users = shortMemory<SessionUser, Pick<Deps, "db">>("session-users", 5_000, async ({ db }, id) => {
  const user = await db.user.findFirst({
    where: { id, isActive: true },
    select: { id: true, email: true, name: true, role: true, sessionVersion: true },
  });
  return user && { ...user, role: user.role as Role };
});
export const forgetSessions = (): void => users.forget();

/** The living user behind a signed session, or null when it ended. */
export async function findSessionUser(
  deps: Pick<Deps, "db">,
  session: { userId: string; sessionVersion: number },
): Promise<SessionUser | null> {
  const user = isUuid(session.userId) ? await users.find(session.userId, deps) : null;
  return user && user.sessionVersion === session.sessionVersion ? user : null;
}
