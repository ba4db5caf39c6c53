import { expect, test } from "vitest";
import { joinList, splitList } from "./value-list";

test("values are listed with commas, and one with a comma inside comes back whole", () => {
  for (const values of [["a"], ["a", "b"], ["کفش, چکمه", "کیف"], [",", "x"]]) expect(splitList(joinList(values))).toEqual(values);
  expect(splitList(" a , ,b,")).toEqual(["a", "b"]);
  expect(splitList("")).toEqual([]);
});
