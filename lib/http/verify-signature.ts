import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { FoundToken } from "@/lib/access/tokens/find-token";

/**
 * Standard Webhooks signature over the raw bytes, before anything parses them, within 5 minutes of our clock. Any of
 * the token's signing secrets will do: a rotated one keeps its grace time.
 * @throws AppError signature_invalid, with no detail of what was wrong
 */
export function verifySignature(
  { encryption }: Pick<Deps, "encryption">,
  token: Pick<FoundToken, "signingSecrets">,
  request: { headers: Pick<Headers, "get"> },
  body: Buffer,
): void {
  const headers = {
    "webhook-id": request.headers.get("webhook-id") ?? "",
    "webhook-timestamp": request.headers.get("webhook-timestamp") ?? "",
    "webhook-signature": request.headers.get("webhook-signature") ?? "",
  };
  const text = body.toString("utf8");
  if (!token.signingSecrets.some((sealed) => isSignedWith(open(encryption, sealed), text, headers)))
    throw new AppError("signature_invalid");
}

/** @throws AppError unavailable: its key is missing from ENCRYPTION_KEYS, which is our fault, and the event comes again */
function open(encryption: Deps["encryption"], sealed: string): string {
  try {
    return encryption.decrypt(sealed);
  } catch (cause) {
    throw new AppError("unavailable", { cause, headers: { "retry-after": "60" } });
  }
}

function isSignedWith(secret: string, body: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
