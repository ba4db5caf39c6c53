import { LRUCache } from "lru-cache";

/**
 * Remembers answers for a short time, bounded in number; who asks while an answer is being found shares it, and errors are
 * not kept. By default as what credentials mean is remembered: under a second, so that a request costs no query and a
 * revoked credential stops within a second in every process (at once in the one that revoked it: `forget`).
 */
const FORGET_AFTER_MS = 900;

export type ShortMemory<V extends NonNullable<unknown>, C> = { find(key: string, context: C): Promise<V | null>; forget(): void };

/** @param name one memory per process: Next bundles route handlers and start-up apart, globalThis is what they share. */
export function shortMemory<V extends NonNullable<unknown>, C>(
  name: string,
  max: number,
  lookUp: (context: C, key: string) => Promise<V | null>,
  forgetAfterMs = FORGET_AFTER_MS,
): ShortMemory<V, C> {
  type Found = { value: V | null };
  const shared = globalThis as typeof globalThis & { [key: symbol]: LRUCache<string, Found, unknown> | undefined };
  const slot = Symbol.for(`fiko.memory.${name}`);
  const cache = () =>
    (shared[slot] ??= new LRUCache<string, Found, unknown>({
      max,
      ttl: forgetAfterMs,
      // The clock as it is when asked, so that a test can hold it.
      perf: { now: () => performance.now() },
      ttlResolution: 0,
      // A key pushed out while it is asked for still gets its answer.
      ignoreFetchAbort: true,
      fetchMethod: async (key, _stale, { context, options }) => {
        const askedAt = performance.now();
        const value = await lookUp(context as C, key);
        // The age counts from the question, not from its answer: a slow database must not stretch the time.
        options.ttl = Math.max(1, forgetAfterMs - (performance.now() - askedAt));
        return { value };
      },
    }));
  return {
    async find(key, context) {
      for (;;) {
        const asked = cache();
        const found = await asked.fetch(key, { context });
        // Forgotten while it was asked for: only an answer of after that counts.
        if (asked === cache()) return found?.value ?? null;
      }
    },
    // A new memory, not an emptied one: emptying ends the questions under way with an error.
    forget: () => void (shared[slot] = undefined),
  };
}
