import { describe, expect, test } from "vitest";
import { uiOf } from "@/lib/i18n/ui/ui";
import { rowsToActOn, rowsToPreview } from "./chosen-rows";

const reading = (language: "fa" | "en" = "en") => ({
  filtersOf: ({ q }: Record<string, string>) => ({ q }),
  max: 3,
  ui: uiOf(language),
});
const all = (filters: Record<string, string>) => ({ filters, count: "2" });
const refused = { ok: false, problem: uiOf("en").t.common.unknownError };

describe("all that the filters find", () => {
  test("a preview looks at everything, the act takes what it saw of that", () => {
    expect(rowsToPreview(all({ q: "cup" }), reading())).toEqual({ ok: true, value: { q: "cup" } });
    expect(rowsToActOn(all({ q: "cup" }), ["1", "2"], reading())).toEqual({ ok: true, value: { q: "cup", seen: ["1", "2"] } });
  });

  test("without a preview, or with more than one shows, nothing is done", () => {
    for (const seen of [[], ["1", "2", "3", "4"], ["x".repeat(65)]])
      expect(rowsToActOn(all({ q: "cup" }), seen, reading()), JSON.stringify(seen)).toEqual(refused);
  });

  test("without a filter it would be everything", () => {
    expect(rowsToPreview(all({}), reading())).toEqual(refused);
    expect(rowsToActOn(all({ sort: "name" }), ["1"], reading())).toEqual(refused);
  });
});

describe("ticked rows", () => {
  test("are what was ticked, whatever a preview saw", () => {
    expect(rowsToPreview({ ids: ["1"] }, reading())).toEqual({ ok: true, value: { q: undefined, ids: ["1"] } });
    expect(rowsToActOn({ ids: ["1", "2"] }, ["1"], reading())).toEqual({ ok: true, value: { q: undefined, ids: ["1", "2"] } });
    expect(rowsToActOn({ ids: [] }, ["1"], reading())).toEqual(refused);
  });

  test.each([
    ["en", "4 are selected; at most 3 can be done at once. Select fewer."],
    ["fa", "۴ مورد انتخاب شده است و هر بار حداکثر ۳ مورد انجام می‌شود. موارد کمتری انتخاب کنید."],
  ] as const)("more than go at once are told with both numbers, before and at the act (%s)", (language, problem) => {
    const chosen = { ids: ["1", "2", "3", "4"] };
    expect(rowsToPreview(chosen, reading(language))).toEqual({ ok: false, problem });
    expect(rowsToActOn(chosen, [], reading(language))).toEqual({ ok: false, problem });
  });
});
