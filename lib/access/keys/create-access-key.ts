import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { hasScope, isUuid, type Caller, type Scope } from "../caller";
import { hashSecret, newSecret, previewSecret } from "../secrets";
import type { NewAccessKey } from "./wire";

/**
 * A key for programs. It never has more rights than its user, nor than the one who makes it.
 * @throws AppError forbidden, user_not_found, scopes_exceeded
 */
export async function createAccessKey({ db, randomBytes }: Pick<Deps, "db" | "randomBytes">, caller: Caller, input: NewAccessKey) {
  const userId = input.userId ?? caller.userId;
  if (userId !== caller.userId && caller.role !== "ADMIN") throw new AppError("user_not_found");
  const user = isUuid(userId)
    ? await db.user.findFirst({ where: { id: userId, isActive: true }, select: { id: true, email: true } })
    : null;
  if (!user) throw new AppError("user_not_found");
  if (!input.scopes.every((scope) => (scope === "*" ? caller.scopes === "*" : hasScope(caller, scope as Scope))))
    throw new AppError("scopes_exceeded");

  const secret = newSecret("accessKey", randomBytes);
  const key = await db.$transaction(async (tx) => {
    const created = await tx.accessKey.create({
      data: {
        userId: user.id,
        name: input.name,
        scopes: input.scopes,
        expiresAt: input.expiresAt,
        secretHash: hashSecret(secret),
        preview: previewSecret(secret),
      },
      select: { id: true, preview: true, name: true, scopes: true },
    });
    await recordAudit(tx, caller, {
      action: "access_key.create",
      targetType: "access_key",
      targetId: created.id,
      details: { name: input.name, scopes: input.scopes, userId: user.id },
    });
    return created;
  });
  return { ...key, secret, user };
}
