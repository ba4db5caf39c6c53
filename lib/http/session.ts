import { decode } from "next-auth/jwt";
import type { Deps } from "@/lib/core/deps";
import { findSessionUser, type SessionUser } from "@/lib/access/users/find-session-user";

/** next-auth's names; the second behind https. Large tokens are split into .0, .1 … */
const cookieNames = ["next-auth.session-token", "__Secure-next-auth.session-token"];

function readCookies(header: string | null): Map<string, string> {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return new Map(
    pairs.flatMap((pair) => {
      const at = pair.indexOf("=");
      return at > 0 ? [[pair.slice(0, at), decodeURIComponentSafely(pair.slice(at + 1))] as const] : [];
    }),
  );
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The living user behind the session cookie, or null. */
export async function sessionUserOf(deps: Pick<Deps, "db" | "env">, cookieHeader: string | null): Promise<SessionUser | null> {
  const cookies = readCookies(cookieHeader);
  for (const name of cookieNames) {
    const parts = [...cookies]
      .filter(([key]) => key === name || key.startsWith(`${name}.`))
      .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
    if (parts.length === 0) continue;
    const token = await decode({ token: parts.map(([, value]) => value).join(""), secret: deps.env.NEXTAUTH_SECRET }).catch(() => null);
    if (!token || typeof token.sub !== "string" || typeof token.sessionVersion !== "number") continue;
    return findSessionUser(deps, { userId: token.sub, sessionVersion: token.sessionVersion });
  }
  return null;
}
