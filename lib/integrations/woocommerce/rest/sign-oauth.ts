import { createHmac } from "node:crypto";
import OAuth from "oauth-1.0a";

export type OAuthStamp = { timestamp: string; nonce: string };

/**
 * Authorization header of OAuth 1.0a without a token (HMAC-SHA256), which WooCommerce asks for over http. The library's `authorize` would
 * add oauth_version and make up time and nonce itself, so its parts are used one by one; they give the signature of the captured request.
 * @param url with its query, percent-encoded; without brackets in names: WooCommerce would number them before it signs
 */
export function signOAuth(method: string, url: string, keys: { key: string; secret: string }, { timestamp, nonce }: OAuthStamp): string {
  const oauth = new OAuth({
    consumer: keys,
    signature_method: "HMAC-SHA256",
    hash_function: (base, key) => createHmac("sha256", key).update(base).digest("base64"),
  });
  // The type asks for a version that WooCommerce does not.
  const stamp = { oauth_consumer_key: keys.key, oauth_nonce: nonce, oauth_signature_method: "HMAC-SHA256", oauth_timestamp: timestamp };
  const signature = oauth.getSignature({ url, method, data: {} }, "", stamp as unknown as OAuth.Data);
  return oauth.toHeader({ ...(stamp as unknown as OAuth.Data), oauth_signature: signature }).Authorization;
}
