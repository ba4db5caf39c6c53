import type { PhpQuery } from "./php-query";

export type LoggedRequest = { method: string; path: string; query: Record<string, string>; at: number };

const KEPT = 20_000;
const SECRET = /^(consumer_(key|secret)|oauth_.*)$/;

/** Who asked what, and how many at once: for tests of politeness. Times are ours, not the shop's. */
export class RequestLog {
  /** The last ones, oldest first. */
  list: LoggedRequest[] = [];
  /** All there were. */
  count = 0;
  concurrent = 0;
  maxConcurrent = 0;
  /** How long at least one request was under way, all in all. */
  busyMs = 0;
  #busySince = 0;

  begin(method: string, path: string, query: PhpQuery): LoggedRequest {
    const at = Date.now();
    const shown = [...query].filter(([name]) => !SECRET.test(name)).map(([name, value]) => [name, String(value)]);
    const request = { method, path, query: Object.fromEntries(shown) as Record<string, string>, at };
    this.list.push(request);
    if (this.list.length > KEPT * 1.5) this.list = this.list.slice(-KEPT);
    this.count++;
    if (this.concurrent++ === 0) this.#busySince = at;
    this.maxConcurrent = Math.max(this.maxConcurrent, this.concurrent);
    return request;
  }

  end(): void {
    if (--this.concurrent === 0) this.busyMs += Date.now() - this.#busySince;
  }

  /** Those of a method and a path; for `expect(…).toHaveLength`. */
  to(method: string, path: string | RegExp): LoggedRequest[] {
    const matches = (given: string) => (typeof path === "string" ? given === path : path.test(given));
    return this.list.filter((request) => request.method === method && matches(request.path));
  }

  clear(): void {
    Object.assign(this, { list: [], count: 0, maxConcurrent: this.concurrent, busyMs: 0 });
    this.#busySince = Date.now();
  }
}
