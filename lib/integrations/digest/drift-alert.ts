import type { Db } from "@/lib/core/db";
import type { Env } from "@/lib/core/env";
import type { Logger } from "@/lib/core/log";

/** A small shop's single change is no alarm, whatever share of it that is. */
const FEWEST_PRODUCTS = 5;

export type Found = { total: number; missing: number; different: number; extra: number };

export type AlertDeps = {
  env: Pick<Env, "DRIFT_ALERT_PERCENT">;
  log: Logger;
  metrics?: { driftAlerts: { inc(labels: { origin: string }): void } };
};

/**
 * Is a store so far from its shop that somebody should look? The share is of the larger side, so that a shop that lost
 * nearly everything is not measured by what is left.
 * @param active products of the store that are active here
 */
export function isAlarming({ total, missing, different, extra }: Found, active: number, percent: number): boolean {
  const drift = missing + different + extra;
  return drift >= FEWEST_PRODUCTS && drift * 100 > Math.max(total, active) * percent;
}

/** Before a store's first complete comparison nothing had been seen: then everything is new, and nothing is wrong. */
export async function hasBeenCompared(tx: Db, storeId: string, runId: string): Promise<boolean> {
  const earlier = await tx.digestRun.findFirst({
    where: { storeId, id: { not: runId }, completedAt: { not: null } },
    select: { id: true },
  });
  return earlier !== null;
}

/** After the commit that kept it. */
export function tellAlert({ env, log, metrics }: AlertDeps, storeId: string, origin: "plugin" | "pull", found: Found): void {
  const { total, missing, different, extra } = found;
  log.warn(
    { storeId, origin, total, missing, different, extra, thresholdPercent: env.DRIFT_ALERT_PERCENT },
    "a store differs from its shop by more than the threshold",
  );
  metrics?.driftAlerts.inc({ origin });
}
