import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { noteFailure } from "@/lib/sync/connections/breaker";
import type { OpenConnection, ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { readCredentials, replaceCredentials, type KeptCredentials } from "@/lib/sync/connections/renew-credentials";
import { shopifyAppOf } from "../shopify/app";
import type { AccessToken } from "../shopify/client";
import { grantAccess, refreshAccess, type ShopifyAccess } from "../shopify/install";
import { shopOf } from "../shopify/open-client";
import { ShopifyError, type ShopifyProblem } from "../shopify/shopify-error";

export type FreshDeps = Pick<Deps, "db" | "encryption" | "env" | "now"> & {
  outgoing: GuardedFetch;
  wait: (ms: number) => Promise<void>;
};

/** Renewed when less is left: longer than any one request to the shop may take. */
const SOON_MS = 5 * 60_000;
/** After a refusal: how long another worker may need to save what it was given instead of us. */
const LOOKS_MS = [100, 400, 1_500, 3_000] as const;

/**
 * The access token of a Shopify connection. One that ends (the hub's own app, or one known by its client id) is renewed
 * shortly before, and once when Shopify refuses it earlier; everybody who asks a shop goes through here. Never call the client in a transaction.
 */
export function freshToken(
  deps: FreshDeps,
  { storeId, address, credentials }: Pick<OpenConnection, "storeId" | "address"> & { credentials: ShopifyAccessKept },
): AccessToken {
  if (credentials.refreshToken === null && credentials.clientId === null) return credentials.accessToken;
  let known = credentials;
  // Requests under way at once share a renewal.
  let renewing: Promise<ShopifyAccessKept> | null = null;
  return async (refused) => {
    if (known.accessToken === refused || leftMs(known, deps.now()) < SOON_MS) {
      renewing ??= renew(deps, { storeId, address }, refused).finally(() => (renewing = null));
      known = await renewing;
    }
    return known.accessToken;
  };
}

const leftMs = ({ expiresAt }: ShopifyAccessKept, now: Date): number =>
  expiresAt === null ? Infinity : new Date(expiresAt).getTime() - now.getTime();

type Target = Pick<OpenConnection, "storeId" | "address">;

/** @throws ShopifyError token_invalid and the refusals of a client: there is no other token, the store is disconnected · what the way to Shopify ran into */
async function renew(deps: FreshDeps, target: Target, refused: string | undefined): Promise<ShopifyAccessKept> {
  const kept = await readKept(deps, target);
  const { access } = kept;
  const isUsable = access.accessToken !== refused && leftMs(access, deps.now()) > 0;
  // Another worker was here before.
  if (isUsable && leftMs(access, deps.now()) >= SOON_MS) return access;
  const ask = wayToNext(deps, target, access);
  if (!ask) {
    if (isUsable) return access;
    throw new ShopifyError("token_invalid", { detail: "it cannot be renewed, or the hub's Shopify app is not configured" });
  }
  const askedAt = deps.now();
  let given;
  try {
    given = await ask();
  } catch (error) {
    if (isRefusal(error)) return await takeOthers(deps, target, kept, error);
    // Minutes are left: time enough for Shopify to come back.
    if (isUsable) return access;
    throw error;
  }
  const renewed: ShopifyAccessKept = {
    ...access,
    accessToken: given.accessToken,
    refreshToken: given.refreshToken ?? access.refreshToken,
    expiresAt: given.expiresInMs === null ? null : new Date(askedAt.getTime() + given.expiresInMs).toISOString(),
  };
  return keep(deps, target, kept, renewed);
}

/** Null: nothing is known that Shopify would give a token for. */
function wayToNext({ outgoing, env }: FreshDeps, { address }: Target, access: ShopifyAccessKept): (() => Promise<ShopifyAccess>) | null {
  const { clientId, appSecret, refreshToken } = access;
  if (clientId !== null && appSecret !== null)
    return () => grantAccess(outgoing, { ...shopOf(address), clientId, clientSecret: appSecret });
  const app = shopifyAppOf(env);
  if (refreshToken === null || !app) return null;
  return () => refreshAccess(outgoing, { ...shopOf(address), clientId: app.clientId, clientSecret: app.clientSecret, refreshToken });
}

/** @returns what is kept now: ours, or another worker's, and then ours are never used: a successor's first use ends what came before it */
async function keep(deps: FreshDeps, target: Target, before: Kept, renewed: ShopifyAccessKept): Promise<ShopifyAccessKept> {
  let found = before;
  while (!(await replaceCredentials(deps, target.storeId, found, renewed))) {
    found = await readKept(deps, target);
    if (!isSame(found, before)) return found.access;
    // Sealed anew with another key, otherwise the same.
  }
  return renewed;
}

const isSame = (one: Kept, other: Kept): boolean => one.access.accessToken === other.access.accessToken;

type Kept = KeptCredentials & { access: ShopifyAccessKept };

async function readKept(deps: FreshDeps, { storeId, address }: Target): Promise<Kept> {
  const kept = await readCredentials(deps, storeId);
  if (!kept || !("accessToken" in kept.credentials) || kept.address !== address)
    throw new ShopifyError("token_invalid", { detail: "the store was disconnected, or connected to another shop" });
  return { ...kept, access: kept.credentials };
}

const CLIENT_REFUSALS: readonly ShopifyProblem[] = ["client_refused", "shop_not_permitted", "app_not_installed"];

/** Shopify writes 400 for some and 401 for other tokens that it does not take. */
const isRefusal = (error: unknown): error is ShopifyError =>
  error instanceof ShopifyError && ["token_invalid", "query_refused", ...CLIENT_REFUSALS].includes(error.problem);

/**
 * A refresh token is refused when it was used: what another worker got for it is waited for. A client is refused whoever
 * asks; but somebody may just have connected the store anew. Otherwise only a person can help.
 */
async function takeOthers(deps: FreshDeps, target: Target, before: Kept, refusal: ShopifyError): Promise<ShopifyAccessKept> {
  for (const ms of before.access.clientId === null ? LOOKS_MS : [0]) {
    await deps.wait(ms);
    const now = await readKept(deps, target);
    if (!isSame(now, before)) return now.access;
  }
  const problem = CLIENT_REFUSALS.includes(refusal.problem) ? refusal.problem : "token_invalid";
  await noteFailure(deps.db, target.storeId, { problem, isPassing: false }, deps.now());
  throw new ShopifyError(problem, { detail: "Shopify does not renew it" });
}
