import { OutgoingError } from "@/lib/core/outgoing/outgoing-error";
import { siteUrlOf, USER_AGENT, type WooDeps } from "./client";
import { finding, findingOf, type WooFinding } from "./findings";
import { dateOf, readAnswer } from "./read-answer";
import { isJson } from "./rest-values";
import { WooError } from "./woo-error";

export const DOCTOR_TIMEOUT_MS = 15_000;
const MAX_INDEX_BYTES = 2 * 1_048_576;
const INDEX_FIELDS = "_fields=name,url,namespaces";

export type SiteLook = {
  findings: WooFinding[];
  /** Worth asking with keys. */
  isOpen: boolean;
  /** Shop's clock less ours; null without a date. */
  skewMs: number | null;
  /** The code with which guests are turned away from the REST API, if they are. */
  closedWith: string | null;
};

/** What the shop shows to anybody: whether it is there, is WordPress, has its REST API at /wp-json/ and WooCommerce in it. */
export async function lookAtSite(deps: WooDeps, baseUrl: string): Promise<SiteLook> {
  const siteUrl = siteUrlOf(baseUrl);
  const apiUrl = `${siteUrl}wp-json/`;
  const closed = { isOpen: false, skewMs: null, closedWith: null };
  try {
    const { json, tookMs, skewMs } = await readIndex(deps, `${apiUrl}?${INDEX_FIELDS}`, apiUrl);
    const reached = finding("address_reached", { address: siteUrl.replace(/\/$/, ""), tookMs });
    const names = isJson(json) && Array.isArray(json.namespaces) ? json.namespaces : null;
    if (names && !names.includes("wc/v3")) return { ...closed, findings: [reached, finding("woocommerce_missing")], skewMs };
    return { findings: [reached, finding("woocommerce_found")], isOpen: true, skewMs, closedWith: null };
  } catch (error) {
    if (!(error instanceof WooError)) throw error;
    const isClosedToGuests = error.problem === "keys_unknown" || error.problem === "permission_missing" || error.problem === "secret_wrong";
    // The keys may open what is closed to guests.
    if (isClosedToGuests)
      return {
        findings: [finding("address_reached", { address: siteUrl.replace(/\/$/, "") })],
        isOpen: true,
        skewMs: null,
        closedWith: error.code,
      };
    return { ...closed, findings: [await whatStandsThere(deps, error, siteUrl)] };
  }
}

/** A page, a front page or nothing at /wp-json/ may be plain permalinks: then the same API answers at ?rest_route=. */
async function whatStandsThere(deps: WooDeps, error: WooError, siteUrl: string): Promise<WooFinding> {
  if (error.problem === "not_woocommerce" || error.problem === "not_found") return finding("rest_off", { status: error.status ?? 404 });
  if (error.problem !== "plain_permalinks" && error.problem !== "html_answer") return findingOf(error, siteUrl);
  const found = await readIndex(deps, `${siteUrl}?rest_route=/&${INDEX_FIELDS}`, siteUrl).catch((failed: unknown) => {
    if (failed instanceof WooError) return null;
    throw failed;
  });
  if (isJson(found?.json) && Array.isArray(found.json.namespaces)) return finding("plain_permalinks");
  const isMissing = error.problem === "plain_permalinks" || error.status === 404;
  return isMissing ? finding("rest_off", { status: error.status ?? 404 }) : findingOf(error, siteUrl);
}

async function readIndex({ fetch, now }: WooDeps, url: string, apiUrl: string) {
  const sentAt = now();
  const answer = await fetch(url, {
    headers: { accept: "application/json", "user-agent": USER_AGENT },
    timeoutMs: DOCTOR_TIMEOUT_MS,
    maxBytes: MAX_INDEX_BYTES,
  }).catch((error: unknown) => {
    throw error instanceof OutgoingError && error.kind !== "aborted" ? new WooError(error.kind, { detail: error.detail }) : error;
  });
  const json = readAnswer(answer, { auth: "basic", isWrite: false, isKnown: false, apiUrl, now: sentAt });
  return { json, tookMs: answer.tookMs, skewMs: skewOf({ shopTime: dateOf(answer.headers.get("date")), sentAt, tookMs: answer.tookMs }) };
}

const HALF_A_SECOND_MS = 500;

/** The shop's clock less ours at the middle of the request, in ms. Its header has whole seconds, so half of one is added. */
export function skewOf({ shopTime, sentAt, tookMs }: { shopTime: Date | null; sentAt: Date; tookMs: number }): number | null {
  return shopTime && Math.round(shopTime.getTime() + HALF_A_SECOND_MS - (sentAt.getTime() + tookMs / 2));
}
