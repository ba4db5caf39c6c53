import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Deps } from "@/lib/core/deps";
import type { SessionUser } from "./find-session-user";
import { isPassword } from "./password";
import { addressGroup } from "../addresses";
import type { Role } from "../caller";

/** Per account: 10 wrong tries in 15 minutes; per address: 60. In memory: a restart forgives. */
const WINDOW_SECONDS = 900;
const shared = globalThis as typeof globalThis & { __fikoSignIn?: { account: RateLimiterMemory; address: RateLimiterMemory } };
export const throttles = () =>
  (shared.__fikoSignIn ??= {
    account: new RateLimiterMemory({ points: 10, duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({ points: 60, duration: WINDOW_SECONDS }),
  });

export type SignIn =
  { outcome: "signed_in"; user: SessionUser } | { outcome: "refused" } | { outcome: "throttled"; retryAfterSeconds: number };

/**
 * E-mail and password. An unknown e-mail, a wrong password and a disabled account get the same answer in the same time.
 */
export async function signIn(
  { db, now }: Pick<Deps, "db" | "now">,
  input: { email: string; password: string; address: string | null },
): Promise<SignIn> {
  // A NUL is in nobody's e-mail, and no database takes one.
  const email = input.email.trim().toLowerCase().slice(0, 254).replaceAll("\u0000", "");
  const { account, address: byAddress } = throttles();
  try {
    // Counted before the password is looked at: a thousand tries at once get no more than the limit.
    // The address first: one that has tried too often can not fill our memory with made-up accounts, nor lock real ones.
    await byAddress.consume(addressGroup(input.address));
    await account.consume(email);
  } catch (limit) {
    if (limit instanceof Error) throw limit;
    return { outcome: "throttled", retryAfterSeconds: Math.ceil((limit as { msBeforeNext: number }).msBeforeNext / 1000) };
  }
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, role: true, isActive: true, sessionVersion: true, passwordHash: true },
  });
  const matches = await isPassword(input.password, user?.passwordHash ?? null);
  if (!user || !matches || !user.isActive) return { outcome: "refused" };
  await Promise.all([
    account.delete(email),
    db.user.update({ where: { id: user.id }, data: { lastSignInAt: now() }, select: { id: true } }),
  ]);
  return {
    outcome: "signed_in",
    user: { id: user.id, email: user.email, name: user.name, role: user.role as Role, sessionVersion: user.sessionVersion },
  };
}
