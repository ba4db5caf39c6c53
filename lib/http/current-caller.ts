import { cache } from "react";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Caller } from "@/lib/access/caller";
import { clientAddress } from "@/lib/access/addresses";
import { needsFirstAdmin } from "@/lib/access/users/first-admin";
import { getDeps } from "@/lib/runtime";
import { requestContext } from "./request-context";
import { sessionUserOf } from "./session";

/** Who looks at this page, or null. Once per request, however many components ask. */
export const optionalCaller = cache(async (): Promise<Caller | null> => {
  const [deps, sent] = await Promise.all([getDeps(), headers()]);
  const user = await sessionUserOf(deps, sent.get("cookie"));
  if (!user) return null;
  const { requestId, socketAddress } = requestContext();
  const sourceIp = clientAddress(socketAddress, sent.get("x-forwarded-for"), deps.env.TRUSTED_PROXY_COUNT);
  return { kind: "session", userId: user.id, email: user.email, role: user.role, scopes: "*", sourceIp, requestId };
});

/**
 * Sends whoever is not signed in to the sign-in page, and the very first visitor to the set-up.
 * @param comeBackTo an address of this site, query and all, to see after signing in
 */
export async function currentCaller(comeBackTo?: string): Promise<Caller> {
  const caller = await optionalCaller();
  if (caller) return caller;
  redirect(
    (await needsFirstAdmin(await getDeps()))
      ? "/setup"
      : `/sign-in${comeBackTo === undefined ? "" : `?next=${encodeURIComponent(comeBackTo)}`}`,
  );
}
