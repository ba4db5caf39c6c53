import { createWooClient, siteUrlOf, type WooAnswer, type WooAuth, type WooClient, type WooDeps } from "./client";
import { finding, findingOf, pageOf, type WooFinding } from "./findings";
import { DOCTOR_TIMEOUT_MS, isSameSite, lookAtSite, skewOf, type SiteLook } from "./look-at-site";
import { isJson } from "./rest-values";
import { WooError } from "./woo-error";

export type { Severity, WooFinding, WooFindingCode } from "./findings";

export type WooConnection = {
  baseUrl: string;
  consumerKey: string;
  consumerSecret: string;
  /** As learned earlier; absent: Basic over https, OAuth over http. */
  auth?: WooAuth | null;
};
/** What was not learned is null. */
export type WooLearned = {
  auth: WooAuth | null;
  currency: string | null;
  priceDecimals: number | null;
  wooVersion: string | null;
  /** The shop's clock less ours. */
  skewMs: number | null;
  /** As many as are listed: every status but trash. */
  products: number | null;
};
export type WooDiagnosis = { findings: WooFinding[]; learned: WooLearned };

const SLOW_MS = 3_000;
const MAX_SKEW_MS = 60_000;
/** Further off, WooCommerce takes no signature. */
const MAX_SIGNED_SKEW_MS = 15 * 60_000;
const request = { timeoutMs: DOCTOR_TIMEOUT_MS };
const nothing: WooLearned = { auth: null, currency: null, priceDecimals: null, wooVersion: null, skewMs: null, products: null };

/** The connection doctor: finds in the order in which things must be right, stops at the first that is not. Changes nothing in the shop. */
export async function diagnoseWoo(deps: WooDeps, connection: WooConnection): Promise<WooDiagnosis> {
  if (!/^https?:\/\//i.test(connection.baseUrl) || !URL.canParse(connection.baseUrl))
    return { findings: [finding("address_invalid")], learned: nothing };
  const site = await lookAtSite(deps, connection.baseUrl);
  const isHttp = new URL(connection.baseUrl).protocol === "http:";
  const findings = [...site.findings, ...(isHttp && site.isOpen ? [finding("insecure_http")] : [])];
  if (!site.isOpen) return { findings, learned: { ...nothing, skewMs: site.skewMs } };

  const entered = await enter(deps, connection, connection.auth ?? (isHttp ? "oauth1" : "basic"));
  if (!entered.ok)
    return { findings: [...findings, await whyNot(entered, site, connection)], learned: { ...nothing, skewMs: site.skewMs } };

  const { client, auth, answer, isHeaderStripped } = entered;
  const skewMs = skewOf(answer) ?? site.skewMs;
  const wooVersion = await ask(client, "system_status", versionIn, { _fields: "environment.version" });
  const currency =
    (await ask(client, "data/currencies/current", codeIn)) ?? (await ask(client, "settings/general/woocommerce_currency", valueIn));
  const decimals = await ask(client, "settings/general/woocommerce_price_num_decimals", valueIn);
  return {
    findings: [
      ...findings,
      finding("keys_accepted", { auth }),
      ...(isHeaderStripped ? [finding("header_stripped")] : []),
      await mayWrite(client),
      ...(wooVersion ? [finding("version_found", { version: wooVersion })] : []),
      currency ? finding("currency_found", { currency }) : finding("currency_unknown"),
      ...(answer.total === null ? [] : [answer.total > 0 ? finding("products_found", { products: answer.total }) : finding("no_products")]),
      ...clockOf(skewMs),
      answer.tookMs > SLOW_MS ? finding("slow_answers", { seconds: Math.round(answer.tookMs / 100) / 10 }) : finding("answers_quick"),
    ],
    learned: {
      auth,
      currency,
      priceDecimals: decimals && /^\d$/.test(decimals) ? Number(decimals) : null,
      wooVersion,
      skewMs,
      products: answer.total,
    },
  };
}

type Entered =
  | { ok: true; client: WooClient; auth: WooAuth; answer: WooAnswer; isHeaderStripped: boolean }
  | { ok: false; client: WooClient; error: WooError };

/** Keys that nobody saw may have been in a header that the host removed: over https they are tried once in the address. */
async function enter(deps: WooDeps, connection: WooConnection, auth: WooAuth): Promise<Entered> {
  const tried = await tryKeys(deps, connection, auth);
  if (tried.ok || auth !== "basic" || tried.error.problem !== "keys_unknown") return tried;
  const again = await tryKeys(deps, connection, "query");
  return again.ok ? { ...again, isHeaderStripped: true } : again.error.problem === "keys_unknown" ? tried : again;
}

async function tryKeys(deps: WooDeps, connection: WooConnection, auth: WooAuth): Promise<Entered> {
  const client = createWooClient(deps, { ...connection, auth });
  try {
    const answer = await client.get("products", { per_page: 1, _fields: "id" }, request);
    return { ok: true, client, auth, answer, isHeaderStripped: false };
  } catch (error) {
    if (error instanceof WooError) return { ok: false, client, error };
    throw error;
  }
}

/** A write-only key has the code of a wrong secret; that it may try to write tells them apart. */
async function whyNot({ client, error }: Entered & { ok: false }, site: SiteLook, { baseUrl }: WooConnection): Promise<WooFinding> {
  if (site.closedWith !== null && error.code === site.closedWith && !error.code.startsWith("woocommerce_"))
    return finding("rest_off", { status: error.status ?? 401 });
  if (error.problem === "secret_wrong" || error.problem === "signature_invalid")
    return (await tryToWrite(client)) === null ? finding("read_not_allowed") : whyRefused(error, site, baseUrl);
  return findingOf(error, siteUrlOf(baseUrl));
}

/** One code for everything that is wrong with a signature: the address and the clock were seen, what is left are the keys. */
function whyRefused(error: WooError, { home, skewMs }: SiteLook, baseUrl: string): WooFinding {
  const siteUrl = siteUrlOf(baseUrl);
  if (error.problem !== "signature_invalid" || home === null) return findingOf(error, siteUrl);
  if (!isSameSite(home, siteUrl)) return finding("address_elsewhere", { address: siteUrl.replace(/\/$/, ""), to: home.replace(/\/$/, "") });
  return skewMs !== null && Math.abs(skewMs) < MAX_SIGNED_SKEW_MS ? finding("keys_wrong") : findingOf(error, siteUrl);
}

/** A webhook without a topic is refused as such (400), but only to a key that may write: nothing is made. Null: it may. */
async function tryToWrite(client: WooClient): Promise<WooError | null> {
  try {
    await client.post("webhooks", {}, request);
    return null;
  } catch (error) {
    if (!(error instanceof WooError)) throw error;
    return error.problem === "invalid" ? null : error;
  }
}

async function mayWrite(client: WooClient): Promise<WooFinding> {
  const error = (await tryToSee(client)) ?? (await tryToWrite(client));
  if (error === null) return finding("keys_may_write");
  if (error.problem !== "permission_missing") return finding("writes_blocked", { page: pageOf(error) });
  return finding(error.status === 403 ? "webhooks_not_allowed" : "read_only_keys");
}

/** Whose key it is decides about webhooks, too; a request that lacks its values is refused before that is asked. */
async function tryToSee(client: WooClient): Promise<WooError | null> {
  try {
    await client.get("webhooks", { per_page: 1, _fields: "id" }, request);
    return null;
  } catch (error) {
    if (!(error instanceof WooError)) throw error;
    return error.problem === "permission_missing" ? error : null;
  }
}

/** A fact that is good to have; null when the shop does not tell. */
async function ask(client: WooClient, path: string, read: (json: unknown) => unknown, query = {}): Promise<string | null> {
  try {
    const value = read((await client.get(path, query, request)).json);
    return typeof value === "string" && value !== "" ? value.slice(0, 40) : null;
  } catch (error) {
    if (error instanceof WooError) return null;
    throw error;
  }
}
const codeIn = (json: unknown): unknown => isJson(json) && json.code;
const valueIn = (json: unknown): unknown => isJson(json) && json.value;
const versionIn = (json: unknown): unknown => isJson(json) && isJson(json.environment) && json.environment.version;

function clockOf(skewMs: number | null): WooFinding[] {
  if (skewMs === null) return [];
  const isWrong = Math.abs(skewMs) > MAX_SKEW_MS;
  return [isWrong ? finding("clock_skew", { seconds: Math.round(Math.abs(skewMs) / 1_000) }) : finding("clock_right")];
}
