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
/** A day, less the second in which it was asked for. */
const CLIENT_EXPIRES_SECONDS = 86_399;

/** A refusal is a page for whoever does not ask for JSON. */
const refuse = (status: number, error: string, description: string, accept: string): OAuthAnswer =>
  accept.includes("application/json")
    ? json(status, { error, error_description: description })
    : { status, headers: { "Content-Type": "text/html" }, body: `<title>${status} - Oauth error ${error}: ${description}</title>` };

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
  /** App and shop are of one organisation: otherwise no client credentials. */
  isOwnOrganisation = true;
  isInstalled = true;
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
  answerAccess(contentType: string, text: string, accept = "application/json"): OAuthAnswer {
    const asked = readBody(contentType, text);
    if (asked.client_id !== this.#app.clientId)
      return refuse(400, "application_cannot_be_found", "Could not find Shopify API application with that api_key", accept);
    if (asked.client_secret !== this.#app.clientSecret) return refuse(400, "invalid_client", "Client authentication failed", accept);
    if (asked.grant_type === "client_credentials") return this.#grantToClient(asked, accept);
    if (asked.grant_type !== undefined && asked.grant_type !== "refresh_token")
      return refuse(400, "unsupported_grant_type", "Not a grant type", accept);
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

  /** No code, no refresh token: the app's own word is enough in a shop of its organisation that has installed it. */
  #grantToClient(asked: Record<string, unknown>, accept: string): OAuthAnswer {
    const more = Object.keys(asked).filter((name) => !["client_id", "client_secret", "grant_type"].includes(name));
    if (more.length > 0) return refuse(400, "invalid_request", `Not a parameter of this grant: ${more.join(", ")}`, accept);
    if (!this.isOwnOrganisation) return refuse(400, "shop_not_permitted", "Client credentials cannot be performed on this shop.", accept);
    if (!this.isInstalled) return refuse(400, "app_not_installed", "The application is not installed on this shop.", accept);
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    this.tokens.set(accessToken, this.#state.clock() + CLIENT_EXPIRES_SECONDS * 1_000);
    const scope = [...this.#state.scopes].filter((one) => !this.withheld.has(one)).join(",");
    return json(200, { access_token: accessToken, scope, expires_in: CLIENT_EXPIRES_SECONDS });
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
