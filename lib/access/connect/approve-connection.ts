import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { recordAudit } from "../audit";
import { isUuid, storesOf, type Caller } from "../caller";
import { hashSecret } from "../secrets";
import { readRedirectUri, withAnswer } from "./redirect-uri";
import { connectQuery, type StoreChoice } from "./wire";

const CODE_BYTES = 32;
const CODE_MINUTES = 5;

export type ConnectRequest = { state: string; codeChallenge: string; redirectUri: URL; name: string };

/** What a shop asks for, or null when it is nothing a shop would ask: then nobody is sent anywhere. */
export function readConnectRequest({ env }: Pick<Deps, "env">, query: Record<string, string>): ConnectRequest | null {
  const parsed = connectQuery.safeParse(query);
  const redirectUri = parsed.success ? readRedirectUri(parsed.data.redirectUri, env.ALLOW_HTTP_SHOPS) : null;
  return parsed.success && redirectUri ? { ...parsed.data, redirectUri } : null;
}

/**
 * A person said yes: makes the code and the address that takes it to the shop. There is no token yet, and no store.
 * @throws AppError connect_request_invalid, store_not_found: no such store, or not one of the caller's
 */
export async function approveConnection(
  deps: Pick<Deps, "db" | "env" | "now" | "randomBytes">,
  caller: Caller,
  query: Record<string, string>,
  choice: StoreChoice,
): Promise<string> {
  const request = readConnectRequest(deps, query);
  if (!request) throw new AppError("connect_request_invalid");
  const { db, now, randomBytes } = deps;
  const code = randomBytes(CODE_BYTES).toString("base64url");
  const expiresAt = new Date(now().getTime() + CODE_MINUTES * 60_000);
  await db.$transaction(async (tx) => {
    const store =
      choice.storeId === null || !isUuid(choice.storeId)
        ? null
        : await tx.store.findFirst({
            where: { AND: [{ id: choice.storeId, isActive: true }, storesOf(caller)] },
            select: { id: true, name: true },
          });
    if (choice.storeId !== null && !store) throw new AppError("store_not_found");
    const storeName = store?.name ?? ("storeName" in choice ? choice.storeName : request.name);
    // Whatever is over is of no use to anybody: this is the broom, too.
    await tx.connectCode.deleteMany({ where: { expiresAt: { lte: now() } } });
    await tx.connectCode.create({
      data: {
        codeHash: hashSecret(code),
        userId: caller.userId,
        storeId: store?.id ?? null,
        storeName,
        codeChallenge: request.codeChallenge,
        redirectUri: request.redirectUri.href,
        expiresAt,
      },
      select: { userId: true },
    });
    await recordAudit(tx, caller, {
      action: "connection.approve",
      targetType: store ? "store" : "user",
      targetId: store?.id ?? caller.userId,
      details: { shop: request.redirectUri.origin, storeName },
    });
  });
  return withAnswer(request.redirectUri, { code, state: request.state });
}

/** A person said no. @throws AppError connect_request_invalid */
export function refuseConnection(deps: Pick<Deps, "env">, query: Record<string, string>): string {
  const request = readConnectRequest(deps, query);
  if (!request) throw new AppError("connect_request_invalid");
  return withAnswer(request.redirectUri, { error: "access_denied", state: request.state });
}
