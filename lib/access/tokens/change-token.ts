import type { Db, Prisma } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, requireAdmin, storesOf, type Caller } from "../caller";
import { hashSecret, newSecret, newSigningSecret, previewSecret, type IntegrationType } from "../secrets";
import { forgetTokens } from "./find-token";
import { toTokenRow, tokenSelect } from "./token-select";
import type { TokenChanges, TokenRow } from "./wire";

/** @throws AppError forbidden, token_not_found */
async function mustFind(db: Db, caller: Caller, id: string) {
  requireAdmin(caller);
  const token = isUuid(id)
    ? await db.integrationToken.findFirst({
        where: { id, revokedAt: null, store: storesOf(caller) },
        select: { ...tokenSelect, secretHash: true, signingSecret: true },
      })
    : null;
  if (!token) throw new AppError("token_not_found");
  return token;
}

/** What the log keeps of a change: the settings it named, none of which is a secret. */
function settingsOf(token: Record<keyof TokenChanges, unknown>, changes: Partial<TokenChanges>) {
  const names = (Object.keys(changes) as (keyof TokenChanges)[]).filter((name) => changes[name] !== undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, token[name]])))) as Prisma.InputJsonObject;
}

/** Whoever changes it next waits, so that the log tells what each change found. @throws AppError forbidden, token_not_found */
async function mustLock(tx: Db, caller: Caller, id: string) {
  await mustFind(tx, caller, id);
  await tx.$queryRaw`SELECT 1 FROM integration_token WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return mustFind(tx, caller, id);
}

/** @throws AppError forbidden, token_not_found */
export async function updateToken({ db }: Pick<Deps, "db">, caller: Caller, id: string, changes: TokenChanges): Promise<TokenRow> {
  const updated = await db.$transaction(async (tx) => {
    const before = await mustLock(tx, caller, id);
    const after = await tx.integrationToken.update({ where: { id: before.id }, data: changes, select: tokenSelect });
    await recordAudit(tx, caller, {
      action: "token.update",
      targetType: "token",
      targetId: before.id,
      storeId: before.store.id,
      details: { before: settingsOf(before, changes), after: settingsOf(after, changes) },
    });
    return after;
  });
  forgetTokens();
  return toTokenRow(updated);
}

/** The token stops at once, its events stay. @throws AppError forbidden, token_not_found */
export async function revokeToken({ db, now }: Pick<Deps, "db" | "now">, caller: Caller, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const token = await mustLock(tx, caller, id);
    await tx.integrationToken.update({ where: { id: token.id }, data: { revokedAt: now(), isActive: false }, select: { id: true } });
    await recordAudit(tx, caller, {
      action: "token.revoke",
      targetType: "token",
      targetId: id,
      storeId: token.store.id,
      details: { name: token.name },
    });
  });
  forgetTokens();
}

/**
 * New secrets for the same token; the old token and its signatures work for the grace time (0: not at all). One that was in
 * grace until now stops: who rotates twice mostly has lost the second, and two old ones would be twice as many to steal.
 * @throws AppError forbidden, token_not_found
 */
export async function rotateToken(
  { db, now, randomBytes, encryption }: Pick<Deps, "db" | "now" | "randomBytes" | "encryption">,
  caller: Caller,
  id: string,
  { graceSeconds }: { graceSeconds: number },
) {
  const found = await mustFind(db, caller, id);
  const secret = newSecret(found.integrationType as IntegrationType, randomBytes);
  const signingSecret = newSigningSecret(randomBytes);
  const hasGrace = graceSeconds > 0;
  const token = await db.$transaction(async (tx) => {
    // Two rotations at once: the second waits, and keeps the first one's token as the one in grace.
    await tx.$queryRaw`SELECT id FROM integration_token WHERE id = ${found.id}::uuid FOR UPDATE`;
    const before = await tx.integrationToken.findUniqueOrThrow({
      where: { id: found.id },
      select: { id: true, secretHash: true, signingSecret: true },
    });
    const updated = await tx.integrationToken.update({
      where: { id: before.id },
      data: {
        secretHash: hashSecret(secret),
        preview: previewSecret(secret),
        signingSecret: encryption.encrypt(signingSecret),
        previousSecretHash: hasGrace ? before.secretHash : null,
        previousSigningSecret: hasGrace ? before.signingSecret : null,
        previousExpiresAt: hasGrace ? new Date(now().getTime() + graceSeconds * 1000) : null,
      },
      select: tokenSelect,
    });
    await recordAudit(tx, caller, {
      action: "token.rotate",
      targetType: "token",
      targetId: id,
      storeId: found.store.id,
      details: { name: found.name, graceSeconds },
    });
    return updated;
  });
  forgetTokens();
  return { ...toTokenRow(token), secret, signingSecret };
}
