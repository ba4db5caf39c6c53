import { BurstyRateLimiter, RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { LRUCache } from "lru-cache";
import { AppError } from "@/lib/core/errors";
import { addressGroup } from "@/lib/access/addresses";

/**
 * Rates are kept in memory: for one process exact, for several each has its own. `points` allowed in `duration`
 * seconds; a burst may come on top of an even flow.
 */
const WINDOW_SECONDS = 60;
const BURST_WINDOW_SECONDS = 600;
type TokenRate = { ratePerMinute: number; rateBurst: number };
type Limiters = {
  byToken: LRUCache<string, { rate: TokenRate; limiter: BurstyRateLimiter; even: RateLimiterMemory }>;
  byAddress?: RateLimiterMemory;
  byConnect?: RateLimiterMemory;
  byExporter?: RateLimiterMemory;
};
const shared = globalThis as typeof globalThis & { __fikoRates?: Limiters };
const limiters = (): Limiters => (shared.__fikoRates ??= { byToken: new LRUCache({ max: 20_000 }) });

const isLimit = (error: unknown): error is RateLimiterRes => typeof error === "object" && error !== null && "msBeforeNext" in error;

function tooMany(limit: RateLimiterRes, allowed: number): AppError {
  const seconds = String(Math.max(1, Math.ceil(limit.msBeforeNext / 1000)));
  return new AppError("rate_exceeded", {
    headers: {
      "retry-after": seconds,
      "ratelimit-limit": String(allowed),
      "ratelimit-remaining": "0",
      "ratelimit-reset": seconds,
      "ratelimit-policy": `${allowed};w=${WINDOW_SECONDS}`,
    },
  });
}

/** One request of a token. @throws AppError rate_exceeded with Retry-After and RateLimit-* */
export async function spendTokenRate(token: { id: string } & TokenRate): Promise<void> {
  const { byToken } = limiters();
  const allowed = token.ratePerMinute + token.rateBurst;
  let entry = byToken.get(token.id);
  if (!entry || entry.rate.ratePerMinute !== token.ratePerMinute || entry.rate.rateBurst !== token.rateBurst) {
    const even = new RateLimiterMemory({ points: token.ratePerMinute, duration: WINDOW_SECONDS });
    entry = {
      even,
      rate: { ratePerMinute: token.ratePerMinute, rateBurst: token.rateBurst },
      // The burst fills up ten times slower than the rate: it is for a moment, not a second rate.
      limiter: new BurstyRateLimiter(
        even,
        new RateLimiterMemory({ keyPrefix: "burst", points: token.rateBurst, duration: BURST_WINDOW_SECONDS }),
      ),
    };
    byToken.set(token.id, entry);
  }
  try {
    await entry.limiter.consume(token.id);
  } catch (error) {
    throw isLimit(error) ? tooMany(error, allowed) : error;
  }
}

/** What is not counted per token (health calls, refused requests) is counted per address. @throws AppError rate_exceeded */
export async function spendAddressRate(address: string | null, perMinute: number): Promise<void> {
  const all = limiters();
  const limiter = (all.byAddress ??= new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS }));
  try {
    await limiter.consume(addressGroup(address));
  } catch (error) {
    throw isLimit(error) ? tooMany(error, perMinute) : error;
  }
}

/** Exchanges of codes a minute from one address: many shops of one host, and nothing for who guesses. */
const CONNECT_PER_MINUTE = 60;

/** Nobody is known yet when a code is exchanged. @throws AppError rate_exceeded */
export async function spendConnectRate(address: string | null): Promise<void> {
  const all = limiters();
  const limiter = (all.byConnect ??= new RateLimiterMemory({ keyPrefix: "connect", points: CONNECT_PER_MINUTE, duration: WINDOW_SECONDS }));
  try {
    await limiter.consume(addressGroup(address));
  } catch (error) {
    throw isLimit(error) ? tooMany(error, CONNECT_PER_MINUTE) : error;
  }
}

/** Whole lists a minute for one person: enough for a script, not for leaning on the database. */
const EXPORTS_PER_MINUTE = 30;

/** @throws AppError rate_exceeded */
export async function spendExportRate(userId: string): Promise<void> {
  const all = limiters();
  const limiter = (all.byExporter ??= new RateLimiterMemory({ keyPrefix: "export", points: EXPORTS_PER_MINUTE, duration: WINDOW_SECONDS }));
  try {
    await limiter.consume(userId);
  } catch (error) {
    throw isLimit(error) ? tooMany(error, EXPORTS_PER_MINUTE) : error;
  }
}

/** Whether this address has used up its rate, without using any. @throws AppError rate_exceeded */
export async function checkAddressRate(address: string | null, perMinute: number): Promise<void> {
  const spent = await limiters().byAddress?.get(addressGroup(address));
  if (spent && spent.consumedPoints >= perMinute) throw tooMany(spent, perMinute);
}

/** A request that was refused after all does not count against its token. */
export async function returnTokenRate(token: { id: string }): Promise<void> {
  await limiters().byToken.get(token.id)?.even.reward(token.id);
}
