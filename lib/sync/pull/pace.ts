/** A question to a shop that failed; what it throws is asked for these (WooError, ShopifyError). */
export type FailedAsk = { isPassing: boolean; retryAfterMs: number | null; problem: string };
const isFailedAsk = (error: unknown): error is FailedAsk => typeof error === "object" && error !== null && "isPassing" in error;

/**
 * How hard a shop is asked, learned as TCP learns a line (AIMD): one question more at once after a clean round, half
 * after a failure that waiting cures. A page that was too much for the host (timeout, 5xx) is halved too.
 */
export type Pace = {
  /** Questions at the same time. */
  atOnce: () => number;
  /** Products of a page. */
  perPage: () => number;
  /**
   * Asks when there is room. What fails in passing, or was too much, is asked again, smaller and later, a few times: not
   * what took long to fail.
   * @throws what the last try threw
   */
  ask: <T>(question: (perPage: number) => Promise<T>) => Promise<T>;
  /** Time in which at least one question was under way, in ms: the shop's share of a run. */
  waitedMs: () => number;
};

const MOST_AT_ONCE = 6;
const MOST_PER_PAGE = 100;
export const LEAST_PER_PAGE = 10;
const MOST_TRIES = 4;
/** From 100 down to the least, and once more: while the page still shrinks, a further try is another question. */
const MOST_SMALLER_TRIES = 6;
const FIRST_PAUSE_MS = 500;
/** Longer than this is not waited for with a worker in hand: the job goes back to its queue. */
const LONGEST_PAUSE_MS = 20_000;
/** Nor is a shop asked again that was silent for so long: one that hangs holds a worker for a single time limit. */
const PATIENCE_MS = 10_000;
/** What says that the answer was too much for the host, not that it was asked too often. */
const TOO_MUCH = new Set(["timeout", "server_error", "network", "too_large", "not_json"]);

/** The question may be too large for the shop: less at once may pass, whether or not the same would pass later. */
export const saysTooMuch = (error: unknown): error is FailedAsk => isFailedAsk(error) && TOO_MUCH.has(error.problem);

export function createPace(
  start: { perPage?: number | null; atOnce?: number | null },
  {
    wait,
    now = () => performance.now(),
    random = Math.random,
  }: { wait: (ms: number) => Promise<void>; now?: () => number; random?: () => number },
): Pace {
  let atOnce = clamp(start.atOnce ?? 2, 1, MOST_AT_ONCE);
  let perPage = clamp(start.perPage ?? MOST_PER_PAGE, LEAST_PER_PAGE, MOST_PER_PAGE);
  let inFlight = 0;
  let cleanInRow = 0;
  let busySince = 0;
  let busyMs = 0;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    while (inFlight >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    if (inFlight++ === 0) busySince = now();
  }
  function leave(): void {
    if (--inFlight === 0) busyMs += now() - busySince;
    for (const wake of waiting.splice(0, Math.max(1, atOnce - inFlight))) wake();
  }
  function learnFromAnswer(): void {
    if (++cleanInRow < atOnce) return;
    cleanInRow = 0;
    atOnce = Math.min(MOST_AT_ONCE, atOnce + 1);
    perPage = Math.min(MOST_PER_PAGE, perPage + LEAST_PER_PAGE);
  }
  function learnFromFailure(problem: string): void {
    cleanInRow = 0;
    atOnce = Math.max(1, Math.floor(atOnce / 2));
    if (TOO_MUCH.has(problem)) perPage = Math.max(LEAST_PER_PAGE, Math.floor(perPage / 2));
  }

  return {
    atOnce: () => atOnce,
    perPage: () => perPage,
    waitedMs: () => busyMs + (inFlight > 0 ? now() - busySince : 0),
    async ask(question) {
      let failedForMs = 0;
      for (let tried = 1; ; tried++) {
        await enter();
        const [size, since] = [perPage, now()];
        try {
          const answer = await question(size);
          learnFromAnswer();
          return answer;
        } catch (error) {
          if (!isFailedAsk(error) || !(error.isPassing || saysTooMuch(error))) throw error;
          failedForMs += now() - since;
          learnFromFailure(error.problem);
          const pauseMs = error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (tried - 1) * (1 + random());
          const mostTries = perPage < size ? MOST_SMALLER_TRIES : MOST_TRIES;
          if (tried >= mostTries || pauseMs > LONGEST_PAUSE_MS || failedForMs > PATIENCE_MS) throw error;
          await wait(pauseMs);
        } finally {
          leave();
        }
      }
    },
  };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
