/**
 * One class, one table, one JSON shape. `error` is wire contract: add codes, never reword one.
 * The sentence for people (`detail`) is in lib/i18n, one per code and language; a missing one does not compile.
 */
export const errorCodes = {
  body_not_json: { status: 400, error: "Invalid JSON" },
  body_invalid: { status: 400, error: "Invalid request body" },
  query_invalid: { status: 400, error: "Invalid query" },
  cursor_invalid: { status: 400, error: "Invalid cursor" },
  integration_type_invalid: { status: 400, error: "Invalid integration type" },
  connect_request_invalid: { status: 400, error: "Invalid connect request" },
  connect_code_invalid: { status: 400, error: "Invalid connect code" },
  credentials_missing: { status: 400, error: "Credentials not configured" },
  authorization_invalid: { status: 400, error: "Invalid authorization" },
  shopify_app_missing: { status: 400, error: "Shopify app not configured" },
  connection_failed: { status: 400, error: "Connection failed" },
  email_taken: { status: 400, error: "E-mail already in use" },
  scopes_exceeded: { status: 403, error: "Scopes exceed your own" },
  last_admin: { status: 400, error: "Last administrator" },
  address_invalid: { status: 400, error: "Invalid address" },
  credential_missing: { status: 401, error: "Authentication required" },
  token_invalid: { status: 401, error: "Invalid token" },
  token_inactive: { status: 401, error: "Token is inactive" },
  token_expired: { status: 401, error: "Token has expired" },
  access_key_invalid: { status: 401, error: "Invalid access key" },
  session_ended: { status: 401, error: "Session has ended" },
  metrics_token_invalid: { status: 401, error: "Invalid metrics token" },
  webhook_signature_wrong: { status: 401, error: "Invalid signature" },
  forbidden: { status: 403, error: "Forbidden" },
  scope_missing: { status: 403, error: "Scope missing" },
  origin_foreign: { status: 403, error: "Foreign origin" },
  address_not_allowed: { status: 403, error: "Address not allowed" },
  integration_type_wrong: { status: 403, error: "Wrong integration type" },
  signature_invalid: { status: 403, error: "Invalid signature" },
  not_found: { status: 404, error: "Not found" },
  user_not_found: { status: 404, error: "User not found" },
  store_not_found: { status: 404, error: "Store not found" },
  view_invalid: { status: 400, error: "View invalid" },
  view_name_taken: { status: 409, error: "View name taken" },
  views_full: { status: 409, error: "Too many views" },
  view_not_found: { status: 404, error: "View not found" },
  token_not_found: { status: 404, error: "Token not found" },
  access_key_not_found: { status: 404, error: "Access key not found" },
  event_not_found: { status: 404, error: "Event not found" },
  connection_not_found: { status: 404, error: "Connection not found" },
  job_not_found: { status: 404, error: "Job not found" },
  product_not_found: { status: 404, error: "Product not found" },
  method_not_allowed: { status: 405, error: "Method not allowed" },
  changed_meanwhile: { status: 409, error: "Changed meanwhile" },
  judgements_full: { status: 409, error: "Judged set is full" },
  digest_not_waiting: { status: 409, error: "Nothing to decide" },
  invitation_invalid: { status: 410, error: "Invitation is no longer valid" },
  body_too_large: { status: 413, error: "Body too large" },
  content_type_wrong: { status: 415, error: "Unsupported content type" },
  rate_exceeded: { status: 429, error: "Too many requests" },
  internal: { status: 500, error: "Internal error" },
  unavailable: { status: 503, error: "Temporarily unavailable" },
} as const satisfies Record<string, { status: number; error: string }>;

export type ErrorCode = keyof typeof errorCodes;

export type ErrorExtras = {
  /** Path in the request → what is wrong there. */
  fields?: Record<string, string>;
  headers?: Record<string, string>;
  cause?: unknown;
};

/** Next bundles start-up and routes apart: an error of one must be known in the other, so a mark decides, not the class. */
const MARK = Symbol.for("fiko.AppError");

/** What a caller can cause or must hear. Everything else flies and becomes `internal`. */
export class AppError extends Error {
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, extras: ErrorExtras = {}) {
    super(errorCodes[code].error, { cause: extras.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = extras.fields;
    this.headers = extras.headers ?? {};
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }
}
