import { encode } from "next-auth/jwt";
import type { Caller } from "@/lib/access/caller";
import type { TestRuntime } from "./test-runtime";

/** The cookie of somebody who signed in, as next-auth writes it. */
export async function sessionCookie(
  { env }: Pick<TestRuntime, "env">,
  user: Pick<Caller, "userId">,
  given: { sessionVersion?: number; secret?: string; name?: string } = {},
): Promise<string> {
  const token = await encode({
    token: { sub: user.userId, sessionVersion: given.sessionVersion ?? 1 },
    secret: given.secret ?? env.NEXTAUTH_SECRET,
  });
  return `${given.name ?? "next-auth.session-token"}=${token}`;
}
