import { recordAudit } from "@/lib/access/audit";
import type { Caller } from "@/lib/access/caller";
import type { Deps } from "@/lib/core/deps";
import { showConnection } from "../connections/show-connection";
import { firstTime } from "./plan-schedules";
import type { RhythmMinutes, ScheduledMode } from "./rhythms";

/** `everyMinutes` null switches it off, and keeps its rhythm for when it is switched on again. */
export type ScheduleChange = { mode: ScheduledMode; everyMinutes: RhythmMinutes | null };

/**
 * Changes when a store is looked at by itself. What stays as it was keeps its next time.
 * @throws AppError store_not_found, connection_not_found
 */
export async function changeSchedule(
  deps: Pick<Deps, "db" | "now">,
  caller: Caller,
  storeId: string,
  changes: readonly ScheduleChange[],
): Promise<void> {
  await showConnection(deps, caller, storeId);
  await deps.db.$transaction(async (tx) => {
    for (const { mode, everyMinutes } of changes) {
      const before = await tx.syncSchedule.findUnique({
        where: { storeId_mode: { storeId, mode } },
        select: { everyMinutes: true, isEnabled: true },
      });
      const isEnabled = everyMinutes !== null;
      if (!before || (before.isEnabled === isEnabled && (!isEnabled || before.everyMinutes === everyMinutes))) continue;
      const rhythm = everyMinutes ?? before.everyMinutes;
      await tx.syncSchedule.update({
        where: { storeId_mode: { storeId, mode } },
        data: { isEnabled, everyMinutes: rhythm, nextAt: firstTime(storeId, mode, rhythm, deps.now()) },
        select: { storeId: true },
      });
      await recordAudit(tx, caller, {
        action: "store.schedule",
        targetType: "store",
        targetId: storeId,
        details: { mode, before, after: { everyMinutes: rhythm, isEnabled } },
      });
    }
  });
}
