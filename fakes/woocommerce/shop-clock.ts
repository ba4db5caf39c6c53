const MS_PER_SECOND = 1_000;

/** The shop's own idea of the time. Dates, the Date header and the OAuth window follow it; time-outs and rate limits do not. */
export class ShopClock {
  /** How far the shop's clock runs ahead of ours (negative: behind). */
  skewMs: number;
  #frozenAt: number | null = null;

  constructor(skewMs = 0) {
    this.skewMs = skewMs;
  }

  now(): number {
    return (this.#frozenAt ?? Date.now()) + this.skewMs;
  }

  /** WordPress keeps dates to the second: two edits within one second share their date. */
  second(): number {
    return Math.floor(this.now() / MS_PER_SECOND) * MS_PER_SECOND;
  }

  freeze(at: number = Date.now()): void {
    this.#frozenAt = at;
  }

  run(): void {
    this.#frozenAt = null;
  }

  advance(ms: number): void {
    if (this.#frozenAt === null) this.skewMs += ms;
    else this.#frozenAt += ms;
  }
}
