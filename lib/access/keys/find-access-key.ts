import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { shortMemory } from "@/lib/core/short-memory";
import type { Caller, Role, Scope } from "../caller";
import { hashSecret, kindOfSecret } from "../secrets";

type FoundKey = { id: string; userId: string; email: string; role: Role; scopes: readonly Scope[] | "*"; expiresAt: Date | null };

/** last_used_at is written at most this often for one key. */
const TOUCH_EVERY_MS = 60_000;

const keys = shortMemory<FoundKey, Pick<Deps, "db" | "now">>("access-keys", 5_000, lookUp);
export const forgetAccessKeys = (): void => keys.forget();

async function lookUp({ db, now }: Pick<Deps, "db" | "now">, digest: string): Promise<FoundKey | null> {
  const key = await db.accessKey.findFirst({
    where: { secretHash: digest, revokedAt: null, user: { isActive: true } },
    select: { id: true, scopes: true, expiresAt: true, lastUsedAt: true, user: { select: { id: true, email: true, role: true } } },
  });
  if (!key) return null;
  if (!key.lastUsedAt || now().getTime() - key.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
    await db.accessKey.update({ where: { id: key.id }, data: { lastUsedAt: now() }, select: { id: true } });
  }
  return {
    id: key.id,
    userId: key.user.id,
    email: key.user.email,
    role: key.user.role as Role,
    scopes: key.scopes.includes("*") ? "*" : (key.scopes as Scope[]),
    expiresAt: key.expiresAt,
  };
}

/** @throws AppError access_key_invalid */
export async function findAccessKey(
  deps: Pick<Deps, "db" | "now">,
  secret: string,
): Promise<Pick<Caller, "userId" | "email" | "role" | "scopes">> {
  const found = kindOfSecret(secret) === "accessKey" ? await keys.find(hashSecret(secret), deps) : null;
  if (!found || (found.expiresAt && found.expiresAt <= deps.now())) throw new AppError("access_key_invalid");
  return found;
}
