// The real server's schedule; each plus up to 30 s, so that what failed together does not return together.
const delaysSeconds = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200];
const MAX_JITTER_MS = 30_000;

/** @param attempt 0-based number of the attempt that failed */
export function retryDelayMs(attempt: number): number {
  return (delaysSeconds[Math.min(attempt, delaysSeconds.length - 1)] ?? 0) * 1_000 + Math.random() * MAX_JITTER_MS;
}
