import { expect, test } from "vitest";
import { countTokens } from "./tokens";

// Reference counts of OpenAI's tiktoken for cl100k_base.
test.each([
  ["", 0],
  ["hello world", 2],
  ["tiktoken is great!", 6],
  ["antidisestablishmentarianism", 6],
  ["お誕生日おめでとう", 9],
])("%j is as many tokens as OpenAI counts", (text, tokens) => {
  expect(countTokens(text)).toBe(tokens);
});

test("a model's control words are text", () => {
  expect(countTokens("<|endoftext|> <|im_start|>")).toBeGreaterThan(2);
});

test("a wall of one letter is counted without hanging", () => {
  expect(countTokens("ش".repeat(100_000))).toBeGreaterThan(10_000);
  expect(countTokens("\ud83d\ude00".repeat(50_000))).toBeGreaterThan(10_000);
});
