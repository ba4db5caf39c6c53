import { createHmac, randomBytes } from "node:crypto";
import type { ShopState } from "./shop-state";

export type OAuthAnswer = { status: number; headers: Record<string, string>; body: string };

const json = (status: number, value: unknown): OAuthAnswer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});
const EXPIRES_SECONDS = 3_600;
const REFRESH_EXPIRES_SECONDS = 90 * 24 * 3_600;

/** The app's side of installing: codes, tokens, refresh tokens. A merchant here always agrees. */
export class OAuthDesk {
  #codes = new Map<string, { scopes: string[] }>();
  #refreshTokens = new Map<string, { scopes: string[] }>();
  /** Token → when it ends, on the shop's clock. */
  readonly tokens = new Map<string, number>();
  /** Rights that the merchant does not give. */
  readonly withheld = new Set<string>();
  /** As the real one since August 2026: a refresh token lives on after its use, for as long as its successor is not used. */
  isForgiving = false;
  readonly #state: ShopState;
  readonly #app: { clientId: string; clientSecret: string };

  constructor(state: ShopState, app: { clientId: string; clientSecret: string }, accessToken: string) {
    this.#state = state;
    this.#app = app;
    this.tokens.set(accessToken, Infinity);
  }

  isValid(token: string | undefined): boolean {
    return token !== undefined && (this.tokens.get(token) ?? 0) > this.#state.clock();
  }

  /** GET /admin/oauth/authorize → the way back, signed. */
  authorize(query: URLSearchParams): OAuthAnswer {
    const redirect = query.get("redirect_uri") ?? "";
    if (query.get("client_id") !== this.#app.clientId || !URL.canParse(redirect))
      return { status: 400, headers: { "Content-Type": "text/html" }, body: "<h1>Oauth error invalid_request</h1>" };
    const code = randomBytes(16).toString("hex");
    const scopes = (query.get("scope") ?? "").split(",").filter((scope) => scope !== "" && !this.withheld.has(scope));
    this.#codes.set(code, { scopes });
    const host = Buffer.from(`admin.shopify.com/store/${this.#state.shopDomain.split(".")[0]}`).toString("base64");
    const timestamp = String(Math.floor(this.#state.clock() / 1_000));
    const back = new URL(redirect);
    back.search = this.sign({ code, host, shop: this.#state.shopDomain, state: query.get("state") ?? "", timestamp }).toString();
    return { status: 302, headers: { Location: back.href }, body: "" };
  }

  sign(params: Record<string, string>): URLSearchParams {
    const message = Object.keys(params)
      .sort()
      .map((name) => `${name}=${params[name]}`)
      .join("&");
    return new URLSearchParams({ ...params, hmac: createHmac("sha256", this.#app.clientSecret).update(message).digest("hex") });
  }

  /** The merchant takes the app out: nothing renews its tokens any more. */
  forgetRefreshTokens(): void {
    this.#refreshTokens.clear();
  }

  /** POST /admin/oauth/access_token, JSON or a form. */
  answerAccess(contentType: string, text: string): OAuthAnswer {
    const asked = readBody(contentType, text);
    if (asked.client_id !== this.#app.clientId || asked.client_secret !== this.#app.clientSecret)
      return json(400, { error: "invalid_client" });
    const isRefresh = asked.grant_type === "refresh_token";
    const source = isRefresh ? this.#refreshTokens : this.#codes;
    const key = String((isRefresh ? asked.refresh_token : asked.code) ?? "");
    const grant = source.get(key);
    if (!grant) return isRefresh ? json(401, { error: "invalid_grant" }) : json(400, { error: "invalid_request", error_description: "The authorization code was not found or was already used" }); // prettier-ignore
    if (!(isRefresh && this.isForgiving)) source.delete(key);
    const isExpiring = isRefresh || String(asked.expiring ?? "0") === "1";
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    this.tokens.set(accessToken, isExpiring ? this.#state.clock() + EXPIRES_SECONDS * 1_000 : Infinity);
    const answer = { access_token: accessToken, scope: grant.scopes.join(",") };
    if (!isExpiring) return json(200, answer);
    const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
    this.#refreshTokens.set(refreshToken, grant);
    return json(200, {
      ...answer,
      expires_in: EXPIRES_SECONDS,
      refresh_token: refreshToken,
      refresh_token_expires_in: REFRESH_EXPIRES_SECONDS,
    });
  }
}

function readBody(contentType: string, text: string): Record<string, unknown> {
  if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
