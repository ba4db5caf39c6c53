/**
 * What can go wrong between the hub and a Shopify shop. `isPassing`: the same request may succeed later.
 *
 * | problem | means |
 * | --- | --- |
 * | address_blocked, dns, tls, refused, timeout, network, too_large, aborted | the request did not come through, or its answer was too long |
 * | token_invalid | 401: the token was revoked, or has expired (tokens of public apps live an hour) |
 * | client_refused | no app has this client id, or its secret is another |
 * | shop_not_permitted | the app belongs to another organisation than the shop |
 * | app_not_installed | the app is not in the shop, or no more |
 * | shop_unavailable | 402 frozen, 404 no such shop, 423 locked, a redirect (renamed), SHOP_INACTIVE |
 * | scope_missing | 403 or ACCESS_DENIED: the app was not given that right |
 * | throttled | 429 or THROTTLED, after waiting as long as allowed; `retryAfterMs` says how long is missing |
 * | query_refused | Shopify does not accept the query; `code` MAX_COST_EXCEEDED: ask for less at once |
 * | server_error | 5xx, INTERNAL_SERVER_ERROR |
 * | not_json | an answer that is not JSON, or not the JSON that was asked for |
 * | bulk_busy | no free place for a bulk operation in the time allowed |
 * | bulk_failed, bulk_canceled, bulk_expired | how a bulk operation ended; `partialDataUrl` holds what there is |
 * | bulk_broken | its file is cut, holds a line too long, is no JSON, or counts other than Shopify said |
 */
export type ShopifyProblem =
  | OutgoingProblem
  | "token_invalid"
  | "client_refused"
  | "shop_not_permitted"
  | "app_not_installed"
  | "shop_unavailable"
  | "scope_missing"
  | "throttled"
  | "query_refused"
  | "server_error"
  | "not_json"
  | "bulk_busy"
  | "bulk_failed"
  | "bulk_canceled"
  | "bulk_expired"
  | "bulk_broken";

const outgoingProblems = ["address_blocked", "dns", "tls", "refused", "timeout", "network", "too_large", "aborted"] as const;
export type OutgoingProblem = (typeof outgoingProblems)[number];

const PASSING: readonly ShopifyProblem[] = [
  "dns",
  "refused",
  "timeout",
  "network",
  "aborted",
  "throttled",
  "server_error",
  "not_json",
  "bulk_busy",
  "bulk_broken",
];

type Facts = {
  status?: number | null;
  retryAfterMs?: number | null;
  isPassing?: boolean;
  /** For people who look after the shop; never holds a secret. At most 500 characters. */
  detail?: string;
  /** Shopify's own code (MAX_COST_EXCEEDED, TIMEOUT …). */
  code?: string | null;
  /** With MAX_COST_EXCEEDED: what the query would cost, in points. */
  cost?: number | null;
  partialDataUrl?: string | null;
  cause?: unknown;
};

const MAX_DETAIL = 500;

export class ShopifyError extends Error {
  readonly problem: ShopifyProblem;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly isPassing: boolean;
  readonly detail: string;
  readonly code: string | null;
  readonly cost: number | null;
  readonly partialDataUrl: string | null;

  constructor(problem: ShopifyProblem, facts: Facts = {}) {
    super(`Shopify: ${problem}`, { cause: facts.cause });
    this.name = "ShopifyError";
    this.problem = problem;
    this.status = facts.status ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.isPassing = facts.isPassing ?? PASSING.includes(problem);
    this.detail = (facts.detail ?? "").slice(0, MAX_DETAIL);
    this.code = facts.code ?? null;
    this.cost = facts.cost ?? null;
    this.partialDataUrl = facts.partialDataUrl ?? null;
  }
}

/** An OutgoingError of the guarded fetch (`kind`) in our words; what is not known is "network". */
export function fromOutgoing(error: unknown): ShopifyError {
  if (error instanceof ShopifyError) return error;
  const kind: unknown = typeof error === "object" && error !== null && "kind" in error ? error.kind : null;
  return new ShopifyError(outgoingProblems.find((problem) => problem === kind) ?? "network", { cause: error });
}

const REDIRECT_FROM = 300;
const CLIENT_ERROR_FROM = 400;
const SERVER_ERROR_FROM = 500;

/** What an HTTP status says before the body is looked at; null: the body decides. Source: shopify.dev/docs/api/usage/response-codes */
export function problemOfStatus(status: number): ShopifyProblem | null {
  if (status === 401) return "token_invalid";
  if (status === 402 || status === 404 || status === 423) return "shop_unavailable";
  if (status === 403) return "scope_missing";
  if (status === 429) return "throttled";
  if (status >= SERVER_ERROR_FROM) return "server_error";
  if (status >= CLIENT_ERROR_FROM) return "query_refused";
  // The guarded fetch follows no redirect: the shop answers from another address now.
  return status >= REDIRECT_FROM ? "shop_unavailable" : null;
}

/** Retry-After in seconds (Shopify writes "2.0") → milliseconds; null: none. */
export function retryAfterMs(headers: Headers): number | null {
  const seconds = Number.parseFloat(headers.get("retry-after") ?? "");
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1_000) : null;
}
