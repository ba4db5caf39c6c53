import type { wooFindingsEn } from "@/lib/i18n/ui/woo-findings";
import type { WooError, WooProblem } from "./woo-error";

/** A code without a sentence does not compile. */
export type WooFindingCode = keyof typeof wooFindingsEn;
export type Severity = "ok" | "warning" | "error";
/** `facts` fill the sentence of the code; seconds are seconds, everything else is text or a count. */
export type WooFinding = { code: WooFindingCode; severity: Severity; facts: Record<string, string | number> };

const severities: Record<WooFindingCode, Severity> = {
  address_invalid: "error",
  address_blocked: "error",
  dns_failed: "error",
  tls_failed: "error",
  https_missing: "error",
  connection_refused: "error",
  connection_timeout: "error",
  connection_failed: "error",
  address_reached: "ok",
  insecure_http: "warning",
  redirected: "error",
  address_elsewhere: "error",
  firewall_html: "error",
  plain_permalinks: "error",
  rest_off: "error",
  answer_not_json: "error",
  maintenance: "error",
  rate_limited: "error",
  server_error: "error",
  woocommerce_missing: "error",
  woocommerce_found: "ok",
  keys_unknown: "error",
  secret_wrong: "error",
  signature_invalid: "error",
  keys_wrong: "error",
  read_not_allowed: "error",
  keys_accepted: "ok",
  header_stripped: "warning",
  read_only_keys: "warning",
  webhooks_not_allowed: "warning",
  writes_blocked: "warning",
  keys_may_write: "ok",
  version_found: "ok",
  currency_found: "ok",
  currency_unknown: "warning",
  products_found: "ok",
  no_products: "warning",
  clock_right: "ok",
  clock_skew: "warning",
  answers_quick: "ok",
  slow_answers: "warning",
};

export const finding = (code: WooFindingCode, facts: WooFinding["facts"] = {}): WooFinding => ({ code, severity: severities[code], facts });

const CODE_OF: Record<WooProblem, WooFindingCode> = {
  address_blocked: "address_blocked",
  dns: "dns_failed",
  tls: "tls_failed",
  refused: "connection_refused",
  timeout: "connection_timeout",
  network: "connection_failed",
  too_large: "answer_not_json",
  redirected: "redirected",
  html_answer: "firewall_html",
  not_json: "answer_not_json",
  plain_permalinks: "plain_permalinks",
  not_woocommerce: "woocommerce_missing",
  keys_unknown: "keys_unknown",
  secret_wrong: "secret_wrong",
  signature_invalid: "signature_invalid",
  permission_missing: "read_not_allowed",
  maintenance: "maintenance",
  rate_limited: "rate_limited",
  server_error: "server_error",
  not_found: "rest_off",
  invalid: "rest_off",
};

/** OpenSSL's names for an answer that is none of TLS: http is spoken there. */
const NO_TLS: ReadonlySet<string> = new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"]);

/** What a problem means when the shop was only asked to show itself. */
export function findingOf(error: WooError, siteUrl: string): WooFinding {
  const { host, origin } = new URL(siteUrl);
  const to = error.location ? new URL(error.location) : null;
  // A redirect within the site and away from the API leads to a login or a notice, not to another address.
  if (to?.origin === origin && !to.pathname.includes("/wp-json/")) return finding("firewall_html", { page: to.pathname });
  return finding(error.problem === "tls" && NO_TLS.has(error.detail) ? "https_missing" : CODE_OF[error.problem], {
    host,
    reason: error.detail,
    page: pageOf(error),
    status: error.status ?? 0,
    ...(to && { to: to.href.replace(/\/wp-json\/.*$/, "").replace(/(?<=.)\/$/, "") }),
  });
}

/** A page without a title is known by its status. */
export const pageOf = ({ detail, status }: WooError): string => detail || `HTTP ${status ?? "?"}`;
