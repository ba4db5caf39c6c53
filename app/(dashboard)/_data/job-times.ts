import type { JobRow } from "@/lib/sync/jobs/wire";
import { fill } from "@/lib/i18n/ui/translated";
import type { Ui } from "@/lib/i18n/ui/ui";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** "12 s", "3 min 20 s", "2 h 5 min". */
export function tellDuration(ms: number, { t, format }: Ui): string {
  if (ms < MINUTE_MS) return format.duration(ms < 1000 ? ms : Math.round(ms / 1000) * 1000);
  if (ms < HOUR_MS) {
    const seconds = Math.round(ms / 1000);
    return fill(t.sync.jobs.minutesSeconds, { m: format.number(Math.floor(seconds / 60)), s: format.number(seconds % 60) });
  }
  const minutes = Math.round(ms / MINUTE_MS);
  return fill(t.sync.jobs.hoursMinutes, { h: format.number(Math.floor(minutes / 60)), m: format.number(minutes % 60) });
}

/** What is left, no more exact than it can be known. */
export function tellLeft(seconds: number, { t, format }: Ui): string {
  const words = t.sync.job;
  const minutes = Math.ceil(seconds / 60);
  const time =
    seconds < 60
      ? words.underMinute
      : minutes < 90
        ? fill(words.minutes, { n: format.number(minutes) })
        : fill(words.hours, { n: format.number(Math.round(minutes / 60)) });
  return fill(words.left, { time });
}

/** How long a job has run, or ran. */
export const tookOf = ({ startedAt, finishedAt }: Pick<JobRow, "startedAt" | "finishedAt">, now: Date): number | null =>
  startedAt ? Math.max(0, (finishedAt ?? now).getTime() - startedAt.getTime()) : null;

export const isUnderWay = ({ status }: Pick<JobRow, "status">): boolean => status === "queued" || status === "running";
