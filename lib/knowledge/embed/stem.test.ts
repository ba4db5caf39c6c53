import { expect, test } from "vitest";
import { stemOf } from "./stem";

test.each([
  ["shoes", "shoe"],
  ["watches", "watch"],
  ["batteries", "battery"],
  ["glass", "glass"],
  ["glasses", "glass"],
  ["dress", "dress"],
  ["cactus", "cactus"],
  ["sofas", "sofa"],
  ["gas", "gas"],
  ["a51s", "a51s"],
  ["کتابها", "کتاب"],
  ["کتابهایشان", "کتاب"],
  ["سبکترین", "سبک"],
  ["فیلتر", "فیلتر"],
  ["تنها", "تنها"],
  ["بها", "بها"],
])("%s → %s", (word, stem) => {
  expect(stemOf(word)).toBe(stem);
});
