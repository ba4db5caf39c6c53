import type { Drift } from "@/lib/integrations/digest/wire";
import type { StoreOverview } from "./store-overviews";

export type StoreState =
  "off" | "unconnected" | "fresh" | "decide" | "unreachable" | "driftAlert" | "catchingUp" | "syncing" | "silent" | "drift" | "synced";

/** A shop that is well compares itself daily: three days without a word mean that its plugin is off. */
const SILENT_AFTER_MS = 3 * 86_400_000;

export const driftSize = ({ missing, different, extra }: Pick<Drift, "missing" | "different" | "extra">): number =>
  missing + different + extra;

/** What still differs: a pull mends what it finds while it looks, a plugin is asked to send it. */
const stillDiffers = (drift: Drift): number => (drift.origin === "pull" ? drift.unsaved : driftSize(drift));

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
  if (store.lastEventAt === null && store.products === 0 && store.drift.checkedAt === null) return "fresh";
  return stillDiffers(store.drift) > 0 ? "drift" : "synced";
}

/** Why so many changes may not have reached us: the plugin is to tell them, or the shop's own webhooks are. */
export const driftCauseOf = ({ drift, connection }: Pick<StoreOverview, "drift" | "connection">): "plugin" | "refused" | "pull" =>
  drift.origin === "plugin" ? "plugin" : connection?.webhooks === "refused" ? "refused" : "pull";

/** States that want somebody to do something. */
export const wantsAttention = (state: StoreState): boolean =>
  (["decide", "driftAlert", "silent", "unconnected", "unreachable"] as readonly StoreState[]).includes(state);
