import { createHash } from "node:crypto";
import type { Db } from "@/lib/core/db";

/** What every connected store has unless somebody changes it: changes twice an hour, everything compared each night. */
const DEFAULTS = [
  { mode: "incremental", everyMinutes: 30 },
  { mode: "reconcile", everyMinutes: 1_440 },
] as const;

/** Nights begin at 22:30 UTC, 02:00 in Tehran, and are four hours long: shops sleep then. */
const NIGHT_STARTS_MINUTE = 22 * 60 + 30;
const NIGHT_MINUTES = 240;
const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;

/** A store's own minute of a span, always the same: stores are spread without agreeing on anything. */
function minuteOf(storeId: string, mode: string, spanMinutes: number): number {
  return createHash("sha256").update(`${storeId} ${mode}`).digest().readUInt32BE(0) % spanMinutes;
}

/** The first time after `now` that lies `everyMinutes` apart in this store's own rhythm. */
export function firstTime(storeId: string, mode: string, everyMinutes: number, now: Date): Date {
  const isNightly = everyMinutes >= DAY_MINUTES;
  const minute = isNightly ? NIGHT_STARTS_MINUTE + minuteOf(storeId, mode, NIGHT_MINUTES) : minuteOf(storeId, mode, everyMinutes);
  const period = (isNightly ? DAY_MINUTES : everyMinutes) * MINUTE_MS;
  const offset = (minute % (period / MINUTE_MS)) * MINUTE_MS;
  const passed = Math.floor((now.getTime() - offset) / period) + 1;
  return new Date(passed * period + offset);
}

/** Plans what is not planned yet; what somebody changed stays. */
export async function planSchedules(db: Db, storeId: string, now: Date): Promise<void> {
  await db.syncSchedule.createMany({
    data: DEFAULTS.map(({ mode, everyMinutes }) => ({
      storeId,
      mode,
      everyMinutes,
      nextAt: firstTime(storeId, mode, everyMinutes, now),
    })),
    skipDuplicates: true,
  });
}
