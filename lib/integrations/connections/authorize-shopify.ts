import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { Language } from "@/lib/i18n/language";
import { beginAuthorization, takeAuthorization } from "@/lib/sync/connections/authorization";
import { shopifyAppOf, type ShopifyApp } from "../shopify/app";
import { readShopAddress, type ShopifyFindingCode } from "../shopify/diagnose";
import { exchangeCode, installUrl, missingScopes, verifyCallback } from "../shopify/install";
import { shopDomainOf, shopOf } from "../shopify/open-client";
import { ShopifyError, type ShopifyProblem } from "../shopify/shopify-error";
import { connectShopifyWith, type ConnectDeps } from "./connect-store";

/** Registered with the app at Shopify, which compares it as text. */
const redirectUriOf = ({ PUBLIC_URL }: Deps["env"]): string => `${PUBLIC_URL}/api/shopify/authorized/`;

/**
 * Where somebody is sent to allow the hub's own app in their shop.
 * @param shopDomain the shop's name, as people write it
 * @throws AppError store_not_found · shopify_app_missing · body_invalid: `fields` says what Shopify would not take
 */
export async function beginShopifyAuthorization(
  deps: Pick<Deps, "db" | "encryption" | "now" | "randomBytes" | "env">,
  caller: Caller,
  storeId: string,
  shopDomain: string,
): Promise<{ authorizeUrl: string; expiresAt: Date }> {
  const app = shopifyAppOf(deps.env);
  if (!app) throw new AppError("shopify_app_missing");
  const address = readShopAddress(shopDomain);
  const isReal = address !== null && shopDomainOf(address) !== null;
  if (address === null || !(isReal || deps.env.ALLOW_PRIVATE_SHOPS))
    throw new AppError("body_invalid", { fields: { shop_domain: "must be a shop's name such as name.myshopify.com" } });
  // Shopify sends nobody, and no webhook, to an address that is not secure.
  if (isReal && !deps.env.PUBLIC_URL.startsWith("https://"))
    throw new AppError("body_invalid", { fields: { public_url: "must be https for Shopify: set PUBLIC_URL, or connect with a token" } });
  const { state, expiresAt } = await beginAuthorization(deps, caller, storeId, { kind: "shopify", address });
  const authorizeUrl = installUrl({ ...shopOf(address), clientId: app.clientId, redirectUri: redirectUriOf(deps.env), state });
  return { authorizeUrl, expiresAt };
}

/** What the wizard has a sentence for. */
export type AuthorizationProblem = "shopify_app_missing" | "authorization_invalid" | ShopifyProblem | ShopifyFindingCode;
export type FinishedAuthorization =
  | { ok: true; storeId: string; taskId: string | undefined }
  /** `storeId` is null when nobody can say whose it was. */
  | { ok: false; storeId: string | null; problem: AuthorizationProblem };

/**
 * Somebody is back from Shopify. Signature first, then the state, which works once and for its person only; the code
 * goes to the shop that was asked, never to one that the query names. What works is connected as by hand.
 */
export async function finishShopifyAuthorization(
  deps: ConnectDeps,
  caller: Caller,
  query: URLSearchParams,
  language: Language,
): Promise<FinishedAuthorization> {
  const app = shopifyAppOf(deps.env);
  if (!app) return { ok: false, storeId: null, problem: "shopify_app_missing" };
  const state = query.get("state") ?? "";
  const callback = verifyCallback(query, app.secrets, state);
  const authorization = callback.ok ? await takeAuthorization(deps, caller, state).catch(nullIfInvalid) : null;
  if (!callback.ok || !authorization) return { ok: false, storeId: null, problem: "authorization_invalid" };

  const { storeId, kind, address } = authorization;
  const expected = shopDomainOf(address);
  // A stand-in on this machine may call itself what it likes.
  if (kind !== "shopify" || (expected !== null && expected !== callback.shopDomain))
    return { ok: false, storeId, problem: "authorization_invalid" };
  try {
    const { taskId } = await redeem(deps, caller, { app, storeId, address, code: callback.code }, language);
    return { ok: true, storeId, taskId };
  } catch (error) {
    if (error instanceof ShopifyError) return { ok: false, storeId, problem: error.problem };
    if (error instanceof AppError && error.code === "connection_failed") return { ok: false, storeId, problem: firstOf(error) };
    throw error;
  }
}

type Redeemed = { app: ShopifyApp; storeId: string; address: string; code: string };

async function redeem(deps: ConnectDeps, caller: Caller, { app, storeId, address, code }: Redeemed, language: Language) {
  const askedAt = deps.now();
  const access = await exchangeCode(deps.outgoing, { ...shopOf(address), clientId: app.clientId, clientSecret: app.clientSecret, code });
  if (missingScopes(access.scopes).length > 0) throw new ShopifyError("scope_missing", { detail: "a right was not given" });
  const { accessToken, refreshToken, expiresInMs } = access;
  const expiresAt = expiresInMs === null ? null : new Date(askedAt.getTime() + expiresInMs).toISOString();
  const credentials = { accessToken, refreshToken, expiresAt, appSecret: null, clientId: null, isOurApp: true };
  return connectShopifyWith(deps, caller, storeId, { shopDomain: address, credentials }, language);
}

function nullIfInvalid(error: unknown): null {
  if (error instanceof AppError && error.code === "authorization_invalid") return null;
  throw error;
}

/** The doctor's first error: the fields of connection_failed stand under its codes. */
const firstOf = ({ fields = {} }: AppError): AuthorizationProblem =>
  (Object.keys(fields)[0] as ShopifyFindingCode | undefined) ?? "network";
