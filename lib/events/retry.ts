/** An event is tried once and then retried three times, at 30 s · 2ⁿ with jitter, for errors that can pass. */
export const MAX_RETRIES = 3;
const FIRST_DELAY_MS = 30_000;
/** ± this share, so that a thousand events that failed together do not come back together. */
const JITTER = 0.2;

/**
 * When to try again, or null when it is time to give up.
 * @param triesSinceQueued attempts since it was last queued, this one included.
 * @param retryAfterMs what the other side asked for; it is never undercut.
 */
export function nextAttempt(triesSinceQueued: number, now: Date, random: () => number, retryAfterMs: number | null = null): Date | null {
  if (triesSinceQueued > MAX_RETRIES) return null;
  const delayMs = FIRST_DELAY_MS * 2 ** (triesSinceQueued - 1) * (1 + JITTER * (2 * random() - 1));
  return new Date(now.getTime() + Math.max(delayMs, retryAfterMs ?? 0));
}
