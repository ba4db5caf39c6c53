import { createHmac, timingSafeEqual } from "node:crypto";
import type { ApiKey } from "./api-key";
import { RestError } from "./rest-error";

export type OAuthCall = {
  method: string;
  /** The address without its query, as the shop knows itself. */ url: string;
  params: Map<string, string>;
};

const WINDOW_SECONDS = 15 * 60;
const REQUIRED = ["oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method"];
const HASHES: Record<string, string> = { "HMAC-SHA256": "sha256", "HMAC-SHA1": "sha1" };

const refuse = (message: string) => new RestError(401, "woocommerce_rest_authentication_error", message);

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** `OAuth a="1", b="2"` → its parameters; {} for any other scheme. */
export function readOAuthHeader(header: string | undefined): Map<string, string> {
  if (!header?.startsWith("OAuth ")) return new Map();
  const found = header.matchAll(/(oauth_[a-z_]+)="?([^",]*)"?/g);
  return new Map([...found].map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
}

/** One-legged, RFC 5849: names and values encoded, sorted by byte, joined, encoded once more. */
export function baseString({ method, url, params }: OAuthCall): string {
  const pairs = [...params].filter(([name]) => name !== "oauth_signature").map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return `${method}&${encode(url)}&${encode(pairs.sort().join("&"))}`;
}

/** Signature first, then time, then nonce. Remembers nonces per key as long as their time is valid. */
export class OAuthDesk {
  #used = new Map<string, number>();

  /** @returns null when the call does not try OAuth. @throws RestError 401 in the shop's words */
  authenticate(call: OAuthCall, keys: readonly ApiKey[], nowSeconds: number): ApiKey | null {
    const missing = REQUIRED.filter((name) => !call.params.get(name));
    if (missing.length === REQUIRED.length) return null;
    if (missing.length > 0) {
      const message = `Missing OAuth parameter${missing.length > 1 ? "s" : ""} ${missing.join(", ")}`;
      throw new RestError(401, "woocommerce_rest_authentication_missing_parameter", message);
    }
    const key = keys.find(({ consumerKey }) => consumerKey === call.params.get("oauth_consumer_key"));
    if (!key) throw refuse("Consumer key is invalid.");
    checkSignature(call, key);
    this.#checkTime(call, key, nowSeconds);
    return key;
  }

  #checkTime({ params }: OAuthCall, { consumerKey }: ApiKey, nowSeconds: number): void {
    const timestamp = Number(params.get("oauth_timestamp"));
    if (!(Math.abs(timestamp - nowSeconds) <= WINDOW_SECONDS)) throw refuse("Invalid timestamp.");
    for (const [nonce, at] of this.#used) if (at < nowSeconds - WINDOW_SECONDS) this.#used.delete(nonce);
    const nonce = `${consumerKey} ${params.get("oauth_nonce")}`;
    if (this.#used.has(nonce)) throw refuse("Invalid nonce - nonce has already been used.");
    this.#used.set(nonce, timestamp);
  }
}

function checkSignature(call: OAuthCall, { consumerSecret }: ApiKey): void {
  const hash = HASHES[call.params.get("oauth_signature_method") ?? ""];
  if (hash === undefined) throw refuse("Invalid signature - signature method is invalid.");
  const expected = createHmac(hash, `${consumerSecret}&`).update(baseString(call)).digest();
  const given = Buffer.from((call.params.get("oauth_signature") ?? "").replaceAll(" ", "+"), "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw refuse("Invalid signature - provided signature does not match.");
  }
}
