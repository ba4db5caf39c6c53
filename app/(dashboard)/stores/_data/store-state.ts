import type { Drift } from "@/lib/integrations/digest/wire";
import type { StoreOverview } from "./store-overviews";

export type StoreState = "off" | "unconnected" | "fresh" | "decide" | "catchingUp" | "silent" | "drift" | "synced";

/** A shop that is well compares itself daily: three days without a word mean that its plugin is off. */
const SILENT_AFTER_MS = 3 * 86_400_000;

export const driftSize = ({ missing, different, extra }: Drift): number => missing + different + extra;

/** The last we heard of a shop, in whatever way. */
export function lastHeardOf({ lastEventAt, lastUsedAt, drift }: Pick<StoreOverview, "lastEventAt" | "lastUsedAt" | "drift">): Date | null {
  const times = [lastEventAt, lastUsedAt, drift.checkedAt].filter((time) => time !== null);
  return times.length === 0 ? null : new Date(Math.max(...times.map((time) => time.getTime())));
}

/** The one thing to know of a shop first. What the last comparison found is being mended while news of it come in after it. */
export function storeStateOf(store: StoreOverview, now: Date): StoreState {
  if (!store.isActive) return "off";
  if (store.drift.waiting !== null) return "decide";
  if (store.tokens === 0) return "unconnected";
  if (store.waiting > 0) return "catchingUp";
  const heardAt = lastHeardOf(store);
  if (heardAt === null) return "fresh";
  if (now.getTime() - heardAt.getTime() > SILENT_AFTER_MS) return "silent";
  if (store.lastEventAt === null && store.products === 0 && store.drift.checkedAt === null) return "fresh";
  return driftSize(store.drift) > 0 ? "drift" : "synced";
}

/** States that want somebody to do something. */
export const wantsAttention = (state: StoreState): boolean => state === "decide" || state === "silent" || state === "unconnected";
