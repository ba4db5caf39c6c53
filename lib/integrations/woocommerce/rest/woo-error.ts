import type { OutgoingProblem } from "@/lib/core/outgoing/outgoing-error";

/**
 * Everything that keeps a shop from answering, in words that ask for different things of somebody.
 * - `address_blocked` … `too_large`: no answer, or not the whole of it (core/outgoing)
 * - `redirected`: `location` names where to; nothing was followed
 * - `html_answer`: a page instead of data: a firewall, a login, another site; `detail` is its title
 * - `not_json`: neither data nor a page
 * - `plain_permalinks`: the shop sends its API's address to its front page
 * - `not_woocommerce`: WordPress answers, but has no such route
 * - `keys_unknown`: the shop saw no key it knows; so it says too when a host strips the Authorization header
 * - `secret_wrong`: the key is known; the secret is wrong, or the key may not do this at all (one code for both)
 * - `signature_invalid`: the same over OAuth, where a wrong clock and a wrong address have this code too
 * - `permission_missing`: key and secret are right, and may not do this
 * - `maintenance`, `rate_limited`, `server_error`: later
 * - `not_found`, `invalid`: about this one request
 */
export type WooProblem =
  | Exclude<OutgoingProblem, "aborted">
  | "redirected"
  | "html_answer"
  | "not_json"
  | "plain_permalinks"
  | "not_woocommerce"
  | "keys_unknown"
  | "secret_wrong"
  | "signature_invalid"
  | "permission_missing"
  | "maintenance"
  | "rate_limited"
  | "server_error"
  | "not_found"
  | "invalid";

/**
 * What the same request may be spared after some time. A cut or mangled body is one of them: a smaller page may pass. So is a page of HTML:
 * firewalls ask who one is when one asks often, and stop.
 */
const PASSING: ReadonlySet<WooProblem> = new Set<WooProblem>([
  "dns",
  "refused",
  "timeout",
  "network",
  "html_answer",
  "not_json",
  "maintenance",
  "rate_limited",
  "server_error",
]);

export type WooErrorFacts = {
  status?: number | null;
  /** The shop's own code, such as woocommerce_rest_cannot_view; never its message, which is translated. */
  code?: string | null;
  retryAfterMs?: number | null;
  /** Without its query, which may repeat the keys. */
  location?: string | null;
  /** Date header of the answer that says no. */
  shopTime?: Date | null;
  /** At most 120 characters: an error code, or the title of a page. */
  detail?: string;
};

/** A shop did not do what it was asked. Holds no key, no query and no body. */
export class WooError extends Error {
  readonly problem: WooProblem;
  readonly status: number | null;
  readonly code: string | null;
  /** How long the shop asks to be left alone; at most an hour. */
  readonly retryAfterMs: number | null;
  readonly location: string | null;
  readonly shopTime: Date | null;
  readonly detail: string;
  /** Worth another try. */
  readonly isPassing: boolean;

  constructor(problem: WooProblem, facts: WooErrorFacts = {}) {
    super([problem, facts.status, facts.code].filter(Boolean).join(" "));
    this.name = "WooError";
    this.problem = problem;
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.location = facts.location ?? null;
    this.shopTime = facts.shopTime ?? null;
    this.detail = facts.detail ?? "";
    this.isPassing = PASSING.has(problem);
  }
}
