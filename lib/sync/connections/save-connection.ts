import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Db } from "@/lib/core/db";
import type { Deps } from "@/lib/core/deps";
import { planSchedules } from "../schedules/plan-schedules";
import type { AuthWay, ConnectionKind, GivenCredentials, Learned } from "./connection";

/** Letters, digits, - and _ only: WooCommerce decodes HTML in its secrets. */
const WEBHOOK_SECRET_BYTES = 32;

export type NewConnection = {
  kind: ConnectionKind;
  address: string;
  auth: AuthWay;
  credentials: GivenCredentials;
  learned: Partial<Learned>;
};

/**
 * Keeps how a store is reached, in place of what was kept before; its breaker closes, its schedules are planned if it
 * has none. To another address everything starts anew: what was seen there says nothing of here, and jobs that wait for
 * it or are under way there end; whatever a worker has in hand is not written.
 * @throws AppError store_not_found
 */
export async function saveConnection(
  deps: Pick<Deps, "db" | "encryption" | "now" | "randomBytes">,
  caller: Caller,
  storeId: string,
  given: NewConnection,
): Promise<void> {
  await showStore(deps, caller, storeId);
  const row = {
    kind: given.kind,
    address: given.address,
    auth: given.auth,
    credentials: deps.encryption.encrypt(JSON.stringify(given.credentials)),
    learned: given.learned,
    state: "connected",
    problem: null,
    problemAt: null,
    failures: 0,
    openUntil: null,
    checkedAt: deps.now(),
  };
  await deps.db.$transaction(async (tx) => {
    const before = await tx.connection.findUnique({ where: { storeId }, select: { kind: true, address: true } });
    const newSecret = () => deps.encryption.encrypt(deps.randomBytes(WEBHOOK_SECRET_BYTES).toString("base64url"));
    const isSame = before?.kind === given.kind && before.address === given.address;
    await tx.connection.upsert({
      where: { storeId },
      create: { storeId, ...row, webhookSecret: newSecret() },
      update: { ...row, ...(!isSame && { seenUntil: null, webhookSecret: newSecret() }) },
      select: { storeId: true },
    });
    if (before && !isSame) await endJobs(tx, storeId);
    await planSchedules(tx, storeId, deps.now());
    await recordAudit(tx, caller, {
      action: "store.connect",
      targetType: "store",
      targetId: storeId,
      details: {
        kind: given.kind,
        address: given.address,
        ...(before && !isSame && { before, after: { kind: given.kind, address: given.address } }),
      },
    });
  });
}

/** At once, and not at the next page: that would be asked of the other shop. */
async function endJobs(tx: Db, storeId: string): Promise<void> {
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE sync_job SET status = 'cancelled', phase = 'done', is_cancelled = TRUE, lease_until = NULL, finished_at = now(), place = '{}'::jsonb
      WHERE store_id = ${storeId}::uuid AND status IN ('queued', 'running') RETURNING id)
    DELETE FROM sync_seen WHERE job_id IN (SELECT id FROM ended)`;
}
