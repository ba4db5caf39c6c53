import type { Deps } from "@/lib/core/deps";
import { requireAdmin, type Caller } from "../caller";
import { changedBy, leftBy, MAX_CHANGED_AT_ONCE, type ManyChange } from "./change-many";
import { tokenWhere, type TokenChoice } from "./token-filter";
import { pendingUsageOf } from "./usage";

const HOUR_MS = 3_600_000;
/** More are said as a number. */
const MAX_STORES = 20;

export type ManyPreview = {
  /** What would be changed now, up to `MAX_CHANGED_AT_ONCE`; `isCut`: there are more. */
  count: number;
  isCut: boolean;
  /** Is so already, as far as was looked. */
  already: number;
  /** The largest of them. */
  stores: { name: string; count: number }[];
  /** Of those that would be changed. */
  lastUsedAt: Date | null;
  usedInLastHour: number;
  ended: number;
  /** What `count` counts. */
  ids: string[];
};

const NOTHING: ManyPreview = { count: 0, isCut: false, already: 0, stores: [], lastUsedAt: null, usedInLastHour: 0, ended: 0, ids: [] };

/** What changing these would do, without doing it: looks at just those the act itself would take. @param change null: they are revoked */
export async function previewTokens(
  { db, now }: Pick<Deps, "db" | "now">,
  caller: Caller,
  choice: TokenChoice,
  change: ManyChange | null,
): Promise<ManyPreview> {
  requireAdmin(caller);
  const at = now();
  const where = tokenWhere(caller, choice, at);
  if (where === null) return NOTHING;
  const condition = change === null ? {} : changedBy(change);
  const [found, already] = await Promise.all([
    db.integrationToken.findMany({
      where: { AND: [where, condition] },
      select: { id: true, lastUsedAt: true, expiresAt: true, store: { select: { id: true, name: true } } },
      orderBy: { id: "asc" },
      take: MAX_CHANGED_AT_ONCE + 1,
    }),
    change === null ? 0 : db.integrationToken.count({ where: { AND: [where, leftBy(change)] }, take: MAX_CHANGED_AT_ONCE }),
  ]);
  const tokens = found.slice(0, MAX_CHANGED_AT_ONCE);
  const used = tokens.flatMap(({ id, lastUsedAt }) => pendingUsageOf(id).lastUsedAt ?? lastUsedAt ?? []);
  const byStore = new Map<string, { name: string; count: number }>();
  for (const { store } of tokens) byStore.set(store.id, { name: store.name, count: (byStore.get(store.id)?.count ?? 0) + 1 });
  return {
    count: tokens.length,
    isCut: found.length > MAX_CHANGED_AT_ONCE,
    already,
    stores: [...byStore.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)).slice(0, MAX_STORES),
    lastUsedAt: used.reduce<Date | null>((last, time) => (last === null || time > last ? time : last), null),
    usedInLastHour: used.filter((time) => at.getTime() - time.getTime() < HOUR_MS).length,
    ended: tokens.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= at).length,
    ids: tokens.map(({ id }) => id),
  };
}
