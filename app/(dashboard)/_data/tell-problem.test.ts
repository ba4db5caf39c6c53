import { expect, test } from "vitest";
import { syncEn, syncFa } from "@/lib/i18n/ui/sync";
import { tellProblem } from "./tell-problem";

test("what ended a connection is named with its cure, in both languages", () => {
  for (const { problem } of [syncEn, syncFa])
    for (const code of ["app_uninstalled", "token_invalid", "keys_unknown", "breaker_open"] as const) {
      expect(tellProblem(code, problem)).toEqual(problem[code]);
      expect(tellProblem(code, problem)).not.toEqual(problem.unknown);
    }
});

test("a doctor's word for the same trouble is told as ours; one that nobody knows is said to be unknown", () => {
  expect(tellProblem("connection_refused", syncEn.problem)).toEqual(syncEn.problem.refused);
  expect(tellProblem("never heard of", syncEn.problem)).toEqual(syncEn.problem.unknown);
  expect(tellProblem("toString", syncEn.problem)).toEqual(syncEn.problem.unknown);
});
