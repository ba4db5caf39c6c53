import { OutgoingError } from "@/lib/core/outgoing/outgoing-error";
import { siteUrlOf, USER_AGENT, type WooDeps } from "./client";
import { finding, findingOf, type WooFinding } from "./findings";
import { dateOf, readAnswer } from "./read-answer";
import { isJson, listOf, type Json } from "./rest-values";
import { WooError } from "./woo-error";

export const DOCTOR_TIMEOUT_MS = 15_000;
const MAX_INDEX_BYTES = 2 * 1_048_576;
const INDEX_FIELDS = "_fields=name,home,namespaces";
/** Of an address with folders in it, as many are looked at above it. */
const MOST_FOLDERS_UP = 4;

export type SiteLook = {
  findings: WooFinding[];
  /** Worth asking with keys. */
  isOpen: boolean;
  /** Shop's clock less ours; null without a date. */
  skewMs: number | null;
  /** The code with which guests are turned away from the REST API, if they are. */
  closedWith: string | null;
  /** Where the site says it lives, in its own words; null when it does not say. */
  home: string | null;
};

/** What the shop shows to anybody: whether it is there, is WordPress, has its REST API at /wp-json/ and WooCommerce in it. */
export async function lookAtSite(deps: WooDeps, baseUrl: string): Promise<SiteLook> {
  const siteUrl = siteUrlOf(baseUrl);
  const apiUrl = `${siteUrl}wp-json/`;
  const closed = { isOpen: false, skewMs: null, closedWith: null, home: null };
  try {
    const { json, tookMs, skewMs } = await readIndex(deps, `${apiUrl}?${INDEX_FIELDS}`, apiUrl);
    const reached = finding("address_reached", { address: siteUrl.replace(/\/$/, ""), tookMs });
    const names = isJson(json) && Array.isArray(json.namespaces) ? json.namespaces : null;
    if (names && !names.includes("wc/v3")) return { ...closed, findings: [reached, finding("woocommerce_missing")], skewMs };
    return { findings: [reached, finding("woocommerce_found")], isOpen: true, skewMs, closedWith: null, home: homeOf(json) };
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
        home: null,
      };
    return { ...closed, findings: [await whatStandsThere(deps, error, siteUrl)] };
  }
}

/** Answers that may come of an address which is a page of the site, and not its home. */
const OF_A_PAGE: ReadonlySet<WooError["problem"]> = new Set([
  "plain_permalinks",
  "html_answer",
  "redirected",
  "not_woocommerce",
  "not_found",
]);

/** A page, a front page or nothing at /wp-json/ may be plain permalinks: then the same API answers at ?rest_route=. */
async function whatStandsThere(deps: WooDeps, error: WooError, siteUrl: string): Promise<WooFinding> {
  const encrypted = siteUrl.replace(/^http:/, "https:");
  // What a port of https says to plain http: a page of the server's own.
  if (error.status === 400 && encrypted !== siteUrl && (await speaksHttps(deps, encrypted)))
    return finding("address_elsewhere", { address: siteUrl.replace(/\/$/, ""), to: encrypted.replace(/\/$/, "") });
  if (!OF_A_PAGE.has(error.problem)) return findingOf(error, siteUrl);
  const { origin, pathname } = new URL(siteUrl);
  const mayBePlain = error.problem === "plain_permalinks" || error.problem === "html_answer";
  const plain = mayBePlain ? await readOpenIndex(deps, `${siteUrl}?rest_route=/&${INDEX_FIELDS}`, siteUrl) : null;
  // WordPress answers ?rest_route= at every page of its site: only at its home does that speak of permalinks.
  const folder = plain && folderOf(homeOf(plain) ?? siteUrl);
  if (folder !== null && folder === folderOf(siteUrl)) return finding("plain_permalinks");
  const to = folder === null ? await findHomeAbove(deps, siteUrl) : `${origin}${folder}`;
  if (to !== null) return finding("address_elsewhere", { address: `${origin}${pathname.replace(/\/$/, "")}`, to });
  if (!mayBePlain) return error.problem === "redirected" ? findingOf(error, siteUrl) : finding("rest_off", { status: error.status ?? 404 });
  const isMissing = error.problem === "plain_permalinks" || error.status === 404;
  return isMissing ? finding("rest_off", { status: error.status ?? 404 }) : findingOf(error, siteUrl);
}

/** Whatever it says, and whether or not its certificate is trusted: that is found when it is asked in this way. */
async function speaksHttps(deps: WooDeps, siteUrl: string): Promise<boolean> {
  try {
    await readIndex(deps, `${siteUrl}wp-json/?${INDEX_FIELDS}`, `${siteUrl}wp-json/`);
    return true;
  } catch (error) {
    if (!(error instanceof WooError)) throw error;
    return error.problem === "tls" ? findingOf(error, siteUrl).code !== "https_missing" : error.status !== null;
  }
}

/** People paste the page they have open, such as /shop/ or /wp-admin/: the shop is then in a folder above. Null: it is not. */
async function findHomeAbove(deps: WooDeps, siteUrl: string): Promise<string | null> {
  const { origin, pathname } = new URL(siteUrl);
  const folders = pathname.split("/").filter(Boolean);
  for (let up = 1; up <= Math.min(folders.length, MOST_FOLDERS_UP); up++) {
    const above = [origin, ...folders.slice(0, folders.length - up)].join("/");
    const index = await readOpenIndex(deps, `${above}/wp-json/?${INDEX_FIELDS}`, `${above}/wp-json/`);
    if (index && listOf(index.namespaces).includes("wc/v3")) return above;
  }
  return null;
}

/** The index of a REST API; null when none is shown there. */
async function readOpenIndex(deps: WooDeps, url: string, apiUrl: string): Promise<Json | null> {
  try {
    const { json } = await readIndex(deps, url, apiUrl);
    return isJson(json) && Array.isArray(json.namespaces) ? json : null;
  } catch (error) {
    if (error instanceof WooError) return null;
    throw error;
  }
}

const homeOf = (index: unknown): string | null =>
  isJson(index) && typeof index.home === "string" && URL.canParse(index.home) ? index.home : null;
const folderOf = (url: string): string => new URL(url).pathname.replace(/\/+$/, "");

/** Is it the same site? WooCommerce takes the scheme from the request. */
export const isSameSite = (one: string, other: string): boolean =>
  new URL(one).host === new URL(other).host && folderOf(one) === folderOf(other);

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
