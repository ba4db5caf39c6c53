import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { ShopifyError, fromOutgoing, problemOfStatus, retryAfterMs, type ShopifyProblem } from "./shopify-error";
import { isShopDomain, shopOrigin } from "./shop-address";
import type { ShopifyFetch } from "./transport";

/** What the hub reads; it writes nothing by these. */
export const SCOPES = ["read_products", "read_inventory"] as const;

/** Where a merchant is sent to allow the app. `state`: random, kept with the visitor's session, used once. @throws TypeError for another domain */
export function installUrl(app: {
  shopDomain: string;
  clientId: string;
  redirectUri: string;
  state: string;
  scopes?: readonly string[];
  developmentBaseUrl?: string;
}): string {
  const url = new URL("/admin/oauth/authorize", shopOrigin(app.shopDomain, app.developmentBaseUrl));
  url.search = new URLSearchParams({
    client_id: app.clientId,
    scope: (app.scopes ?? SCOPES).join(","),
    redirect_uri: app.redirectUri,
    state: app.state,
  }).toString();
  return url.href;
}

export type Callback = { ok: true; shopDomain: string; code: string } | { ok: false; problem: "hmac" | "state" | "shop" | "code" };

/** The merchant's way back: `?code&hmac&host&shop&state&timestamp`. All is checked, hmac first; nothing else may be said before it holds. */
export function verifyCallback(query: URLSearchParams, secrets: readonly string[], state: string): Callback {
  if (!isSignedQuery(query, secrets)) return { ok: false, problem: "hmac" };
  if (state === "" || !equalTexts(query.get("state") ?? "", state)) return { ok: false, problem: "state" };
  const shopDomain = query.get("shop");
  if (!isShopDomain(shopDomain)) return { ok: false, problem: "shop" };
  const code = query.get("code");
  return code ? { ok: true, shopDomain, code } : { ok: false, problem: "code" };
}

/**
 * Hex HMAC-SHA256 over all parameters but `hmac`, sorted by name, joined as a query. Shopify's page shows the values decoded, its own library
 * hashes them encoded; for what Shopify sends the two hardly ever differ. Both are accepted, the decoded one with % and & escaped, so no
 * parameter can pretend to be two.
 */
export function isSignedQuery(query: URLSearchParams, secrets: readonly string[]): boolean {
  const names = [...query.keys()];
  const given = query.get("hmac") ?? "";
  if (new Set(names).size !== names.length || !/^[0-9a-f]{64}$/.test(given)) return false;
  const pairs = [...query].filter(([name]) => name !== "hmac").sort(([a], [b]) => (a < b ? -1 : 1));
  const escape = (text: string) => text.replaceAll("%", "%25").replaceAll("&", "%26");
  const decoded = pairs.map(([name, value]) => `${escape(name).replaceAll("=", "%3D")}=${escape(value)}`).join("&");
  const messages = [decoded, new URLSearchParams(pairs).toString()];
  let matches = false;
  for (const secret of secrets)
    for (const message of messages) {
      const isEqual = equalTexts(createHmac("sha256", secret).update(message).digest("hex"), given);
      matches = (isEqual && secret !== "") || matches;
    }
  return matches;
}

const digest = (text: string): Buffer => createHmac("sha256", "compare").update(text).digest();
/** Constant time for texts of any length. */
const equalTexts = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

export type ShopifyAccess = {
  accessToken: string;
  scopes: string[];
  /** Null: it does not expire (custom apps). */
  expiresInMs: number | null;
  refreshToken: string | null;
  refreshExpiresInMs: number | null;
};

const seconds = z.number().nullish().transform((value) => (value === null || value === undefined ? null : value * 1_000)); // prettier-ignore
const access = z
  .object({
    access_token: z.string().min(1),
    scope: z.string().catch(""),
    expires_in: seconds,
    refresh_token: z.string().nullish(),
    refresh_token_expires_in: seconds,
  })
  .transform((wire): ShopifyAccess => ({
    accessToken: wire.access_token,
    scopes: wire.scope.split(",").filter(Boolean),
    expiresInMs: wire.expires_in,
    refreshToken: wire.refresh_token ?? null,
    refreshExpiresInMs: wire.refresh_token_expires_in,
  }));

type App = { shopDomain: string; clientId: string; clientSecret: string; developmentBaseUrl?: string };

/**
 * Code → token; a code works once. Public apps must use tokens that expire (after an hour; refused from 2027 on otherwise), so that is the default.
 * @throws ShopifyError query_refused: Shopify does not accept the code or the app's credentials
 */
export const exchangeCode = (fetch: ShopifyFetch, app: App & { code: string; isExpiring?: boolean }): Promise<ShopifyAccess> =>
  askForAccess(fetch, app, { code: app.code, ...(app.isExpiring !== false && { expiring: "1" }) });

/** A new token, and a new refresh token: the old one dies when the new one is first used. @throws ShopifyError token_invalid, query_refused */
export const refreshAccess = (fetch: ShopifyFetch, app: App & { refreshToken: string }): Promise<ShopifyAccess> =>
  askForAccess(fetch, app, { grant_type: "refresh_token", refresh_token: app.refreshToken });

/**
 * A token of an app of the shop's own organisation, for a day; afterwards another is asked for, in the same way.
 * @throws ShopifyError client_refused, shop_not_permitted, app_not_installed
 */
export const grantAccess = (fetch: ShopifyFetch, app: App): Promise<ShopifyAccess> =>
  askForAccess(fetch, app, { grant_type: "client_credentials" }, clientRefusals);

/** Shopify's codes for what a merchant can mend. A wrong secret has been seen under the first two names. */
const clientRefusals = new Map<string, ShopifyProblem>([
  ["invalid_client", "client_refused"],
  ["invalid_request", "client_refused"],
  ["application_cannot_be_found", "client_refused"],
  ["shop_not_permitted", "shop_not_permitted"],
  ["app_not_installed", "app_not_installed"],
]);

/** Rights that the hub needs and these do not hold. Shopify leaves out the one to read where the one to write was given. */
export const missingScopes = (given: readonly string[]): string[] =>
  SCOPES.filter((scope) => !given.includes(scope) && !given.includes(scope.replace(/^read_/, "write_")));

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 65_536;

async function askForAccess(
  fetch: ShopifyFetch,
  app: App,
  grant: Record<string, string>,
  refusals: ReadonlyMap<string, ShopifyProblem> = new Map(),
): Promise<ShopifyAccess> {
  const answer = await fetch(`${shopOrigin(app.shopDomain, app.developmentBaseUrl)}/admin/oauth/access_token`, {
    method: "POST",
    // Without Accept a refusal is a page.
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ client_id: app.clientId, client_secret: app.clientSecret, ...grant }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  }).catch((error: unknown) => {
    throw fromOutgoing(error);
  });
  const problem = problemOfStatus(answer.status);
  // The body is not quoted: it may repeat what was sent.
  if (problem) {
    const code = isClientError(answer.status) ? errorCodeIn(answer.body) : null;
    const facts = { status: answer.status, retryAfterMs: retryAfterMs(answer.headers), code };
    throw new ShopifyError(refusals.get(code ?? "") ?? problem, { ...facts, ...(code !== null && { detail: code }) });
  }
  try {
    return access.parse(JSON.parse(answer.body));
  } catch {
    throw new ShopifyError("not_json", { status: answer.status });
  }
}

const isClientError = (status: number): boolean => status >= 400 && status < 500;

const refusal = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });

/** OAuth's name of what went wrong: one word, so nothing that was sent can be in it. */
function errorCodeIn(body: string): string | null {
  try {
    return refusal.parse(JSON.parse(body)).error;
  } catch {
    return null;
  }
}
