import { expect, test } from "vitest";
import { MAX_HIDDEN_NAMES } from "@/lib/access/stores/visibility";
import { readRules } from "./read-rules";

const formOf = (...fields: [name: string, value: string][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const categories = (count: number) => Array.from({ length: count }, (_, n): [string, string] => ["category", `Shelf ${n}`]);

test("what is ticked is kept back, what is not ticked is not", () => {
  expect(readRules(formOf(["stock", "on"], ["category", "کفش"], ["category", "کفش"], ["tag", "x"]))).toEqual({
    hideOutOfStock: true,
    hideUnpriced: false,
    hiddenCategories: ["کفش"],
    hiddenTags: ["x"],
  });
  expect(readRules(formOf(...categories(MAX_HIDDEN_NAMES)))?.hiddenCategories).toHaveLength(MAX_HIDDEN_NAMES);
});

test.each([
  ["too many names", categories(MAX_HIDDEN_NAMES + 1)],
  ["an empty name", [["tag", ""]]],
  ["a name without end", [["category", "x".repeat(201)]]],
] satisfies [string, [string, string][]][])("%s is no set of rules", (_, fields) => {
  expect(readRules(formOf(...fields))).toBeNull();
});
