export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** Points of one app in one shop; they come back with the shop's clock. */
export class LeakyBucket {
  #available: number;
  #atMs: number;
  readonly maximum: number;
  readonly restoreRate: number;
  readonly #clock: () => number;

  constructor(options: { maximum: number; restoreRate: number; clock: () => number }) {
    this.maximum = options.maximum;
    this.restoreRate = options.restoreRate;
    this.#clock = options.clock;
    this.#available = options.maximum;
    this.#atMs = options.clock();
  }

  /** False: not enough, and nothing is taken. */
  take(points: number): boolean {
    this.#restore();
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#available = Math.min(this.maximum, this.#available + points);
  }

  get status(): ThrottleStatus {
    this.#restore();
    return { maximumAvailable: this.maximum, currentlyAvailable: Math.floor(this.#available), restoreRate: this.restoreRate };
  }

  #restore(): void {
    const now = this.#clock();
    this.#available = Math.min(this.maximum, this.#available + (Math.max(0, now - this.#atMs) / 1_000) * this.restoreRate);
    this.#atMs = now;
  }
}
