import { expect, test } from "vitest";
import { fill } from "@/lib/i18n/ui/translated";
import { uiOf } from "@/lib/i18n/ui/ui";
import { tellJob, type ToldJob } from "./tell-job";

const ui = uiOf("en");
const words = ui.t.sync.job;
const now = new Date("2026-01-10T12:00:00Z");
const later = new Date("2026-01-10T12:04:00Z");
const job: ToldJob = {
  ...{ status: "running", phase: "listing", mode: "full" },
  ...{ done: 240, failed: 0, problem: null, runAfter: null, isCancelling: false },
};
const tell = (given: Partial<ToldJob>) => tellJob({ ...job, ...given }, now, ui);

test("a job that waits for its shop says until when, also one that has begun", () => {
  const waits = fill(words.waits, { time: "in 4 minutes" });
  expect(tell({ runAfter: later, problem: "timeout" })).toBe(waits);
  expect(tell({ runAfter: later, problem: "breaker_open", phase: "waiting" })).toBe(waits);
  expect(tell({ status: "queued", runAfter: later })).toBe(waits);
  expect(tell({ status: "queued" })).toBe(words.queued);
  expect(tell({ runAfter: later, phase: "waiting" }), "the shop is busy for us").toBe(ui.t.sync.jobs.phase.waiting);
  expect(tell({})).toBe(ui.t.sync.jobs.phase.listing);
});

test("who has cancelled sees that it was heard, whatever the job waits for", () => {
  expect(tell({ isCancelling: true, runAfter: later, problem: "timeout" })).toBe(words.cancelled);
});

test("an end is told as what was asked for", () => {
  const ended = { status: "completed" } as const;
  for (const mode of ["full", "incremental", "reconcile"] as const)
    expect(tell({ ...ended, mode })).toBe(fill(words.sentence.completed[mode], { done: "240" }));
  expect(tell({ status: "partial", failed: 2 })).toBe(fill(words.sentence.partial, { done: "240" }));
  expect(tell({ status: "partial", problem: "count_differs" }), "nothing is named").toBe(
    fill(words.sentence.partialUnnamed, { done: "240" }),
  );
});
