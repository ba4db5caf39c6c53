import fc from "fast-check";
import { eventTypes } from "@/lib/events/incoming-event";

/** What may happen to some stores, their workers and the machines they run on. Played by play-schedule.ts. */

/** How a product's sender tells time. What is decided when the two are mixed stands in play-schedule.ts. */
const clocks = ["timed", "untimed", "mixed", "mixed"] as const;

const states = ["published", "published", "published", "draft", "private", "hidden", "password"] as const;
const fields = ["occurred_at", "date_modified", "both"] as const;
/** Hours from now: far enough from it that the time a schedule takes cannot matter; few, so that they are often equal. */
const hours = [-240, -48, -3, 24, 48] as const;

const change = fc.record({
  /** Most of it happens to the first. */
  product: fc.constantFrom(0, 0, 0, 1, 2),
  type: fc.constantFrom(...eventTypes),
  isTimed: fc.boolean(),
  field: fc.constantFrom(...fields),
  hour: fc.constantFrom(...hours),
  content: fc.nat({ max: 2 }),
  price: fc.nat({ max: 2 }),
  state: fc.constantFrom(...states),
});
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** At its n-th word to the database a worker is killed, or hears that it is busy, or that it refuses. */
const fault = fc.record({
  at: fc.nat({ max: 16 }),
  kind: fc.constantFrom("killed" as const, "busy" as const, "busy" as const, "refused" as const),
});
export type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never;

const store = fc.nat({ max: 1 });
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("deliver" as const), store, changes: fc.array(change, { minLength: 1, maxLength: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("redeliver" as const),
      which: fc.nat({ max: 99 }),
      times: fc.integer({ min: 1, max: 3 }),
      isAltered: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("drain" as const),
      store,
      isRushHour: fc.boolean(),
      workers: fc.integer({ min: 1, max: 3 }),
      fault: fc.option(fault),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("race" as const), store, workers: fc.integer({ min: 2, max: 3 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("embed" as const), workers: fc.integer({ min: 1, max: 3 }), fault: fc.option(fault) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("abandon" as const), store, limit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stall" as const), store, at: fc.nat({ max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("resume" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("expire" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("replay" as const), store, product: fc.option(fc.nat({ max: 2 })) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("replay-one" as const), which: fc.nat({ max: 99 }) }) },
);
export type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

export const schedule = fc.record({
  /** Of each store, of each of its products. */
  clocks: fc.array(fc.array(fc.constantFrom(...clocks), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
  actions: fc.array(action, { minLength: 3, maxLength: 28 }),
  /** Turns of the event loop a worker lets pass before each word to the database. */
  pauses: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 }),
});
export type Schedule = typeof schedule extends fc.Arbitrary<infer T> ? T : never;
