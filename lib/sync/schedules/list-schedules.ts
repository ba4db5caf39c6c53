import type { Caller } from "@/lib/access/caller";
import { storesOf } from "@/lib/access/caller";
import { showStore } from "@/lib/access/stores/stores";
import type { Deps } from "@/lib/core/deps";
import { scheduledModes, type ScheduledMode } from "./rhythms";

export type ScheduleRow = { mode: ScheduledMode; everyMinutes: number; isEnabled: boolean; nextAt: Date };

/** When a store is looked at by itself: changes first, then the comparison. @throws AppError store_not_found */
export async function listSchedules(deps: Pick<Deps, "db">, caller: Caller, storeId: string): Promise<ScheduleRow[]> {
  await showStore(deps, caller, storeId);
  const found = await deps.db.syncSchedule.findMany({
    where: { storeId, store: storesOf(caller) },
    select: { mode: true, everyMinutes: true, isEnabled: true, nextAt: true },
  });
  return scheduledModes.flatMap((mode) => {
    const row = found.find((one) => one.mode === mode);
    return row ? [{ ...row, mode }] : [];
  });
}
