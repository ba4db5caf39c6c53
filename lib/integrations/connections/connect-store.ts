import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { Language } from "@/lib/i18n/language";
import { shopifyAccess, type ConnectionKind, type OpenConnection, type ShopifyAccessKept } from "@/lib/sync/connections/connection";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { saveConnection } from "@/lib/sync/connections/save-connection";
import { showConnection } from "@/lib/sync/connections/show-connection";
import { noteAnswer, noteFailure } from "@/lib/sync/connections/breaker";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import type { SyncDeps } from "@/lib/sync/jobs/request-sync";
import { wakeJobs } from "@/lib/sync/jobs/wake-jobs";
import { diagnoseWoo, type WooDiagnosis } from "../woocommerce/rest/diagnose";
import { webhookSecretsOf } from "../shopify/app";
import { diagnoseShopify, type ShopifyDiagnosis } from "../shopify/diagnose";
import { addressOf } from "./shop-url";
import { firstAccess } from "./first-access";
import { freshToken } from "./fresh-credentials";
import { inOneLine, tellFindings, tellShopifyFindings } from "./tell-findings";
import type { ConnectionRequest, ConnectionRow, FindingRow, ShopifyRequest, StoreConnectionRequest } from "./wire";

export type ConnectDeps = SyncDeps & Pick<Deps, "encryption" | "env" | "now" | "randomBytes"> & { outgoing: GuardedFetch };

const hasError = ({ findings }: Pick<WooDiagnosis | ShopifyDiagnosis, "findings">): boolean =>
  findings.some(({ severity }) => severity === "error");

/** Connects a store to its shop, whatever its kind. @throws AppError store_not_found, connection_failed */
export const connectStore = (deps: ConnectDeps, caller: Caller, storeId: string, asked: StoreConnectionRequest, language: Language) =>
  asked.kind === "shopify"
    ? connectShopify(deps, caller, storeId, asked, language)
    : connectWooCommerce(deps, caller, storeId, asked, language);

/**
 * Connects a store to its WooCommerce: the doctor looks first, and only what works is kept. A full sync is queued, which
 * is also the proof.
 * @throws AppError store_not_found · connection_failed: `fields` holds the first thing that is wrong and its cure
 */
export async function connectWooCommerce(
  deps: ConnectDeps,
  caller: Caller,
  storeId: string,
  asked: ConnectionRequest,
  language: Language,
): Promise<ConnectionRow> {
  await showStore(deps, caller, storeId);
  const { shopUrl, consumerKey, consumerSecret } = asked;
  const diagnosis = await diagnoseWoo({ ...deps, fetch: deps.outgoing }, { baseUrl: shopUrl, consumerKey, consumerSecret });
  const findings = tellFindings(diagnosis.findings, language);
  const { auth, currency, wooVersion, skewMs, products } = diagnosis.learned;
  if (hasError(diagnosis) || auth === null) throw new AppError("connection_failed", { fields: fieldsOf(findings) });

  await saveConnection(deps, caller, storeId, {
    kind: "woocommerce",
    address: addressOf(shopUrl),
    auth,
    credentials: { consumerKey, consumerSecret },
    learned: { currency, shopVersion: wooVersion, skewMs, products },
  });
  return startFirstSync(deps, caller, storeId, "woocommerce", findings);
}

/** The same for a Shopify shop, with an app of its own. @throws AppError store_not_found · connection_failed */
async function connectShopify(
  deps: ConnectDeps,
  caller: Caller,
  storeId: string,
  { shopDomain, app }: ShopifyRequest,
  language: Language,
): Promise<ConnectionRow> {
  await showStore(deps, caller, storeId);
  const given = "clientId" in app ? await firstAccess(deps, shopDomain, app) : { ok: true as const, credentials: shopifyAccess.parse(app) };
  if (given.ok) return connectShopifyWith(deps, caller, storeId, { shopDomain, credentials: given.credentials }, language);
  throw new AppError("connection_failed", { fields: fieldsOf(tellShopifyFindings([given.finding], language)) });
}

/** The same with whatever access there is, by hand or by the hub's own app. @throws AppError store_not_found · connection_failed */
export async function connectShopifyWith(
  deps: ConnectDeps,
  caller: Caller,
  storeId: string,
  { shopDomain, credentials }: { shopDomain: string; credentials: ShopifyAccessKept },
  language: Language,
): Promise<ConnectionRow> {
  await showStore(deps, caller, storeId);
  const canVerify = webhookSecretsOf(deps.env, credentials).length > 0;
  const { accessToken } = credentials;
  const diagnosis = await diagnoseShopify({ ...deps, wait: sleep }, { address: shopDomain, accessToken, canVerify });
  const findings = tellShopifyFindings(diagnosis.findings, language);
  const { address, learned } = diagnosis;
  if (hasError(diagnosis) || address === null) throw new AppError("connection_failed", { fields: fieldsOf(findings) });
  await saveConnection(deps, caller, storeId, {
    kind: "shopify",
    address,
    auth: "token",
    credentials,
    learned,
  });
  return startFirstSync(deps, caller, storeId, "shopify", findings);
}

async function startFirstSync(
  deps: ConnectDeps,
  caller: Caller,
  storeId: string,
  kind: ConnectionKind,
  findings: FindingRow[],
): Promise<ConnectionRow> {
  const taskId = await queueJob(deps.db, storeId, kind, { mode: "full", trigger: "connect", requestedBy: caller.userId });
  deps.nudgeSync([storeId]);
  return { ...(await showConnection(deps, caller, storeId)), findings, taskId };
}

/**
 * The doctor looks at a connection that is kept; what it finds is kept with it. All is well: what waited for the shop goes on.
 * @throws AppError store_not_found · connection_not_found
 */
export async function testConnection(
  deps: ConnectDeps,
  caller: Caller,
  storeId: string,
  language: Language,
): Promise<{ isWorking: boolean; findings: FindingRow[] }> {
  await showConnection(deps, caller, storeId);
  const connection = await openConnection(deps, storeId);
  if (!connection) throw new AppError("connection_not_found");
  const { findings, learned } = await examine(deps, connection, language);
  const first = findings.find(({ severity }) => severity === "error");
  // What the doctor finds is what it is: waiting cures no refused keys.
  if (first) await noteFailure(deps.db, storeId, { problem: first.code, isPassing: false }, deps.now());
  else {
    await noteAnswer(deps.db, connection, { skewMs: learned.skewMs, products: learned.products }, deps.now());
    await wakeJobs(deps.db, storeId);
    deps.nudgeSync([storeId]);
  }
  return { isWorking: !first, findings };
}

async function examine(deps: ConnectDeps, { storeId, credentials, address, auth }: OpenConnection, language: Language) {
  if ("accessToken" in credentials) {
    const accessToken = freshToken({ ...deps, wait: sleep }, { storeId, address, credentials });
    const canVerify = webhookSecretsOf(deps.env, credentials).length > 0;
    const { findings, learned } = await diagnoseShopify({ ...deps, wait: sleep }, { address, accessToken, canVerify });
    return { findings: tellShopifyFindings(findings, language), learned };
  }
  if (auth === "token") throw new AppError("connection_not_found");
  const { findings, learned } = await diagnoseWoo({ ...deps, fetch: deps.outgoing }, { baseUrl: address, auth, ...credentials });
  return { findings: tellFindings(findings, language), learned };
}

const fieldsOf = (findings: readonly FindingRow[]): Record<string, string> =>
  Object.fromEntries(findings.filter(({ severity }) => severity === "error").map((row) => [row.code, inOneLine(row)]));
