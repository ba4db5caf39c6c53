import { expect, test } from "vitest";
import { eventTypes } from "@/lib/events/incoming-event";
import { planChanges, type PlannableEvent } from "./plan-changes";

const clock = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const FUTURE = new Date("2030-01-01T00:00:00Z");
const [, updated, deleted] = eventTypes;

/** Events of one product in order of arrival: "u" an upsert, "d" a deletion; a number is its hour on the store's clock. */
function events(...told: [kind: "u" | "d", at: number | Date | null][]): PlannableEvent[] {
  return told.map(([kind, at], index) => ({
    id: BigInt(index + 1),
    eventType: kind === "d" ? deleted : updated,
    productId: "414",
    occurredAt: typeof at === "number" ? clock(at) : at,
  }));
}

/** Ids to apply in turn, and ids beaten before they start. */
function planOf(given: readonly PlannableEvent[]) {
  const plan = planChanges(given).get("414");
  return { apply: plan?.rounds.map((event) => Number(event.id)), superseded: plan?.superseded.map((event) => Number(event.id)) };
}

test.each<[string, PlannableEvent[], { apply: number[]; superseded: number[] }]>([
  ["the newest on the store's clock", events(["u", 3], ["u", 5], ["u", 4]), { apply: [2], superseded: [1, 3] }],
  ["the later arrival where times are equal", events(["u", 3], ["u", 3]), { apply: [2], superseded: [1] }],
  ["a deletion where times are equal, whichever came first", events(["d", 3], ["u", 3]), { apply: [1], superseded: [2] }],
  ["the last arrival where no time is given", events(["u", null], ["u", null], ["u", null]), { apply: [3], superseded: [1, 2] }],
  [
    "a deletion without a time over all before it, dated in the future or not",
    events(["u", FUTURE], ["d", null]),
    { apply: [2], superseded: [1] },
  ],
  [
    "what came after an event without a time is measured against it",
    events(["u", 9], ["u", null], ["u", 4], ["u", 2]),
    { apply: [2, 3], superseded: [1, 4] },
  ],
  ["only the last event without a time", events(["d", null], ["u", 4], ["u", null]), { apply: [3], superseded: [1, 2] }],
])("of a product's waiting events is applied: %s", (_, given, plan) => {
  expect(planOf(given)).toEqual(plan);
});

test("each product has its own plan", () => {
  const [first, second] = events(["u", 1], ["u", 2]);
  if (!first || !second) throw new Error("two events were given");
  const plans = planChanges([first, { ...second, productId: "415" }]);
  expect([...plans].map(([productId, plan]) => [productId, plan.rounds.length, plan.superseded.length])).toEqual([
    ["414", 1, 0],
    ["415", 1, 0],
  ]);
});

test("a store without waiting events has nothing to do", () => {
  expect(planChanges([]).size).toBe(0);
});
