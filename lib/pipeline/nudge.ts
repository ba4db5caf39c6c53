import type { Logger } from "@/lib/core/log";

/**
 * Tells the engine which stores have something waiting. Many events make one nudge: the first goes out at once, the
 * next for the same store no sooner than a moment later. A nudge that is lost costs a minute: the sweep looks too.
 */
export type Nudger = {
  nudge(storeIds: Iterable<string>): void;
  /** The engine's end of it, once there is one. */
  connect(send: (storeIds: string[]) => Promise<void>): void;
};

/** Long enough to make a batch of a burst, short enough that nobody waits for it. */
const QUIET_MS = 250;

export function createNudger(log: Logger): Nudger {
  let send: ((storeIds: string[]) => Promise<void>) | null = null;
  const waiting = new Set<string>();
  let lastSentAt = 0;
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    timer = null;
    if (!send || waiting.size === 0) return;
    const storeIds = [...waiting];
    waiting.clear();
    lastSentAt = Date.now();
    send(storeIds).catch((error: unknown) =>
      log.warn({ err: error, stores: storeIds.length }, "nudge lost; the sweep will find these events"),
    );
  }

  return {
    nudge(storeIds) {
      for (const id of storeIds) waiting.add(id);
      timer ??= setTimeout(flush, Math.max(0, lastSentAt + QUIET_MS - Date.now()));
    },
    connect(next) {
      send = next;
      flush();
    },
  };
}
