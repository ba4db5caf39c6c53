/** What every answer tells in extensions.cost.throttleStatus; points, and points a second. */
export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** Milliseconds until a bucket holds `cost` points; never more than a full bucket is waited for. */
export function restoreMs(cost: number, status: ThrottleStatus): number {
  const missing = Math.min(cost, status.maximumAvailable) - status.currentlyAvailable;
  return missing <= 0 || status.restoreRate <= 0 ? 0 : Math.ceil((missing / status.restoreRate) * 1_000);
}

/**
 * What one app may still spend at one shop, as far as this process knows: Shopify's last word, plus what was restored since,
 * less what is under way. Another process of ours spends from the same bucket: THROTTLED stays possible and is waited out.
 */
export function createCostBucket(now: () => Date) {
  let last: (ThrottleStatus & { atMs: number }) | null = null;

  const current = (): ThrottleStatus | null => {
    if (last === null) return null;
    const restored = (Math.max(0, now().getTime() - last.atMs) / 1_000) * last.restoreRate;
    return { ...last, currentlyAvailable: Math.min(last.maximumAvailable, last.currentlyAvailable + restored) };
  };

  return {
    /** How long to wait before a query that Shopify will count as `cost` points. */
    delayFor(cost: number): number {
      const status = current();
      return status === null ? 0 : restoreMs(cost, status);
    },
    /** A query was sent: until its answer comes, its points are gone. */
    take(cost: number): void {
      const status = current();
      if (status) last = { ...status, currentlyAvailable: Math.max(0, status.currentlyAvailable - cost), atMs: now().getTime() };
    },
    learn(status: ThrottleStatus): void {
      last = { ...status, atMs: now().getTime() };
    },
  };
}
