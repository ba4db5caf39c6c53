import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { integrationTypes } from "../secrets";
import { issueToken } from "./issue-token";
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

  return db.$transaction(async (tx) => {
    const store = ownStore || (await tx.store.create({ data: { name: input.name, ownerId: user.id }, select: { id: true, name: true } }));
    return issueToken({ db: tx, randomBytes, encryption }, caller, { ...input, integrationType, store, user });
  });
}

/** A store given together with a user must be that user's. */
async function findStore(db: Deps["db"], caller: Caller, storeId: string, ownerId: string | null) {
  if (!isUuid(storeId)) return null;
  return db.store.findFirst({
    where: { AND: [{ id: storeId }, storesOf(caller), ownerId ? { ownerId } : {}] },
    select: { id: true, name: true },
  });
}
