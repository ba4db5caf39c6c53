import { expect, test } from "vitest";
import { MAX_RETRIES, nextAttempt } from "./retry";

const NOW = new Date("2026-01-01T00:00:00Z");
const secondsUntil = (at: Date | null) => (at === null ? null : (at.getTime() - NOW.getTime()) / 1000);

test("an event is tried again after 30 s, 60 s and 120 s, and then given up", () => {
  const middle = () => 0.5;
  expect([1, 2, 3, 4].map((tries) => secondsUntil(nextAttempt(tries, NOW, middle)))).toEqual([30, 60, 120, null]);
  expect(MAX_RETRIES).toBe(3);
});

test("jitter moves it by a fifth at the most, either way", () => {
  expect([0, 0.25, 1].map((random) => secondsUntil(nextAttempt(1, NOW, () => random)))).toEqual([24, 27, 36]);
});

test.each([
  ["later than we would", 90_000, 90],
  ["sooner than we would", 1_000, 30],
  ["nothing", null, 30],
])("where the other side asks for %s, it is never undercut", (_, retryAfterMs, seconds) => {
  expect(secondsUntil(nextAttempt(1, NOW, () => 0.5, retryAfterMs))).toBe(seconds);
});

test("what the other side asks for buys no further try", () => {
  expect(nextAttempt(MAX_RETRIES + 1, NOW, () => 0.5, 1_000)).toBeNull();
});
