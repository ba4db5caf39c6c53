import type { Caller } from "@/lib/access/caller";
import { AppError } from "@/lib/core/errors";
import type { Language } from "@/lib/i18n/language";
import { finishShopifyAuthorization } from "@/lib/integrations/connections/authorize-shopify";
import { shopifyAppOf } from "@/lib/integrations/shopify/app";
import { isSignedQuery } from "@/lib/integrations/shopify/install";
import { isShopDomain } from "@/lib/integrations/shopify/shop-address";
import type { Runtime } from "@/lib/runtime";
import { addressOf, authenticate } from "./authenticate";
import { spendAddressRate } from "./rates";

/**
 * Somebody's browser comes from Shopify. It is always sent on, never shown anything here: the address holds a code and a
 * signature, which are neither logged nor told to any other site.
 */
type Visit = { deps: Runtime; request: Request; language: Language };

/** Six short parameters. */
const MAX_QUERY = 2_048;

const goTo = (path: string): Response =>
  new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store", "referrer-policy": "no-referrer" } });

/** Back from the yes: the shop is connected, for the person who went there. */
export async function answerAuthorized({ deps, request, language }: Visit): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  if (search.length > MAX_QUERY) return refuse(deps, request, "authorization_invalid");
  const caller = await callerOf(deps, request);
  // The code lives for some minutes, the state for half an hour: time to sign in and come back with the same words.
  if (!caller) return goTo(`/sign-in?next=${encodeURIComponent(`/api/shopify/authorized/${search}`)}`);
  const finished = await finishShopifyAuthorization(deps, caller, searchParams, language);
  if (finished.ok) return goTo(finished.taskId === undefined ? `/stores/${finished.storeId}` : `/jobs/${finished.taskId}`);
  if (finished.storeId === null) return refuse(deps, request, finished.problem);
  return goTo(`/stores/${finished.storeId}/connect?kind=shopify&problem=${finished.problem}`);
}

/** From the App Store, or from the shop's list of apps. May be replayed: it leads to a page, with the shop's name filled in. */
export async function answerInstall({ deps, request }: Visit): Promise<Response> {
  const { search, searchParams } = new URL(request.url);
  const app = shopifyAppOf(deps.env);
  if (!app) return refuse(deps, request, "shopify_app_missing");
  const shop = searchParams.get("shop");
  const isRight = search.length <= MAX_QUERY && isSignedQuery(searchParams, app.secrets) && isShopDomain(shop);
  return isRight ? goTo(`/connect/shopify?shop=${shop}`) : refuse(deps, request, "authorization_invalid");
}

async function callerOf(deps: Runtime, request: Request): Promise<Caller | null> {
  try {
    return await authenticate(deps, request, { scope: "integrations:manage" });
  } catch (error) {
    if (error instanceof AppError && (error.code === "credential_missing" || error.code === "session_ended")) return null;
    throw error;
  }
}

/** Nobody can say whose it was. Whoever tries again and again is slowed down. */
async function refuse(deps: Runtime, request: Request, problem: string): Promise<Response> {
  await spendAddressRate(addressOf(request, deps.env), deps.env.ADDRESS_RATE_PER_MINUTE);
  return goTo(`/stores?problem=${problem}`);
}
