import type { Drift } from "@/lib/integrations/digest/wire";
import type { StoreOverview } from "./store-overviews";

/** Worst first: what somebody has to mend, what mends itself, what is well. */
export const storeStates = [
  "unreachable",
  "driftAlert",
  "silent",
  "decide",
  "failed",
  "unconnected",
  "drift",
  "catchingUp",
  "syncing",
  "fresh",
  "off",
  "synced",
] as const;
export type StoreState = (typeof storeStates)[number];

/** A shop that is well compares itself daily: three days without a word mean that its plugin is off. */
const SILENT_AFTER_MS = 3 * 86_400_000;

export const driftSize = ({ missing, different, extra }: Pick<Drift, "missing" | "different" | "extra">): number =>
  missing + different + extra;

/** What still differs: a pull mends what it finds while it looks, a plugin is asked to send it. */
export const stillDiffers = (drift: Drift): number => (drift.origin === "pull" ? drift.unsaved : driftSize(drift));

/** The last we heard of a shop, in whatever way. */
export function lastHeardOf({
  lastEventAt,
  lastUsedAt,
  drift,
  connection,
}: Pick<StoreOverview, "lastEventAt" | "lastUsedAt" | "drift" | "connection">): Date | null {
  const times = [lastEventAt, lastUsedAt, drift.checkedAt, connection?.checkedAt ?? null].filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())));
}

/** The one thing to know of a shop first. What the last comparison found is being mended while news of it come in after it. */
export function storeStateOf(store: StoreOverview, now: Date): StoreState {
  if (!store.isActive) return "off";
  if (store.drift.waiting !== null) return "decide";
  const { connection } = store;
  // A token that only lies about is no plugin.
  if (connection === null && (store.tokens === 0 || store.lastUsedAt === null)) return "unconnected";
  // Until it answers again: what was fetched before, and a job that waits for it, say nothing of now.
  if (connection !== null && connection.state !== "connected") return "unreachable";
  // Before "catching up": what is being mended is the sign, that so much had to be is the trouble.
  if (store.drift.isAlert) return "driftAlert";
  if (store.waiting > 0) return "catchingUp";
  if (store.isSyncing) return "syncing";
  const heardAt = lastHeardOf(store);
  if (heardAt === null) return "fresh";
  if (now.getTime() - heardAt.getTime() > SILENT_AFTER_MS) return "silent";
  // Nothing comes of itself here: a shop that is well in all else is not in sync without these.
  if (store.failed > 0) return "failed";
  if (store.lastEventAt === null && store.products === 0 && store.drift.checkedAt === null) return "fresh";
  return stillDiffers(store.drift) > 0 ? "drift" : "synced";
}

/** Why so many changes may not have reached us: the plugin is to tell them, or the shop's own webhooks are. */
export const driftCauseOf = ({ drift, connection }: Pick<StoreOverview, "drift" | "connection">): "plugin" | "refused" | "pull" =>
  drift.origin === "plugin" ? "plugin" : connection?.webhooks === "refused" ? "refused" : "pull";

/** States that want somebody to do something. */
export const wantsAttention = (state: StoreState): boolean =>
  (["decide", "driftAlert", "failed", "silent", "unconnected", "unreachable"] as readonly StoreState[]).includes(state);

/** Worst state first; of equal states what waits longest, then by name. */
export function worstFirst<S extends StoreOverview>(stores: readonly S[], now: Date): S[] {
  const oldest = (store: S) => store.oldestWaitingAt?.getTime() ?? Infinity;
  return stores
    .map((store) => ({ store, rank: storeStates.indexOf(storeStateOf(store, now)) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (oldest(a.store) === oldest(b.store) ? a.store.name.localeCompare(b.store.name) : oldest(a.store) - oldest(b.store)),
    )
    .map(({ store }) => store);
}
