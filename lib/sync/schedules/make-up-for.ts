import type { Deps } from "@/lib/core/deps";
import type { ClaimedJob } from "../jobs/job";

/** A shop that is away at its hour of the night is looked at in the morning, not only in the next night. */
const AGAIN_AFTER_MS = 60 * 60_000;

/**
 * A look failed: its schedule comes up again in an hour, if not earlier, until one succeeds. The breaker bounds what that
 * costs a shop that stays away; afterwards the store is back in its own rhythm. May run twice.
 */
export async function makeUpFor(
  { db, now }: Pick<Deps, "db" | "now">,
  { storeId, mode }: Pick<ClaimedJob, "storeId" | "mode">,
): Promise<void> {
  const nextAt = new Date(now().getTime() + AGAIN_AFTER_MS);
  await db.syncSchedule.updateMany({ where: { storeId, mode, nextAt: { gt: nextAt } }, data: { nextAt } });
}
