import { createHash, timingSafeEqual } from "node:crypto";
import type { Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { hashSecret } from "../secrets";
import { issueToken } from "../tokens/issue-token";
import type { Exchange } from "./wire";

const MAX_TOKEN_NAME = 100;

/** Compared as digests: equal lengths, and nothing to learn from how long it takes. */
const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");
/** As the browser was sent there: the shop may write its own address a little differently. */
const normal = (address: string): string => (URL.canParse(address) ? new URL(address).href : address);

/**
 * The shop's half: code and verifier against token and signing secret, once. The code is burnt by the UPDATE that finds
 * it, so that of two exchanges at once only one goes on, and a wrong verifier burns it too. Store and token are made in
 * the same transaction: either all of it happened or nothing.
 * @throws AppError connect_code_invalid, always the same, whatever was wrong
 */
export async function exchangeCode(
  deps: Pick<Deps, "db" | "now" | "randomBytes" | "encryption">,
  input: Exchange,
  from: { sourceIp: string | null; requestId: string | null },
) {
  const made = await deps.db.$transaction(async (tx) => {
    const code = await burn(tx, hashSecret(input.code), deps.now());
    if (!code) return null;
    const isRight =
      isSame(challengeOf(input.codeVerifier), code.codeChallenge) &&
      isSame(normal(input.redirectUri), code.redirectUri) &&
      code.user.isActive;
    // Answered after the commit: thrown in here it would give the code back.
    if (!isRight) return null;
    const store =
      code.storeId === null
        ? await tx.store.create({ data: { name: code.storeName, ownerId: code.userId }, select: { id: true, name: true } })
        : await tx.store.findFirst({
            where: { id: code.storeId, isActive: true, ...(code.user.role === "ADMIN" ? {} : { ownerId: code.userId }) },
            select: { id: true, name: true },
          });
    if (!store) return null;
    return issueToken(
      { ...deps, db: tx },
      { kind: "connect", userId: code.userId, ...from },
      {
        name: `WordPress: ${new URL(code.redirectUri).host}`.slice(0, MAX_TOKEN_NAME),
        integrationType: "woocommerce",
        store,
        user: { id: code.userId, email: code.user.email },
        allowedIps: null,
        expiresAt: null,
      },
    );
  });
  if (!made) throw new AppError("connect_code_invalid");
  return made;
}

async function burn(tx: Db, codeHash: string, now: Date) {
  const burnt = await tx.connectCode.updateMany({ where: { codeHash, usedAt: null, expiresAt: { gt: now } }, data: { usedAt: now } });
  if (burnt.count === 0) return null;
  return tx.connectCode.findUnique({
    where: { codeHash },
    select: {
      userId: true,
      storeId: true,
      storeName: true,
      codeChallenge: true,
      redirectUri: true,
      user: { select: { email: true, role: true, isActive: true } },
    },
  });
}
