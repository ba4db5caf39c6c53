import type { Drift } from "@/lib/integrations/digest/wire";
import type { StoreOverview } from "./store-overviews";

export type StoreState =
  "off" | "unconnected" | "fresh" | "decide" | "unreachable" | "catchingUp" | "syncing" | "silent" | "drift" | "synced";

/** A shop that is well compares itself daily: three days without a word mean that its plugin is off. */
const SILENT_AFTER_MS = 3 * 86_400_000;

export const driftSize = ({ missing, different, extra }: Drift): number => missing + different + extra;

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
  if (store.tokens === 0 && connection === null) return "unconnected";
  if (connection?.state === "disconnected" || (connection?.openUntil && connection.openUntil > now)) return "unreachable";
  if (store.waiting > 0) return "catchingUp";
  if (store.isSyncing) return "syncing";
  const heardAt = lastHeardOf(store);
  if (heardAt === null) return "fresh";
  if (now.getTime() - heardAt.getTime() > SILENT_AFTER_MS) return "silent";
  if (store.lastEventAt === null && store.products === 0 && store.drift.checkedAt === null) return "fresh";
  return driftSize(store.drift) > 0 ? "drift" : "synced";
}

/** States that want somebody to do something. */
export const wantsAttention = (state: StoreState): boolean =>
  (["decide", "silent", "unconnected", "unreachable"] as readonly StoreState[]).includes(state);
