import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { shortMemory } from "@/lib/core/short-memory";
import { parseRange, type AddressRange } from "../addresses";
import { hashSecret, kindOfSecret, type IntegrationType } from "../secrets";
import { noteRefusal } from "./refusals";

export type FoundToken = {
  id: string;
  name: string;
  integrationType: IntegrationType;
  store: { id: string; name: string };
  user: { id: string; email: string; name: string | null };
  isActive: boolean;
  expiresAt: Date | null;
  allowedRanges: AddressRange[];
  requireSignature: boolean;
  /** Still encrypted, newest first. */
  signingSecrets: string[];
  ratePerMinute: number;
  rateBurst: number;
};

const tokens = shortMemory<FoundToken, Pick<Deps, "db" | "now">>("tokens", 20_000, lookUp);
export const forgetTokens = (): void => tokens.forget();

async function lookUp({ db, now }: Pick<Deps, "db" | "now">, digest: string): Promise<FoundToken | null> {
  const token = await db.integrationToken.findFirst({
    where: {
      revokedAt: null,
      user: { isActive: true },
      store: { isActive: true, owner: { isActive: true } },
      OR: [{ secretHash: digest }, { previousSecretHash: digest, previousExpiresAt: { gt: now() } }],
    },
    select: {
      id: true,
      name: true,
      integrationType: true,
      isActive: true,
      expiresAt: true,
      allowedIps: true,
      requireSignature: true,
      signingSecret: true,
      previousSigningSecret: true,
      previousExpiresAt: true,
      ratePerMinute: true,
      rateBurst: true,
      store: { select: { id: true, name: true } },
      user: { select: { id: true, email: true, name: true } },
    },
  });
  if (!token) return null;
  const inGrace = token.previousSigningSecret !== null && token.previousExpiresAt !== null && token.previousExpiresAt > now();
  return {
    ...token,
    integrationType: token.integrationType as IntegrationType,
    allowedRanges: token.allowedIps.map(parseRange).filter((range) => range !== null),
    signingSecrets: [token.signingSecret, ...(inGrace && token.previousSigningSecret ? [token.previousSigningSecret] : [])],
  };
}

/**
 * The token behind a secret, without a query for each request.
 * @throws AppError token_invalid, token_inactive, token_expired
 */
export async function findToken(deps: Pick<Deps, "db" | "now">, secret: string): Promise<FoundToken> {
  const kind = kindOfSecret(secret);
  if (kind === null || kind === "accessKey" || kind === "invitation") throw new AppError("token_invalid");
  const token = await tokens.find(hashSecret(secret), deps);
  if (!token) throw new AppError("token_invalid");
  const refused = !token.isActive ? "token_inactive" : token.expiresAt && token.expiresAt <= deps.now() ? "token_expired" : null;
  if (refused === null) return token;
  noteRefusal(token.store.id, { code: refused, address: null, at: deps.now() });
  throw new AppError(refused);
}
