import { expect, test } from "vitest";
import type { Answer } from "./call";
import { interpretAnswer, retryAfterMs, type Outcome } from "./interpret-answer";

const now = Date.parse("2026-11-21T10:00:00Z");
const answer = (status: number, body: unknown, rest: Partial<Answer> = {}): Answer => ({
  status,
  body: JSON.stringify(body),
  noRetry: false,
  retryAfter: null,
  ...rest,
});
const error = { name: "TypeError", message: "broken" };

test.each<[string, Answer, Outcome]>([
  ["a returned value completes", answer(200, { any: 1 }), { type: "completed" }],
  [
    "RunComplete completes",
    answer(206, [
      { op: "StepRun", id: "a", data: 1 },
      { op: "RunComplete", id: "c", data: null },
    ]),
    { type: "completed" },
  ],
  ["a finished step is recorded", answer(206, [{ op: "StepRun", id: "a" }]), { type: "advanced", steps: { a: '{"data":null}' }, next: [] }],
  [
    "a failed step is recorded as its error",
    answer(206, [{ op: "StepFailed", id: "a", error }]),
    { type: "advanced", steps: { a: JSON.stringify({ error }) }, next: [] },
  ],
  [
    "an erring step is tried again",
    answer(206, [{ op: "StepError", id: "a", error }], { retryAfter: "7" }),
    { type: "retry", error, afterMs: 7_000, steps: {} },
  ],
  [
    "planned steps and sleeps become jobs",
    answer(206, [
      { op: "StepPlanned", id: "a" },
      { op: "Sleep", id: "b", name: "1m2s" },
      { op: "Sleep", id: "c", name: "2026-11-21T10:00:05Z" },
    ]),
    {
      type: "advanced",
      steps: {},
      next: [
        { step: "a", kind: "call", afterMs: 0 },
        { step: "b", kind: "sleep", afterMs: 62_000 },
        { step: "c", kind: "sleep", afterMs: 5_000 },
      ],
    },
  ],
  ["400 fails the run", answer(400, error, { noRetry: true }), { type: "failed", error }],
  ["500 is tried again", answer(500, error), { type: "retry", error, afterMs: null, steps: {} }],
  [
    "500 without retry fails the run",
    answer(500, { error: "gone" }, { noRetry: true }),
    { type: "failed", error: { name: "Error", message: "gone" } },
  ],
  [
    "nonsense counts as an attempt",
    answer(206, []),
    { type: "retry", error: { name: "EngineError", message: "the answer is no list of operations" }, afterMs: null, steps: {} },
  ],
  [
    "another status counts as an attempt",
    answer(401, {}),
    { type: "retry", error: { name: "EngineError", message: "unexpected answer 401" }, afterMs: null, steps: {} },
  ],
])("%s", (_, given, outcome) => expect(interpretAnswer(given, now)).toEqual(outcome));

test.each(["WaitForEvent", "WaitForSignal", "InvokeFunction", "AIGateway", "Gateway", "DeferAdd", "StepNotFound"])(
  "%s fails the run by name",
  (op) => {
    expect(interpretAnswer(answer(206, [{ op, id: "x", displayName: "mine" }]), now)).toMatchObject({
      type: "failed",
      error: { message: `The embedded engine does not support operation ${op} (step "mine")` },
    });
  },
);

test("parallel steps in race mode are refused", () => {
  expect(interpretAnswer(answer(206, [{ op: "StepPlanned", id: "x", opts: { parallelMode: "race" } }]), now)).toMatchObject({
    type: "failed",
  });
});

test.each([
  ["30", 30_000],
  ["Sat, 21 Nov 2026 10:01:00 GMT", 60_000],
  ["2026-11-21T09:00:00.000Z", 0],
  ["999999999", 86_400_000],
  ["soon", null],
])("retry-after %s is %s ms", (value, ms) => expect(retryAfterMs(value, now)).toBe(ms));
