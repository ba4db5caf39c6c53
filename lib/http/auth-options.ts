import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { clientAddress } from "@/lib/access/addresses";
import { signIn } from "@/lib/access/users/sign-in";
import { signInWithOidc } from "@/lib/access/users/sign-in-with-oidc";
import { readEnv } from "@/lib/core/env";
import { getDeps } from "@/lib/runtime";
import { requestContext } from "./request-context";

/** A JSON body may hold anything where a form holds text. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const SESSION_SECONDS = 14 * 86_400;

/** next-auth: the session is a signed token with the user's id and session version; who that is now, the database says. */
export function authOptions(): NextAuthOptions {
  const env = readEnv();
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const forwarded: unknown = request.headers?.["x-forwarded-for"];
          const address = clientAddress(
            requestContext().socketAddress,
            typeof forwarded === "string" ? forwarded : null,
            env.TRUSTED_PROXY_COUNT,
          );
          const result = await signIn(await getDeps(), {
            email: textOf(credentials?.email),
            password: textOf(credentials?.password),
            address,
          });
          if (result.outcome === "throttled") throw new Error(`Throttled:${result.retryAfterSeconds}`);
          return result.outcome === "signed_in" ? result.user : null;
        },
      }),
      ...(env.OIDC_ISSUER
        ? [
            {
              id: "oidc",
              name: env.OIDC_NAME,
              type: "oauth" as const,
              wellKnown: `${env.OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
              ...(env.OIDC_CLIENT_ID && { clientId: env.OIDC_CLIENT_ID }),
              ...(env.OIDC_CLIENT_SECRET && { clientSecret: env.OIDC_CLIENT_SECRET }),
              authorization: { params: { scope: "openid email profile" } },
              idToken: true,
              checks: ["pkce" as const, "state" as const, "nonce" as const],
              httpOptions: { timeout: 10_000 },
              profile: (profile: { sub: string; email?: string; email_verified?: boolean; name?: string }) => ({
                id: profile.sub,
                email: profile.email ?? "",
                name: profile.name ?? null,
                isEmailVerified: profile.email_verified === true,
              }),
            },
          ]
        : []),
    ],
    callbacks: {
      async signIn({ user, account }) {
        if (account?.provider !== "oidc") return true;
        const known = await signInWithOidc(await getDeps(), {
          subject: account.providerAccountId,
          email: user.email ?? "",
          isEmailVerified: "isEmailVerified" in user && user.isEmailVerified === true,
        });
        if (!known) return false;
        Object.assign(user, known);
        return true;
      },
      jwt({ token, user }) {
        if (user) {
          token.sub = user.id;
          token.sessionVersion = "sessionVersion" in user ? user.sessionVersion : undefined;
          delete token.picture;
        }
        return token;
      },
    },
  };
}
