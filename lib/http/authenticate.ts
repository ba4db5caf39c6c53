import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import { clientAddress } from "@/lib/access/addresses";
import { hasScope, type Caller, type Scope } from "@/lib/access/caller";
import { findAccessKey } from "@/lib/access/keys/find-access-key";
import { findToken } from "@/lib/access/tokens/find-token";
import { bearerOf } from "./bearer";
import { requestContext } from "./request-context";
import { sessionUserOf } from "./session";

/** Who may call a route: nobody in particular, or a person or program with a scope ("*": all its user has). */
export type Access = { scope: Scope | "*" | "any"; isAdminOnly?: boolean };

export function addressOf(request: Request, env: Deps["env"]): string | null {
  return clientAddress(requestContext().socketAddress, request.headers.get("x-forwarded-for"), env.TRUSTED_PROXY_COUNT);
}

/** A cookie is sent by the browser whoever asks: what changes something must come from our own pages. */
function refuseForeignOrigin(request: Request, env: Deps["env"]): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  const isOwn =
    site === "same-origin" || (origin !== null && (origin === env.PUBLIC_URL || (URL.canParse(origin) && new URL(origin).host === host)));
  if (!isOwn) throw new AppError("origin_foreign");
}

/**
 * @throws AppError credential_missing, access_key_invalid, token_*, session_ended; forbidden, scope_missing for a valid
 *   one without the right
 */
export async function authenticate(deps: Pick<Deps, "db" | "env" | "now">, request: Request, access: Access): Promise<Caller> {
  const identity = await identify(deps, request);
  const caller: Caller = { ...identity, sourceIp: addressOf(request, deps.env), requestId: requestContext().requestId };
  if (access.isAdminOnly && caller.role !== "ADMIN") throw new AppError("forbidden");
  if (access.scope === "*" ? caller.scopes !== "*" : access.scope !== "any" && !hasScope(caller, access.scope))
    throw new AppError("scope_missing");
  return caller;
}

async function identify(
  deps: Pick<Deps, "db" | "env" | "now">,
  request: Request,
): Promise<Pick<Caller, "kind" | "userId" | "email" | "role" | "scopes">> {
  const secret = bearerOf(request);
  if (secret !== null) {
    if (secret.startsWith("wc_sk_") || secret.startsWith("shpat_") || secret.startsWith("ck_int_")) {
      await findToken(deps, secret);
      // A valid integration token delivers events and reads its own health, nothing else.
      throw new AppError("forbidden");
    }
    const key = await findAccessKey(deps, secret);
    return { kind: "access_key", userId: key.userId, email: key.email, role: key.role, scopes: key.scopes };
  }
  const cookie = request.headers.get("cookie");
  const user = cookie?.includes("next-auth.session-token") ? await sessionUserOf(deps, cookie) : null;
  if (user) {
    refuseForeignOrigin(request, deps.env);
    return { kind: "session", userId: user.id, email: user.email, role: user.role, scopes: "*" };
  }
  throw new AppError(cookie?.includes("next-auth.session-token") ? "session_ended" : "credential_missing");
}
