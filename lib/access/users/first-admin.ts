import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { hashPassword } from "./password";

/** True until somebody has set the hub up. */
export async function needsFirstAdmin({ db }: Pick<Deps, "db">): Promise<boolean> {
  return (await db.user.findFirst({ where: { role: "ADMIN" }, select: { id: true } })) === null;
}

/** Held while the first administrator is made, so that two first visits cannot both win. */
const FIRST_ADMIN_LOCK = 7_214_001;

/** Makes the first administrator, once. @throws AppError forbidden when there is one already. */
export async function createFirstAdmin(
  deps: Pick<Deps, "db">,
  input: { email: string; password: string; name?: string | null },
): Promise<{ id: string; email: string }> {
  // Anyone may ask: once it is made, asking costs a look and no slow hash.
  if (!(await needsFirstAdmin(deps))) throw new AppError("forbidden");
  const passwordHash = await hashPassword(input.password);
  return deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${FIRST_ADMIN_LOCK})::text`;
    if (await tx.user.findFirst({ where: { role: "ADMIN" }, select: { id: true } })) throw new AppError("forbidden");
    const admin = await tx.user.create({
      data: { email: input.email.trim().toLowerCase(), name: input.name ?? null, role: "ADMIN", passwordHash },
      select: { id: true, email: true },
    });
    await recordAudit(tx, null, {
      action: "user.create_first_admin",
      targetType: "user",
      targetId: admin.id,
      details: { email: admin.email },
    });
    return admin;
  });
}
