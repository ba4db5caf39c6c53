import type { Deps } from "@/lib/core/deps";

/**
 * Usage is counted in memory and written in batches: no write per request. A process that dies loses a few seconds of
 * the count, never an event. On globalThis, because Next bundles route handlers and start-up apart.
 */
type Usage = { count: number; lastUsedAt: Date };
const shared = globalThis as typeof globalThis & { __fikoTokenUsage?: Map<string, Usage> };
const pending = () => (shared.__fikoTokenUsage ??= new Map<string, Usage>());

export function countUsage(tokenId: string, at: Date): void {
  const usage = pending().get(tokenId);
  if (usage) {
    usage.count += 1;
    usage.lastUsedAt = at;
  } else pending().set(tokenId, { count: 1, lastUsedAt: at });
}

export function pendingUsageOf(tokenId: string): { count: number; lastUsedAt: Date | null } {
  return pending().get(tokenId) ?? { count: 0, lastUsedAt: null };
}

/** Writes what was counted since the last flush, in one statement. */
export async function flushUsage({ db }: Pick<Deps, "db">): Promise<void> {
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
