import { Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { requireAdmin, type Caller } from "../caller";
import { hashSecret, newSecret } from "../secrets";
import { hashPassword } from "./password";
import type { NewUser } from "./wire";

const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * An account; without a password also a one-time link to set one, shown here only.
 * @throws AppError forbidden, email_taken
 */
export async function createUser(
  { db, env, now, randomBytes }: Pick<Deps, "db" | "env" | "now" | "randomBytes">,
  caller: Caller,
  input: NewUser,
) {
  requireAdmin(caller);
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  const secret = passwordHash === null ? newSecret("invitation", randomBytes) : null;
  try {
    return await db.$transaction(async (tx) => {
      const user = await tx.user.create({
        data: { email: input.email, name: input.name ?? null, role: input.role, passwordHash },
        select: { id: true, email: true },
      });
      if (secret) {
        await tx.invitation.create({
          data: { userId: user.id, secretHash: hashSecret(secret), expiresAt: new Date(now().getTime() + INVITATION_DAYS * DAY_MS) },
          select: { id: true },
        });
      }
      await recordAudit(tx, caller, {
        action: "user.create",
        targetType: "user",
        targetId: user.id,
        details: { email: user.email, role: input.role },
      });
      return { ...user, role: input.role, inviteUrl: secret && `${env.PUBLIC_URL}/invitation/${secret}` };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new AppError("email_taken", { fields: { email: "already in use" } });
    throw error;
  }
}
