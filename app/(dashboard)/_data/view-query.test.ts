import { expect, test } from "vitest";
import { viewQueryOf, viewQueryOfText } from "./view-query";

test("a view keeps what its screen understands, in one order, without the place in the list", () => {
  const cases: [Parameters<typeof viewQueryOfText>, string][] = [
    [["events", "?status=failed,retrying&store=a&cursor=x&view=y"], "store=a&status=failed%2Cretrying"],
    [["events", "cols=status,store&sort=received&nonsense=1"], "sort=received&cols=status%2Cstore"],
    [["events", "status=nonsense&period=day"], "period=day"],
    [["products", "min=abc&sort=-price"], "sort=-price"],
    [["tokens", "state=off&state=on"], "state=on"],
    [["audit", ""], ""],
    [["jobs", "status=failed,gone,partial&sort=oldest&store=a"], "store=a&status=failed%2Cgone%2Cpartial&sort=oldest"],
    [["stores", "q=shoe&new=yes&problem=x&cols=state"], "q=shoe&cols=state"],
    [["team", "q=a%40b&cursor=x"], "q=a%40b"],
    [["access-keys", "person=p&cols=none"], "person=p&cols=none"],
  ];
  for (const [given, kept] of cases) expect(viewQueryOfText(...given), given.join(" ")).toBe(kept);
});

test("what was kept is kept the same when it is read again", () => {
  const kept = viewQueryOf("products", { category: "کفش\\, چکمه,کیف", sort: "title", cols: "none" });
  expect(viewQueryOfText("products", kept)).toBe(kept);
});
