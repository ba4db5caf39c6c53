import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUniqueViolation } from "@/lib/core/sql-state";
import { recordAudit } from "../audit";
import { requireAdmin, type Caller } from "../caller";
import { issueInvitation } from "./invitations";
import { hashPassword } from "./password";
import type { NewUser } from "./wire";

/**
 * An account; without a password also a one-time link to set one, shown here only.
 * @throws AppError forbidden, email_taken
 */
export async function createUser(deps: Pick<Deps, "db" | "env" | "now" | "randomBytes">, caller: Caller, input: NewUser) {
  requireAdmin(caller);
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  try {
    return await deps.db.$transaction(async (tx) => {
      const user = await tx.user.create({
        data: { email: input.email, name: input.name ?? null, role: input.role, passwordHash },
        select: { id: true, email: true },
      });
      const inviteUrl = passwordHash === null ? await issueInvitation({ ...deps, db: tx }, user.id) : null;
      await recordAudit(tx, caller, {
        action: "user.create",
        targetType: "user",
        targetId: user.id,
        details: { email: user.email, role: input.role },
      });
      return { ...user, role: input.role, inviteUrl };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("email_taken", { fields: { email: "already in use" }, cause: error });
    throw error;
  }
}
