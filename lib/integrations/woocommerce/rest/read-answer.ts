import type { OutgoingAnswer } from "@/lib/core/outgoing/guarded-fetch";
import { findJson } from "./find-json";
import { WooError, type WooErrorFacts, type WooProblem } from "./woo-error";

export type WooAuth = "basic" | "oauth1" | "query";
/** How it was asked: one code of WooCommerce means several things, and the way of asking tells them apart. */
export type Asked = {
  auth: WooAuth;
  /** GET asks to read, everything else to write. */
  isWrite: boolean;
  /** This key and secret have been accepted before. */
  isKnown: boolean;
  /** The API's own address; what leads away from it is a redirect of another kind. */
  apiUrl: string;
  now: Date;
};

const MAX_RETRY_AFTER_MS = 3_600_000;

/** The data of an answer. @throws WooError whatever else it is */
export function readAnswer({ status, headers, body }: Pick<OutgoingAnswer, "status" | "headers" | "body">, asked: Asked): object {
  const shopTime = dateOf(headers.get("date"));
  const facts: WooErrorFacts = { status, shopTime, retryAfterMs: retryAfterOf(headers.get("retry-after"), shopTime ?? asked.now) };
  const location = headers.get("location");
  if (status >= 300 && status < 400) throw redirectOf(location, asked.apiUrl, facts);

  const found = findJson(body);
  if (found.kind !== "json") throw noDataOf(status, found, facts);
  const refusal = refusalOf(found.json, status);
  if (refusal) throw new WooError(problemOf(refusal.status, refusal.code, asked), { ...facts, ...refusal, detail: refusal.code ?? "" });
  return found.json;
}

/** Plain permalinks: WordPress does not know its API's address and sends it to the front page of the same site. */
function redirectOf(location: string | null, apiUrl: string, facts: WooErrorFacts): WooError {
  const from = new URL(apiUrl);
  const to = location !== null && URL.canParse(location, apiUrl) ? new URL(location, apiUrl) : null;
  if (!to) return new WooError("redirected", facts);
  const siteUrl = apiUrl.replace(/\/wp-json\/.*$/, "/");
  const isFrontPage = to.origin === from.origin && [siteUrl, `${siteUrl}index.php`].includes(to.origin + to.pathname);
  return new WooError(isFrontPage ? "plain_permalinks" : "redirected", { ...facts, location: to.origin + to.pathname });
}

function noDataOf(status: number, found: { kind: "html"; title: string } | { kind: "neither" }, facts: WooErrorFacts): WooError {
  const detail = found.kind === "html" ? found.title : "";
  if (status === 429) return new WooError("rate_limited", { ...facts, detail });
  if (status >= 500) return new WooError("server_error", { ...facts, detail });
  return new WooError(found.kind === "html" ? "html_answer" : "not_json", { ...facts, detail });
}

/** An error of WordPress; behind some proxies it comes with 200 and keeps its own status inside. */
function refusalOf(json: object, status: number): { status: number; code: string | null } | null {
  const { code, message, data } = json as { code?: unknown; message?: unknown; data?: { status?: unknown } | null };
  const said = typeof code === "string" ? code : null;
  if (status >= 400) return { status, code: said };
  const inner = Number(data?.status);
  return said !== null && typeof message === "string" && inner >= 400 ? { status: inner, code: said } : null;
}

const AUTHENTICATION_CODE = "woocommerce_rest_authentication_error";

/** Table of the answers (README of the captures, §3). By status and code only: messages are translated. */
function problemOf(status: number, code: string | null, { auth, isWrite, isKnown }: Asked): WooProblem {
  if (status === 429) return "rate_limited";
  if (status === 408) return "timeout";
  if (status === 413) return "too_large";
  if (status === 503 && code === "wp_die") return "maintenance";
  if (status >= 500) return "server_error";
  if (status === 401 || status === 403) {
    if (code === AUTHENTICATION_CODE)
      return isKnown && isWrite ? "permission_missing" : auth === "oauth1" ? "signature_invalid" : "secret_wrong";
    // 401: nobody was recognised; a key that was known has been taken away. 403: somebody was recognised, who may not.
    return status === 401 ? "keys_unknown" : "permission_missing";
  }
  if (code === "rest_no_route") return "not_woocommerce";
  // GET says 404, PUT says 400, a trashed one 410.
  if (status === 404 || status === 410 || code?.endsWith("_invalid_id")) return "not_found";
  return "invalid";
}

/** Seconds or a date; a date is on the shop's clock. */
function retryAfterOf(header: string | null, now: Date): number | null {
  if (!header) return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : (dateOf(header)?.getTime() ?? NaN) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** An HTTP date; null when it is none. */
export function dateOf(header: string | null): Date | null {
  const time = Date.parse(header ?? "");
  return Number.isNaN(time) ? null : new Date(time);
}
