import type { Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { AppError } from "@/lib/core/errors";
import type { GuardedFetch } from "@/lib/core/outgoing/guarded-fetch";
import type { Language } from "@/lib/i18n/language";
import { openConnection } from "@/lib/sync/connections/open-connection";
import { saveConnection } from "@/lib/sync/connections/save-connection";
import { showConnection } from "@/lib/sync/connections/show-connection";
import { noteAnswer, noteFailure } from "@/lib/sync/connections/breaker";
import { queueJob } from "@/lib/sync/jobs/queue-job";
import type { SyncDeps } from "@/lib/sync/jobs/request-sync";
import { diagnoseWoo, type WooDiagnosis } from "../woocommerce/rest/diagnose";
import { tellFindings } from "./tell-findings";
import type { ConnectionRequest, ConnectionRow, FindingRow } from "./wire";

export type ConnectDeps = SyncDeps & Pick<Deps, "encryption" | "now" | "randomBytes"> & { outgoing: GuardedFetch };

const hasError = ({ findings }: WooDiagnosis): boolean => findings.some(({ severity }) => severity === "error");

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
  const taskId = await queueJob(deps.db, storeId, "woocommerce", { mode: "full", trigger: "connect", requestedBy: caller.userId });
  deps.nudgeSync([storeId]);
  return { ...(await showConnection(deps, caller, storeId)), findings, taskId };
}

/**
 * The doctor looks at a connection that is kept; what it finds is kept with it.
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
  if (!connection || !("consumerKey" in connection.credentials) || connection.auth === "token") throw new AppError("connection_not_found");
  const { credentials, address, auth } = connection;
  const diagnosis = await diagnoseWoo({ ...deps, fetch: deps.outgoing }, { baseUrl: address, auth, ...credentials });
  const first = diagnosis.findings.find(({ severity }) => severity === "error");
  if (first) await noteFailure(deps.db, storeId, { problem: first.code, isPassing: true }, deps.now());
  else await noteAnswer(deps.db, storeId, { skewMs: diagnosis.learned.skewMs, products: diagnosis.learned.products }, deps.now());
  return { isWorking: !first, findings: tellFindings(diagnosis.findings, language) };
}

/** As it is kept: no slash at its end, no query. */
function addressOf(shopUrl: string): string {
  const { origin, pathname } = new URL(shopUrl);
  return `${origin}${pathname.replace(/\/+$/, "")}`;
}

const fieldsOf = (findings: readonly FindingRow[]): Record<string, string> =>
  Object.fromEntries(
    findings
      .filter(({ severity }) => severity === "error")
      .map(({ code, title, cause, fix }) => [code, [title, cause, fix].filter(Boolean).join(" ")]),
  );
