import type { Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { recordAudit } from "../audit";
import { hashSecret, newSecret, newSigningSecret, previewSecret, type IntegrationType } from "../secrets";

type NewIntegration = {
  name: string;
  integrationType: IntegrationType;
  store: { id: string; name: string };
  user: { id: string; email: string };
  /** Null: those its store has for new tokens. */
  allowedIps: string[] | null;
  expiresAt: Date | null;
};

/** Writes a token in the caller's transaction, once somebody has decided that there shall be one. Its secrets are in the answer and nowhere else. */
export async function issueToken(
  { db, randomBytes, encryption }: { db: Db } & Pick<Deps, "randomBytes" | "encryption">,
  actor: Parameters<typeof recordAudit>[1],
  { name, integrationType, store, user, allowedIps, expiresAt }: NewIntegration,
) {
  const secret = newSecret(integrationType, randomBytes);
  const signingSecret = newSigningSecret(randomBytes);
  const begins = await db.store.findUniqueOrThrow({
    where: { id: store.id },
    select: { tokenRatePerMinute: true, tokenRateBurst: true, tokenAllowedIps: true },
  });
  const created = await db.integrationToken.create({
    data: {
      storeId: store.id,
      userId: user.id,
      name,
      integrationType,
      secretHash: hashSecret(secret),
      preview: previewSecret(secret),
      signingSecret: encryption.encrypt(signingSecret),
      allowedIps: allowedIps ?? begins.tokenAllowedIps,
      ratePerMinute: begins.tokenRatePerMinute,
      rateBurst: begins.tokenRateBurst,
      expiresAt,
    },
    select: { id: true, preview: true, createdAt: true },
  });
  await recordAudit(db, actor, {
    action: "token.generate",
    targetType: "token",
    targetId: created.id,
    storeId: store.id,
    details: { name, storeId: store.id, integrationType },
  });
  return { ...created, secret, signingSecret, integrationType, name, store, user };
}
