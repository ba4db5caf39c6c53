import { expect, test } from "vitest";
import { costOf } from "./cost";

test.each([
  [1_000_000, "0.02", "0.02"],
  [1, "0.02", "0.00000002"],
  [0, "0.13", "0"],
  [123_456_789, "0.13", "16.04938257"],
  [500, "0", "0"],
])("%i tokens at %s a million cost %s", (tokens, usdPerMillionTokens, usd) => {
  expect(costOf(tokens, usdPerMillionTokens)).toBe(usd);
});
