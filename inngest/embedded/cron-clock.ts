import { parseCron, type EngineFunction } from "./refuse-unsupported";

export type CronTick = { fn: EngineFunction; cron: string; at: Date };

/** Knows when the next tick of each cron trigger is. Ticks missed while no process ran stay missed. */
export function createCronClock(functions: readonly EngineFunction[], start: Date) {
  const hands = functions.flatMap((fn) => fn.crons.map((cron) => ({ fn, cron, at: nextTick(cron, start) })));
  return {
    due: (now: Date): CronTick[] => hands.filter(({ at }) => at <= now).map((hand) => ({ ...hand })),
    /** Forgets the due ticks; only after they were recorded. */
    advance(now: Date): void {
      for (const hand of hands) if (hand.at <= now) hand.at = nextTick(hand.cron, now);
    },
  };
}

function nextTick(cron: string, after: Date): Date {
  return parseCron(cron, after).next().toDate();
}
