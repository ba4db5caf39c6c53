import type { Deps } from "@/lib/core/deps";
import { connectionKinds } from "../connections/connection";
import { syncModes } from "../jobs/job";
import { queueJob } from "../jobs/queue-job";
import { firstTime } from "./plan-schedules";

/**
 * Queues a job for every schedule that is due, and plans its next time. A time that was missed while the hub was down is
 * made up for once, not for each time. A store that is switched off or whose keys are refused is passed over.
 * @returns how many were queued
 */
export async function queueDueSchedules({ db, now }: Pick<Deps, "db" | "now">, limit: number): Promise<number> {
  const due = await db.syncSchedule.findMany({
    where: { isEnabled: true, nextAt: { lte: now() } },
    select: {
      storeId: true,
      mode: true,
      everyMinutes: true,
      nextAt: true,
      store: { select: { isActive: true, connection: { select: { kind: true, state: true } } } },
    },
    orderBy: { nextAt: "asc" },
    take: limit,
  });
  let queued = 0;
  for (const { storeId, mode: modeText, everyMinutes, nextAt, store } of due) {
    const mode = syncModes.find((one) => one === modeText);
    const kind = connectionKinds.find((one) => one === store.connection?.kind);
    queued += await db.$transaction(async (tx) => {
      const moved = await tx.syncSchedule.updateMany({
        where: { storeId, mode: modeText, nextAt },
        data: { nextAt: firstTime(storeId, modeText, everyMinutes, now()) },
      });
      if (moved.count === 0 || !mode || !kind || !store.isActive || store.connection?.state === "disconnected") return 0;
      await queueJob(tx, storeId, kind, { mode, trigger: "schedule" });
      return 1;
    });
  }
  return queued;
}
