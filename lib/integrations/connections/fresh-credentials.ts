import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { noteFailure } from "@/lib/sync/connections/breaker";
import type { OpenConnection, ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { readCredentials, replaceCredentials, type KeptCredentials } from "@/lib/sync/connections/renew-credentials";
import { shopifyAppOf } from "../shopify/app";
import type { AccessToken } from "../shopify/client";
import { refreshAccess } from "../shopify/install";
import { shopOf } from "../shopify/open-client";
import { ShopifyError } from "../shopify/shopify-error";

export type FreshDeps = Pick<Deps, "db" | "encryption" | "env" | "now"> & {
  outgoing: GuardedFetch;
  wait: (ms: number) => Promise<void>;
};

/** Renewed when less is left: longer than any one request to the shop may take. */
const SOON_MS = 5 * 60_000;
/** After a refusal: how long another worker may need to save what it was given instead of us. */
const LOOKS_MS = [100, 400, 1_500, 3_000] as const;

/**
 * The access token of a Shopify connection. One that ends (the hub's own app) is renewed shortly before, and once when
 * Shopify refuses it earlier; everybody who asks a shop goes through here. Never call the client in a transaction.
 */
export function freshToken(
  deps: FreshDeps,
  { storeId, address, credentials }: Pick<OpenConnection, "storeId" | "address"> & { credentials: ShopifyAccessKept },
): AccessToken {
  if (credentials.refreshToken === null) return credentials.accessToken;
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

/** @throws ShopifyError token_invalid: there is no other token, the store is disconnected · what the way to Shopify ran into */
async function renew(deps: FreshDeps, target: Target, refused: string | undefined): Promise<ShopifyAccessKept> {
  const kept = await readKept(deps, target);
  const { access } = kept;
  const isUsable = access.accessToken !== refused && leftMs(access, deps.now()) > 0;
  // Another worker was here before.
  if (isUsable && leftMs(access, deps.now()) >= SOON_MS) return access;
  const app = shopifyAppOf(deps.env);
  if (access.refreshToken === null || !app) {
    if (isUsable) return access;
    throw new ShopifyError("token_invalid", { detail: app ? "it cannot be renewed" : "the hub's Shopify app is not configured" });
  }
  const askedAt = deps.now();
  let given;
  try {
    const { clientId, clientSecret } = app;
    given = await refreshAccess(deps.outgoing, { ...shopOf(target.address), clientId, clientSecret, refreshToken: access.refreshToken });
  } catch (error) {
    if (isRefusal(error)) return await takeOthers(deps, target, kept);
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

/** Shopify writes 400 for some and 401 for other tokens that it does not take. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ShopifyError && (error.problem === "token_invalid" || error.problem === "query_refused");

/** A refresh token is refused when it was used: what another worker got for it is waited for. Otherwise only a person can help. */
async function takeOthers(deps: FreshDeps, target: Target, before: Kept): Promise<ShopifyAccessKept> {
  for (const ms of LOOKS_MS) {
    await deps.wait(ms);
    const now = await readKept(deps, target);
    if (!isSame(now, before)) return now.access;
  }
  await noteFailure(deps.db, target.storeId, { problem: "token_invalid", isPassing: false }, deps.now());
  throw new ShopifyError("token_invalid", { detail: "Shopify does not renew it" });
}
