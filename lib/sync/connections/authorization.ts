import { z } from "zod";
import { isUuid, type Caller } from "@/lib/access/caller";
import { hashSecret } from "@/lib/access/secrets";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { connectionKinds, credentials, type ConnectionKind, type Credentials, type WooKeys } from "./connection";

/** As long as somebody may look for the shop's password. */
export const AUTHORIZATION_MINUTES = 30;
const STATE_BYTES = 32;
/** Base64url of as many bytes. */
const STATE = /^[A-Za-z0-9_-]{43}$/;

type AuthorizationDeps = Pick<Deps, "db" | "encryption" | "now" | "randomBytes">;

/**
 * Somebody goes to their shop to allow us. The state goes with them and proves the way back: it is kept as a digest,
 * works once, for this person and this store. Beginning again ends what was begun before.
 * @throws AppError store_not_found
 */
export async function beginAuthorization(
  deps: AuthorizationDeps,
  caller: Caller,
  storeId: string,
  { kind, address }: { kind: ConnectionKind; address: string },
): Promise<{ state: string; expiresAt: Date }> {
  const store = await showStore(deps, caller, storeId);
  const state = deps.randomBytes(STATE_BYTES).toString("base64url");
  const now = deps.now();
  const expiresAt = new Date(now.getTime() + AUTHORIZATION_MINUTES * 60_000);
  await deps.db.$transaction(async (tx) => {
    // Whatever is over is of no use to anybody: this is the broom, too.
    await tx.shopAuthorization.deleteMany({ where: { OR: [{ expiresAt: { lte: now } }, { storeId: store.id, userId: caller.userId }] } });
    await tx.shopAuthorization.create({
      data: { stateHash: hashSecret(state), storeId: store.id, userId: caller.userId, kind, address, expiresAt },
      select: { stateHash: true },
    });
  });
  return { state, expiresAt };
}

/** The shop sent keys, ahead of the person's return. False: for no authorization that waits for some. */
export async function keepArrivedKeys({ db, encryption, now }: AuthorizationDeps, state: string, arrived: WooKeys): Promise<boolean> {
  if (!STATE.test(state)) return false;
  const { count } = await db.shopAuthorization.updateMany({
    where: { stateHash: hashSecret(state), kind: "woocommerce", credentials: null, expiresAt: { gt: now() } },
    data: { credentials: encryption.encrypt(JSON.stringify(arrived)) },
  });
  return count === 1;
}

export type Authorization = { storeId: string; kind: ConnectionKind; address: string; credentials: Credentials | null };

/**
 * The person is back: ends the authorization, by the DELETE that finds it, so that of two returns one goes on.
 * @throws AppError authorization_invalid, always the same, whatever was wrong
 */
export async function takeAuthorization(deps: AuthorizationDeps, caller: Caller, state: string): Promise<Authorization> {
  const rows = STATE.test(state)
    ? await deps.db.$queryRaw<z.input<typeof kept>[]>`
        DELETE FROM shop_authorization
        WHERE state_hash = ${hashSecret(state)} AND user_id = ${caller.userId}::uuid AND expires_at > ${deps.now()}
        RETURNING store_id AS "storeId", kind, address, credentials`
    : [];
  return open(deps, rows[0]);
}

/**
 * The same, and it goes on waiting: for what may fail and be tried again with the keys that have arrived. Whoever is done
 * says so with `endAuthorization`. @throws AppError authorization_invalid
 */
export async function readAuthorization(deps: AuthorizationDeps, caller: Caller, state: string): Promise<Authorization> {
  const row = STATE.test(state)
    ? await deps.db.shopAuthorization.findFirst({
        where: { stateHash: hashSecret(state), userId: caller.userId, expiresAt: { gt: deps.now() } },
        select: { storeId: true, kind: true, address: true, credentials: true },
      })
    : null;
  return open(deps, row);
}

export async function endAuthorization({ db }: Pick<Deps, "db">, caller: Caller, state: string): Promise<void> {
  await db.shopAuthorization.deleteMany({ where: { stateHash: hashSecret(state), userId: caller.userId } });
}

function open({ encryption }: AuthorizationDeps, row: unknown): Authorization {
  if (!row) throw new AppError("authorization_invalid");
  const { credentials: sealed, ...authorization } = kept.parse(row);
  return { ...authorization, credentials: sealed === null ? null : credentials.parse(JSON.parse(encryption.decrypt(sealed))) };
}

const kept = z.object({
  storeId: z.string().refine(isUuid),
  kind: z.enum(connectionKinds),
  address: z.string(),
  credentials: z.string().nullable(),
});
