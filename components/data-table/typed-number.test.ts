import { expect, test } from "vitest";
import { typedNumber } from "./typed-number";

test("what is shown to be typed is understood as it is shown, in either language, on any keyboard", () => {
  for (const count of [2, 100, 1_000, 1_234_567])
    for (const language of ["en", "fa", "ar-EG"])
      expect(typedNumber(` ${new Intl.NumberFormat(language).format(count)} `)).toBe(String(count));
  for (const other of ["", "2x", "-2", "2.0"]) expect(typedNumber(other)).not.toBe("2");
});
