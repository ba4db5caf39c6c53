import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { hashSecret, integrationTypes, newSecret, newSigningSecret, previewSecret } from "../secrets";
import type { NewToken } from "./wire";

/**
 * Makes a token for one store; without `storeId` also the store. Both secrets are in the answer and nowhere else, ever.
 * @throws AppError forbidden, integration_type_invalid, user_not_found, store_not_found
 */
export async function generateToken(
  { db, randomBytes, encryption }: Pick<Deps, "db" | "randomBytes" | "encryption">,
  caller: Caller,
  input: NewToken,
) {
  requireAdmin(caller);
  const integrationType = integrationTypes.find((type) => type === input.integrationType);
  if (!integrationType) throw new AppError("integration_type_invalid");

  const userId = input.userId ?? caller.userId;
  const user = isUuid(userId)
    ? await db.user.findFirst({ where: { id: userId, isActive: true }, select: { id: true, email: true } })
    : null;
  if (!user) throw new AppError("user_not_found");
  const ownStore = input.storeId !== null && (await findStore(db, caller, input.storeId, input.userId));
  if (ownStore === null) throw new AppError("store_not_found");

  const secret = newSecret(integrationType, randomBytes);
  const signingSecret = newSigningSecret(randomBytes);
  const token = await db.$transaction(async (tx) => {
    const store = ownStore || (await tx.store.create({ data: { name: input.name, ownerId: user.id }, select: { id: true, name: true } }));
    const created = await tx.integrationToken.create({
      data: {
        storeId: store.id,
        userId: user.id,
        name: input.name,
        integrationType,
        secretHash: hashSecret(secret),
        preview: previewSecret(secret),
        signingSecret: encryption.encrypt(signingSecret),
        allowedIps: input.allowedIps,
        expiresAt: input.expiresAt,
      },
      select: { id: true, preview: true, createdAt: true },
    });
    await recordAudit(tx, caller, {
      action: "token.generate",
      targetType: "token",
      targetId: created.id,
      details: { name: input.name, storeId: store.id, integrationType },
    });
    return { ...created, store };
  });
  return { ...token, secret, signingSecret, integrationType, name: input.name, user };
}

/** A store given together with a user must be that user's. */
async function findStore(db: Deps["db"], caller: Caller, storeId: string, ownerId: string | null) {
  if (!isUuid(storeId)) return null;
  return db.store.findFirst({
    where: { AND: [{ id: storeId }, storesOf(caller), ownerId ? { ownerId } : {}] },
    select: { id: true, name: true },
  });
}
