import type { ShopifyClient } from "./client";
import { ShopifyError, type ShopifyProblem } from "./shopify-error";

const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 500;
/** Over in a moment, mostly. Being throttled is the client's own business; the rest is the queue's. */
const MOMENTARY: readonly ShopifyProblem[] = ["server_error", "network", "timeout", "not_json", "dns", "refused"];

/** Asks again, a little later, what failed for a moment. For questions that may be asked twice. */
export function patientClient(client: ShopifyClient, wait: (ms: number) => Promise<void>): ShopifyClient & { askedMs: () => number } {
  let askedMs = 0;
  return {
    shopDomain: client.shopDomain,
    get waitedMs() {
      return client.waitedMs;
    },
    /** Time in which questions were under way or waited for their turn, in ms. */
    askedMs: () => askedMs,
    async request(document, options) {
      const since = performance.now();
      try {
        for (let attempt = 1; ; attempt++) {
          try {
            return await client.request(document, options);
          } catch (error) {
            const isMomentary = error instanceof ShopifyError && MOMENTARY.includes(error.problem);
            if (!isMomentary || attempt >= MAX_TRIES) throw error;
          }
          await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
        }
      } finally {
        askedMs += performance.now() - since;
      }
    },
  };
}
