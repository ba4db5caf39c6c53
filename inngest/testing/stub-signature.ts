import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";

/** Signatures as an Inngest server makes and checks them, written without the SDK's help. */

const withoutPrefix = (signingKey: string) => signingKey.replace(/^signkey-\w+-/, "");
const MAX_AGE_SECONDS = 300;

/** @param body as sent; JSON is signed in its canonical form (RFC 8785), so that whitespace and key order do not matter */
export function sign(body: string, signingKey: string, seconds = Math.floor(Date.now() / 1_000)): string {
  const signed = body === "" ? "" : (canonicalize(JSON.parse(body)) ?? "");
  return `t=${seconds}&s=${digest(signed, signingKey, String(seconds))}`;
}

/** As the app signs its answers: the text as it is. */
export function signText(text: string, signingKey: string): string {
  const seconds = String(Math.floor(Date.now() / 1_000));
  return `t=${seconds}&s=${digest(text, signingKey, seconds)}`;
}

/** @returns what is wrong with the signature of an answer, or null. */
export function checkSignature(header: string | null, body: string, signingKey: string): string | null {
  if (header === null) return "is not signed";
  const fields = /^t=(\d+)&s=([0-9a-f]{64})$/.exec(header);
  const [, seconds = "", given = ""] = fields ?? [];
  if (!fields) return `has the malformed signature "${header}"`;
  if (Math.abs(Date.now() / 1_000 - Number(seconds)) > MAX_AGE_SECONDS) return "has an expired signature";
  return timingSafeEqual(Buffer.from(given), Buffer.from(digest(body, signingKey, seconds))) ? null : "has a wrong signature";
}

/** What the SDK sends instead of the key itself: `Authorization: Bearer <prefix><sha256 of the key's bytes>`. */
export function bearerOf(signingKey: string): string {
  const key = withoutPrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return `Bearer ${prefix}${createHash("sha256").update(Buffer.from(key, "hex")).digest("hex")}`;
}

function digest(text: string, signingKey: string, seconds: string): string {
  return createHmac("sha256", withoutPrefix(signingKey)).update(text).update(seconds).digest("hex");
}
