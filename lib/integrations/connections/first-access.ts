import type { Deps } from "@/lib/core/deps";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import { shopifyAccess, type ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { addressInvalid, findingOf, readShopAddress, type ShopifyFinding } from "../shopify/diagnose";
import { grantAccess, missingScopes } from "../shopify/install";
import { shopOf } from "../shopify/open-client";
import { ShopifyError } from "../shopify/shopify-error";

type FirstAccess = { ok: true; credentials: ShopifyAccessKept } | { ok: false; finding: ShopifyFinding };

/**
 * The first token of an app of the shop's organisation. What keeps the shop from giving one, or from giving one that
 * suffices, is the doctor's to say: it stands before everything that the doctor can ask with a token.
 */
export async function firstAccess(
  { outgoing, now }: Pick<Deps, "now"> & { outgoing: GuardedFetch },
  shopDomain: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<FirstAccess> {
  const address = readShopAddress(shopDomain);
  if (address === null) return { ok: false, finding: addressInvalid(shopDomain) };
  const askedAt = now().getTime();
  try {
    const { accessToken, scopes, expiresInMs } = await grantAccess(outgoing, { ...shopOf(address), clientId, clientSecret });
    const missing = missingScopes(scopes);
    if (missing.length > 0) throw new ShopifyError("scope_missing", { detail: `no access scope ${missing.join(", ")}` });
    const expiresAt = expiresInMs === null ? null : new Date(askedAt + expiresInMs).toISOString();
    return { ok: true, credentials: shopifyAccess.parse({ accessToken, expiresAt, clientId, appSecret: clientSecret }) };
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    return { ok: false, finding: findingOf(error, address) };
  }
}
