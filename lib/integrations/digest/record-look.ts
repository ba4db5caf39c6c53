import type { Db } from "@/lib/core/db";
import { hasBeenCompared, isAlarming } from "./drift-alert";

/**
 * A click is waited for when the shop named nothing at all, when over 50 and over 10 % of the products are gone, and when
 * over 5 and over half of them are: a lost table or a plugin's empty answer looks like a small shop that was cleared.
 */
const BRAKES = [
  { products: 50, share: 0.1 },
  { products: 5, share: 0.5 },
];
/** Runs of a store that are kept: its history. */
const KEPT_RUNS = 30;

/** @param active products of the store that are active now @param named by the shop */
export const isTooMuch = ({ gone, active, named }: { gone: number; active: number; named: number }): boolean =>
  gone > 0 && (named === 0 || BRAKES.some(({ products, share }) => gone > products && gone > active * share));

/** A store's newest complete run is the one that counts: older ones ask for no click any more, the oldest are forgotten. */
export async function retireOlderRuns(tx: Db, storeId: string, runId: string): Promise<void> {
  await tx.$executeRaw`UPDATE digest_run SET gone = '{}', state = CASE WHEN state = 'waiting' THEN 'replaced' ELSE state END
    WHERE store_id = ${storeId}::uuid AND id <> ${runId}::uuid AND (gone <> '{}' OR state = 'waiting')`;
  await tx.$executeRaw`DELETE FROM digest_run WHERE id IN (
    SELECT id FROM digest_run WHERE store_id = ${storeId}::uuid ORDER BY started_at DESC, id DESC OFFSET ${KEPT_RUNS})`;
}

export type Look = {
  /** Of the database, when it began: what was touched since is not gone. */
  startedAt: Date;
  total: number;
  missing: number;
  different: number;
  /** Of those, products that could not be saved: they still differ. */
  unsaved: number;
  /** Of those, products whose currency alone is another: a shop that chose another one has lost nothing. */
  otherCurrency?: number;
  /** External ids of active products the shop did not name. */
  gone: readonly string[];
};

/**
 * Keeps what the hub found when it looked at a whole shop by itself: the same history, figures and brake as the digest
 * that a plugin sends. @returns the run, whether its gone products wait for a click, and whether it is an alarm to tell
 * after the commit.
 */
export async function recordLook(
  tx: Db,
  storeId: string,
  source: string,
  look: Look,
  alertPercent: number,
): Promise<{ id: string; isWaiting: boolean; isAlert: boolean }> {
  // One who looks and a plugin that tells take turns.
  await tx.$queryRaw`SELECT 1 FROM store WHERE id = ${storeId}::uuid FOR NO KEY UPDATE`;
  const active = await tx.product.count({ where: { storeId, isActive: true, externalSource: source } });
  const isWaiting = isTooMuch({ gone: look.gone.length, active, named: look.total });
  const { id } = await tx.digestRun.create({
    data: {
      storeId,
      origin: "pull",
      state: isWaiting ? "waiting" : "completed",
      pages: 1,
      total: look.total,
      verified: Math.max(0, look.total - look.missing - look.different),
      missing: look.missing,
      different: look.different,
      extra: look.gone.length,
      unsaved: look.unsaved,
      gone: [...look.gone],
      startedAt: look.startedAt,
      completedAt: new Date(),
    },
    select: { id: true },
  });
  const drift = { ...look, different: Math.max(0, look.different - (look.otherCurrency ?? 0)), extra: look.gone.length };
  const isAlert = isAlarming(drift, active, alertPercent) && (await hasBeenCompared(tx, storeId, id));
  if (isAlert) await tx.digestRun.update({ where: { id }, data: { isAlert }, select: { id: true } });
  await retireOlderRuns(tx, storeId, id);
  return { id, isWaiting, isAlert };
}
