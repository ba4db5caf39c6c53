import type { Deps } from "@/lib/core/deps";

/**
 * Usage is counted in memory and written in batches: no write per request. A process that dies loses a few seconds of
 * the count, never an event. On globalThis, because Next bundles route handlers and start-up apart.
 */
type Usage = { count: number; lastUsedAt: Date };
const shared = globalThis as typeof globalThis & {
  __fikoTokenUsage?: Map<string, Usage>;
  __fikoUsageFlush?: { round: number; done: Promise<unknown> };
};
const pending = () => (shared.__fikoTokenUsage ??= new Map<string, Usage>());
/** The writing under way, never rejected: while it runs, what it took is in neither place for sure. */
const flush = () => (shared.__fikoUsageFlush ??= { round: 0, done: Promise.resolve() });

export function countUsage(tokenId: string, at: Date): void {
  const usage = pending().get(tokenId);
  if (usage) {
    usage.count += 1;
    usage.lastUsedAt = at;
  } else pending().set(tokenId, { count: 1, lastUsedAt: at });
}

/** What this process has counted and not yet written. */
export function pendingUsageOf(tokenId: string): { count: number; lastUsedAt: Date | null } {
  return pending().get(tokenId) ?? { count: 0, lastUsedAt: null };
}

/**
 * A token's usage as it is now: what is written, and what this process has counted since. Read from the row itself, so that it
 * never steps back; several processes know only their own uses before they are written.
 */
export async function usageOf({ db }: Pick<Deps, "db">, tokenId: string): Promise<{ count: number; lastUsedAt: Date | null }> {
  for (;;) {
    await flush().done;
    const { round } = flush();
    const row = await db.integrationToken.findUnique({ where: { id: tokenId }, select: { usageCount: true, lastUsedAt: true } });
    if (round !== flush().round) continue;
    const since = pendingUsageOf(tokenId);
    return { count: Number(row?.usageCount ?? 0) + since.count, lastUsedAt: since.lastUsedAt ?? row?.lastUsedAt ?? null };
  }
}

/** Writes what was counted since the last flush, in one statement. */
export function flushUsage(deps: Pick<Deps, "db">): Promise<void> {
  const written = flush().done.then(() => writeUsage(deps));
  shared.__fikoUsageFlush = { round: flush().round + 1, done: written.catch(() => undefined) };
  return written;
}

async function writeUsage({ db }: Pick<Deps, "db">): Promise<void> {
  const counted = [...pending()];
  if (counted.length === 0) return;
  pending().clear();
  try {
    await db.$executeRaw`
      UPDATE integration_token t SET usage_count = t.usage_count + u.count, last_used_at = greatest(t.last_used_at, u.at)
      FROM (SELECT unnest(${counted.map(([id]) => id)}::uuid[]) AS id, unnest(${counted.map(([, usage]) => usage.count)}::int[]) AS count,
                   unnest(${counted.map(([, usage]) => usage.lastUsedAt.toISOString())}::timestamptz[]) AS at) u
      WHERE t.id = u.id`;
  } catch (error) {
    for (const [id, usage] of counted) {
      const since = pending().get(id);
      pending().set(id, { count: usage.count + (since?.count ?? 0), lastUsedAt: since?.lastUsedAt ?? usage.lastUsedAt });
    }
    throw error;
  }
}
