import { z } from "zod";

/** Connect without copying secrets (docs/design-plugin.md): OAuth's code with PKCE, for one kind of client. */
const MAX_STATE = 512;
const MAX_NAME = 100;

/** Base64url of 32 bytes. */
const s256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What the plugin puts into the address of the page. */
export const connectQuery = z
  .object({
    state: z.string().min(1).max(MAX_STATE),
    code_challenge: s256,
    code_challenge_method: z.literal("S256"),
    redirect_uri: z.string(),
    // Only a proposal: a shop's name of any length is no reason to refuse it.
    name: z
      .string()
      .default("")
      .transform((name) => name.trim().slice(0, MAX_NAME)),
  })
  .transform((wire) => ({ state: wire.state, codeChallenge: wire.code_challenge, redirectUri: wire.redirect_uri, name: wire.name }));

/** Which store: an own one, or a new one by this name. */
export const storeChoice = z.union([
  z.object({ storeId: z.string().min(1) }),
  z.object({ storeId: z.null(), storeName: z.string().trim().min(1).max(MAX_NAME) }),
]);
export type StoreChoice = z.output<typeof storeChoice>;

/** POST /api/integrations/woocommerce/connect/ */
export const connectBody = z
  .object({
    code: z.string().max(200),
    // RFC 7636 §4.1.
    code_verifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/, "must be 43–128 of A–Z a–z 0–9 - . _ ~"),
    redirect_uri: z.string().max(2_000),
  })
  .transform((wire) => ({ code: wire.code, codeVerifier: wire.code_verifier, redirectUri: wire.redirect_uri }));
export type Exchange = z.output<typeof connectBody>;

export const connectAnswer = z
  .object({
    secret: z.string(),
    signingSecret: z.string(),
    store: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ email: z.string() }),
  })
  .transform((made) => ({ token: made.secret, signing_secret: made.signingSecret, store: made.store, user: made.user }));
