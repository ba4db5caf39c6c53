import type { Env } from "@/lib/core/env";
import type { Credentials } from "@/lib/sync/connections/connection";

/** The hub's own app at Shopify, if it has one. */
export type ShopifyApp = {
  clientId: string;
  /** Asks for tokens. */
  clientSecret: string;
  /** What Shopify may have signed with: the new secret, then the one before it. */
  secrets: readonly string[];
};

export type ShopifyAppEnv = Pick<Env, "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET" | "SHOPIFY_API_SECRET_OLD">;

export function shopifyAppOf(env: ShopifyAppEnv): ShopifyApp | null {
  const { SHOPIFY_API_KEY: clientId, SHOPIFY_API_SECRET: clientSecret, SHOPIFY_API_SECRET_OLD: old } = env;
  if (clientId === undefined || clientSecret === undefined) return null;
  return { clientId, clientSecret, secrets: old === undefined ? [clientSecret] : [clientSecret, old] };
}

/** With what a connection's webhooks may be signed: the secrets of the app that its token belongs to. None: nothing can be believed. */
export function webhookSecretsOf(env: ShopifyAppEnv, credentials: Credentials): readonly string[] {
  if (!("accessToken" in credentials)) return [];
  if (credentials.isOurApp) return shopifyAppOf(env)?.secrets ?? [];
  return credentials.appSecret === null ? [] : [credentials.appSecret];
}
