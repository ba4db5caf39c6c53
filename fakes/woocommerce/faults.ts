import type { LoggedRequest } from "./request-log";

export type FaultKind =
  | "fatal" // 500, a JSON error whose message is HTML
  | "bad-gateway" // 502 HTML
  | "maintenance" // 503 with Retry-After
  | "too-many" // 429 with Retry-After
  | "firewall" // 200, a page that asks who you are
  | "empty-list" // 200, a list of nothing, its total 0: a cache, a plugin, a lost table
  | "no-total" // its own answer, without the headers that count: a proxy dropped them
  | "mangled" // its own answer, its body changed by `mangle`: a plugin's filter
  | "warnings" // 200, HTML before the JSON
  | "hang" // nothing until the client gives up
  | "cut" // the connection breaks within the body
  | "redirect"; // 301 to `location`
export const FAULT_KINDS: readonly FaultKind[] = [
  "fatal",
  "bad-gateway",
  "maintenance",
  "too-many",
  "firewall",
  "empty-list",
  "no-total",
  "warnings",
  "hang",
  "cut",
  "redirect",
];

export type Fault = {
  kind: FaultKind;
  /** How many requests it meets; 1 unless said, Infinity until `clear`. */
  times?: number;
  method?: string;
  /** Part of the path with its query, or a pattern. Any request unless said. */
  path?: string | RegExp;
  retryAfterSeconds?: number;
  location?: string;
  mangle?: (body: string) => string;
};
type WaitingFault = Fault & { times: number };

export type RateLimit = { requests: number; windowMs: number; retryAfterSeconds?: number };

/** What is wrong with the shop today. All of it may be set while it runs. */
export class Faults {
  latencyMs = 0;
  /** More than this many requests within the window, and the rest of it is 429. */
  rateLimit: RateLimit | null = null;
  /** More than this many at once are 429. */
  maxConcurrent: number | null = null;
  /** Called for each request just before its answer is worked out: edit, delete or wait here, between two pages. */
  beforeAnswer: ((request: LoggedRequest) => void | Promise<void>) | null = null;
  #waiting: WaitingFault[] = [];
  #lately: number[] = [];

  /** Puts a fault into the queue; each request takes the first that matches it. */
  next(fault: Fault): void {
    this.#waiting.push({ ...fault, times: fault.times ?? 1 });
  }

  take(method: string, url: string): Fault | null {
    const found = this.#waiting.find((fault) => meets(fault, method, url));
    if (!found) return null;
    if (--found.times <= 0) this.#waiting = this.#waiting.filter((fault) => fault !== found);
    return found;
  }

  /** Counts a request. @returns after how many seconds to come again, or null */
  limit(concurrent: number): number | null {
    if (this.maxConcurrent !== null && concurrent > this.maxConcurrent) return 1;
    if (!this.rateLimit) return null;
    const { requests, windowMs, retryAfterSeconds } = this.rateLimit;
    const now = Date.now();
    this.#lately = this.#lately.filter((at) => at > now - windowMs);
    if (this.#lately.length < requests) {
      this.#lately.push(now);
      return null;
    }
    const oldest = this.#lately[0] ?? now;
    return retryAfterSeconds ?? Math.max(1, Math.ceil((oldest + windowMs - now) / 1_000));
  }

  /** A healthy shop again. */
  clear(): void {
    this.#waiting = [];
    this.#lately = [];
    Object.assign(this, { latencyMs: 0, rateLimit: null, maxConcurrent: null, beforeAnswer: null });
  }
}

const meets = ({ method, path }: Fault, givenMethod: string, url: string): boolean =>
  (method === undefined || method === givenMethod) &&
  (path === undefined || (typeof path === "string" ? url.includes(path) : path.test(url)));
